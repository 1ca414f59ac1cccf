import type { Shape } from './mark-shapes.ts'
import { type PathPoint, pathSteps } from './path.ts'
import type { PdfPage } from './pdf-page.ts'

/** Where page points begin in a space of PDF, and how large they are there. */
export type PdfOrigin = Pick<PdfPage, 'left' | 'top' | 'unitsPerPoint'>

/** A number as PDF writes it: no exponent, no more digits than can be seen. */
export const pdfNumber = (value: number): string => String(Math.round(value * 1000) / 1000 + 0)

/** #rrggbb as three parts of one. */
export function pdfColour(hex: string): readonly [number, number, number] {
  const part = (at: number): number => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1000) / 1000
  return [part(1), part(3), part(5)]
}

/** From page points, y downwards, to the space of the page. */
export function toPdf({ left, top, unitsPerPoint }: PdfOrigin, { x, y }: PathPoint): readonly [number, number] {
  return [left + x * unitsPerPoint, top - y * unitsPerPoint]
}

/** What paints the shapes, in the space of the page. Shapes that the page shows through name the state `/Through`. */
export function paintShapes(shapes: readonly Shape[], page: PdfOrigin): string {
  const n = pdfNumber
  const s = page.unitsPerPoint
  const colour = (hex: string): string => pdfColour(hex).map(n).join(' ')
  const parts = [`q ${n(s)} 0 0 ${n(-s)} ${n(page.left)} ${n(page.top)} cm 1 J 1 j`]
  for (const { path, fill, line, through } of shapes) {
    const steps = pathSteps(path)
    if (steps.length === 0) continue
    parts.push('q')
    if (through) parts.push('/Through gs')
    if (fill) parts.push(`${colour(fill)} rg`)
    if (line) parts.push(`${colour(line.colour)} RG ${n(line.width)} w`)
    for (const step of steps) {
      const at = (point: PathPoint): string => `${n(point.x)} ${n(point.y)}`
      if (step.kind === 'close') parts.push('h')
      else if (step.kind === 'curve') parts.push(`${at(step.a)} ${at(step.b)} ${at(step.to)} c`)
      else parts.push(`${at(step.to)} ${step.kind === 'move' ? 'm' : 'l'}`)
    }
    parts.push(fill && line ? 'B' : fill ? 'f' : 'S', 'Q')
  }
  parts.push('Q')
  return parts.join('\n')
}

/** Graphics states by the names under which `paintShapes` calls them. */
export const shapeStates = { Through: { Type: 'ExtGState', BM: 'Multiply', ca: 1 } } as const
