import type * as Y from 'yjs'
import { type MarkId, type PaperId, parseId, type VersionId } from '../ids.ts'

/** Shape of room `notes/<meeting>/<user>`: the page as one text, and where each of its quotations stands. [D2] Junk reads as absent. */
export const notebookText = (doc: Y.Doc): Y.Text => doc.getText('notebook')
const quotes = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('quotes')

/** Where a quotation was taken from. */
export interface QuotePlace {
  readonly paper: PaperId
  readonly version: VersionId
  readonly page: number
  /** How far down the page, 0…1. */
  readonly down: number
  readonly mark: MarkId | null
}

export function quotePlaces(doc: Y.Doc): ReadonlyMap<string, QuotePlace> {
  const found = new Map<string, QuotePlace>()
  for (const [key, value] of quotes(doc)) {
    const { paper: p, version: v, page, down, mark } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    const [paper, version] = [parseId<PaperId>(p), parseId<VersionId>(v)]
    if (!paper || !version || typeof page !== 'number' || !Number.isInteger(page) || page < 1) continue
    found.set(key, {
      paper,
      version,
      page,
      down: typeof down === 'number' && down >= 0 && down <= 1 ? down : 0,
      mark: parseId<MarkId>(mark)
    })
  }
  return found
}

/** Puts a line at the end of the page, with the place it was taken from. */
export function addQuote(doc: Y.Doc, key: string, line: string, place: QuotePlace): void {
  doc.transact(() => {
    const text = notebookText(doc)
    const before = text.toString()
    text.insert(text.length, `${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`)
    quotes(doc).set(key, place)
  })
}
