import { type RefObject, useEffect, useRef } from 'react'

/** Zooms by a factor around a point of the window. */
type ZoomAt = (factor: number, x: number, y: number) => void

/** Ctrl+wheel (a touchpad's pinch too) and two fingers zoom; two fingers also move the paper. */
export function useGestures(scroller: RefObject<HTMLElement | null>, onZoom: ZoomAt): void {
  const zoom = useRef(onZoom)
  zoom.current = onZoom
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const at = (x: number, y: number): [number, number] => {
      const box = element.getBoundingClientRect()
      return [x - box.left, y - box.top]
    }
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return
      event.preventDefault()
      zoom.current(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 240), ...at(event.clientX, event.clientY))
    }
    let before: { distance: number; x: number; y: number } | null = null
    const spread = (touches: TouchList): { distance: number; x: number; y: number } | null => {
      const [a, b] = [touches[0], touches[1]]
      if (touches.length !== 2 || !a || !b) return null
      return {
        distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
        x: (a.clientX + b.clientX) / 2,
        y: (a.clientY + b.clientY) / 2
      }
    }
    const onTouchStart = (event: TouchEvent): void => {
      before = spread(event.touches)
      if (before) event.preventDefault()
    }
    const onTouchMove = (event: TouchEvent): void => {
      const now = spread(event.touches)
      if (!before || !now) return
      event.preventDefault()
      element.scrollBy(before.x - now.x, before.y - now.y)
      if (Math.abs(now.distance / before.distance - 1) > 0.01) zoom.current(now.distance / before.distance, ...at(now.x, now.y))
      before = now
    }
    const onTouchEnd = (event: TouchEvent): void => {
      before = spread(event.touches)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    element.addEventListener('touchstart', onTouchStart, { passive: false })
    element.addEventListener('touchmove', onTouchMove, { passive: false })
    element.addEventListener('touchend', onTouchEnd)
    return () => {
      element.removeEventListener('wheel', onWheel)
      element.removeEventListener('touchstart', onTouchStart)
      element.removeEventListener('touchmove', onTouchMove)
      element.removeEventListener('touchend', onTouchEnd)
    }
  }, [scroller])
}
