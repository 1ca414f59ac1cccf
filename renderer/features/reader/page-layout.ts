import type { PageArrangement } from '#core/shared-doc/state-doc.ts'

/** Where pages lie in a long continuous scroll. Pure: sizes in, pixels out. */
export interface PageSize {
  readonly width: number
  readonly height: number
}
export interface PageLayout {
  /** Pixels from the top of the scroll to the top of each page; one more entry for the end. */
  readonly tops: readonly number[]
  readonly heights: readonly number[]
  /** Pixels from the middle of the scroll to the left edge of each page. */
  readonly lefts: readonly number[]
  /** Pixels per point, page by page: where pages fit the room, those that would not are drawn smaller. */
  readonly scales: readonly number[]
  /** Width of the widest row in pixels. */
  readonly width: number
  /** First and last page of each row, as indexes. */
  readonly rows: readonly (readonly [number, number])[]
}
/** What a row may measure at most, in pixels, and how pages lie in rows. */
export interface LayoutRoom {
  readonly widest?: number
  readonly tallest?: number
  readonly arrangement?: PageArrangement
}

export const pageGapPx = 18
/** 1/72 inch to CSS pixels at 100 %. */
export const pixelsPerPoint = 96 / 72
export const minZoom = 0.25
export const maxZoom = 5
const zoomSteps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5]

/** Between the two pages of a row. */
export const pairGapPx = 4

/** Whether pages lie in pairs. */
export const inPairs = (arrangement: PageArrangement): boolean => arrangement === 'double' || arrangement === 'cover'

function rowsOf(pages: number, arrangement: PageArrangement): (readonly [number, number])[] {
  const rows: (readonly [number, number])[] = []
  for (let first = 0; first < pages; ) {
    const alone = !inPairs(arrangement) || (arrangement === 'cover' && first === 0)
    const last = alone ? first : Math.min(pages - 1, first + 1)
    rows.push([first, last])
    first = last + 1
  }
  return rows
}

/** Lays rows of pages below each other; `scale` is pixels per point, lowered for a row that would be wider or taller than the room. */
export function layOut(sizes: readonly PageSize[], scale: number, room: LayoutRoom = {}): PageLayout {
  const { widest = Number.POSITIVE_INFINITY, tallest = Number.POSITIVE_INFINITY, arrangement = 'continuous' } = room
  const tops: number[] = []
  const heights: number[] = []
  const lefts: number[] = []
  const scales: number[] = []
  const rows = rowsOf(sizes.length, arrangement)
  let top = pageGapPx
  let width = 0
  for (const [first, last] of rows) {
    const pair = sizes.slice(first, last + 1)
    const gap = last > first ? pairGapPx : 0
    const across = pair.reduce((sum, size) => sum + size.width, 0)
    const high = Math.max(...pair.map(size => size.height))
    const own = Math.min(scale, (widest - gap) / across, tallest / high)
    const widths = pair.map(size => Math.round(size.width * own))
    const rowWidth = widths.reduce((sum, one) => sum + one, gap)
    // The cover, and a last page without a partner, stand where they would in the open booklet.
    let left =
      inPairs(arrangement) && last === first
        ? first === 0 && arrangement === 'cover'
          ? pairGapPx / 2
          : -rowWidth - pairGapPx / 2
        : -rowWidth / 2
    if (inPairs(arrangement) && sizes.length === 1) left = -rowWidth / 2
    for (const [index, size] of pair.entries()) {
      tops.push(top)
      heights.push(Math.round(size.height * own))
      lefts.push(left)
      scales.push(own)
      left += (widths[index] ?? 0) + gap
    }
    top += Math.round(high * own) + pageGapPx
    width = Math.max(width, inPairs(arrangement) && last === first ? 2 * rowWidth + pairGapPx : rowWidth)
  }
  tops.push(top)
  return { tops, heights, lefts, scales, width, rows }
}

