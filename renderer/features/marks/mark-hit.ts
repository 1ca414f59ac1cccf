import type { InkPoint, Mark, PageRect } from '#core/mark/mark.ts'
import type { PagePoint } from '#core/mark/page-geometry.ts'
import { inkBounds } from './ink-path.ts'

/** Side of a note's sign on the page, 1/72 inch. */
export const noteSize = 22

const inside = (rect: PageRect, { x, y }: PagePoint, by: number): boolean =>
  x >= rect.x - by && y >= rect.y - by && x <= rect.x + rect.width + by && y <= rect.y + rect.height + by

function distanceToSegment(p: PagePoint, a: InkPoint, b: InkPoint): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}

/** Index of the stroke under a point, or -1. `by` = how far beside it still counts. */
export function strokeAt(strokes: readonly (readonly InkPoint[])[], point: PagePoint, by: number): number {
  return strokes.findIndex(stroke => {
    const first = stroke[0]
    if (!first || !inside(inkBounds([stroke]), point, by)) return false
    return stroke.some((at, i) => distanceToSegment(point, stroke[Math.max(0, i - 1)] ?? first, at) <= by)
  })
}

/** The box a mark takes up on its page. */
export function markBounds(mark: Mark): PageRect {
  switch (mark.kind) {
    case 'ink':
      return inkBounds(mark.strokes)
    case 'note':
      return { x: mark.x, y: mark.y, width: noteSize, height: noteSize }
    case 'highlight': {
      const left = Math.min(...mark.rects.map(r => r.x))
      const top = Math.min(...mark.rects.map(r => r.y))
      const right = Math.max(...mark.rects.map(r => r.x + r.width))
      const bottom = Math.max(...mark.rects.map(r => r.y + r.height))
      return mark.rects.length === 0 ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: right - left, height: bottom - top }
    }
  }
}

/** [K8] The topmost mark under a point. */
export function markAt(marks: readonly Mark[], point: PagePoint, by = 3): Mark | null {
  for (let i = marks.length - 1; i >= 0; i--) {
    const mark = marks[i]
    if (!mark) continue
    if (mark.kind === 'ink' ? strokeAt(mark.strokes, point, by + mark.width / 2) >= 0 : isOn(mark, point, by)) return mark
  }
  return null
}

function isOn(mark: Exclude<Mark, { kind: 'ink' }>, point: PagePoint, by: number): boolean {
  return mark.kind === 'note' ? inside(markBounds(mark), point, by) : mark.rects.some(rect => inside(rect, point, by / 2))
}

/** Marks as one reads: by page, then downwards. */
export function inReadingOrder(marks: readonly Mark[]): readonly Mark[] {
  const place = new Map(marks.map(mark => [mark.id, markBounds(mark)] as const))
  return [...marks].sort((a, b) => a.page - b.page || (place.get(a.id)?.y ?? 0) - (place.get(b.id)?.y ?? 0) || (a.id < b.id ? -1 : 1))
}
