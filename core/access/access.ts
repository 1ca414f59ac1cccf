import type { UnitId, UserId } from '../ids.ts'
import type { MeetingRole, MeetingState } from '../meeting/meeting.ts'
import type { UnitRole } from '../organisation/organisation.ts'
import { assertNever } from '../result.ts'
import { mayWithPersonal, type PersonalStanding } from './personal.ts'
import type { Room, RoomRights } from './room.ts'

/** Who asks. `units` = the units this person's unit role reaches: their own and those below it. */
export interface Subject {
  readonly user: UserId
  readonly unitRole: UnitRole
  readonly units: ReadonlySet<UnitId>
}

/** What is known of a meeting when somebody asks; `role` is the subject's role in it. */
export interface MeetingStanding {
  readonly state: MeetingState
  readonly role: MeetingRole | null
  /** [R5] Its record is damaged: what is known of it may be read, nothing in it is changed. */
  readonly setAside?: boolean
}

const prepares = (role: MeetingRole | null): boolean => role === 'secretary' || role === 'chair'

/** [A2] Secretaries and chair see a meeting from its first minute, all others once it is issued. */
export const seesMeeting = (standing: MeetingStanding): boolean =>
  prepares(standing.role) || (standing.role !== null && standing.state !== 'draft')

/** People come to it. */
const isGathering = (standing: MeetingStanding): boolean => (standing.state === 'issued' || standing.state === 'live') && !standing.setAside

const isRunning = (standing: MeetingStanding): boolean => standing.state !== 'ended' && !standing.setAside

/**
 * [A3] Rights in a room. `standing` is that of the meeting the room belongs to (for marks and remarks: the paper's meeting), null where
 * there is none or it is unknown; `personal` that of the personal paper it belongs to. [A4] A private room is its owner's alone; no role opens another's.
 */
export function roomRights(
  subject: Subject,
  room: Room,
  standing: MeetingStanding | null,
  personal: PersonalStanding | null = null
): RoomRights {
  switch (room.kind) {
    case 'meeting':
    case 'minutes':
      if (!standing || !seesMeeting(standing)) return 'none'
      return prepares(standing.role) && isRunning(standing)
        ? 'write'
        : room.kind === 'minutes' && !prepares(standing.role)
          ? 'none'
          : 'read'
    case 'record':
    case 'remarks':
      return standing && seesMeeting(standing) ? 'read' : 'none'
    case 'marks':
      if (room.user === subject.user && personal && mayWithPersonal(personal, 'read-personal')) return 'write'
      return room.user === subject.user && standing && seesMeeting(standing) ? 'write' : 'none'
    case 'notes':
      return room.user === subject.user && standing && seesMeeting(standing) ? 'write' : 'none'
    case 'state':
      return room.user === subject.user ? 'write' : 'none'
    case 'inbox':
    case 'shares':
    case 'shelf':
      return room.user === subject.user ? 'read' : 'none'
    case 'threads':
      return 'none'
    default:
      return assertNever(room)
  }
}

/** [A5] Deeds in a meeting, asked by the server before it acts and by the screen before it shows the button. */
export const meetingDeeds = [
  'read-meeting',
  'read-papers',
  'read-record',
  'edit-agenda',
  'add-paper',
  'remove-paper',
  'manage-participants',
  'set-presenter',
  'share-mark',
  'answer-remark',
  'withdraw-remark',
  'hide-remark',
  'issue-meeting',
  'open-meeting',
  'close-meeting',
  'check-in',
  'note-attendance',
  'set-quorum',
  'lead-agenda',
  'use-desk',
  'ask-to-speak',
  'lead-floor',
  'set-floor-rules',
  'prepare-vote',
  'lead-vote',
  'vote',
  'lead-screens',
  'set-sites'
] as const
export type MeetingDeed = (typeof meetingDeeds)[number]

export function mayInMeeting(standing: MeetingStanding, deed: MeetingDeed): boolean {
  switch (deed) {
    case 'read-meeting':
    case 'read-papers':
    case 'read-record':
    case 'withdraw-remark':
      return seesMeeting(standing)
    case 'share-mark':
    case 'answer-remark':
      return seesMeeting(standing) && isRunning(standing)
    case 'hide-remark':
    case 'use-desk':
      return prepares(standing.role)
    case 'edit-agenda':
    case 'add-paper':
    case 'remove-paper':
    case 'manage-participants':
    case 'set-presenter':
      return prepares(standing.role) && isRunning(standing)
    case 'set-quorum':
    case 'set-sites':
    case 'prepare-vote':
    case 'set-floor-rules':
      return prepares(standing.role) && isRunning(standing)
    case 'check-in':
      return seesMeeting(standing) && isGathering(standing)
    case 'note-attendance':
    case 'lead-screens':
      return prepares(standing.role) && isGathering(standing)
    case 'issue-meeting':
      return prepares(standing.role) && standing.state === 'draft' && isRunning(standing)
    case 'open-meeting':
      return prepares(standing.role) && standing.state === 'issued' && isRunning(standing)
    case 'ask-to-speak':
      return seesMeeting(standing) && isGathering(standing)
    case 'vote':
      return seesMeeting(standing) && standing.state === 'live' && isRunning(standing)
    case 'lead-vote':
    case 'lead-floor':
    case 'lead-agenda':
    case 'close-meeting':
      return prepares(standing.role) && standing.state === 'live' && isRunning(standing)
    default:
      return assertNever(deed)
  }
}

/** [A6] Who leads the pages: the chair, or the presenter of any item. */
export const mayLead = (standing: MeetingStanding, isPresenter: boolean): boolean =>
  standing.role === 'chair' || (isPresenter && standing.role !== null)

/** [A7] Deeds in the organisation, within the reach of one's unit role. `unit` = where the deed lands. */
export const unitDeeds = ['create-meeting', 'manage-users', 'read-users'] as const
export type UnitDeed = (typeof unitDeeds)[number]

export function mayInUnit(subject: Subject, deed: UnitDeed, unit: UnitId): boolean {
  switch (deed) {
    case 'create-meeting':
      return subject.unitRole === 'secretary' && subject.units.has(unit)
    case 'manage-users':
      return (subject.unitRole === 'administrator' || subject.unitRole === 'unitAdministrator') && subject.units.has(unit)
    case 'read-users':
      return subject.unitRole !== 'staff' || subject.units.has(unit)
    default:
      return assertNever(deed)
  }
}

/** [A12] Whom one may manage, sessions included: nobody hands out or touches a unit role above their own. */
export const mayManageUser = (subject: Subject, unit: UnitId, role: UnitRole): boolean =>
  mayInUnit(subject, 'manage-users', unit) && (role !== 'administrator' || subject.unitRole === 'administrator')
