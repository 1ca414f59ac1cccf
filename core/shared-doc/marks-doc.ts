import * as Y from 'yjs'
import { type MarkId, parseId, type VersionId } from '../ids.ts'
import { decodeStrokes, encodeStrokes } from '../mark/ink-codec.ts'
import {
  bodyOf,
  hasBody,
  type InkPoint,
  isByHand,
  isOnWords,
  type Mark,
  type MarkColour,
  markColours,
  type PageRect,
  type Quote,
  signNames
} from '../mark/mark.ts'
import { shapeLimits, storedNumber, storedRect, storedSize, storedWidth } from '../mark/mark-shape.ts'
import { assertNever } from '../result.ts'

/**
 * Shape of room `marks/<paper>/<user>`: one Y.Map per mark; ink as bytes, words as Y.Text so that two devices can edit one note, rectangles
 * and points as plain numbers in one list. [K11] A kind this client does not know is left as it is and not shown.
 */
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
    for (const [key, value] of shapeOf(mark)) entry.set(key, value)
    if (hasBody(mark)) entry.set('body', new Y.Text(bodyOf(mark)))
    marks(doc).set(mark.id, entry)
  }, origin)
}

/** [K12] Where a mark is and what it looks like, as it is stored: numbers no page has are brought to the edge. */
function shapeOf(mark: Mark): readonly (readonly [key: string, value: unknown])[] {
  if (isByHand(mark))
    return [
      ['strokes', encodeStrokes(mark.strokes)],
      ['width', storedWidth(mark.width)]
    ]
  if (isOnWords(mark)) return [['rects', flat(mark.rects)]]
  switch (mark.kind) {
    case 'note':
      return [
        ['x', storedNumber(mark.x)],
        ['y', storedNumber(mark.y)]
      ]
    case 'area':
      return [['rects', flat([mark.rect])]]
    case 'arrow':
      return [
        ['line', [mark.from.x, mark.from.y, mark.to.x, mark.to.y].map(storedNumber)],
        ['width', storedWidth(mark.width)]
      ]
    case 'sign':
      return [
        ['sign', mark.sign],
        ['x', storedNumber(mark.x)],
        ['y', storedNumber(mark.y)],
        ['size', storedSize(mark.size)]
      ]
    default:
      return assertNever(mark)
  }
}
const flat = (rects: readonly PageRect[]): readonly number[] =>
  rects
    .slice(0, shapeLimits.rects)
    .map(storedRect)
    .flatMap(r => [r.x, r.y, r.width, r.height])

/** Every mark that can be read, oldest first. Entries a broken client wrote are skipped, never thrown at. */
export function readMarks(doc: Y.Doc): readonly Mark[] {
  const found: Mark[] = []
  for (const key of marks(doc).keys()) {
    const mark = markAt(doc, key)
    if (mark) found.push(mark)
  }
  return found.sort(byAge)
}
const byAge = (a: Mark, b: Mark): number =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

function markAt(doc: Y.Doc, key: string): Mark | null {
  const entry: unknown = marks(doc).get(key)
  return entry instanceof Y.Map ? readMark(key, entry) : null
}

/** Reads a document's marks again and again: a mark that did not change stays the same object. After `close` it still reads, but all anew. */
export interface MarksReader {
  /** `besides`: a mark of which what changed is not looked at yet; while it is there and nothing else changes the list stays the same object. */
  readonly read: (besides?: MarkId | null) => readonly Mark[]
  readonly close: () => void
}
export function marksReader(doc: Y.Doc): MarksReader {
  let all: readonly Mark[] | null = null
  const changed = new Set<string>()
  let listening = true
  const onChange = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const { target, path, changes } of events)
      for (const key of target === marks(doc) ? changes.keys.keys() : [String(path[0])]) changed.add(key)
  }
  marks(doc).observeDeep(onChange)
  return {
    read: (besides = null) => {
      const alone = besides !== null && changed.size === 1 && changed.has(besides) && marks(doc).has(besides)
      if (!listening || all === null) {
        changed.clear()
        all = readMarks(doc)
      } else if (changed.size > 0 && !alone) {
        const news = [...changed].flatMap(key => markAt(doc, key) ?? []).sort(byAge)
        all = merged(
          all.filter(({ id }) => !changed.has(id)),
          news
        )
        changed.clear()
      }
      return all
    },
    close: () => {
      listening = false
      marks(doc).unobserveDeep(onChange)
    }
  }
}

