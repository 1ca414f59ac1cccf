import type { MarkId } from '#core/ids.ts'
import type { InkPoint, PageRect } from '#core/mark/mark.ts'

/** Nothing drawn is only in memory for longer than this. */
export const commitEveryMs = 700
/** Points nearer than this to the last one say nothing (1/72 inch). */
const minStep = 0.35
/** A pause up to this long, near enough, keeps strokes in one mark: letters of a word, a circle and its arrow. */
const joinWithinMs = 1500
const joinWithinPoints = 70
/** A pen that rests this long at the end of its stroke asks for a straight line, if the stroke nearly is one. */
export const straightenAfterMs = 600
const straightFrom = 24
const straightWithin = 0.06

/** A stroke being drawn. Pure: time comes in. */
export class StrokeDraft {
  #points: InkPoint[]
  #committedAtMs: number
  #straight = false

  constructor(first: InkPoint, nowMs: number) {
    this.#points = [first]
    this.#committedAtMs = nowMs
  }

  get points(): readonly InkPoint[] {
    return this.#points
  }

  /** Takes what the pen did since. True when the stroke has to be written down now although it goes on. */
  add(points: readonly InkPoint[], nowMs: number): boolean {
    for (const point of points) {
      const [first] = this.#points
      const last = this.#points.at(-1)
      if (this.#straight && first) this.#points = [first, { ...point, pressure: first.pressure }]
      else if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= minStep) this.#points.push(point)
    }
    if (nowMs - this.#committedAtMs < commitEveryMs) return false
    this.#committedAtMs = nowMs
    return true
  }

  /** [K17] From now on a straight line from where it began, evenly pressed. */
  straighten(): void {
    const [first] = this.#points
    const last = this.#points.at(-1)
    if (this.#straight || !first || !last) return
    this.#straight = true
    const pressure = this.#points.reduce((sum, point) => sum + point.pressure, 0) / this.#points.length
    this.#points = [{ ...first, pressure }, ...(last === first ? [] : [{ ...last, pressure }])]
  }
}

/** [K17] Whether a stroke is so long, and so near the line between its ends, that a straight one is meant. */
export function isNearlyStraight(points: readonly InkPoint[]): boolean {
  const [a] = points
  const b = points.at(-1)
  if (!a || !b) return false
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  if (length < straightFrom) return false
  const beside = (p: InkPoint): number => Math.abs((b.x - a.x) * (a.y - p.y) - (a.x - p.x) * (b.y - a.y)) / length
  return points.every(point => beside(point) <= Math.max(2, length * straightWithin))
}

/** The mark drawn by hand last, to which the next stroke may belong. */
export interface LastInk {
  readonly id: MarkId
  readonly kind: 'ink' | 'brush'
  readonly page: number
  readonly colour: string
  readonly width: number
  readonly endedAtMs: number
  readonly bounds: PageRect
}

/** [K7] Whether a new stroke belongs to the mark drawn last. */
export function joinsInk(
  last: LastInk | null,
  next: Pick<LastInk, 'kind' | 'page' | 'colour' | 'width'>,
  start: InkPoint,
  nowMs: number
): boolean {
  if (!last || last.kind !== next.kind || last.page !== next.page || last.colour !== next.colour || last.width !== next.width) return false
  if (nowMs - last.endedAtMs > joinWithinMs) return false
  const { x, y, width, height } = last.bounds
  const dx = Math.max(x - start.x, 0, start.x - (x + width))
  const dy = Math.max(y - start.y, 0, start.y - (y + height))
  return Math.hypot(dx, dy) <= joinWithinPoints
}
