import { findFolded, type Needle, placesOf, type TextPlace } from '#core/text/find.ts'
import type { FoldedText } from '#core/text/fold.ts'

/** A hit on a page: from and to in the page's text. */
export interface Hit extends TextPlace {
  readonly page: number
}

/** [E3] Every place of a page where the needle stands, at most `most`. */
export const findInPage = (page: number, folded: FoldedText, needle: Needle, most: number): Hit[] =>
  placesOf(folded.map, findFolded(folded.folded, needle, most)).map(place => ({ page, ...place }))

/** Pages in the order they are searched: from the one being read to the end, then from the beginning. */
export function searchOrder(pages: number, from: number): number[] {
  return Array.from({ length: pages }, (_, i) => ((from - 1 + i) % pages) + 1)
}

/** Index of the first hit at or after a page, else 0. */
export function firstHitFrom(hits: readonly Hit[], page: number): number {
  const at = hits.findIndex(hit => hit.page >= page)
  return Math.max(at, 0)
}

/** Places on the strip beside the scroll bar, px from its top, no two closer than `gap`; each leads to the first hit there. */
export function ticksOf(hits: readonly Hit[], at: (hit: Hit) => number, gap: number): { readonly y: number; readonly index: number }[] {
  const ticks: { y: number; index: number }[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const [index, hit] of hits.entries()) {
    const y = Math.round(at(hit))
    if (y - last < gap) continue
    ticks.push({ y, index })
    last = y
  }
  return ticks
}