/** Two lists that are in order, as one: what was made last, as nearly everything that changes, finds its place at once. */
function merged(old: Mark[], news: readonly Mark[]): readonly Mark[] {
  const at = (mark: Mark): number => {
    let place = old.length
    while (place > 0 && byAge(old[place - 1] as Mark, mark) > 0) place--
    return place
  }
  for (const mark of news) old.splice(at(mark), 0, mark)
  return old
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
  const kind = entry.get('kind')
  switch (kind) {
    case 'ink':
    case 'brush': {
      const bytes = entry.get('strokes')
      const strokes = bytes instanceof Uint8Array ? decodeStrokes(bytes) : null
      return strokes ? { ...base, kind, strokes, width: storedWidth(positiveOr(entry.get('width'), 2)) } : null
    }
    case 'highlight':
    case 'underline':
    case 'strike':
      return { ...base, kind, rects: readRects(entry.get('rects')), body: textOf(entry.get('body')) }
    case 'note':
      return { ...base, kind, x: storedNumber(entry.get('x')), y: storedNumber(entry.get('y')), body: textOf(entry.get('body')) }
    case 'area': {
      const [rect] = readRects(entry.get('rects'))
      return rect ? { ...base, kind, rect, body: textOf(entry.get('body')) } : null
    }
    case 'arrow': {
      const line: unknown = entry.get('line')
      const [x1, y1, x2, y2, ...rest] = Array.isArray(line) ? line.map(storedNumber) : []
      if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined || rest.length > 0) return null
      return { ...base, kind, from: { x: x1, y: y1 }, to: { x: x2, y: y2 }, width: storedWidth(positiveOr(entry.get('width'), 2)) }
    }
    case 'sign': {
      const sign = signNames.find(name => name === entry.get('sign'))
      const size = storedSize(positiveOr(entry.get('size'), 24))
      return sign ? { ...base, kind, sign, x: storedNumber(entry.get('x')), y: storedNumber(entry.get('y')), size } : null
    }
    default:
      return null
  }
}

function readQuote(value: unknown): Quote {
  const [exact, prefix, suffix] = Array.isArray(value) ? value : []
  return { exact: textOf(exact), prefix: textOf(prefix), suffix: textOf(suffix) }
}

function readRects(value: unknown): readonly PageRect[] {
  const numbers = Array.isArray(value) ? value.slice(0, shapeLimits.rects * 4) : []
  const rects: PageRect[] = []
  for (let i = 0; i + 3 < numbers.length; i += 4) {
    const [x, y, width, height] = numbers.slice(i, i + 4).map(storedNumber)
    rects.push(storedRect({ x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }))
  }
  return rects
}

/** Other strokes in a mark drawn by hand that is there: one added while drawing, one taken by the eraser. Without `quote` the old one stays. */
export function setStrokes(doc: Y.Doc, id: MarkId, strokes: readonly (readonly InkPoint[])[], quote?: Quote, origin?: unknown): void {
  doc.transact(() => {
    const entry = entryOf(doc, id)
    if (entry?.get('kind') !== 'ink' && entry?.get('kind') !== 'brush') return
    entry.set('strokes', encodeStrokes(strokes))
    if (quote?.exact) entry.set('quote', [quote.exact, quote.prefix, quote.suffix])
  }, origin)
}

/** [K13] The place and form of a mark that is there, as `mark` has them; nothing when it is gone or of another kind. Its words and colour stay. */
export function setShape(doc: Y.Doc, mark: Mark, origin?: unknown): void {
  doc.transact(() => {
    const entry = entryOf(doc, mark.id)
    if (entry?.get('kind') !== mark.kind) return
    for (const [key, value] of shapeOf(mark)) entry.set(key, value)
  }, origin)
}

/** Words found under a mark after it was made. */
export function setQuote(doc: Y.Doc, id: MarkId, quote: Quote, origin?: unknown): void {
  if (quote.exact) doc.transact(() => entryOf(doc, id)?.set('quote', [quote.exact, quote.prefix, quote.suffix]), origin)
}

/** After a move: the words now under a mark, none included. */
export function replaceQuote(doc: Y.Doc, id: MarkId, quote: Quote, origin?: unknown): void {
  if (quote.exact) setQuote(doc, id, quote, origin)
  else doc.transact(() => entryOf(doc, id)?.delete('quote'), origin)
}

export function removeMark(doc: Y.Doc, id: MarkId, origin?: unknown): void {
  doc.transact(() => marks(doc).delete(id), origin)
}

/** Takes every mark out, of whatever kind: their paper is gone for good. */
export const clearMarks = (doc: Y.Doc): void => doc.transact(() => marks(doc).clear())

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
