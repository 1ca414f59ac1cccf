import { type InkPoint, isByHand, type MarkPoint } from '#core/mark/mark.ts'
import { markBounds } from '#core/mark/mark-shape.ts'
import { boundsOf } from '#core/mark/page-geometry.ts'
import { type Gesture, type GestureHome, type How, linePath } from './gesture.ts'
import { keptOnPage, marksInside } from './lasso.ts'
import { markAt, strokeAt } from './mark-hit.ts'
import { chosenMarks } from './use-marks.ts'

const eraserRadiusPx = 9
/** A lasso that never went further than this was a tap. */
const tapWithinPx = 6

/** Takes the strokes and marks it touches, all in one step. */
export function eraseGesture(home: GestureHome, first: InkPoint): Gesture {
  home.marks().undo.endStep()
  let last: MarkPoint = first
  const touch = (point: MarkPoint): void => {
    const marks = home.marks()
    const by = eraserRadiusPx / home.frame().scale
    const { page } = home.frame()
    const found = markAt(
      home.here().flatMap(mark => marks.now(mark.id) ?? []),
      point,
      by
    )
    if (!found || found.page !== page) return
    if (!isByHand(found) || found.strokes.length < 2) {
      marks.remove(found.id)
      return
    }
    const at = strokeAt(found.strokes, point, by + found.width / 2)
    marks.changeStrokes(
      found.id,
      found.strokes.filter((_, index) => index !== at)
    )
  }
  touch(first)
  return {
    move: points => {
      for (const point of points) {
        // A quick hand leaves gaps between its points, a thin stroke fits into them.
        const steps = Math.min(40, Math.ceil((Math.hypot(point.x - last.x, point.y - last.y) * home.frame().scale) / eraserRadiusPx))
        for (let i = 1; i <= steps; i++)
          touch({ x: last.x + ((point.x - last.x) * i) / steps, y: last.y + ((point.y - last.y) * i) / steps })
        last = point
      }
    },
    end: () => {},
    cancel: () => {}
  }
}

/** [K16] Around marks: chooses them. On a chosen one: moves them all. On another: chooses it. */
export function lassoGesture(home: GestureHome, first: InkPoint): Gesture {
  const by = eraserRadiusPx / home.frame().scale
  const chosen = chosenMarks(home.marks())
  const box = boundsOf(chosen.filter(mark => mark.page === home.frame().page).map(markBounds))
  const inBox =
    box !== null &&
    first.x >= box.x - by &&
    first.y >= box.y - by &&
    first.x <= box.x + box.width + by &&
    first.y <= box.y + box.height + by
  const line: MarkPoint[] = [first]
  let farthest = 0
  const tap = ({ shift }: How): void => {
    const marks = home.marks()
    const found = markAt(home.here(), first, by)
    if (!found) {
      if (!shift) marks.choose([])
      return
    }
    const others = shift ? [...marks.chosen].filter(id => id !== found.id) : []
    marks.choose(shift && marks.chosen.has(found.id) ? others : [...others, found.id])
  }
  return {
    move: points => {
      line.push(...points)
      const at = line.at(-1) ?? first
      farthest = Math.max(farthest, Math.hypot(at.x - first.x, at.y - first.y))
      if (inBox) {
        const { dx, dy } = keptOnPage(chosen, at.x - first.x, at.y - first.y)
        home.showMoved({ x: dx, y: dy })
      } else home.live.show({ kind: 'lasso', colour: 'ink' }, () => `${linePath(line)}Z`)
    },
    end: how => {
      const marks = home.marks()
      const at = line.at(-1) ?? first
      home.live.clear()
      if (farthest * home.frame().scale < tapWithinPx) {
        home.showMoved(null)
        tap(how)
      } else if (inBox) marks.move(marks.chosen, at.x - first.x, at.y - first.y)
      else marks.choose([...(how.shift ? marks.chosen : []), ...marksInside(home.here(), line)])
    },
    cancel: () => {
      home.live.clear()
      home.showMoved(null)
    }
  }
}
