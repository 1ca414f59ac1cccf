import { createRequire } from 'node:module'

/** As much of pdfkit, which brings no types, as is used here. */
interface Writer {
  on(event: 'data', listener: (chunk: Buffer) => void): void
  on(event: 'end', listener: () => void): void
  addPage(): Writer
  font(path: string): Writer
  fontSize(points: number): Writer
  text(line: string, x?: number, y?: number, how?: { readonly lineBreak: boolean }): Writer
  moveDown(lines: number): Writer
  rect(x: number, y: number, width: number, height: number): Writer
  fill(colour: string): Writer
  end(): void
}
const require = createRequire(import.meta.url)
const font = require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')

/** A paper with text on A4: one entry per page, its paragraphs one below the other; `null` is a page that is a picture. Running head and page numbers if wanted. */
export function paperPdf(pages: readonly (readonly string[] | null)[], head?: string): Promise<Buffer> {
  const PDFDocument: new (how: object) => Writer = require('pdfkit')
  const document = new PDFDocument({ autoFirstPage: false, size: 'A4', margin: 70 })
  const chunks: Buffer[] = []
  document.on('data', chunk => chunks.push(chunk))
  const done = new Promise<Buffer>(resolve => document.on('end', () => resolve(Buffer.concat(chunks))))
  for (const [index, paragraphs] of pages.entries()) {
    document.addPage()
    if (!paragraphs) {
      document.rect(90, 90, 415, 600).fill('#d8d4c8')
      continue
    }
    document.font(font).fill('#000000')
    document.fontSize(13)
    if (head !== undefined) {
      document.text(head, 70, 40, { lineBreak: false })
      document.text(`- ${index + 1} -`, 280, 760, { lineBreak: false })
      document.text('', 70, 70)
    }
    for (const paragraph of paragraphs) document.text(paragraph).moveDown(0.6)
  }
  document.end()
  return done
}
