import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { UserId } from '#core/ids.ts'

/** A press that moves less than this is a press. */
const dragFromPx = 6

/** Where a name that is being dragged is, for the label under the pointer. */
export interface Dragged {
  readonly user: UserId
  readonly x: number
  readonly y: number
}

/** Dragging names by mouse, pen or finger. `onDrop` gets what lies under the pointer: a square, the list, or neither. */
export function useDrag(
  onDrop: (user: UserId, over: { readonly cell: readonly [number, number] | null; readonly list: boolean }) => void
): {
  readonly dragged: Dragged | null
  readonly begin: (event: ReactPointerEvent, user: UserId) => void
  /** True right after a drag has ended: the click that follows it means nothing. */
  readonly hasJustDragged: () => boolean
} {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const drop = useRef(onDrop)
  drop.current = onDrop
  const justDragged = useRef(false)
  const stop = useRef<() => void>(() => {})
  useEffect(() => () => stop.current(), [])
  const begin = useCallback((event: ReactPointerEvent, user: UserId) => {
    if (event.button !== 0) return
    stop.current()
    justDragged.current = false
    const from = { x: event.clientX, y: event.clientY }
    let moving = false
    const onMove = (move: PointerEvent) => {
      moving ||= Math.hypot(move.clientX - from.x, move.clientY - from.y) > dragFromPx
      if (moving) setDragged({ user, x: move.clientX, y: move.clientY })
    }
    const onUp = (up: PointerEvent) => {
      stop.current()
      if (!moving) return
      justDragged.current = true
      // The click that belongs to it comes before any timer; a press after that is a press.
      setTimeout(() => {
        justDragged.current = false
      })
      const under = document.elementFromPoint(up.clientX, up.clientY)
      const key = under?.closest<HTMLElement>('[data-cell]')?.dataset.cell
      const [row, column] = key?.split(':').map(Number) ?? []
      drop.current(user, {
        cell: row === undefined || column === undefined ? null : [row, column],
        list: under?.closest('[data-unseated]') !== null && under !== null
      })
    }
    stop.current = () => {
      removeEventListener('pointermove', onMove)
      removeEventListener('pointerup', onUp)
      removeEventListener('pointercancel', stop.current)
      setDragged(null)
      stop.current = () => {}
    }
    addEventListener('pointermove', onMove)
    addEventListener('pointerup', onUp)
    addEventListener('pointercancel', stop.current)
    // A finger or pen would keep sending to where it came down.
    if (event.target instanceof Element && event.target.hasPointerCapture(event.pointerId))
      event.target.releasePointerCapture(event.pointerId)
  }, [])
  return {
    dragged,
    begin,
    hasJustDragged: useCallback(() => justDragged.current, [])
  }
}
