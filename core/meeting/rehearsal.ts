import type { MeetingId } from '../ids.ts'

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
