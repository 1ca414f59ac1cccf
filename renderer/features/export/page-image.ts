import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { type PageGeometry, pageRotation } from '#core/mark/page-geometry.ts'
import { type PaintedMark, type Shape, shapesOf } from './mark-shapes.ts'

/** An open paper as printing needs it. */
export interface PrintSource {
  readonly pages: number
  readonly page: (number: number) => Promise<{ readonly proxy: PDFPageProxy; readonly leave: () => void }>
  readonly close: () => Promise<void>
}

/** A4 at 200 dpi is 3.9 million; a map of A0 is drawn as dense as this allows. */
const mostPixels = 12_000_000

export interface PageImage {
  readonly image: Blob
  readonly width: number
  readonly height: number
}

/** A page as a picture of `dpi` dots an inch, marks painted over it. */
export async function pageImage(
  source: PrintSource,
  number: number,
  marks: readonly PaintedMark[],
  dpi: number,
  signal: AbortSignal
): Promise<PageImage> {
  const { proxy, leave } = await source.page(number)
  const canvas = document.createElement('canvas')
  try {
    signal.throwIfAborted()
    const whole = proxy.getViewport({ scale: 1 })
    const scale = Math.min(dpi / 72, Math.sqrt(mostPixels / Math.max(1, whole.width * whole.height)))
    const viewport = proxy.getViewport({ scale })
    canvas.width = Math.max(1, Math.round(viewport.width))
    canvas.height = Math.max(1, Math.round(viewport.height))
    const job = proxy.render({ canvas, viewport, intent: 'print' })
    const stop = (): void => job.cancel()
    signal.addEventListener('abort', stop)
    await job.promise.finally(() => signal.removeEventListener('abort', stop))
    const { width, height } = proxy.getViewport({ scale: 1, rotation: 0 })
    const geometry: PageGeometry = { width, height, rotation: pageRotation(proxy.rotate) }
    paintOn(
      canvas,
      marks.flatMap(mark => shapesOf(mark, geometry)),
      geometry,
      scale
    )
    const image = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    if (!image) throw new Error('no picture')
    return { image, width: whole.width, height: whole.height }
  } finally {
    canvas.width = 0
    canvas.height = 0
    proxy.cleanup()
    leave()
  }
}

function paintOn(canvas: HTMLCanvasElement, shapes: readonly Shape[], page: PageGeometry, scale: number): void {
  const context = canvas.getContext('2d')
  if (!context || shapes.length === 0) return
  context.setTransform(scale, 0, 0, scale, 0, 0)
  if (page.rotation === 90) context.transform(0, 1, -1, 0, page.height, 0)
  else if (page.rotation === 180) context.transform(-1, 0, 0, -1, page.width, page.height)
  else if (page.rotation === 270) context.transform(0, -1, 1, 0, 0, page.width)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const { path, fill, line, through } of shapes) {
    const shape = new Path2D(path)
    context.globalCompositeOperation = through ? 'multiply' : 'source-over'
    if (fill) {
      context.fillStyle = fill
      context.fill(shape)
    }
    if (line) {
      context.strokeStyle = line.colour
      context.lineWidth = line.width
      context.stroke(shape)
    }
  }
}
