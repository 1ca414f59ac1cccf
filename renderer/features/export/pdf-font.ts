import { type PDFContext, PDFHexString, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import type { PdfLiteral } from './pdf-literal.ts'
import { readTrueType, type TrueType } from './true-type.ts'

/** A font as text is written with it. What was never written is not embedded. */
export interface PdfFont {
  readonly ref: PDFRef
  /** 1/72 inch at a size. */
  readonly widthOf: (text: string, size: number) => number
  /** The operand of Tj. Letters that the font does not have become a box. */
  readonly write: (text: string) => string
  /** Writes the font into the file; once, at the end. */
  readonly finish: () => void
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0')

/** Embeds a TrueType font by its glyph numbers (Identity-H), cut down to what was written. */
export function createPdfFont(context: PDFContext, file: Uint8Array, name: string): PdfFont {
  const font = readTrueType(file)
  const ref = context.nextRef()
  const used = new Map<number, number>()
  const glyphs = (text: string): number[] => [...text.normalize('NFC')].map(letter => font.glyphOf(letter.codePointAt(0) ?? 0))
  return {
    ref,
    widthOf: (text, size) => (glyphs(text).reduce((sum, glyph) => sum + font.advanceOf(glyph), 0) / font.unitsPerEm) * size,
    write: text => {
      let operand = ''
      for (const letter of text.normalize('NFC')) {
        const code = letter.codePointAt(0) ?? 0
        const glyph = font.glyphOf(code)
        if (!used.has(glyph)) used.set(glyph, code)
        operand += hex4(glyph)
      }
      return `<${operand}>`
    },
    finish: () => writeFont(context, ref, font, used, name)
  }
}

function writeFont(context: PDFContext, ref: PDFRef, font: TrueType, used: ReadonlyMap<number, number>, name: string): void {
  const perThousand = (units: number): number => Math.round((units * 1000) / font.unitsPerEm)
  const glyphs = [...used.keys()].sort((a, b) => a - b)
  // Six letters that differ with what is in it, as the standard asks for.
  const tag = [...Array(6).keys()]
    .map(i => String.fromCharCode(65 + ((glyphs.reduce((sum, g) => sum + g * (i + 3), i) >>> 0) % 26)))
    .join('')
  const embedded = font.subset(new Set(glyphs))
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: `${tag}+${name}`,
      Flags: 4,
      FontBBox: font.box.map(perThousand),
      ItalicAngle: 0,
      Ascent: perThousand(font.ascent),
      Descent: perThousand(font.descent),
      CapHeight: perThousand(font.ascent),
      StemV: 80,
      FontFile2: context.register(context.flateStream(embedded, { Length1: embedded.byteLength }))
    } as PdfLiteral)
  )
  const letters = glyphs.filter(glyph => glyph !== 0).map(glyph => `<${hex4(glyph)}> <${utf16(used.get(glyph) ?? 0xfffd)}>`)
  const toUnicode = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...chunks(letters, 100).flatMap(chunk => [`${chunk.length} beginbfchar`, ...chunk, 'endbfchar']),
    'endcmap CMapName currentdict /CMap defineresource pop end end'
  ].join('\n')
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: `${tag}+${name}`,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      CIDToGIDMap: 'Identity',
      DW: 1000,
      W: glyphs.flatMap(glyph => [glyph, [perThousand(font.advanceOf(glyph))]])
    } as PdfLiteral)
  )
  context.assign(
    ref,
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: `${tag}+${name}`,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicode))
    } as PdfLiteral)
  )
}

const utf16 = (code: number): string =>
  PDFHexString.fromText(String.fromCodePoint(code))
    .asString()
    .match(/^FEFF(.*)$/i)?.[1] ?? hex4(code)

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
