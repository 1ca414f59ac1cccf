import { isByHand, isOnWords, type Mark, type MarkPoint, type PageRect } from '#core/mark/mark.ts'
import { inkBounds, markBounds, markLines } from '#core/mark/mark-shape.ts'

const inside = (rect: PageRect, { x, y }: MarkPoint, by: number): boolean =>
  x >= rect.x - by && y >= rect.y - by && x <= rect.x + rect.width + by && y <= rect.y + rect.height + by

function distanceToSegment(p: MarkPoint, a: MarkPoint, b: MarkPoint): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}

const isNearLine = (line: readonly MarkPoint[], point: MarkPoint, by: number): boolean =>
  line.some((at, i) => distanceToSegment(point, line[Math.max(0, i - 1)] ?? at, at) <= by)

/** Index of the stroke under a point, or -1. `by` = how far beside it still counts. */
export function strokeAt(strokes: readonly (readonly MarkPoint[])[], point: MarkPoint, by: number): number {
  return strokes.findIndex(stroke => inside(inkBounds([stroke]), point, by) && isNearLine(stroke, point, by))
}

/** [K8] The topmost mark under a point. */
export function markAt(marks: readonly Mark[], point: MarkPoint, by = 3): Mark | null {
  for (let i = marks.length - 1; i >= 0; i--) {
    const mark = marks[i]
    if (mark && isUnder(mark, point, by)) return mark
  }
  return null
}

function isUnder(mark: Mark, point: MarkPoint, by: number): boolean {
  if (isByHand(mark)) return strokeAt(mark.strokes, point, by + mark.width / 2) >= 0
  if (isOnWords(mark)) return mark.rects.some(rect => inside(rect, point, by / 2))
  if (mark.kind === 'arrow') return strokeAt(markLines(mark).lines, point, by + mark.width / 2) >= 0
  // The middle of an area belongs to the page: it is taken by its edge.
  if (mark.kind === 'area') return inside(mark.rect, point, by + 2) && !inside(mark.rect, point, -by - 2)
  return inside(markBounds(mark), point, by)
}
