import { mayInMeeting } from '../access/access.ts'
import type { UserId, VoteId } from '../ids.ts'
import type { Participant } from '../meeting/meeting.ts'
import { givenTo, type SecretVotes } from '../secret-ballot/secret-vote.ts'
import { hasVoted, rollOf, type Vote, type Votes, voterOf } from '../vote/vote.ts'

/** When whoever leads last reminded of what: of a vote, or of checking in. ISO 8601, the server's. */
export type Reminders = ReadonlyMap<VoteId | 'check-in', string>

/** [RM1] Reminders of one thing come at least so far apart. */
export const reminderEveryMs = 30_000

/** [RM1] Whether a reminder of this would be one too many now. */
export function isJustReminded(reminders: Reminders, about: VoteId | 'check-in', nowMs: number): boolean {
  const last = reminders.get(about)
  return last !== undefined && nowMs - Date.parse(last) < reminderEveryMs
}

interface Room extends Pick<Votes, 'voters'>, Pick<SecretVotes, 'givenBallots'> {
  readonly votes: Votes['votes']
  readonly participants: ReadonlyMap<UserId, Participant>
  readonly attendance: ReadonlyMap<UserId, { readonly state: string }>
}

/** [RM2] For whom a vote at hand waits: who has not said that they are ready, not voted, or not taken their secret ballot. */
export function waitedFor(room: Room, vote: Vote): readonly UserId[] {
  const of = vote.state === 'open' ? vote.roll : rollOf(room.participants.values(), room.attendance)
  return of.filter(user => {
    const voter = voterOf(room, vote.vote, user)
    if (vote.state !== 'open') return !voter.ready
    return vote.form === 'secret' ? givenTo(room, vote.vote, user) === null : !hasVoted(voter)
  })
}

/** [RM2] Of whom nobody has noted anything yet; whoever leads or keeps the minutes is not reminded by themselves. */
export const notCheckedIn = ({ participants, attendance }: Pick<Room, 'participants' | 'attendance'>): readonly UserId[] =>
  [...participants.values()].flatMap(({ user, role }) =>
    attendance.has(user) || mayInMeeting({ role, state: 'live' }, 'use-desk') ? [] : [user]
  )
