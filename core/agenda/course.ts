import type { AgendaItemId } from '../ids.ts'

/** How a meeting has gone so far: which item is on, and what each has taken. Times are the server's, ISO 8601. */
export interface Course {
  readonly item: AgendaItemId | null
  /** When the item was taken up for the first time in this stretch of the agenda. */
  readonly began: string | null
  /** From when time is being counted; null while nothing is on or the meeting is suspended. */
  readonly countingFrom: string | null
  /** Milliseconds counted before `countingFrom`, by item. */
  readonly used: Readonly<Record<AgendaItemId, number>>
  readonly suspended: { readonly at: string; readonly reason: string } | null
  /** When the meeting was opened and closed; absent before. */
  readonly openedAt?: string
  readonly closedAt?: string
}

export const emptyCourse: Course = { item: null, began: null, countingFrom: null, used: {}, suspended: null }

/** The meeting begins. */
export const opened = (course: Course, at: string): Course => ({ ...course, openedAt: at })

/** [V2] What an item has taken by `nowMs`; an item that is taken up again goes on counting. */
export function usedMs({ item, countingFrom, used }: Course, of: AgendaItemId, nowMs: number): number {
  const running = of === item && countingFrom !== null ? Math.max(0, nowMs - Date.parse(countingFrom)) : 0
  return (used[of] ?? 0) + running
}

/** [V1] One item is on at a time: taking up another ends the one before. */
export const withItem = (course: Course, item: AgendaItemId, at: string): Course => ({
  ...counted(course, at),
  item,
  began: at,
  countingFrom: course.suspended ? null : at
})

/** [V2] While a meeting is suspended no item's time runs. */
export const suspended = (course: Course, reason: string, at: string): Course => ({ ...counted(course, at), suspended: { at, reason } })

export const resumed = (course: Course, at: string): Course => ({
  ...course,
  countingFrom: course.item === null ? null : at,
  suspended: null
})

/** The meeting is over: nothing is on, what was used stays. */
export const ended = (course: Course, at: string): Course => ({
  ...counted(course, at),
  item: null,
  began: null,
  suspended: null,
  closedAt: at
})

function counted(course: Course, at: string): Course {
  const { item } = course
  if (item === null) return { ...course, countingFrom: null }
  return { ...course, used: { ...course.used, [item]: usedMs(course, item, Date.parse(at)) }, countingFrom: null }
}
