import { PDFArray, type PDFContext, type PDFDict, PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import type { Mark, PageRect } from '#core/mark/mark.ts'
import { bodyOf } from '#core/mark/mark.ts'
import { markPalette } from '#core/mark/palette.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import { areaWidth, cornersAsRead, groupByPage, type PaintedMark, paintedBounds, shapesOf } from './mark-shapes.ts'
import type { PdfLiteral } from './pdf-literal.ts'
import { type PdfPage, pdfPageOf } from './pdf-page.ts'
import { paintShapes, pdfColour, shapeStates, toPdf } from './pdf-shapes.ts'

/** Why a file cannot be written with marks; text/ has the sentences. */
export type RewriteFailure = 'protected' | 'damaged'

export interface Annotated {
  readonly bytes: Uint8Array
  /** Marks whose page the file does not have. */
  readonly left: number
}

/**
 * [X1] The file with marks as standard PDF annotations. The original's bytes stay as they are and come first; what is new is appended, so
 * that a signature stays valid for what it signed.
 */
export async function annotatePdf(
  bytes: Uint8Array,
  marks: readonly PaintedMark[],
  author: string
): Promise<Result<Annotated, RewriteFailure>> {
  try {
    const pdf = await PDFDocument.load(bytes, {
      forIncrementalUpdate: true,
      ignoreEncryption: true,
      updateMetadata: false,
      preserveXFA: true,
      parseSpeed: objectsPerTick
    })
    if (pdf.isEncrypted) return fail('protected')
    const { context } = pdf
    const pages = pdf.getPages()
    let left = 0
    for (const [number, here] of groupByPage(marks)) {
      const page = pages[number - 1]
      if (!page) {
        left += here.length
        continue
      }
      addAnnotations(context, page.node, page.ref, here, author)
      context.snapshot?.markRefForSave(page.ref)
    }
    const written = await pdf.save({ useObjectStreams: context.pdfFileDetails.useObjectStreams, objectsPerTick })
    return ok({ bytes: written, left })
  } catch {
    return fail('damaged')
  }
}

/** In a thread of its own nobody waits for a turn. */
const objectsPerTick = 100_000

/** Puts marks on a page behind the annotations it has; nothing else of the page changes. */
export function addAnnotations(context: PDFContext, node: PDFDict, ref: PDFRef, marks: readonly PaintedMark[], author: string): void {
  const page = pdfPageOf(context, node)
  const known = context.lookup(node.get(PDFName.Annots))
  const all = PDFArray.withContext(context)
  if (known instanceof PDFArray) for (const one of known.asArray()) all.push(one)
  for (const painted of marks) all.push(context.register(annotationOf(context, painted, page, ref, author)))
  node.set(PDFName.Annots, all)
}

function annotationOf(context: PDFContext, painted: PaintedMark, page: PdfPage, ref: PDFRef, author: string): PDFDict {
  const { mark } = painted
  const rect = pdfRect(paintedBounds(painted, page.geometry), page)
  const appearance = context.flateStream(paintShapes(shapesOf(painted, page.geometry), page), {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: rect,
    Resources: { ExtGState: shapeStates }
  } as PdfLiteral)
  const { light, strong } = markPalette[mark.colour]
  const colour = mark.kind === 'highlight' || mark.kind === 'brush' ? light : strong
  const body = bodyOf(mark)
  const madeAt = pdfDate(mark.createdAt)
  const dict = context.obj({
    Type: 'Annot',
    Rect: rect,
    C: [...pdfColour(colour)],
    CA: 1,
    // Print.
    F: 4,
    P: ref,
    NM: PDFString.of(mark.id),
    T: PDFHexString.fromText(author),
    ...(body ? { Contents: PDFHexString.fromText(body) } : {}),
    ...(madeAt ? { M: PDFString.of(madeAt), CreationDate: PDFString.of(madeAt) } : {}),
    AP: { N: context.register(appearance) },
    ...kindOf(mark, page)
  } as PdfLiteral)
  return dict
}

/** What each kind is called in the standard (ISO 32000-1, 12.5.6), and what other programs need to go on working with it. */
function kindOf(mark: Mark, page: PdfPage): PdfLiteral {
  const at = (x: number, y: number): readonly number[] => toPdf(page, { x, y })
  const points = (length: number): number => length * page.unitsPerPoint
  switch (mark.kind) {
    case 'ink':
    case 'brush':
      return {
        Subtype: 'Ink',
        InkList: mark.strokes.map(stroke => stroke.flatMap(({ x, y }) => at(x, y)).map(hundredth)),
        BS: { W: points(mark.width) }
      }
    case 'highlight':
      return { Subtype: 'Highlight', QuadPoints: quads(mark.rects, page) }
    case 'underline':
      return { Subtype: 'Underline', QuadPoints: quads(mark.rects, page) }
    case 'strike':
      return { Subtype: 'StrikeOut', QuadPoints: quads(mark.rects, page) }
    case 'note':
      return { Subtype: 'Text', Name: 'Comment', Open: false }
    case 'area':
      return { Subtype: 'Square', BS: { W: points(areaWidth) } }
    case 'arrow':
      return {
        Subtype: 'Line',
        L: [...at(mark.from.x, mark.from.y), ...at(mark.to.x, mark.to.y)].map(hundredth),
        LE: ['None', 'OpenArrow'],
        BS: { W: points(mark.width) }
      }
    case 'sign':
      return { Subtype: 'Stamp', Name: `Hopso-${mark.sign}` }
    default:
      return assertNever(mark)
  }
}

const hundredth = (value: number): number => Math.round(value * 100) / 100

/** Corners of each line of words in the order every reader draws them, whatever the standard says: upper two, then lower two. */
const quads = (rects: readonly PageRect[], page: PdfPage): number[] =>
  rects.flatMap(rect => cornersAsRead(rect, page.geometry).flatMap(corner => toPdf(page, corner).map(hundredth)))

function pdfRect({ x, y, width, height }: PageRect, page: PdfPage): number[] {
  const [left, top] = toPdf(page, { x, y })
  const [right, bottom] = toPdf(page, { x: x + width, y: y + height })
  return [left, bottom, right, top].map(hundredth)
}

/** An ISO time as PDF writes it, in UTC; null when it is none. */
export function pdfDate(iso: string): string | null {
  const digits = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/.exec(iso)
  return digits ? `D:${digits.slice(1).join('')}Z` : null
}
