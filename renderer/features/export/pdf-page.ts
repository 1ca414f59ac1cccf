import { PDFArray, type PDFContext, PDFDict, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib'
import { type PageGeometry, pageRotation } from '#core/mark/page-geometry.ts'

/** A page of a file: the box it shows in its own space, and its geometry as the reader measures it. */
export interface PdfPage {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Units of its own space for 1/72 inch. */
  readonly unitsPerPoint: number
  readonly geometry: PageGeometry
}

type Box = readonly [number, number, number, number]
const letter: Box = [0, 0, 612, 792]

/** The page as pdf.js sees it: crop box within media box, what is broken replaced in the same way. */
export function pdfPageOf(context: PDFContext, node: PDFDict): PdfPage {
  const media = boxOf(context, inherited(context, node, 'MediaBox')) ?? letter
  const crop = boxOf(context, inherited(context, node, 'CropBox'))
  const [left, bottom, right, top] = (crop && meet(crop, media)) ?? media
  const unit = numberOf(context.lookup(node.get(PDFName.of('UserUnit'))))
  const userUnit = unit !== null && unit > 0 ? unit : 1
  const turn = numberOf(context.lookup(inherited(context, node, 'Rotate'))) ?? 0
  return {
    left,
    top,
    right,
    bottom,
    unitsPerPoint: 1 / userUnit,
    geometry: { width: (right - left) * userUnit, height: (top - bottom) * userUnit, rotation: turn % 90 === 0 ? pageRotation(turn) : 0 }
  }
}

const numberOf = (value: PDFObject | undefined): number | null => (value instanceof PDFNumber ? value.asNumber() : null)

/** An attribute of the page or of the nearest node above it that has one. */
export function inherited(context: PDFContext, node: PDFDict, name: string): PDFObject | undefined {
  const key = PDFName.of(name)
  let at: PDFObject | undefined = node
  for (let depth = 0; at instanceof PDFDict && depth < 60; depth++) {
    const found = at.get(key)
    if (found !== undefined) return found
    at = context.lookup(at.get(PDFName.of('Parent')))
  }
  return undefined
}

function boxOf(context: PDFContext, value: PDFObject | undefined): Box | null {
  const array = context.lookup(value)
  if (!(array instanceof PDFArray) || array.size() !== 4) return null
  const [a, b, c, d] = [0, 1, 2, 3].map(i => numberOf(context.lookup(array.get(i))))
  if (a == null || b == null || c == null || d == null) return null
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return box[0] < box[2] && box[1] < box[3] ? box : null
}

function meet(a: Box, b: Box): Box | null {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  return box[0] < box[2] && box[1] < box[3] ? box : null
}
