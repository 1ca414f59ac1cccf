/** Where pages lie in a long continuous scroll. Pure: sizes in, pixels out. */
export interface PageSize {
  readonly width: number
  readonly height: number
}
export interface PageLayout {
  /** Pixels from the top of the scroll to the top of each page; one more entry for the end. */
  readonly tops: readonly number[]
  /** Pixels per point, page by page: in fit-width, wide pages are drawn smaller. */
  readonly scales: readonly number[]
  /** Width of the widest page in pixels. */
  readonly width: number
}

export const pageGapPx = 18
/** 1/72 inch to CSS pixels at 100 %. */
export const pixelsPerPoint = 96 / 72
export const minZoom = 0.25
export const maxZoom = 5
const zoomSteps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5]

/** Lays pages below each other; `scale` is pixels per point, lowered for a page that would be wider than `widest` pixels. */
export function layOut(sizes: readonly PageSize[], scale: number, widest: number = Number.POSITIVE_INFINITY): PageLayout {
  const tops: number[] = []
  const scales: number[] = []
  let top = pageGapPx
  let width = 0
  for (const size of sizes) {
    const own = Math.min(scale, widest / size.width)
    tops.push(top)
    scales.push(own)
    top += Math.round(size.height * own) + pageGapPx
    width = Math.max(width, Math.round(size.width * own))
  }
  tops.push(top)
  return { tops, scales, width }
}

/** Index of the page lying at a height of the scroll. */
export function pageAt(layout: PageLayout, y: number): number {
  let low = 0
  let high = Math.max(0, layout.tops.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((layout.tops[middle] ?? 0) - pageGapPx <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** [E1] Pages to keep alive: those on the screen and one on each side, as [first, last] indexes. */
export function livePages(layout: PageLayout, scrollTop: number, viewHeight: number): readonly [number, number] {
  const last = Math.max(0, layout.tops.length - 2)
  return [Math.max(0, pageAt(layout, scrollTop) - 1), Math.min(last, pageAt(layout, scrollTop + viewHeight) + 1)]
}

/** The page being read: the one a third down the screen. */
export const pageInView = (layout: PageLayout, scrollTop: number, viewHeight: number): number => pageAt(layout, scrollTop + viewHeight / 3)

/** Scale at which a page fills the room there is. */
export const fitWidthScale = (size: PageSize, viewWidth: number, marginPx = 24): number =>
  clampScale((Math.max(160, viewWidth) - 2 * marginPx) / Math.max(1, size.width))

export const clampScale = (scale: number): number => Math.min(maxZoom, Math.max(minZoom, scale / pixelsPerPoint)) * pixelsPerPoint

/** The next usual zoom step up or down from any scale. */
export function nextZoom(scale: number, direction: 1 | -1): number {
  const zoom = scale / pixelsPerPoint
  const next = direction > 0 ? zoomSteps.find(step => step > zoom * 1.01) : zoomSteps.filter(step => step < zoom * 0.99).at(-1)
  return (next ?? (direction > 0 ? maxZoom : minZoom)) * pixelsPerPoint
}

/** A place in the paper that survives zooming and refined page sizes: page and how far down it, in parts of its height. */
export interface Anchor {
  readonly index: number
  readonly fraction: number
}
export function anchorAt(layout: PageLayout, y: number): Anchor {
  const index = pageAt(layout, y)
  const top = layout.tops[index] ?? 0
  const height = (layout.tops[index + 1] ?? top + 1) - pageGapPx - top
  return { index, fraction: (y - top) / Math.max(1, height) }
}
export function anchorTop(layout: PageLayout, anchor: Anchor): number {
  const top = layout.tops[anchor.index] ?? 0
  const height = (layout.tops[anchor.index + 1] ?? top + 1) - pageGapPx - top
  return top + anchor.fraction * height
}

/** [E2] Canvas pixels per CSS pixel: sharp on dense screens, never more memory than `maxPixels`, less in low-power mode. */
export function canvasRatio(widthPx: number, heightPx: number, devicePixelRatio: number, lowPower: boolean): number {
  const maxPixels = lowPower ? 3_000_000 : 12_000_000
  const wanted = Math.min(devicePixelRatio || 1, lowPower ? 1 : 3)
  const area = widthPx * heightPx * wanted * wanted
  return area > maxPixels ? wanted * Math.sqrt(maxPixels / area) : wanted
}
