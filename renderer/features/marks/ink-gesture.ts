import type { InkPoint, MarkOf } from '#core/mark/mark.ts'
import { inkBounds } from '#core/mark/mark-shape.ts'
import type { Gesture, GestureHome, How } from './gesture.ts'
import { inkPath } from './ink-path.ts'
import { isNearlyStraight, joinsInk, StrokeDraft, straightenAfterMs } from './stroke-draft.ts'
import { brushWidth, inkWidths } from './use-hand.ts'

/** A pen that moves less than this on the page rests, 1/72 inch. */
const restsWithin = 1.5

/**
 * A stroke of the pen or the highlighter: on the screen at once, in the document at the latest 0.7 s later. `straight`: a line from the start,
 * for underlining a scan.
 */
export function inkGesture(home: GestureHome, kind: 'ink' | 'brush', straight: boolean, first: InkPoint, how: How): Gesture {
  const { live } = home
  const marks = home.marks()
  const frame = home.frame()
  const tool = marks.tool === 'none' ? 'pen' : marks.tool
  const colour = marks.colourOf(tool)
  const width = kind === 'brush' ? brushWidth : inkWidths[marks.width]
  const last = marks.lastInk.current
  const joins = joinsInk(last, { kind, page: frame.page, colour, width }, first, how.atMs)
  const found = last && joins ? marks.now(last.id) : null
  const joined = found?.kind === kind ? (found as MarkOf<'ink' | 'brush'>) : null
  const mark = joined ?? { ...marks.begin(frame, tool), kind, strokes: [], width }
  const before = joined?.strokes ?? []
  const draft = new StrokeDraft(first, how.atMs)
  let put = joined !== null
  let rest = first
  let over = false
  let timer: ReturnType<typeof setTimeout> | undefined
  marks.undo.endStep()
  if (straight) draft.straighten()

  const show = (ahead: readonly InkPoint[] = []): void =>
    live.show({ kind, colour }, () => inkPath(ahead.length > 0 ? [...draft.points, ...ahead] : draft.points, width))
  const write = (): void => {
    const strokes = [...before, [...draft.points]]
    if (put) home.marks().changeStrokes(mark.id, strokes)
    else home.marks().put({ ...mark, strokes })
    put = true
  }
  const awaitRest = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!isNearlyStraight(draft.points)) return
      draft.straighten()
      show()
    }, straightenAfterMs)
  }
  const leave = (): void => {
    over = true
    clearTimeout(timer)
    marks.drawing.current = null
  }
  const end = (atMs: number): void => {
    if (over) return
    leave()
    write()
    const bounds = inkBounds([...before, draft.points])
    const now = home.marks()
    now.lastInk.current = { id: mark.id, kind, page: frame.page, colour, width, endedAtMs: atMs, bounds }
    // The first stroke of a mark says what it is about: the circle, not the arrow beside it.
    if (before.length === 0) now.quoteLater({ ...mark, strokes: [draft.points] }, frame)
  }
  marks.drawing.current = {
    mark: mark.id,
    finish: () => {
      end(performance.now())
      live.clear()
    }
  }
  show()
  return {
    move: (points, { atMs, shift, byKeys }, ahead) => {
      const at = points.at(-1)
      if (!at || over) return
      if (shift) draft.straighten()
      if (draft.add(points, atMs)) write()
      if (!byKeys && Math.hypot(at.x - rest.x, at.y - rest.y) > restsWithin) {
        rest = at
        awaitRest()
      }
      show(shift ? [] : ahead)
    },
    end: ({ atMs }) => end(atMs),
    cancel: () => {
      if (over) return
      leave()
      if (put && before.length === 0) home.marks().remove(mark.id)
      else if (put) home.marks().changeStrokes(mark.id, before)
      live.clear()
    }
  }
}
