import type { SiteId, UserId } from '../ids.ts'
import { type MeetingRole, meetingRoles, type Participant } from '../meeting/meeting.ts'
import type { Site } from '../site/site.ts'
import type { Attendance, AttendanceState } from './attendance.ts'

/** What the printed list is made of. */
export interface AttendanceSource {
  readonly participants: readonly Participant[]
  readonly attendance: ReadonlyMap<UserId, Attendance>
  readonly sites: ReadonlyMap<SiteId, Site>
  readonly standsFor: ReadonlyMap<UserId, UserId>
  /** When the meeting was to begin and, once it is over, to end; ISO 8601. */
  readonly startsAt: string
  readonly endsAt: string | null
}

/** One line of the list. Times are ISO 8601, '' where there is none. */
export interface AttendanceRow {
  readonly number: number
  readonly who: Participant
  /** null: nobody has noted anything of them. */
  readonly state: AttendanceState | null
  readonly remote: boolean
  readonly site: string
  readonly from: string
  readonly to: string
  /** Minutes after the beginning at which they came; 0: in time, or within the first five. */
  readonly lateMinutes: number
  /** They left before the end. */
  readonly leftEarly: boolean
  readonly reason: string
  /** Name of the participant in whose place they came; ''. */
  readonly standsFor: string
}

/** Who comes in while people take their seats is not late. */
const graceMinutes = 5

/** [J7] Everybody by role, then by given name, as a list of attendance has them; who came late, left early or stands for somebody is named so. */
export function attendanceList(source: AttendanceSource): readonly AttendanceRow[] {
  const { attendance, sites, standsFor, startsAt, endsAt } = source
  const names = new Map(source.participants.map(({ user, name }) => [user, name]))
  const order = (role: MeetingRole) => meetingRoles.indexOf(role)
  return [...source.participants]
    .sort((a, b) => order(a.role) - order(b.role) || byGivenName(a.name, b.name))
    .map((who, index) => {
      const known = attendance.get(who.user)
      const [first, last] = [known?.stays[0], known?.stays.at(-1)]
      const instead = standsFor.get(who.user)
      return {
        number: index + 1,
        who,
        state: known?.state ?? null,
        remote: known?.place === 'remote',
        site: (known?.site !== undefined && sites.get(known.site)?.name) || '',
        from: first?.from ?? '',
        to: last?.to ?? '',
        lateMinutes: known ? lateMinutesOf(known, startsAt) : 0,
        leftEarly: known?.state === 'left' && (endsAt === null || (last?.to ?? '') < endsAt),
        reason: known?.reason ?? '',
        standsFor: (instead && names.get(instead)) ?? ''
      }
    })
}

/** Minutes after the beginning at which somebody first came; 0: in time, within the first minutes, or never. */
export function lateMinutesOf({ stays }: Attendance, startsAt: string): number {
  const [first] = stays
  const late = first ? Math.floor((Date.parse(first.from) - Date.parse(startsAt)) / 60_000) : 0
  return late > graceMinutes ? late : 0
}

/** Vietnamese people are listed by their given name, the last word. */
function byGivenName(a: string, b: string): number {
  const given = (name: string) => name.trim().split(/\s+/).at(-1) ?? ''
  return given(a).localeCompare(given(b), 'vi') || a.localeCompare(b, 'vi')
}
