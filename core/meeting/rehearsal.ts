import type { MeetingId, UserId } from '../ids.ts'

/** [RE1] What the id of a rehearsal (buổi họp thử) begins with: everybody who sees the id knows what it is, and so does whatever stores or lists it. */
export const rehearsalPrefix = 'hop-thu-'

export const isRehearsal = (meeting: MeetingId): boolean => meeting.startsWith(rehearsalPrefix)

/** The id of a rehearsal of a random one; 28 characters. */
export const rehearsalId = (random: MeetingId): MeetingId => `${rehearsalPrefix}${random}` as MeetingId

/** A room of a meeting, or what is stored of who wrote in it. */
const roomOfRehearsal = /^(?:owners\/)?(?:meeting|minutes|record|notes)\/(hop-thu-[^/]+)/

/** [RE1] The rehearsal that a room of this name belongs to, or null. A paper or a person may be called like one: their rooms are real. */
export const rehearsalIn = (name: string): MeetingId | null => (roomOfRehearsal.exec(name)?.[1] as MeetingId | undefined) ?? null

/** [RE3] Of which nothing has happened for so long, everything is deleted. */
export const rehearsalIdleMs = 6 * 60 * 60_000

/** [RE4] Rehearsals that live at once, of one who makes them and in the whole house: they are held in memory. */
const mostRehearsals = { person: 3, house: 50 }
/** [RE4] One in which nothing was recorded for so long makes room for another. */
export const rehearsalRestMs = 10 * 60_000

export interface LivingRehearsal {
  readonly meeting: MeetingId
  /** Who made it. */
  readonly by: UserId
  /** When something was last recorded, in milliseconds. */
  readonly lastMs: number
}

/** [RE4] Which have to end for one more of this person: of too many, the one that has rested longest. Null when somebody is at all of them. */
export function rehearsalsToEnd(living: readonly LivingRehearsal[], user: UserId, nowMs: number): readonly MeetingId[] | null {
  const over: MeetingId[] = []
  const oldest = [...living].sort((a, b) => a.lastMs - b.lastMs)
  for (const [all, most] of [
    [oldest.filter(({ by }) => by === user), mostRehearsals.person],
    [oldest, mostRehearsals.house]
  ] as const) {
    const left = all.filter(({ meeting }) => !over.includes(meeting))
    if (left.length < most) continue
    const rests = left.find(({ lastMs }) => nowMs - lastMs >= rehearsalRestMs)
    if (!rests) return null
    over.push(rests.meeting)
  }
  return over
}
