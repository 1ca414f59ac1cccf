import { type RefObject, useEffect, useRef } from 'react'

const wheelPx = 60
const swipePx = 60
/** A flick of the wheel goes on for a while: it turns one page, not five. */
const restMs = 320

/** While one page is shown at a time: wheel and fingers beyond its edge turn to the next or the one before. */
export function usePagedTurns(scroller: RefObject<HTMLElement | null>, paged: boolean, onTurn: (direction: 1 | -1) => void): void {
  const turn = useRef(onTurn)
  turn.current = onTurn
  useEffect(() => {
    const element = scroller.current
    if (!element || !paged) return
    let turnedAt = Number.NEGATIVE_INFINITY
    let gathered = 0
    const atEdge = (direction: number): boolean =>
      direction > 0 ? element.scrollTop + element.clientHeight >= element.scrollHeight - 1 : element.scrollTop <= 0
    const go = (direction: 1 | -1): void => {
      turnedAt = performance.now()
      gathered = 0
      turn.current(direction)
    }
    const onWheel = (event: WheelEvent): void => {
      const direction = Math.sign(event.deltaY)
      if (event.ctrlKey || direction === 0) return
      if (!atEdge(direction) || performance.now() - turnedAt < restMs) {
        gathered = 0
        return
      }
      gathered = Math.sign(gathered) === direction ? gathered + event.deltaY : event.deltaY
      if (Math.abs(gathered) >= wheelPx) go(direction > 0 ? 1 : -1)
    }
    let began: { readonly x: number; readonly y: number; readonly top: boolean; readonly bottom: boolean } | null = null
    const onStart = (event: TouchEvent): void => {
      const [touch] = event.touches
      began = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY, top: atEdge(-1), bottom: atEdge(1) } : null
    }
    const onEnd = (event: TouchEvent): void => {
      const [touch] = event.changedTouches
      const from = began
      began = null
      if (!from || !touch || event.touches.length > 0) return
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y]
      const sideways = Math.abs(x) > 1.5 * Math.abs(y)
      if (sideways && Math.abs(x) > swipePx && element.scrollWidth <= element.clientWidth) go(x < 0 ? 1 : -1)
      else if (!sideways && y < -swipePx && from.bottom) go(1)
      else if (!sideways && y > swipePx && from.top) go(-1)
    }
    element.addEventListener('wheel', onWheel, { passive: true })
    element.addEventListener('touchstart', onStart, { passive: true })
    element.addEventListener('touchend', onEnd)
    return () => {
      element.removeEventListener('wheel', onWheel)
      element.removeEventListener('touchstart', onStart)
      element.removeEventListener('touchend', onEnd)
    }
  }, [scroller, paged])
}
