import type { SiteId, UserId } from '../ids.ts'
import type { MeetingRole, MeetingState, Participant } from '../meeting/meeting.ts'

/** có mặt, đã về, vắng có lý do, vắng không lý do. Who was never noted is none of them. */
export const attendanceStates = ['present', 'left', 'excused', 'absent'] as const
export type AttendanceState = (typeof attendanceStates)[number]

/** Before the beginning people are let in for so long. */
const earlyMs = 60 * 60_000

/** People are asked to check in: the meeting is on, or about to begin. */
export const isCheckInTime = ({ state }: { readonly state: MeetingState }, startsAt: string, nowMs: number): boolean =>
  state === 'live' || (state === 'issued' && Date.parse(startsAt) - nowMs <= earlyMs)

/** tại phòng họp, từ xa (at a conference site or from elsewhere). */
export const attendancePlaces = ['room', 'remote'] as const
export type AttendancePlace = (typeof attendancePlaces)[number]

/** One stay: from when, until when (null: still there). Times are the server's, ISO 8601. */
export interface Stay {
  readonly from: string
  readonly to: string | null
}

/** What is known of one participant's attendance. */
export interface Attendance {
  readonly state: AttendanceState
  /** Where they are or were last; null for who never came. */
  readonly place: AttendancePlace | null
  /** The conference site they are at or were last; absent for the meeting's own room and for who takes part from elsewhere. */
  readonly site?: SiteId
  /** [J5] They checked in by the code that hung there. */
  readonly byCode?: true
  /** Why they are absent, in the secretary's words; '' where none was given. */
  readonly reason: string
  /** Every stay, in order: late arrival, early leave and coming back stay visible. */
  readonly stays: readonly Stay[]
  /** Who noted the newest state; the person themselves when they checked in. */
  readonly by: UserId
  /** How often they noted it themselves; absent when `by` says it all. */
  readonly own?: number
}

/** [J8] So often one person checks in and out of one meeting: each time is an event for good. */
export const mostOwnNotes = 50
/** [J8] They have noted their own attendance as often as anybody does; secretaries and chair still note it for them. */
export const notedEnough = (known: Attendance | undefined): boolean => (known?.own ?? 0) >= mostOwnNotes

/** One noting as the record has it. */
export interface AttendanceNote {
  readonly user: UserId
  readonly state: AttendanceState
  readonly place: AttendancePlace | null
  readonly site?: SiteId
  /** [J5] They showed the code that hung in the room. */
  readonly byCode?: true
  readonly reason: string
}

/** [J1] What is known after one more noting; coming back after leaving is a new stay. */
export function noted(before: Attendance | null, note: AttendanceNote, at: string, by: UserId): Attendance {
  const stays = before?.stays ?? []
  const open = stays.at(-1)?.to === null
  const { state, reason } = note
  // The first time is seen from who noted the newest state.
  const times = (before?.own ?? (before?.by === note.user ? 1 : 0)) + (by === note.user ? 1 : 0)
  const own = times > (by === note.user ? 1 : 0) ? { own: times } : {}
  const siteIf = (site: SiteId | undefined) => (site === undefined ? {} : { site })
  if (state === 'present')
    return {
      state,
      place: note.place ?? 'room',
      ...siteIf(note.site),
      ...(note.byCode && { byCode: true }),
      reason: '',
      stays: open ? stays : [...stays, { from: at, to: null }],
      by,
      ...own
    }
  const ended = open ? [...stays.slice(0, -1), { from: stays.at(-1)?.from ?? at, to: at }] : stays
  // Whoever was noted as present by mistake never was there; whoever leaves was.
  if (state !== 'left') return { state, place: null, reason, stays: [], by, ...own }
  return { state, place: before?.place ?? null, ...siteIf(before?.site), reason: '', stays: ended, by, ...own }
}

/** Of all who count, so many must be there: `numerator`/`denominator`, rounded up. `required`: the meeting does not open without them. */
export interface QuorumRule {
  readonly numerator: number
  readonly denominator: number
  readonly required: boolean
}
/** Two thirds of the members (Luật Tổ chức chính quyền địa phương): shown, and enforced where the unit wants it. */
export const defaultQuorum: QuorumRule = { numerator: 2, denominator: 3, required: false }
/** What may be chosen: more than half is 'half and one'. */
export const quorumShares = ['half', 'two-thirds', 'three-quarters', 'all'] as const
export type QuorumShare = (typeof quorumShares)[number]
const shares: Readonly<Record<QuorumShare, readonly [numerator: number, denominator: number]>> = {
  half: [1, 2],
  'two-thirds': [2, 3],
  'three-quarters': [3, 4],
  all: [1, 1]
}
/** The rule of a share. */
export function quorumRule(share: QuorumShare, required: boolean): QuorumRule {
  const [numerator, denominator] = shares[share]
  return { numerator, denominator, required }
}
/** The share of a rule; two thirds for one that has no name here. */
export const shareOf = ({ numerator, denominator }: QuorumRule): QuorumShare =>
  quorumShares.find(share => shares[share][0] * denominator === numerator * shares[share][1]) ?? 'two-thirds'

/** [J3] Roles that count for the quorum: who has a vote. */
export const countsForQuorum = (role: MeetingRole): boolean => role === 'chair' || role === 'member'

/** Numbers at one moment. */
export interface AttendanceCount {
  readonly members: { readonly present: number; readonly all: number }
  readonly delegates: { readonly present: number; readonly all: number }
  readonly guests: { readonly present: number; readonly all: number }
  readonly excused: number
  readonly absent: number
  /** How many members must be present; 0 when there are none. */
  readonly needed: number
  readonly reached: boolean
}

/** [J3] Members, delegates and guests are counted apart; secretaries who are nothing else are not counted. */
export function countAttendance(
  participants: Iterable<Participant>,
  attendance: ReadonlyMap<UserId, Attendance>,
  { numerator, denominator }: QuorumRule
): AttendanceCount {
  const count = { members: { present: 0, all: 0 }, delegates: { present: 0, all: 0 }, guests: { present: 0, all: 0 } }
  let excused = 0
  let absent = 0
  for (const { user, role } of participants) {
    const group = countsForQuorum(role) ? 'members' : role === 'delegate' ? 'delegates' : role === 'guest' ? 'guests' : null
    if (!group) continue
    const state = attendance.get(user)?.state
    count[group].all += 1
    if (state === 'present') count[group].present += 1
    if (state === 'excused') excused += 1
    if (state === 'absent') absent += 1
  }
  const needed = count.members.all === 0 ? 0 : neededOfRatio(count.members.all, numerator, denominator)
  return { ...count, excused, absent, needed, reached: count.members.present >= needed }
}

/** "At least two thirds" rounds up; "more than half" is one more than the half rounded down. */
const neededOfRatio = (all: number, numerator: number, denominator: number): number =>
  numerator * 2 === denominator ? Math.floor(all / 2) + 1 : Math.ceil((all * numerator) / denominator)

/** How many of `all` a share asks for: 'half' is more than half, the others are rounded up. */
export const neededOf = (all: number, share: QuorumShare): number => neededOfRatio(all, ...shares[share])
