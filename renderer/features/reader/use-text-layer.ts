import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { DrawnRun } from './hit-rects.ts'
import type { OpenPaper } from './pdf-engine.ts'

interface TextLayerJob {
  readonly paper: OpenPaper
  readonly proxy: PDFPageProxy | null
  readonly page: number
  readonly home: RefObject<HTMLDivElement | null>
  readonly scale: number
  /** Degrees clockwise, as shown. */
  readonly rotation: number
  /** Text comes after the picture. */
  readonly ready: boolean
  readonly whenStill: () => Promise<void>
}

/** Lays the page's text, transparent, over its picture. Every run carries `data-at`, its place in the page's text. */
export function useTextLayer({ paper, proxy, page, home, scale, rotation, ready, whenStill }: TextLayerJob): readonly DrawnRun[] | null {
  const [runs, setRuns] = useState<readonly DrawnRun[] | null>(null)
  const scaleNow = useRef(scale)
  scaleNow.current = scale
  useEffect(() => {
    const place = home.current
    if (!proxy || !place || !ready) return
    let gone = false
    let cancel = (): void => {}
    const build = async (): Promise<void> => {
      await whenStill()
      if (gone) return
      const { content, plain } = await paper.text(page)
      if (gone) return
      const viewport = proxy.getViewport({ scale: scaleNow.current, rotation })
      const layer = new paper.library.TextLayer({ textContentSource: content, container: place, viewport })
      cancel = () => layer.cancel()
      await layer.render()
      if (gone) return
      const drawn: DrawnRun[] = []
      for (const [index, element] of layer.textDivs.entries()) {
        const at = plain.runs[index]?.at
        if (at === undefined) continue
        element.dataset.at = String(at)
        drawn.push({ at, element })
      }
      const end = document.createElement('div')
      end.className = 'endOfContent'
      place.append(end)
      setRuns(drawn)
    }
    build().catch(() => {})
    // While a selection is made, an invisible sheet behind the text keeps it from jumping to the ends of the page.
    const begin = (): void => place.classList.add('selecting')
    const finish = (): void => place.classList.remove('selecting')
    place.addEventListener('pointerdown', begin)
    addEventListener('pointerup', finish)
    addEventListener('pointercancel', finish)
    return () => {
      gone = true
      cancel()
      place.removeEventListener('pointerdown', begin)
      removeEventListener('pointerup', finish)
      removeEventListener('pointercancel', finish)
      place.replaceChildren()
      setRuns(null)
    }
  }, [paper, proxy, page, home, rotation, ready, whenStill])
  return runs
}
