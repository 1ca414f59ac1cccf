import type { AgendaItemId } from '../ids.ts'
import type { AgendaNode } from './agenda.ts'
import type { Conclusions } from './conclusion.ts'
import { type Course, usedMs } from './course.ts'

const minuteMs = 60_000

/** Milliseconds; `left` is what the items still to come are planned to take. */
export interface Balance {
  readonly planned: number
  readonly used: number
  readonly left: number
}

/** đã bàn, đang bàn, chưa bàn. */
export type ItemStage = 'done' | 'on' | 'coming'

/** [V4] An item is done once it has been on, or was concluded, and is not on now. */
export function stageOf(item: AgendaItemId, course: Course, conclusions: Conclusions): ItemStage {
  if (course.item === item) return 'on'
  return course.used[item] !== undefined || conclusions.has(item) ? 'done' : 'coming'
}

/** [V4] Of the whole agenda: an item that took longer than planned takes nothing from those to come, and one that is done has nothing left. */
export function balanceOf(items: readonly AgendaNode[], course: Course, conclusions: Conclusions, nowMs: number): Balance {
  let [planned, used, left] = [0, 0, 0]
  for (const { id, lasts, children } of items) {
    const took = usedMs(course, id, nowMs)
    used += took
    if (children.length > 0) continue
    planned += lasts * minuteMs
    const stage = stageOf(id, course, conclusions)
    if (stage === 'coming') left += lasts * minuteMs
    if (stage === 'on') left += Math.max(0, lasts * minuteMs - took)
  }
  return { planned, used, left }
}

/**
 * The item to take up after the one that is on; where none is, or it was taken off the agenda, the first that has not been on. Parts are gone
 * through one by one, for what only holds parts has no time of its own.
 */
export function nextItem(items: readonly AgendaNode[], course: Course): AgendaNode | null {
  const at = items.findIndex(({ id }) => id === course.item)
  return items.slice(at + 1).find(({ id, children }) => children.length === 0 && (at >= 0 || course.used[id] === undefined)) ?? null
}
