import { PDFDocument } from '@cantoo/pdf-lib'
import { markPalette } from '#core/mark/palette.ts'
import { type PaintedMark, paintedBounds, shapesOf } from './mark-shapes.ts'
import { createFonts, type FontFiles, SheetWriter } from './sheet-writer.ts'

/** One mark as it is listed. */
export interface ListedMark {
  /** Kind and page, in words. */
  readonly heading: string
  readonly quote: string
  readonly body: string
  readonly painted: PaintedMark
}

/** My marks on one paper as a document of its own; every sentence is ready. */
export interface MarksDocument {
  readonly title: string
  /** Paper, meeting, whose, when. */
  readonly about: readonly string[]
  readonly marks: readonly ListedMark[]
  /** With `{page}` and `{pages}`. */
  readonly footer: string
}

const soft = '#47555a'

/** [X3] The list as a PDF of A4 sheets: what is quoted, what I wrote, and drawings as they were drawn. */
export async function marksPdf(document: MarksDocument, files: FontFiles): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const { fonts, finish } = createFonts(pdf, files)
  pdf.setTitle(document.title)
  const sheet = new SheetWriter(pdf, fonts)
  sheet.paragraph(document.title, { size: 18, face: 'bold', after: 6 })
  for (const line of document.about) sheet.paragraph(line, { size: 11.5, colour: soft, after: 1 })
  sheet.space(8)
  sheet.rule('#c9d1d3', 14)
  for (const mark of document.marks) writeMark(sheet, mark)
  sheet.finish((page, pages) => fillIn(document.footer, { page, pages }))
  finish()
  return pdf.save({ addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: 100_000 })
}

function writeMark(sheet: SheetWriter, { heading, quote, body, painted }: ListedMark): void {
  const { light, strong } = markPalette[painted.mark.colour]
  const { mark } = painted
  const bar = mark.kind === 'highlight' || mark.kind === 'brush' ? light : strong
  sheet.paragraph(heading, { size: 10, face: 'bold', colour: soft, indent: 12, before: 4, after: 2 })
  if (mark.kind !== 'highlight' && mark.kind !== 'underline' && mark.kind !== 'strike' && mark.kind !== 'note' && mark.kind !== 'area') {
    const page = { width: mark.pageWidth, height: mark.pageHeight, rotation: 0 } as const
    sheet.sketch(shapesOf(painted, page), paintedBounds(painted, page), 12, { width: 260, height: 90 }, bar)
  }
  if (quote) sheet.paragraph(quote, { size: 12, face: 'italic', indent: 12, bar, after: 3 })
  if (body) sheet.paragraph(body, { size: 12.5, indent: 12, after: 3 })
  sheet.space(9)
}

/** A sentence with its numbers: `{page}` becomes the page. */
export const fillIn = (pattern: string, values: Readonly<Record<string, string | number>>): string =>
  pattern.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
