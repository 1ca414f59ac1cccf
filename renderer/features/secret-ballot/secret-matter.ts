import type { MeetingStanding } from '#core/access/access.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import type { Vote } from '#core/vote/vote.ts'

/** What every screen of a secret ballot is drawn from. */
export interface SecretMatter {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly me: UserId
  readonly record: Pick<RecordProjection, 'participants' | 'secretVotes' | 'givenBallots'>
  readonly vote: Vote
}
