import type { PaperId } from '../ids.ts'
import { bodyOf, type Mark, type MarkColour } from '../mark/mark.ts'
import { inReadingOrder } from '../mark/mark-shape.ts'
import { matchesQuery } from '../text/fold.ts'

/** A mark in a list over several papers; `data` is whatever else the list shows of it. */
export interface ListedMark<T> {
  readonly paper: PaperId
  readonly mark: Mark
  readonly data: T
}

export interface MarkFilter {
  readonly words: string
  readonly kind: string | null
  readonly colour: MarkColour | null
  readonly shared: boolean | null
}
export const noFilter: MarkFilter = { words: '', kind: null, colour: null, shared: null }

/** [N9] Whether the mark is wanted; `more` are words that are looked through beside its quotation and body. */
export const isWanted = (mark: Mark, shared: boolean, filter: MarkFilter, more = ''): boolean =>
  (filter.kind === null || mark.kind === filter.kind) &&
  (filter.colour === null || mark.colour === filter.colour) &&
  (filter.shared === null || filter.shared === shared) &&
  matchesQuery(`${mark.quote.exact} ${bodyOf(mark)} ${more}`, filter.words)

/** One line of the list: the title of a paper, of a page, or a mark. */
export type ListRow<T> =
  | { readonly kind: 'paper'; readonly paper: PaperId; readonly count: number }
  | { readonly kind: 'page'; readonly paper: PaperId; readonly page: number }
  | ({ readonly kind: 'mark' } & ListedMark<T>)

/** [N9] The marks by paper, in the order of `papers`, then by page and downwards. */
export function listRows<T>(marks: readonly ListedMark<T>[], papers: readonly PaperId[]): readonly ListRow<T>[] {
  const rows: ListRow<T>[] = []
  for (const paper of papers) {
    const here = marks.filter(each => each.paper === paper)
    if (here.length === 0) continue
    rows.push({ kind: 'paper', paper, count: here.length })
    let page = 0
    const byMark = new Map<Mark, ListedMark<T>>(here.map(each => [each.mark, each]))
    for (const mark of inReadingOrder([...byMark.keys()])) {
      const listed = byMark.get(mark)
      if (!listed) continue
      if (mark.page !== page) rows.push({ kind: 'page', paper, page: mark.page })
      page = mark.page
      rows.push({ kind: 'mark', ...listed })
    }
  }
  return rows
}
