import { type PDFDocument, PDFName, type PDFPage, type PDFRef } from '@cantoo/pdf-lib'
import type { PageRect } from '#core/mark/mark.ts'
import type { Shape } from './mark-shapes.ts'
import { createPdfFont, type PdfFont } from './pdf-font.ts'
import type { PdfLiteral } from './pdf-literal.ts'
import { paintShapes, pdfColour, pdfNumber, shapeStates } from './pdf-shapes.ts'

/** Whole `.ttf` files of one family. */
export interface FontFiles {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
  readonly italic: Uint8Array
}
export type Face = keyof FontFiles
export type Fonts = Readonly<Record<Face, PdfFont>>

/** The three faces for one file; `finish` embeds them with the letters that were written. */
export function createFonts(pdf: PDFDocument, files: FontFiles): { readonly fonts: Fonts; readonly finish: () => void } {
  const face = (name: Face): PdfFont => createPdfFont(pdf.context, files[name], `Tinos-${name}`)
  const fonts: Fonts = { regular: face('regular'), bold: face('bold'), italic: face('italic') }
  return {
    fonts,
    finish: () => {
      for (const font of Object.values(fonts)) font.finish()
    }
  }
}

export const a4 = { width: 595.28, height: 841.89 } as const

export interface Style {
  readonly size: number
  readonly face?: Face
  readonly colour?: string
  readonly align?: 'left' | 'center' | 'right'
  /** 1/72 inch from the left margin. */
  readonly indent?: number
  readonly before?: number
  readonly after?: number
  /** A coloured line along the left side. */
  readonly bar?: string
}

/** One cell of a row. */
export interface Cell {
  readonly text: string
  /** 1/72 inch. */
  readonly width: number
  readonly size: number
  readonly face?: Face
  readonly align?: 'left' | 'center'
}

const leading = 1.42

/** Lines no wider than a width; a word that is wider is cut. Line ends in the text are kept. */
export function wrap(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(/\s+/u).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word
      if (widthOf(longer) <= width) {
        line = longer
        continue
      }
      if (line) lines.push(line)
      line = ''
      for (const letter of word) {
        if (line && widthOf(line + letter) > width) {
          lines.push(line)
          line = ''
        }
        line += letter
      }
    }
    lines.push(line)
  }
  return lines
}

/** Writes text down A4 sheets, beginning a new one when one is full. */
export class SheetWriter {
  readonly pages: PDFPage[] = []
  readonly #pdf: PDFDocument
  readonly #fonts: Fonts
  readonly #margin: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  #operators: string[] = []
  #y = 0

  constructor(pdf: PDFDocument, fonts: Fonts, margin = { left: 71, right: 57, top: 57, bottom: 62 }) {
    this.#pdf = pdf
    this.#fonts = fonts
    this.#margin = margin
  }

  get width(): number {
    return a4.width - this.#margin.left - this.#margin.right
  }
  /** How far down the sheet the next line begins. */
  get y(): number {
    return this.#y
  }
  get page(): PDFPage {
    return this.pages.at(-1) ?? this.turn()
  }

  /** Begins a new sheet. */
  turn(): PDFPage {
    this.#flush()
    const page = this.#pdf.addPage([a4.width, a4.height])
    this.pages.push(page)
    this.#y = this.#margin.top
    return page
  }

