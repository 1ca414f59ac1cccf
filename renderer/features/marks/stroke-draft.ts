import type { MarkId } from '#core/ids.ts'
import type { InkPoint, PageRect } from '#core/mark/mark.ts'

/** Nothing drawn is only in memory for longer than this. */
export const commitEveryMs = 700
/** Points nearer than this to the last one say nothing (1/72 inch). */
const minStep = 0.35
/** A pause up to this long, near enough, keeps strokes in one mark: letters of a word, a circle and its arrow. */
const joinWithinMs = 1500
const joinWithinPoints = 70

/** A stroke being drawn. Pure: time comes in. */
export class StrokeDraft {
  readonly points: InkPoint[] = []
  #committedAtMs: number

  constructor(first: InkPoint, nowMs: number) {
    this.points.push(first)
    this.#committedAtMs = nowMs
  }

  /** Takes what the pen did since. True when the stroke has to be written down now although it goes on. */
  add(points: readonly InkPoint[], nowMs: number): boolean {
    for (const point of points) {
      const last = this.points.at(-1)
      if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= minStep) this.points.push(point)
    }
    if (nowMs - this.#committedAtMs < commitEveryMs) return false
    this.#committedAtMs = nowMs
    return true
  }
}

/** The ink mark drawn last, to which the next stroke may belong. */
export interface LastInk {
  readonly id: MarkId
  readonly page: number
  readonly colour: string
  readonly width: number
  readonly endedAtMs: number
  readonly bounds: PageRect
}

/** [K7] Whether a new stroke belongs to the mark drawn last. */
export function joinsInk(last: LastInk | null, next: Pick<LastInk, 'page' | 'colour' | 'width'>, start: InkPoint, nowMs: number): boolean {
  if (!last || last.page !== next.page || last.colour !== next.colour || last.width !== next.width) return false
  if (nowMs - last.endedAtMs > joinWithinMs) return false
  const { x, y, width, height } = last.bounds
  const dx = Math.max(x - start.x, 0, start.x - (x + width))
  const dy = Math.max(y - start.y, 0, start.y - (y + height))
  return Math.hypot(dx, dy) <= joinWithinPoints
}
