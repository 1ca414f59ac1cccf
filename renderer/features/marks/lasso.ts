import type { MarkId } from '#core/ids.ts'
import { isByHand, isOnWords, type Mark, type MarkPoint, type PageRect } from '#core/mark/mark.ts'
import { markBounds } from '#core/mark/mark-shape.ts'
import { boundsOf } from '#core/mark/page-geometry.ts'

/** Whether a point lies in a closed line (even-odd). */
export function isInside(line: readonly MarkPoint[], { x, y }: MarkPoint): boolean {
  let inside = false
  for (const [i, a] of line.entries()) {
    const b = line[(i + 1) % line.length] ?? a
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/** [K16] The marks that lie in a closed line by half at least. */
export function marksInside(marks: readonly Mark[], line: readonly MarkPoint[]): readonly MarkId[] {
  if (line.length < 3) return []
  return marks
    .filter(mark => {
      const points = samplesOf(mark)
      return points.length > 0 && points.filter(point => isInside(line, point)).length * 2 >= points.length
    })
    .map(mark => mark.id)
}

const middle = ({ x, y, width, height }: PageRect): MarkPoint => ({ x: x + width / 2, y: y + height / 2 })

/** Points that stand for where a mark is. */
function samplesOf(mark: Mark): readonly MarkPoint[] {
  if (isByHand(mark)) return mark.strokes.flat()
  if (isOnWords(mark)) return mark.rects.map(middle)
  if (mark.kind === 'arrow') return [mark.from, mark.to, middle(markBounds(mark))]
  const { x, y, width, height } = markBounds(mark)
  if (mark.kind !== 'area') return [middle(markBounds(mark))]
  return [
    { x, y },
    { x: x + width, y },
    { x, y: y + height },
    { x: x + width, y: y + height },
    { x: x + width / 2, y: y + height / 2 }
  ]
}

/** How far marks may be moved so that none leaves its page. */
export function keptOnPage(marks: readonly Mark[], dx: number, dy: number): { readonly dx: number; readonly dy: number } {
  const movable = marks.filter(mark => !isOnWords(mark))
  const box = boundsOf(movable.map(markBounds))
  const [first] = movable
  if (!box || !first) return { dx: 0, dy: 0 }
  const within = (by: number, from: number, to: number, end: number): number =>
    Math.max(Math.min(0, -from), Math.min(by, Math.max(0, end - to)))
  return {
    dx: within(dx, box.x, box.x + box.width, first.pageWidth),
    dy: within(dy, box.y, box.y + box.height, first.pageHeight)
  }
}
