import { type RefObject, useLayoutEffect, useState } from 'react'

export interface WindowSize {
  readonly width: number
  readonly height: number
}

/** How large an element is inside, in pixels: known before the first picture of it is painted, so that nothing is drawn twice. */
export function useWindowSize(of: RefObject<HTMLElement | null>): WindowSize {
  const [size, setSize] = useState<WindowSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = of.current
    if (!element) return
    const measure = (): void =>
      setSize(before => {
        const next = { width: element.clientWidth, height: element.clientHeight }
        return before.width === next.width && before.height === next.height ? before : next
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [of])
  return size
}
