import { useCallback, useMemo, useState } from 'react'
import type { ReadingView, Zoom } from '#core/shared-doc/state-doc.ts'
import { clampScale, fitScale, inPairs, layOut, type PageLayout, type PageSize, pixelsPerPoint, roomIn } from './page-layout.ts'
import type { OpenPaper } from './pdf-engine.ts'

export interface Pages {
  readonly layout: PageLayout
  /** Sizes as shown, turned with the view, in 1/72 inch. */
  readonly sizes: readonly PageSize[]
  /** Pixels per point that pages are drawn at which are not wider than the first. */
  readonly scale: number
  /** What a page turned out to measure, as its file says. */
  readonly learnSize: (page: number, size: PageSize) => void
}

/** Where all pages of a paper lie in a window of this size. Until a page was seen it is taken to be as large as the first. */
export function usePages(open: OpenPaper, view: ReadingView, zoom: Zoom, seen: { readonly width: number; readonly height: number }): Pages {
  const { arrangement, turn } = view
  const [known, setKnown] = useState<readonly PageSize[]>(() => Array.from({ length: open.pages }, () => open.firstSize))
  const sidelong = turn % 180 !== 0
  const sizes = useMemo(() => (sidelong ? known.map(sideways) : known), [known, sidelong])
  const first = sidelong ? sideways(open.firstSize) : open.firstSize
  const scale = typeof zoom === 'number' ? clampScale(zoom * pixelsPerPoint) : fitScale(first, seen, zoom, inPairs(arrangement))
  const room = roomIn(seen)
  const widest = typeof zoom === 'number' ? Number.POSITIVE_INFINITY : room.width
  const tallest = zoom === 'page' ? room.height : Number.POSITIVE_INFINITY
  const layout = useMemo(() => layOut(sizes, scale, { widest, tallest, arrangement }), [sizes, scale, widest, tallest, arrangement])
  const learnSize = useCallback((page: number, size: PageSize) => {
    setKnown(before => {
      const old = before[page - 1]
      if (old && Math.abs(old.width - size.width) < 0.5 && Math.abs(old.height - size.height) < 0.5) return before
      return before.map((other, index) => (index === page - 1 ? size : other))
    })
  }, [])
  return { layout, sizes, scale, learnSize }
}

const sideways = ({ width, height }: PageSize): PageSize => ({ width: height, height: width })
