import type { MeetingStanding } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import type { Outcome } from '#core/vote/tally.ts'
import type { Vote, VoteChoice } from '#core/vote/vote.ts'
import type { Text } from '#text/index.ts'

/** What every screen of votes is drawn from. */
export interface VoteHall {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly me: UserId
  readonly record: Pick<RecordProjection, 'votes' | 'voters' | 'participants' | 'attendance' | 'quorum' | 'course'>
  readonly items: readonly AgendaNode[]
}

export const nameIn = ({ record }: Pick<VoteHall, 'record'>, user: UserId): string => record.participants.get(user)?.name ?? ''

/** How a choice is called in this vote. */
export const wordOf = (t: Text['vote'], { options }: Pick<Vote, 'options'>, choice: VoteChoice): string => t.choices[options][choice]

/** "Quá nửa tổng số thành viên". */
export const ruleOf = (t: Text['vote'], { share, base }: Pick<Vote, 'share' | 'base'>): string => t.rule(t.shares[share], t.bases[base])

export const countOf = (outcome: Outcome, choice: VoteChoice): number => outcome.counts[choice] ?? 0
