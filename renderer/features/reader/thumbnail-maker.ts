import { darken } from './night.ts'
import type { OpenPaper } from './pdf-engine.ts'

/** Small pictures of pages, drawn one at a time when nothing else is to be done. */
export interface ThumbnailMaker {
  /** Hands over the picture of a page as soon as it is there; call what it returns when it is not wanted any more. */
  readonly ask: (page: number, onDrawn: (canvas: HTMLCanvasElement) => void) => () => void
  readonly close: () => void
}

/** Pictures kept although they are out of sight; each takes about 100 KB. */
const kept = { usual: 80, lowPower: 20 }
const idleWithinMs = 800

/** `width` in CSS pixels, `turn` in degrees. In low-power mode pictures are coarser and fewer are kept. */
export function createThumbnailMaker(
  paper: OpenPaper,
  look: { readonly width: number; readonly turn: number; readonly night: boolean; readonly lowPower: boolean },
  whenStill: () => Promise<void>
): ThumbnailMaker {
  const drawn = new Map<number, HTMLCanvasElement>()
  const wanted = new Map<number, (canvas: HTMLCanvasElement) => void>()
  let busy = false
  let closed = false
  const draw = async (number: number): Promise<HTMLCanvasElement> => {
    const { proxy, leave } = await paper.page(number)
    try {
      const rotation = (proxy.rotate + look.turn) % 360
      const ratio = look.lowPower ? 1 : Math.min(2, devicePixelRatio || 1)
      const viewport = proxy.getViewport({ scale: (look.width * ratio) / proxy.getViewport({ scale: 1, rotation }).width, rotation })
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.floor(viewport.width))
      canvas.height = Math.max(1, Math.min(4 * canvas.width, Math.floor(viewport.height)))
      await proxy.render({ canvas, viewport }).promise
      if (look.night) darken(canvas, [], true)
      return canvas
    } finally {
      proxy.cleanup()
      leave()
    }
  }
  const work = async (): Promise<void> => {
    if (busy) return
    busy = true
    while (!closed && wanted.size > 0) {
      await whenStill()
      await new Promise<void>(resolve => requestIdleCallback(() => resolve(), { timeout: idleWithinMs }))
      const [next] = wanted
      if (closed || !next) break
      const [number, give] = next
      const canvas = await draw(number).catch(() => null)
      wanted.delete(number)
      if (!canvas || closed) continue
      drawn.set(number, canvas)
      give(canvas)
      const oldest = drawn.keys().next().value
      if (drawn.size > (look.lowPower ? kept.lowPower : kept.usual) && oldest !== undefined) drawn.delete(oldest)
    }
    busy = false
  }
  return {
    ask: (page, onDrawn) => {
      const known = drawn.get(page)
      if (known) {
        // The one looked at last is given up last.
        drawn.delete(page)
        drawn.set(page, known)
        onDrawn(known)
        return () => {}
      }
      wanted.set(page, onDrawn)
      void work()
      return () => void wanted.delete(page)
    },
    close: () => {
      closed = true
      wanted.clear()
      drawn.clear()
    }
  }
}