  /** Goes down to a line, on a new sheet when less than `needed` is left. */
  space(height: number, needed = 0): void {
    void this.page
    if (this.#y + height + needed > a4.height - this.#margin.bottom) this.turn()
    else this.#y += height
  }

  /** A paragraph; `right` stands at the end of its last line, joined to it by dots. Says where it begins. */
  paragraph(text: string, style: Style, right?: string): { readonly page: PDFPage; readonly top: number; readonly bottom: number } {
    const { size, face = 'regular', indent = 0, before = 0, after = size * 0.4 } = style
    const font = this.#fonts[face]
    const kept = right === undefined ? 0 : font.widthOf(right, size) + 28
    const width = this.width - indent - kept
    const height = size * leading
    this.space(before, height)
    const lines = wrap(text, width, line => font.widthOf(line, size))
    const begin = { page: this.page, top: this.#y }
    for (const [i, line] of lines.entries()) {
      this.space(0, height)
      const wide = font.widthOf(line, size)
      const x = indent + (style.align === 'center' ? (width - wide) / 2 : style.align === 'right' ? width - wide : 0)
      if (style.bar) this.#rule(indent - 9, this.#y + 1, 2.4, height - 1, style.bar)
      this.#line(line, x, size, font, face, style.colour)
      if (right !== undefined && i === lines.length - 1) {
        const end = this.width - font.widthOf(right, size)
        const dot = font.widthOf('.', size) * 2
        const first = Math.ceil((x + wide + 6) / dot)
        const dots = Math.floor((end - 6) / dot) - first
        if (dots > 1) for (let n = 0; n < dots; n++) this.#line('.', (first + n) * dot, size, font, face, '#8a9499')
        this.#line(right, end, size, font, face, style.colour)
      }
      this.#y += height
    }
    const bottom = this.#y
    this.#y += after
    return { ...begin, bottom: begin.page === this.page ? bottom : a4.height - this.#margin.bottom }
  }

  /** Cells beside one another, each wrapped in its width; on a new sheet when they do not fit. `ruled`: with a line around each. */
  row(cells: readonly Cell[], how: { readonly padding: number; readonly ruled?: boolean }): void {
    const { padding, ruled } = how
    const set = cells.map(cell => {
      const font = this.#fonts[cell.face ?? 'regular']
      return { ...cell, font, lines: wrap(cell.text, cell.width - padding * 2, line => font.widthOf(line, cell.size)) }
    })
    const height = Math.max(...set.map(({ lines, size }) => lines.length * size * leading)) + padding * 2
    this.space(0, height)
    let left = 0
    for (const { lines, font, face = 'regular', size, width, align } of set) {
      const top = this.#y
      for (const line of lines) {
        const wide = font.widthOf(line, size)
        this.#y += padding
        this.#line(line, left + (align === 'center' ? (width - wide) / 2 : padding), size, font, face)
        this.#y += size * leading - padding
      }
      this.#y = top
      if (ruled) {
        for (const x of [left, left + width]) this.#rule(x - 0.25, top, 0.5, height, '#000000')
        for (const y of [top, top + height]) this.#rule(left, y - 0.25, width, 0.5, '#000000')
      }
      left += width
    }
    this.#y += height
  }

  /** A small picture of what was drawn, never larger than on its page. */
  sketch(
    shapes: readonly Shape[],
    bounds: PageRect,
    indent: number,
    most: { readonly width: number; readonly height: number },
    bar: string
  ): void {
    const scale = Math.min(1, most.width / Math.max(1, bounds.width), most.height / Math.max(1, bounds.height))
    const height = bounds.height * scale
    this.space(3, height + 3)
    this.#rule(indent - 9, this.#y - 2, 2.4, height + 4, bar)
    const left = this.#margin.left + indent - bounds.x * scale
    this.#operators.push(paintShapes(shapes, { left, top: a4.height - this.#y + bounds.y * scale, unitsPerPoint: scale }))
    this.#y += height + 6
  }

  /** Where a paragraph stands on its sheet, in PDF's space. */
  rectOf(place: { readonly top: number; readonly bottom: number }): readonly [number, number, number, number] {
    return [this.#margin.left, a4.height - place.bottom, a4.width - this.#margin.right, a4.height - place.top]
  }

  /** A thin line across. */
  rule(colour: string, after = 8): void {
    this.#rule(0, this.#y, this.width, 0.7, colour)
    this.#y += after
  }

  /** Writes down what is still in the hand, and below each sheet what is to stand there; the last act. */
  finish(footer?: (page: number, pages: number) => string): readonly PDFPage[] {
    this.#flush()
    for (const [i, page] of this.pages.entries()) {
      const text = footer?.(i + 1, this.pages.length) ?? ''
      if (text === '') continue
      this.#y = a4.height - 40
      this.#line(text, this.width - this.#fonts.regular.widthOf(text, 9), 9, this.#fonts.regular, 'regular', '#667277')
      page.node.addContentStream(this.#pdf.context.register(this.#pdf.context.flateStream(this.#operators.join('\n'))))
      this.#operators = []
    }
    return this.pages
  }

  #line(text: string, x: number, size: number, font: PdfFont, face: Face, colour = '#1b2427'): void {
    if (text === '') return
    const n = pdfNumber
    const base = a4.height - this.#y - size * 1.05
    this.#operators.push(
      `BT ${pdfColour(colour).map(n).join(' ')} rg /${face} ${n(size)} Tf 1 0 0 1 ${n(this.#margin.left + x)} ${n(base)} Tm ${font.write(text)} Tj ET`
    )
  }

  #rule(x: number, y: number, width: number, height: number, colour: string): void {
    const n = pdfNumber
    this.#operators.push(
      `${pdfColour(colour).map(n).join(' ')} rg ${n(this.#margin.left + x)} ${n(a4.height - y - height)} ${n(width)} ${n(height)} re f`
    )
  }

  #flush(): void {
    const page = this.pages.at(-1)
    if (!page || this.#operators.length === 0) return
    const { context } = this.#pdf
    page.node.set(PDFName.Contents, context.obj([context.register(context.flateStream(this.#operators.join('\n')))]))
    page.node.set(PDFName.Resources, context.obj({ Font: fontResources(this.#fonts), ExtGState: shapeStates } as PdfLiteral))
    this.#operators = []
  }
}

/** The faces by the names under which text calls them. */
export const fontResources = (fonts: Fonts): Record<Face, PDFRef> => ({
  regular: fonts.regular.ref,
  bold: fonts.bold.ref,
  italic: fonts.italic.ref
})
