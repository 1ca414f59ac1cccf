import { PDFDocument } from '@cantoo/pdf-lib'
import { fillIn } from './marks-document.ts'
import { createFonts, type FontFiles, SheetWriter } from './sheet-writer.ts'

/** A list of attendance as a document of the administration (Decree 30/2020, appendix I); every sentence is ready. */
export interface AttendanceDocument {
  /** Unit, and below it nothing: the body that held the meeting. */
  readonly issuer: string
  readonly nation: string
  readonly motto: string
  readonly title: string
  /** Name of the meeting. */
  readonly subject: string
  /** When, where, how many. */
  readonly about: readonly string[]
  readonly columns: readonly AttendanceColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly signatures: readonly [secretary: Signature, chair: Signature]
  /** With `{page}` and `{pages}`. */
  readonly footer: string
}
export interface AttendanceColumn {
  readonly title: string
  /** Share of the width of the sheet. */
  readonly share: number
  readonly align?: 'center'
}
interface Signature {
  readonly title: string
  readonly hint: string
  readonly name: string
}

/** Below what stands under the signatures there is room to sign, 1/72 inch. */
const signingRoom = 62

/** [J7] The list as a PDF of A4 sheets. */
export async function attendancePdf(document: AttendanceDocument, files: FontFiles): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const { fonts, finish } = createFonts(pdf, files)
  pdf.setTitle(`${document.title}: ${document.subject}`)
  const sheet = new SheetWriter(pdf, fonts)
  const half = sheet.width / 2
  const head = (left: string, right: string, size: number) =>
    sheet.row(
      [
        { text: left, width: half * 0.86, size, face: 'bold', align: 'center' },
        { text: right, width: half * 1.14, size, face: 'bold', align: 'center' }
      ],
      { padding: 1 }
    )
  head(document.issuer.toLocaleUpperCase('vi'), document.nation, 12)
  head('', document.motto, 13)
  sheet.space(18)
  sheet.paragraph(document.title, { size: 14, face: 'bold', align: 'center', after: 2 })
  sheet.paragraph(document.subject, { size: 13, face: 'bold', align: 'center', after: 12 })
  for (const line of document.about) sheet.paragraph(line, { size: 13, after: 4 })
  sheet.space(8)
  const widths = document.columns.map(({ share }) => share * sheet.width)
  const line = (cells: readonly string[], face: 'regular' | 'bold') =>
    sheet.row(
      cells.map((text, at) => ({
        text,
        width: widths[at] ?? 0,
        size: 11,
        face,
        ...((face === 'bold' || document.columns[at]?.align) && { align: 'center' as const })
      })),
      { padding: 4, ruled: true }
    )
  line(
    document.columns.map(({ title }) => title),
    'bold'
  )
  for (const row of document.rows) line(row, 'regular')
  sheet.space(16, signingRoom + 60)
  const both = (of: (signature: Signature) => string, face: 'regular' | 'bold' | 'italic', size: number) =>
    sheet.row(
      document.signatures.map(signature => ({ text: of(signature), width: half, size, face, align: 'center' as const })),
      { padding: 1 }
    )
  both(({ title }) => title.toLocaleUpperCase('vi'), 'bold', 13)
  both(({ hint }) => hint, 'italic', 12)
  sheet.space(signingRoom)
  both(({ name }) => name, 'bold', 13)
  sheet.finish((page, pages) => (pages > 1 ? fillIn(document.footer, { page, pages }) : ''))
  finish()
  return pdf.save({ addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: 100_000 })
}

/** [J7] The same as a sheet for a calculation program. */
export async function attendanceSheet(document: AttendanceDocument): Promise<Uint8Array> {
  const { default: writeSheet } = await import('write-excel-file/universal')
  const across = document.columns.length
  const line = (value: string, more: { readonly bold?: boolean } = {}) => [
    { value, type: String, columnSpan: across, ...(more.bold && { fontWeight: 'bold' as const }) }
  ]
  const blob = await writeSheet(
    [
      line(document.issuer, { bold: true }),
      line(document.title, { bold: true }),
      line(document.subject, { bold: true }),
      ...document.about.map(each => line(each)),
      [],
      document.columns.map(({ title }) => ({
        value: title,
        type: String,
        fontWeight: 'bold' as const,
        borderStyle: 'thin' as const,
        wrap: true,
        align: 'center' as const
      })),
      // Everything is text: no cell is a formula, whatever a name begins with.
      ...document.rows.map(row =>
        row.map((value, at) => ({
          value,
          type: String,
          borderStyle: 'thin' as const,
          wrap: true,
          alignVertical: 'top' as const,
          ...(document.columns[at]?.align && { align: 'center' as const })
        }))
      )
    ],
    {
      sheet: document.title.slice(0, 31),
      columns: document.columns.map(({ share }) => ({ width: Math.max(5, Math.round(share * 110)) })),
      orientation: 'landscape'
    },
    { fontFamily: 'Times New Roman', fontSize: 12 }
  ).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}
