import { type PointerEvent, type RefObject, useMemo, useRef } from 'react'
import type { InkPoint, Mark, MarkPoint } from '#core/mark/mark.ts'
import { eraseGesture, lassoGesture } from './choose-gestures.ts'
import type { Gesture, GestureHome, How, Live } from './gesture.ts'
import { inkGesture } from './ink-gesture.ts'
import { type PickedTool, pointerDeed } from './pointer-policy.ts'
import { areaGesture, arrowGesture, signGesture } from './shape-gesture.ts'
import { type PageSurface, pointOn } from './surface.ts'
import type { Marks, WordsKind } from './use-marks.ts'

/** Words further from the pointer than this are not meant by it. */
const wordsWithinPx = 14

export interface PageTools {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void
  /** Begins with a tool at a point of the page: for the keyboard. Null where nothing goes on. */
  readonly start: (tool: PickedTool, at: InkPoint, how: How) => Gesture | null
  readonly drawing: () => boolean
}

/** What pointers do on a page while a tool is chosen. */
export function usePageTools(job: {
  readonly marks: Marks
  readonly frame: PageSurface
  readonly here: readonly Mark[]
  readonly sheet: () => HTMLElement | null
  readonly live: Live
  readonly showMoved: (by: MarkPoint | null) => void
  readonly deeds: RefObject<Map<number, Gesture>>
}): PageTools {
  const latest = useRef(job)
  latest.current = job
  return useMemo(() => {
    const now = () => latest.current
    const { deeds, live } = now()
    const running = deeds.current
    const home: GestureHome = {
      marks: () => now().marks,
      frame: () => now().frame,
      here: () => now().here,
      live,
      showMoved: by => now().showMoved(by)
    }
    const pagePoint = (event: { clientX: number; clientY: number }): MarkPoint => {
      const sheet = now().sheet()
      return sheet ? pointOn({ frame: now().frame, sheet }, event.clientX, event.clientY) : { x: 0, y: 0 }
    }
    const inkPoint = (event: globalThis.PointerEvent): InkPoint => ({
      ...pagePoint(event),
      pressure: event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : 0.5
    })
    const howOf = (event: PointerEvent): How => ({ atMs: event.timeStamp, shift: event.shiftKey, byKeys: false })

    const start = (tool: PickedTool, at: InkPoint, how: How): Gesture | null => {
      switch (tool) {
        case 'pen':
          return inkGesture(home, 'ink', false, at, how)
        case 'highlight':
          return inkGesture(home, 'brush', false, at, how)
        case 'underline':
        case 'strike':
          return inkGesture(home, 'ink', true, at, how)
        case 'area':
          return areaGesture(home, at)
        case 'arrow':
          return arrowGesture(home, at)
        case 'sign':
          return signGesture(home, at)
        case 'erase':
          return eraseGesture(home, at)
        case 'lasso':
          return lassoGesture(home, at)
        case 'note':
          home.marks().noteAt(home.frame(), at.x, at.y)
          return null
        default:
          return null
      }
    }
    /** Along words a pointer selects them; where there are none, on a scan or beside them, it draws. */
    const startOn = (tool: PickedTool, event: PointerEvent): Gesture | null => {
      if (tool === 'highlight' || tool === 'underline' || tool === 'strike') {
        const caret = caretUnder(event)
        if (caret && isNear(caret, event)) return selectGesture(tool, caret)
      }
      return start(tool, inkPoint(event.nativeEvent), howOf(event))
    }
    let selectingAt = { clientX: 0, clientY: 0 }
    const selectGesture = (kind: WordsKind, from: Range): Gesture => {
      getSelection()?.removeAllRanges()
      return {
        move: () => {
          const caret = caretUnder(selectingAt)
          if (caret && isOnPage(caret))
            getSelection()?.setBaseAndExtent(from.startContainer, from.startOffset, caret.startContainer, caret.startOffset)
        },
        end: () => void home.marks().markSelection(kind),
        cancel: () => getSelection()?.removeAllRanges()
      }
    }
    /** A second finger came down: it was no stroke but the start of a pinch. */
    const abandon = (): void => {
      for (const gesture of running.values()) gesture.cancel()
      running.clear()
    }
    const pan = (element: Element, event: PointerEvent): Gesture => {
      const scroller = scrollerOf(element)
      let last = { x: event.clientX, y: event.clientY }
      return {
        move: () => {
          scroller?.scrollBy(last.x - selectingAt.clientX, last.y - selectingAt.clientY)
          last = { x: selectingAt.clientX, y: selectingAt.clientY }
        },
        end: () => {},
        cancel: () => {}
      }
    }

    const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
      const { marks } = now()
      const what = pointerDeed({
        pointerType: event.pointerType,
        button: event.button,
        penSeen: marks.pen.current.seen,
        penDown: marks.pen.current.down,
        others: running.size
      })
      if (event.pointerType === 'pen') marks.pen.current = { seen: true, down: true }
      if (event.pointerType === 'touch' && running.size > 0 && !marks.pen.current.down) abandon()
      if (what === 'ignore' || marks.tool === 'none') return
      event.preventDefault()
      marks.setCursor(null)
      selectingAt = { clientX: event.clientX, clientY: event.clientY }
      const gesture =
        what === 'pan'
          ? pan(event.currentTarget, event)
          : what === 'erase'
            ? start('erase', inkPoint(event.nativeEvent), howOf(event))
            : startOn(marks.tool, event)
      if (!gesture) return
      running.set(event.pointerId, gesture)
      if (event.currentTarget.isConnected) event.currentTarget.setPointerCapture(event.pointerId)
    }
    const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
      const gesture = running.get(event.pointerId)
      if (!gesture) return
      selectingAt = { clientX: event.clientX, clientY: event.clientY }
      const native = event.nativeEvent
      const events = native.getCoalescedEvents?.() ?? []
      const ahead = native.getPredictedEvents?.() ?? []
      gesture.move((events.length > 0 ? events : [native]).map(inkPoint), howOf(event), ahead.map(inkPoint))
    }
    const onPointerEnd = (event: PointerEvent<HTMLElement>): void => {
      if (event.pointerType === 'pen') now().marks.pen.current.down = false
      const gesture = running.get(event.pointerId)
      running.delete(event.pointerId)
      gesture?.end(howOf(event))
    }
    return {
      onPointerDown,
      onPointerMove,
      onPointerUp: onPointerEnd,
      onPointerCancel: onPointerEnd,
      start,
      drawing: () => running.size > 0
    }
  }, [])
}

/** The place in the words under a point, as if the sheets that catch pointers were not there. */
function caretUnder(event: { clientX: number; clientY: number }): Range | null {
  const catchers = document.querySelectorAll<HTMLElement>('[data-catcher]')
  for (const catcher of catchers) catcher.style.pointerEvents = 'none'
  const range = document.caretRangeFromPoint(event.clientX, event.clientY)
  for (const catcher of catchers) catcher.style.pointerEvents = ''
  return range
}
const isOnPage = (caret: Range): boolean => caret.startContainer.parentElement?.closest('[data-at]') != null

function isNear(caret: Range, { clientX, clientY }: { clientX: number; clientY: number }): boolean {
  const box = caret.startContainer.parentElement?.closest('[data-at]')?.getBoundingClientRect()
  if (!box) return false
  const dx = Math.max(box.left - clientX, 0, clientX - box.right)
  const dy = Math.max(box.top - clientY, 0, clientY - box.bottom)
  return Math.hypot(dx, dy) <= wordsWithinPx
}

function scrollerOf(element: Element): Element | null {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) return at
  }
  return null
}
