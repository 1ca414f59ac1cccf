import type { PDFPageProxy, RenderTask } from 'pdfjs-dist/types/src/display/api.js'
import type { PageViewport } from 'pdfjs-dist/types/src/display/display_utils.js'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { darken } from './night.ts'
import { canvasRatio } from './page-layout.ts'
import { type Drawing, picturesOf } from './page-pictures.ts'
import type { PdfLibrary } from './paper-workers.ts'

interface CanvasJob {
  readonly proxy: PDFPageProxy | null
  readonly home: RefObject<HTMLDivElement | null>
  readonly scale: number
  /** Degrees clockwise, as shown. */
  readonly rotation: number
  readonly lowPower: boolean
  /** Dark paper, light text. */
  readonly night: boolean
  readonly library: PdfLibrary
  readonly urgent: boolean
  readonly onFail: (failed: boolean) => void
  /** Nothing was drawn on the white sheet. */
  readonly onEmpty: () => void
}

/** Settling time while zooming: the old picture is stretched meanwhile. */
const settleMs = 140
/** Neighbours of the page on the screen wait this long. */
const yieldMs = 60
/** Whether a page stayed empty is looked at once it is shown, so long after it at most. */
const emptyWithinMs = 1000

/**
 * Draws a page on its own canvas and replaces the old one only when the new one is done, so that nothing flickers.
 * The memory is given back when the page goes. True once there is something to see.
 */
export function useCanvas({ proxy, home, scale, rotation, lowPower, night, library, urgent, onFail, onEmpty }: CanvasJob): boolean {
  const [drawn, setDrawn] = useState(false)
  const urgentNow = useRef(urgent)
  urgentNow.current = urgent
  useEffect(() => {
    const place = home.current
    if (!proxy || !place) return
    let stop = (): void => {}
    const draw = (): void => {
      const shown = proxy.getViewport({ scale, rotation })
      const ratio = canvasRatio(shown.width, shown.height, devicePixelRatio, lowPower, machineGigabytes())
      const viewport = proxy.getViewport({ scale: scale * ratio, rotation })
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.floor(viewport.width))
      canvas.height = Math.max(1, Math.floor(viewport.height))
      const job = proxy.render({ canvas, viewport })
      stop = () => job.cancel()
      job.promise.then(
        () => {
          if (night) darkenPage(canvas, viewport, proxy, job, library)
          for (const old of place.querySelectorAll('canvas')) release(old)
          place.replaceChildren(canvas)
          setDrawn(true)
          onFail(false)
          requestIdleCallback(() => canvas.width > 0 && isEmpty(canvas) && onEmpty(), { timeout: emptyWithinMs })
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
  }, [proxy, home, scale, rotation, lowPower, night, library, onFail, onEmpty])
  useEffect(() => {
    const place = home.current
    return () => {
      for (const old of place?.querySelectorAll('canvas') ?? []) release(old)
      proxy?.cleanup()
    }
  }, [proxy, home])
  return drawn
}

function darkenPage(canvas: HTMLCanvasElement, viewport: PageViewport, proxy: PDFPageProxy, job: RenderTask, library: PdfLibrary): void {
  // pdf.js says what it has drawn nowhere else; without it no picture is known and all is darkened.
  const { operatorList } =
    (job as unknown as { readonly _internalRenderTask?: { readonly operatorList?: Drawing } })._internalRenderTask ?? {}
  const { rects, scan } = operatorList ? picturesOf(operatorList, library.OPS, proxy.view) : { rects: [], scan: false }
  const shown = rects.map(rect => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle([
      rect.x,
      rect.y,
      rect.x + rect.width,
      rect.y + rect.height
    ]) as number[]
    return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) }
  })
  darken(canvas, shown, scan)
}

/** Whether a page is white all over, as far as one sees from afar. */
function isEmpty(canvas: HTMLCanvasElement): boolean {
  const small = document.createElement('canvas')
  small.width = 48
  small.height = 64
  const context = small.getContext('2d', { willReadFrequently: true })
  if (!context) return false
  context.drawImage(canvas, 0, 0, small.width, small.height)
  const { data } = context.getImageData(0, 0, small.width, small.height)
  release(small)
  return data.every(value => value === 255)
}

/** Memory of this machine as the browser tells it: rounded, 8 at most, and nothing on plain http. */
const machineGigabytes = (): number => (navigator as { readonly deviceMemory?: number }).deviceMemory ?? 8

/** An empty canvas gives its memory back at once. */
function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0
  canvas.height = 0
}
