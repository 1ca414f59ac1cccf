import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { canvasRatio } from './page-layout.ts'

interface CanvasJob {
  readonly proxy: PDFPageProxy | null
  readonly home: RefObject<HTMLDivElement | null>
  readonly scale: number
  readonly lowPower: boolean
  readonly urgent: boolean
  readonly onFail: (failed: boolean) => void
}

/** Settling time while zooming: the old picture is stretched meanwhile. */
const settleMs = 140
/** Neighbours of the page on the screen wait this long. */
const yieldMs = 60

/**
 * Draws a page on its own canvas and replaces the old one only when the new one is done, so that nothing flickers.
 * The memory is given back when the page goes. True once there is something to see.
 */
export function useCanvas({ proxy, home, scale, lowPower, urgent, onFail }: CanvasJob): boolean {
  const [drawn, setDrawn] = useState(false)
  const urgentNow = useRef(urgent)
  urgentNow.current = urgent
  useEffect(() => {
    const place = home.current
    if (!proxy || !place) return
    let stop = (): void => {}
    const draw = (): void => {
      const shown = proxy.getViewport({ scale })
      const viewport = proxy.getViewport({ scale: scale * canvasRatio(shown.width, shown.height, devicePixelRatio, lowPower) })
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.floor(viewport.width))
      canvas.height = Math.max(1, Math.floor(viewport.height))
      const job = proxy.render({ canvas, viewport })
      stop = () => job.cancel()
      job.promise.then(
        () => {
          for (const old of place.querySelectorAll('canvas')) release(old)
          place.replaceChildren(canvas)
          setDrawn(true)
          onFail(false)
        },
        (error: unknown) => {
          release(canvas)
          if (error instanceof Error && error.name !== 'RenderingCancelledException') onFail(true)
        }
      )
    }
    const wait = place.firstChild ? settleMs : urgentNow.current ? 0 : yieldMs
    const timer = wait > 0 ? setTimeout(draw, wait) : null
    if (timer === null) draw()
    return () => {
      if (timer !== null) clearTimeout(timer)
      stop()
    }
  }, [proxy, home, scale, lowPower, onFail])
  useEffect(() => {
    const place = home.current
    return () => {
      for (const old of place?.querySelectorAll('canvas') ?? []) release(old)
      proxy?.cleanup()
    }
  }, [proxy, home])
  return drawn
}

/** An empty canvas gives its memory back at once. */
function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0
  canvas.height = 0
}
