import type { ReactNode } from 'react'
import type { MeetingStanding } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import type { Conclusions } from '#core/agenda/conclusion.ts'
import type { Course } from '#core/agenda/course.ts'
import type { Attendance, QuorumRule } from '#core/attendance/attendance.ts'
import type { AgendaItemId, MeetingId, UserId } from '#core/ids.ts'
import type { Participant, Particulars } from '#core/meeting/meeting.ts'

/** What the desk is drawn from. */
export interface DeskView {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly particulars: Particulars
  readonly items: readonly AgendaNode[]
  readonly course: Course
  readonly conclusions: Conclusions
  readonly participants: readonly Participant[]
  readonly attendance: ReadonlyMap<UserId, Attendance>
  readonly quorum: QuorumRule
}

/** Windows that other features own; each is drawn while it is open. */
export interface DeskDialogs {
  readonly suspend: (onClose: () => void) => ReactNode
  readonly close: (onClose: () => void) => ReactNode
  readonly start: (onClose: () => void) => ReactNode
}

/** The papers of an item, one tap away. */
export type PapersOf = (item: AgendaItemId) => ReactNode
