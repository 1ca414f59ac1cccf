import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFRef } from '@cantoo/pdf-lib'
import { fromShown, shownSize } from '#core/mark/page-geometry.ts'
import type { PdfFont } from './pdf-font.ts'
import type { PdfLiteral } from './pdf-literal.ts'
import { pdfPageOf } from './pdf-page.ts'
import { pdfNumber, toPdf } from './pdf-shapes.ts'

const size = 8
const fromEdge = { right: 24, bottom: 14 }

/** A small grey line of text at the foot of a page, upright however the page is turned, with a white rim so that it can be read on anything. */
export function stampPage(context: PDFContext, node: PDFDict, font: PdfFont, text: string): void {
  const page = pdfPageOf(context, node)
  const shown = shownSize(page.geometry)
  const at = { x: shown.width - fromEdge.right - font.widthOf(text, size), y: shown.height - fromEdge.bottom }
  const origin = toPdf(page, fromShown(page.geometry, at))
  const step = (x: number, y: number): readonly number[] => {
    const [px, py] = toPdf(page, fromShown(page.geometry, { x: at.x + x, y: at.y + y }))
    return [px - origin[0], py - origin[1]]
  }
  const matrix = [...step(1, 0), ...step(0, -1), ...origin].map(pdfNumber).join(' ')
  const words = font.write(text)
  const stamp = `Q q BT /HopsoStamp ${size} Tf ${matrix} Tm 1 1 1 RG 1.6 w 1 j 1 Tr ${words} Tj ${matrix} Tm 0.33 0.38 0.4 rg 0 Tr ${words} Tj ET Q`
  const before = context.lookup(node.get(PDFName.Contents))
  const streams = before instanceof PDFArray ? before.asArray() : node.get(PDFName.Contents) ? [node.get(PDFName.Contents)] : []
  const whole = [context.register(context.flateStream('q')), ...streams, context.register(context.flateStream(stamp))]
  node.set(PDFName.Contents, context.obj(whole as PDFRef[]))
  const resources = dictIn(context, node, 'Resources')
  dictIn(context, resources, 'Font').set(PDFName.of('HopsoStamp'), font.ref)
}

/** The dictionary under a name, made when there is none. */
function dictIn(context: PDFContext, holder: PDFDict, name: string): PDFDict {
  const key = PDFName.of(name)
  const known = context.lookup(holder.get(key))
  if (known instanceof PDFDict) return known
  const made = context.obj({} as PdfLiteral)
  holder.set(key, made)
  return made
}