/** Index of the row a page lies in. */
export function rowOf(layout: PageLayout, page: number): number {
  let low = 0
  let high = Math.max(0, layout.rows.length - 1)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((layout.rows[middle]?.[0] ?? 0) <= page) low = middle
    else high = middle - 1
  }
  return low
}
const firstOf = (layout: PageLayout, row: number): number => layout.rows[row]?.[0] ?? 0
const lastOf = (layout: PageLayout, row: number): number => layout.rows[row]?.[1] ?? 0

/** Pixels from the top of the scroll to a row, and how tall it is. */
export function rowBox(layout: PageLayout, row: number): { readonly top: number; readonly height: number } {
  const top = layout.tops[firstOf(layout, row)] ?? 0
  return { top, height: (layout.tops[lastOf(layout, row) + 1] ?? top) - pageGapPx - top }
}

/** Index of the row lying at a height of the scroll. */
function rowAt(layout: PageLayout, y: number): number {
  let low = 0
  let high = Math.max(0, layout.rows.length - 1)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((layout.tops[firstOf(layout, middle)] ?? 0) - pageGapPx <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** Index of the page lying at a height of the scroll; of two beside each other the first. */
export const pageAt = (layout: PageLayout, y: number): number => firstOf(layout, rowAt(layout, y))

/** [E1] Pages to keep alive: those of the rows from one above `first` to one below `last`, as [first, last] indexes. */
export const pagesAround = (layout: PageLayout, first: number, last: number): readonly [number, number] => [
  firstOf(layout, Math.max(0, first - 1)),
  lastOf(layout, Math.min(layout.rows.length - 1, last + 1))
]

/** [E1] Pages to keep alive: those on the screen and one row on each side, as [first, last] indexes. */
export const livePages = (layout: PageLayout, scrollTop: number, viewHeight: number): readonly [number, number] =>
  pagesAround(layout, rowAt(layout, scrollTop), rowAt(layout, scrollTop + viewHeight))

/** The page being read: the one a third down the screen. */
export const pageInView = (layout: PageLayout, scrollTop: number, viewHeight: number): number => pageAt(layout, scrollTop + viewHeight / 3)

/** Room left free beside and above what fits. */
const marginPx = 24

/** Pixels that a row may be wide and tall where pages fit the room. */
export const roomIn = (view: { readonly width: number; readonly height: number }) => ({
  width: Math.max(160, view.width) - 2 * marginPx,
  height: Math.max(160, view.height) - 2 * pageGapPx
})

/** Scale at which a page, or a pair of them, fills the width there is, and for `page` also the height. */
export function fitScale(
  size: PageSize,
  view: { readonly width: number; readonly height: number },
  zoom: 'width' | 'page' = 'width',
  pair = false
): number {
  const room = roomIn(view)
  const across = (pair ? (room.width - pairGapPx) / 2 : room.width) / Math.max(1, size.width)
  return clampScale(zoom === 'width' ? across : Math.min(across, room.height / Math.max(1, size.height)))
}

/** Pixels per point as percent of true size. */
export const percentOf = (scale: number): number => Math.round((scale / pixelsPerPoint) * 100)

/** Sizes offered in a list, 1 = true size. */
export const zoomList = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

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
  return { index, fraction: (y - (layout.tops[index] ?? 0)) / Math.max(1, layout.heights[index] ?? 1) }
}
export const anchorTop = (layout: PageLayout, anchor: Anchor): number =>
  (layout.tops[anchor.index] ?? 0) + anchor.fraction * (layout.heights[anchor.index] ?? 0)

/** [E2] Canvas pixels per CSS pixel: sharp on dense screens, never more memory than `maxPixels`, less in low-power mode and where the machine has little (`gigabytes`). */
export function canvasRatio(widthPx: number, heightPx: number, devicePixelRatio: number, lowPower: boolean, gigabytes = 8): number {
  const maxPixels = lowPower ? 3_000_000 : gigabytes < 4 ? 6_000_000 : 12_000_000
  const wanted = Math.min(devicePixelRatio || 1, lowPower ? 1 : 3)
  const area = widthPx * heightPx * wanted * wanted
  return area > maxPixels ? wanted * Math.sqrt(maxPixels / area) : wanted
}
