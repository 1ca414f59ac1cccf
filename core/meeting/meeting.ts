import type { MeetingId, UnitId, UserId } from '../ids.ts'

/** [M1] draft → issued → live → ended; a draft is seen by its secretaries and chair alone. domain.md 5b. */
export const meetingStates = ['draft', 'issued', 'live', 'ended'] as const
export type MeetingState = (typeof meetingStates)[number]

/** phiên họp, hội nghị, giao ban, họp chuyên đề; QĐ 45/2018/QĐ-TTg. */
export const meetingTypes = ['session', 'conference', 'briefing', 'thematic'] as const
export type MeetingType = (typeof meetingTypes)[number]

/** trực tiếp, trực tuyến, kết hợp. */
export const meetingForms = ['inPerson', 'online', 'hybrid'] as const
export type MeetingForm = (typeof meetingForms)[number]

/** chủ tọa, thư ký, thành viên (có quyền biểu quyết), đại biểu, khách mời. */
export const meetingRoles = ['chair', 'secretary', 'member', 'delegate', 'guest'] as const
export type MeetingRole = (typeof meetingRoles)[number]

/** Name and title as of the day they were added: a later merger of units does not rewrite the past (L14). */
export interface Participant {
  readonly user: UserId
  readonly name: string
  readonly title: string
  readonly unitName: string
  readonly role: MeetingRole
}

/** Written together by secretaries and chair in room `meeting/<id>`; times are ISO 8601 with offset. */
export interface Particulars {
  readonly title: string
  readonly place: string
  /** Instructions for those who attend: what to bring, whom to call. */
  readonly note: string
  readonly type: MeetingType
  readonly form: MeetingForm
  readonly startsAt: string
  readonly endsAt: string
}

/** One line of a person's list of meetings, kept by the server in `inbox/<user>`. */
export interface MeetingSummary {
  readonly meeting: MeetingId
  readonly unit: UnitId
  readonly unitName: string
  readonly title: string
  readonly place: string
  readonly startsAt: string
  readonly endsAt: string
  readonly type: MeetingType
  readonly form: MeetingForm
  readonly state: MeetingState
  readonly role: MeetingRole
  readonly chairName: string
  readonly paperCount: number
  readonly participantCount: number
}
