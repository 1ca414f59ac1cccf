import * as Y from 'yjs'
import { type MarkId, parseId, type VersionId } from '../ids.ts'
import { decodeStrokes, encodeStrokes } from '../mark/ink-codec.ts'
import { type InkPoint, type Mark, type MarkColour, markColours, type PageRect, type Quote } from '../mark/mark.ts'

/** Shape of room `marks/<paper>/<user>`: one Y.Map per mark; ink as bytes, words as Y.Text so that two devices can edit one note. */
const marks = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('marks')

const entryOf = (doc: Y.Doc, id: MarkId): Y.Map<unknown> | null => {
  const entry: unknown = marks(doc).get(id)
  return entry instanceof Y.Map ? entry : null
}
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' && Number.isFinite(value) ? value : otherwise)
const positiveOr = (value: unknown, otherwise: number): number => (numberOr(value, 0) > 0 ? numberOr(value, otherwise) : otherwise)
const textOf = (value: unknown): string => (value instanceof Y.Text ? value.toString() : typeof value === 'string' ? value : '')

export function putMark(doc: Y.Doc, mark: Mark, origin?: unknown): void {
  doc.transact(() => {
    const entry = new Y.Map<unknown>()
    const { version, page, pageWidth, pageHeight, colour, createdAt, quote, kind } = mark
    for (const [key, value] of Object.entries({ kind, version, page, pageWidth, pageHeight, colour, createdAt })) entry.set(key, value)
    if (quote.exact) entry.set('quote', [quote.exact, quote.prefix, quote.suffix])
    if (mark.kind === 'ink') {
      entry.set('strokes', encodeStrokes(mark.strokes))
      entry.set('width', mark.width)
    } else if (mark.kind === 'highlight') {
      entry.set(
        'rects',
        mark.rects.flatMap(r => [r.x, r.y, r.width, r.height]).map(n => Math.round(n * 20) / 20)
      )
      entry.set('body', new Y.Text(mark.body))
    } else {
      entry.set('x', mark.x)
      entry.set('y', mark.y)
      entry.set('body', new Y.Text(mark.body))
    }
    marks(doc).set(mark.id, entry)
  }, origin)
}

/** Every mark that can be read, oldest first. Entries a broken client wrote are skipped, never thrown at. */
export function readMarks(doc: Y.Doc): readonly Mark[] {
  const found: Mark[] = []
  for (const [key, entry] of marks(doc)) {
    const mark = entry instanceof Y.Map ? readMark(key, entry) : null
    if (mark) found.push(mark)
  }
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1))
}

function readMark(key: string, entry: Y.Map<unknown>): Mark | null {
  const id = parseId<MarkId>(key)
  const version = parseId<VersionId>(entry.get('version'))
  const page = entry.get('page')
  if (!id || !version || typeof page !== 'number' || !Number.isInteger(page) || page < 1) return null
  const base = {
    id,
    version,
    page,
    pageWidth: positiveOr(entry.get('pageWidth'), 595),
    pageHeight: positiveOr(entry.get('pageHeight'), 842),
    colour: markColours.find((c): c is MarkColour => c === entry.get('colour')) ?? 'yellow',
    createdAt: textOf(entry.get('createdAt')),
    quote: readQuote(entry.get('quote'))
  }
  switch (entry.get('kind')) {
    case 'ink': {
      const bytes = entry.get('strokes')
      const strokes = bytes instanceof Uint8Array ? decodeStrokes(bytes) : null
      return strokes ? { ...base, kind: 'ink', strokes, width: positiveOr(entry.get('width'), 2) } : null
    }
    case 'highlight':
      return { ...base, kind: 'highlight', rects: readRects(entry.get('rects')), body: textOf(entry.get('body')) }
    case 'note':
      return { ...base, kind: 'note', x: numberOr(entry.get('x'), 0), y: numberOr(entry.get('y'), 0), body: textOf(entry.get('body')) }
    default:
      return null
  }
}

function readQuote(value: unknown): Quote {
  const [exact, prefix, suffix] = Array.isArray(value) ? value : []
  return { exact: textOf(exact), prefix: textOf(prefix), suffix: textOf(suffix) }
}

function readRects(value: unknown): readonly PageRect[] {
  const numbers = Array.isArray(value) ? value.map(n => numberOr(n, 0)) : []
  const rects: PageRect[] = []
  for (let i = 0; i + 3 < numbers.length; i += 4)
    rects.push({ x: numbers[i] ?? 0, y: numbers[i + 1] ?? 0, width: numbers[i + 2] ?? 0, height: numbers[i + 3] ?? 0 })
  return rects
}

/** Other strokes in an ink mark that is there: one added while drawing, one taken by the eraser. Without `quote` the old one stays. */
export function setStrokes(doc: Y.Doc, id: MarkId, strokes: readonly (readonly InkPoint[])[], quote?: Quote, origin?: unknown): void {
  doc.transact(() => {
    const entry = entryOf(doc, id)
    if (entry?.get('kind') !== 'ink') return
    entry.set('strokes', encodeStrokes(strokes))
    if (quote?.exact) entry.set('quote', [quote.exact, quote.prefix, quote.suffix])
  }, origin)
}

/** Words found under a mark after it was made. */
export function setQuote(doc: Y.Doc, id: MarkId, quote: Quote, origin?: unknown): void {
  if (quote.exact) doc.transact(() => entryOf(doc, id)?.set('quote', [quote.exact, quote.prefix, quote.suffix]), origin)
}

export function removeMark(doc: Y.Doc, id: MarkId, origin?: unknown): void {
  doc.transact(() => marks(doc).delete(id), origin)
}

export function recolourMark(doc: Y.Doc, id: MarkId, colour: MarkColour, origin?: unknown): void {
  doc.transact(() => entryOf(doc, id)?.set('colour', colour), origin)
}

/** The words of a highlight or note as shared text, or null when the mark is gone or has none. */
export function markBodyText(doc: Y.Doc, id: MarkId): Y.Text | null {
  const body = entryOf(doc, id)?.get('body')
  return body instanceof Y.Text ? body : null
}

/** Undo for marks made under `origin`. A step lasts until `stopCapturing`, so that a long stroke written piece by piece is one. */
export function marksUndo(doc: Y.Doc, origin: unknown): Y.UndoManager {
  return new Y.UndoManager(marks(doc), { trackedOrigins: new Set([origin]), captureTimeout: Number.POSITIVE_INFINITY })
}
