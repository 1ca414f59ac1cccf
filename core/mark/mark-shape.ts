import { assertNever } from '../result.ts'
import { isOnWords, type Mark, type MarkOf, type MarkPoint, type PageRect, type SignName } from './mark.ts'
import { boundsOf } from './page-geometry.ts'

/** Side of a note's sign on the page, 1/72 inch. */
export const noteSize = 22

/** [K12] No mark lies further out (1/72 inch): seven times the longest page PDF allows (14,400 pt). */
const farthest = 100_000
export const shapeLimits = { width: [0.2, 72], size: [4, 1000], rects: 4000 } as const

const between = (value: number, low: number, high: number): number => (value > low ? Math.min(value, high) : low)
const twentieths = (value: number): number => Math.round(value * 20) / 20 + 0
const stored = (value: number): number => twentieths(between(Number.isNaN(value) ? 0 : value, -farthest, farthest))

/** [K12] A number of a page as it is stored: finite, on a conceivable page, to 1/20 point. */
export const storedNumber = (value: unknown): number => (typeof value === 'number' ? stored(value) : 0)
export const storedWidth = (value: number): number => between(value, ...shapeLimits.width)
export const storedSize = (value: number): number => between(value, ...shapeLimits.size)
export const storedRect = (rect: PageRect): PageRect => {
  const x = storedNumber(Math.min(rect.x, rect.x + rect.width))
  const y = storedNumber(Math.min(rect.y, rect.y + rect.height))
  const right = storedNumber(Math.max(rect.x, rect.x + rect.width))
  const bottom = storedNumber(Math.max(rect.y, rect.y + rect.height))
  return { x, y, width: twentieths(right - x), height: twentieths(bottom - y) }
}

/** The box of all points of strokes. */
export function inkBounds(strokes: readonly (readonly MarkPoint[])[]): PageRect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const stroke of strokes)
    for (const { x, y } of stroke) {
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
  return left > right ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: right - left, height: bottom - top }
}

/** The box a mark takes up on its unrotated page, without the width of its lines. */
export function markBounds(mark: Mark): PageRect {
  switch (mark.kind) {
    case 'ink':
    case 'brush':
      return inkBounds(mark.strokes)
    case 'highlight':
    case 'underline':
    case 'strike':
      return boundsOf(mark.rects) ?? { x: 0, y: 0, width: 0, height: 0 }
    case 'note':
      return { x: mark.x, y: mark.y, width: noteSize, height: noteSize }
    case 'area':
      return mark.rect
    case 'arrow':
      return {
        x: Math.min(mark.from.x, mark.to.x),
        y: Math.min(mark.from.y, mark.to.y),
        width: Math.abs(mark.to.x - mark.from.x),
        height: Math.abs(mark.to.y - mark.from.y)
      }
    case 'sign':
      return { x: mark.x - mark.size / 2, y: mark.y - mark.size / 2, width: mark.size, height: mark.size }
    default:
      return assertNever(mark)
  }
}

/** Lines with round ends and joins that draw an arrow or a sign, on the unrotated page; a line of two equal points is a dot. */
export function markLines(mark: MarkOf<'arrow' | 'sign'>): {
  readonly width: number
  readonly lines: readonly (readonly MarkPoint[])[]
} {
  if (mark.kind === 'arrow') return { width: mark.width, lines: [[mark.from, mark.to], arrowHead(mark.from, mark.to, mark.width)] }
  const { x, y, size } = mark
  const lines = signPaths(mark.sign).map(line => line.map(point => ({ x: x + point.x * size, y: y + point.y * size })))
  return { width: size * 0.13, lines }
}

/** Two sides that meet at `to`, as long as the line's width asks for and never longer than the arrow. */
function arrowHead(from: MarkPoint, to: MarkPoint, width: number): readonly MarkPoint[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const side = Math.min(length, 6 + width * 3.2)
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const end = (turn: number): MarkPoint => ({ x: to.x - side * Math.cos(angle + turn), y: to.y - side * Math.sin(angle + turn) })
  return [end(0.48), to, end(-0.48)]
}

/** The lines of a sign in a square of side 1 around its middle, y downwards. */
export const signPaths = (sign: SignName): readonly (readonly MarkPoint[])[] =>
  signLines[sign].map(line => line.map(([x, y]) => ({ x, y })))

const signLines: Readonly<Record<SignName, readonly (readonly (readonly [number, number])[])[]>> = {
  tick: [
    [
      [-0.4, 0.04],
      [-0.12, 0.34],
      [0.42, -0.36]
    ]
  ],
  cross: [
    [
      [-0.36, -0.36],
      [0.36, 0.36]
    ],
    [
      [0.36, -0.36],
      [-0.36, 0.36]
    ]
  ],
  attention: [
    [
      [0, -0.43],
      [0, 0.16]
    ],
    [
      [0, 0.42],
      [0, 0.42]
    ]
  ],
  question: [
    [
      ...Array.from({ length: 13 }, (_, i): readonly [number, number] => {
        const angle = Math.PI + (i / 12) * Math.PI * 1.35
        return [0.25 * Math.cos(angle), -0.19 + 0.25 * Math.sin(angle)]
      }),
      [0.02, 0.07],
      [0, 0.18]
    ],
    [
      [0, 0.42],
      [0, 0.42]
    ]
  ]
}

/** [K13] The mark elsewhere on its page, its form unchanged; marks on words stay with their words. */
export function movedMark(mark: Mark, dx: number, dy: number): Mark {
  const [x, y] = [storedNumber(dx), storedNumber(dy)]
  const moved = (point: MarkPoint): MarkPoint => ({ x: storedNumber(point.x + x), y: storedNumber(point.y + y) })
  if (isOnWords(mark) || (x === 0 && y === 0)) return mark
  switch (mark.kind) {
    case 'ink':
    case 'brush':
      return { ...mark, strokes: mark.strokes.map(stroke => stroke.map(point => ({ ...moved(point), pressure: point.pressure }))) }
    case 'note':
    case 'sign':
      return { ...mark, ...moved(mark) }
    case 'area':
      return { ...mark, rect: { ...mark.rect, ...moved(mark.rect) } }
    case 'arrow':
      return { ...mark, from: moved(mark.from), to: moved(mark.to) }
    default:
      return assertNever(mark)
  }
}

/** Marks as one reads: by page, then downwards. */
export function inReadingOrder<M extends Mark>(marks: readonly M[]): readonly M[] {
  const top = new Map(marks.map(mark => [mark.id, markBounds(mark).y] as const))
  return [...marks].sort((a, b) => a.page - b.page || (top.get(a.id) ?? 0) - (top.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1))
}
