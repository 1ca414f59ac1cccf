import { type PointerEvent, type RefObject, useRef } from 'react'
import { type InkPoint, isByHand, type MarkOf } from '#core/mark/mark.ts'
import { inkBounds } from '#core/mark/mark-shape.ts'
import { quoteUnder } from '#core/mark/quote.ts'
import { inkPath } from './ink-path.ts'
import { markAt, strokeAt } from './mark-hit.ts'
import { pointerDeed } from './pointer-policy.ts'
import { joinsInk, StrokeDraft } from './stroke-draft.ts'
import { type PageSurface, pointOn } from './surface.ts'
import { inkWidths, type Marks } from './use-marks.ts'

interface Stroke {
  readonly draft: StrokeDraft
  readonly mark: MarkOf<'ink'>
  /** Strokes the mark had before this one. */
  readonly before: readonly (readonly InkPoint[])[]
  put: boolean
}
type Deed =
  | { kind: 'draw'; stroke: Stroke }
  | { kind: 'erase' }
  | { kind: 'select'; node: Node; offset: number }
  | { kind: 'pan'; x: number; y: number }

const eraserRadiusPx = 9

/** What pointers do on a page while a tool is chosen. The stroke is on the screen at once and in the document at the latest 0.7 s later. */
export function usePointerTools(
  marks: Marks,
  frame: PageSurface,
  catcher: RefObject<HTMLElement | null>,
  live: RefObject<SVGPathElement | null>
) {
  const deeds = useRef(new Map<number, Deed>())
  const drawFrame = useRef(0)

  const pagePoint = (event: { clientX: number; clientY: number }) => {
    const sheet = catcher.current
    return sheet ? pointOn({ frame, sheet }, event.clientX, event.clientY) : { x: 0, y: 0 }
  }
  const inkPoint = (event: PointerEvent | globalThis.PointerEvent): InkPoint => ({
    ...pagePoint(event),
    pressure: event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : 0.5
  })
  const drawLive = (stroke: Stroke): void => {
    cancelAnimationFrame(drawFrame.current)
    drawFrame.current = requestAnimationFrame(() => live.current?.setAttribute('d', inkPath(stroke.draft.points, stroke.mark.width)))
  }
  const write = (stroke: Stroke): void => {
    const strokes = [...stroke.before, [...stroke.draft.points]]
    if (stroke.put) marks.changeStrokes(stroke.mark.id, strokes)
    else marks.put({ ...stroke.mark, strokes })
    stroke.put = true
  }
  const startStroke = (event: PointerEvent): Stroke => {
    const first = inkPoint(event)
    const width = inkWidths[marks.width]
    const last = marks.lastInk.current
    const joins = joinsInk(last, { page: frame.page, colour: marks.colour, width }, first, event.timeStamp)
    const joined = last && joins ? marks.inkNow(last.id) : null
    marks.undo.endStep()
    const draft = new StrokeDraft(first, event.timeStamp)
    if (joined) return { draft, mark: joined, before: joined.strokes, put: true }
    return { draft, mark: { ...marks.begin(frame), kind: 'ink', strokes: [], width }, before: [], put: false }
  }
  const endStroke = (stroke: Stroke, nowMs: number): void => {
    write(stroke)
    const { id, colour, width } = stroke.mark
    const bounds = inkBounds([...stroke.before, stroke.draft.points])
    marks.lastInk.current = { id, page: frame.page, colour, width, endedAtMs: nowMs, bounds }
    // The first stroke of a mark says what it is about: the circle, not the arrow beside it.
    if (stroke.before.length > 0) return
    frame.text().then(
      text => marks.quote(id, quoteUnder(text, bounds)),
      () => {}
    )
  }
  const erase = (event: { clientX: number; clientY: number }): void => {
    const point = pagePoint(event)
    const by = eraserRadiusPx / frame.scale
    const mark = markAt(
      marks.marks.filter(other => other.page === frame.page),
      point,
      by
    )
    if (!mark) return
    if (!isByHand(mark) || mark.strokes.length < 2) {
      marks.remove(mark.id)
      return
    }
    const at = strokeAt(mark.strokes, point, by + mark.width / 2)
    marks.changeStrokes(
      mark.id,
      mark.strokes.filter((_, index) => index !== at)
    )
  }
  const caretUnder = (event: { clientX: number; clientY: number }): Range | null => {
    const element = catcher.current
    if (!element) return null
    element.style.pointerEvents = 'none'
    const range = document.caretRangeFromPoint(event.clientX, event.clientY)
    element.style.pointerEvents = ''
    return range
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const what = pointerDeed({
      pointerType: event.pointerType,
      button: event.button,
      penSeen: marks.pen.current.seen,
      penDown: marks.pen.current.down,
      others: deeds.current.size
    })
    if (event.pointerType === 'pen') marks.pen.current = { seen: true, down: true }
    if (event.pointerType === 'touch' && deeds.current.size > 0) abandon()
    if (what === 'ignore') return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    if (what === 'pan') {
      deeds.current.set(event.pointerId, { kind: 'pan', x: event.clientX, y: event.clientY })
    } else if (what === 'erase' || marks.tool === 'erase') {
      marks.undo.endStep()
      deeds.current.set(event.pointerId, { kind: 'erase' })
      erase(event)
    } else if (marks.tool === 'note') {
      const { x, y } = pagePoint(event)
      marks.noteAt(frame, x, y)
    } else if (marks.tool === 'highlight') {
      const caret = caretUnder(event)
      if (caret) deeds.current.set(event.pointerId, { kind: 'select', node: caret.startContainer, offset: caret.startOffset })
      getSelection()?.removeAllRanges()
    } else {
      const stroke = startStroke(event)
      deeds.current.set(event.pointerId, { kind: 'draw', stroke })
      live.current?.setAttribute('data-colour', stroke.mark.colour)
      drawLive(stroke)
    }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const deed = deeds.current.get(event.pointerId)
    if (!deed) return
    switch (deed.kind) {
      case 'draw': {
        const native = event.nativeEvent
        const events = native.getCoalescedEvents?.() ?? []
        if (deed.stroke.draft.add((events.length > 0 ? events : [native]).map(inkPoint), event.timeStamp)) write(deed.stroke)
        drawLive(deed.stroke)
        return
      }
      case 'erase':
        erase(event)
        return
      case 'select': {
        const caret = caretUnder(event)
        if (caret) getSelection()?.setBaseAndExtent(deed.node, deed.offset, caret.startContainer, caret.startOffset)
        return
      }
      case 'pan':
        scrollerOf(event.currentTarget)?.scrollBy(deed.x - event.clientX, deed.y - event.clientY)
        deeds.current.set(event.pointerId, { kind: 'pan', x: event.clientX, y: event.clientY })
    }
  }
  const onPointerEnd = (event: PointerEvent<HTMLElement>): void => {
    if (event.pointerType === 'pen') marks.pen.current.down = false
    const deed = deeds.current.get(event.pointerId)
    deeds.current.delete(event.pointerId)
    if (deed?.kind === 'draw') endStroke(deed.stroke, event.timeStamp)
    if (deed?.kind === 'select') marks.highlightSelection()
  }
  /** A second finger came down: it was no stroke but the start of a pinch. What was not written yet is dropped. */
  const abandon = (): void => {
    for (const [id, deed] of deeds.current) {
      if (deed.kind === 'draw' && deed.stroke.put && deed.stroke.before.length === 0) marks.remove(deed.stroke.mark.id)
      if (deed.kind === 'draw') {
        cancelAnimationFrame(drawFrame.current)
        live.current?.setAttribute('d', '')
      }
      if (deed.kind !== 'pan') deeds.current.delete(id)
    }
  }
  return { onPointerDown, onPointerMove, onPointerUp: onPointerEnd, onPointerCancel: onPointerEnd, drawing: () => deeds.current.size > 0 }
}

function scrollerOf(element: Element): Element | null {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) return at
  }
  return null
}
