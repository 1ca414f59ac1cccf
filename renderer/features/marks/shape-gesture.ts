import type { InkPoint, MarkPoint, PageRect } from '#core/mark/mark.ts'
import { markLines } from '#core/mark/mark-shape.ts'
import { type Gesture, type GestureHome, linePath } from './gesture.ts'
import { inkWidths, signSize } from './use-hand.ts'

/** An area or arrow smaller than this (1/72 inch) was a slip of the hand. */
const leastSize = 6

const between = (a: MarkPoint, b: MarkPoint): PageRect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y)
})

/** The end of a line from `from`, turned to the nearest eighth of a circle. */
export function straightEnd(from: MarkPoint, to: MarkPoint): MarkPoint {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const angle = (Math.round(Math.atan2(to.y - from.y, to.x - from.x) / (Math.PI / 4)) * Math.PI) / 4
  return { x: from.x + length * Math.cos(angle), y: from.y + length * Math.sin(angle) }
}

/** Draws a rectangle; when it is done, its words are open. */
export function areaGesture(home: GestureHome, from: InkPoint): Gesture {
  let to: MarkPoint = from
  const colour = home.marks().colourOf('area')
  return {
    move: points => {
      to = points.at(-1) ?? to
      const { x, y, width, height } = between(from, to)
      home.live.show({ kind: 'area', colour }, () => `M${x} ${y}h${width}v${height}h${-width}Z`)
    },
    end: () => {
      const rect = between(from, to)
      if (rect.width < leastSize || rect.height < leastSize) {
        home.live.clear()
        return
      }
      const marks = home.marks()
      marks.undo.endStep()
      const mark = { ...marks.begin(home.frame(), 'area'), kind: 'area' as const, rect, body: '' }
      marks.put(mark)
      marks.quoteLater(mark, home.frame())
      marks.setTool('none')
      marks.open(mark.id)
    },
    cancel: home.live.clear
  }
}

/** Draws a line with a head; Shift turns it to the nearest eighth of a circle. */
export function arrowGesture(home: GestureHome, from: InkPoint): Gesture {
  let to: MarkPoint = from
  const shape = () => ({
    ...home.marks().begin(home.frame(), 'arrow'),
    kind: 'arrow' as const,
    from: { x: from.x, y: from.y },
    to: { x: to.x, y: to.y },
    width: inkWidths[home.marks().width]
  })
  return {
    move: (points, { shift, byKeys }) => {
      const at = points.at(-1) ?? to
      to = shift && !byKeys ? straightEnd(from, at) : at
      const mark = shape()
      home.live.show({ kind: 'arrow', colour: mark.colour, width: mark.width }, () => markLines(mark).lines.map(linePath).join(''))
    },
    end: () => {
      if (Math.hypot(to.x - from.x, to.y - from.y) < leastSize) {
        home.live.clear()
        return
      }
      const marks = home.marks()
      marks.undo.endStep()
      const mark = shape()
      marks.put(mark)
      marks.quoteLater(mark, home.frame())
    },
    cancel: home.live.clear
  }
}

/** Puts a sign where the pointer is lifted. */
export function signGesture(home: GestureHome, from: InkPoint): Gesture {
  let at: MarkPoint = from
  const shape = () => {
    const marks = home.marks()
    return { ...marks.begin(home.frame(), 'sign'), kind: 'sign' as const, sign: marks.sign, x: at.x, y: at.y, size: signSize }
  }
  const show = (): void => {
    const mark = shape()
    const { width, lines } = markLines(mark)
    home.live.show({ kind: 'sign', colour: mark.colour, width }, () => lines.map(linePath).join(''))
  }
  show()
  return {
    move: points => {
      at = points.at(-1) ?? at
      show()
    },
    end: () => {
      const marks = home.marks()
      marks.undo.endStep()
      const mark = shape()
      marks.put(mark)
      marks.quoteLater(mark, home.frame())
    },
    cancel: home.live.clear
  }
}
