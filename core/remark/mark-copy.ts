import { type MarkId, parseId, type VersionId } from '../ids.ts'
import { decodeStrokes, encodeStrokes } from '../mark/ink-codec.ts'
import { type InkPoint, type Mark, markColours, type PageRect, signNames } from '../mark/mark.ts'
import { storedSize, storedWidth } from '../mark/mark-shape.ts'
import { plainText, wholeText } from '../text/plain.ts'
import { fromBase64, toBase64 } from './base64.ts'

/** A mark as plain JSON, as it is shared: every field of the mark, strokes as base64 of their bytes (K2). */
export type MarkCopy = Readonly<Record<string, unknown>> & { readonly kind: string }

/** A whole page of writing; with everything else of a request it stays below the server's limit for JSON. */
export const maxStrokesText = 160 * 1024
/** Lines of one highlight: several closely printed pages. */
const maxRects = 500
export const maxBodyLength = 5000
const maxQuoteLength = 2000
const maxContextLength = 64
/** As far as any page reaches, and the margin around it. */
const farthest = 100_000

type Reader = (value: unknown) => unknown

const number: Reader = value => (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= farthest ? value : undefined)
const positive: Reader = value => (typeof value === 'number' && value > 0 ? number(value) : undefined)
const body: Reader = value => (typeof value === 'string' && value.length <= maxBodyLength ? plainText(value) : undefined)
const shortText =
  (longest: number): Reader =>
  value =>
    typeof value === 'string' && value.length <= longest ? wholeText(value) : undefined
const whole =
  (fields: Readonly<Record<string, Reader>>): Reader =>
  value => {
    if (typeof value !== 'object' || value === null) return undefined
    const found: Record<string, unknown> = {}
    for (const [name, read] of Object.entries(fields)) {
      const read1 = read((value as Record<string, unknown>)[name])
      if (read1 === undefined) return undefined
      found[name] = read1
    }
    return found
  }
const point = whole({ x: number, y: number })
const rect = whole({ x: number, y: number, width: number, height: number })
const rects: Reader = value => {
  if (!Array.isArray(value) || value.length > maxRects) return undefined
  const found = value.map(rect)
  return found.includes(undefined) ? undefined : (found as readonly PageRect[])
}
const strokes: Reader = value => {
  const bytes = typeof value === 'string' && value.length <= maxStrokesText ? fromBase64(value) : null
  return (bytes && decodeStrokes(bytes)) ?? undefined
}
/** [K12] Nothing that is shared hides the page below it. */
const within =
  (stored: (value: number) => number): Reader =>
  value => {
    const found = positive(value)
    return typeof found === 'number' ? stored(found) : undefined
  }
const width = within(storedWidth)

const base: Readonly<Record<string, Reader>> = {
  id: value => parseId<MarkId>(value) ?? undefined,
  version: value => parseId<VersionId>(value) ?? undefined,
  page: value => (typeof value === 'number' && Number.isInteger(value) && value >= 1 ? number(value) : undefined),
  pageWidth: positive,
  pageHeight: positive,
  colour: value => markColours.find(colour => colour === value),
  createdAt: shortText(40),
  quote: whole({ exact: shortText(maxQuoteLength), prefix: shortText(maxContextLength), suffix: shortText(maxContextLength) })
}
const byHand = { strokes, width }
const onWords = { rects, body }
/** What each kind has beside the fields of all; a kind that is not here is refused. */
const fieldsOf: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  ink: byHand,
  brush: byHand,
  highlight: onWords,
  underline: onWords,
  strike: onWords,
  note: { x: number, y: number, body },
  area: { rect, body },
  arrow: { from: point, to: point, width },
  sign: { sign: value => signNames.find(sign => sign === value), x: number, y: number, size: within(storedSize) }
}
/** Kinds of marks that can be shared. */
export const sharedKinds: readonly string[] = Object.keys(fieldsOf)

/** [N1] The mark as it is sent and stored. */
export function copyMark(mark: Mark): MarkCopy {
  if (!('strokes' in mark)) return { ...mark }
  return { ...mark, strokes: toBase64(encodeStrokes(mark.strokes as readonly (readonly InkPoint[])[])) }
}

/** [N1] The mark a copy stands for, fields beyond its kind's left out; null for what is none, too large, or of an unknown kind. */
export function openCopy(copy: unknown): Mark | null {
  const kind = typeof copy === 'object' && copy !== null ? (copy as Record<string, unknown>).kind : undefined
  const own = typeof kind === 'string' && Object.hasOwn(fieldsOf, kind) ? fieldsOf[kind] : undefined
  if (!own) return null
  const fields = whole({ ...base, ...own })(copy)
  return fields === undefined ? null : ({ ...(fields as object), kind } as unknown as Mark)
}
