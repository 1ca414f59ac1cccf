import { type FoldedText, foldVietnamese, foldWithMap } from '#core/text/fold.ts'

/** A hit on a page: from and to in the page's text. */
export interface Hit {
  readonly page: number
  readonly start: number
  readonly end: number
}

/** What is looked for, or null when there is nothing to look for. */
export function findQuery(typed: string): string | null {
  const folded = foldVietnamese(typed.normalize('NFC')).trim()
  return folded === '' ? null : folded
}

/** Folded text of one page; made once, kept while the paper is open. */
export const foldPage = (text: string): FoldedText => foldWithMap(text)

/** [E3] Every place of a page where the query stands, without regard to diacritics, case and line ends. */
export function findInPage(page: number, folded: FoldedText, query: string): Hit[] {
  const hits: Hit[] = []
  for (let at = folded.folded.indexOf(query); at >= 0; at = folded.folded.indexOf(query, at + query.length)) {
    const start = folded.map[at] ?? 0
    const last = folded.map[at + query.length - 1] ?? start
    let after = at + query.length
    while ((folded.map[after] ?? last + 1) <= last) after++
    hits.push({ page, start, end: folded.map[after] ?? last + 1 })
  }
  return hits
}

/** Pages in the order they are searched: from the one being read to the end, then from the beginning. */
export function searchOrder(pages: number, from: number): number[] {
  return Array.from({ length: pages }, (_, i) => ((from - 1 + i) % pages) + 1)
}

/** Index of the first hit at or after a page, else 0. */
export function firstHitFrom(hits: readonly Hit[], page: number): number {
  const at = hits.findIndex(hit => hit.page >= page)
  return Math.max(at, 0)
}
