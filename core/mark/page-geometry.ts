import type { PageRect } from './mark.ts'

/** Clockwise turn a page is shown with, as its file says. */
export type PageRotation = 0 | 90 | 180 | 270

/** An unrotated page in 1/72 inch and how it is turned on the screen. Marks are kept unrotated, so that turning a page moves nothing. */
export interface PageGeometry {
  readonly width: number
  readonly height: number
  readonly rotation: PageRotation
}
export interface PagePoint {
  readonly x: number
  readonly y: number
}

/** Any angle a file may name, as one of the four that exist. */
export function pageRotation(degrees: number): PageRotation {
  const turn = ((Math.round(degrees / 90) % 4) + 4) % 4
  return turn === 1 ? 90 : turn === 2 ? 180 : turn === 3 ? 270 : 0
}

/** [K3] Width and height as shown. */
export const shownSize = (page: PageGeometry): { readonly width: number; readonly height: number } =>
  page.rotation === 90 || page.rotation === 270 ? { width: page.height, height: page.width } : { width: page.width, height: page.height }

/** [K3] From the unrotated page to the page as shown, both from their top left corner. */
export function toShown(page: PageGeometry, { x, y }: PagePoint): PagePoint {
  switch (page.rotation) {
    case 90:
      return { x: page.height - y, y: x }
    case 180:
      return { x: page.width - x, y: page.height - y }
    case 270:
      return { x: y, y: page.width - x }
    default:
      return { x, y }
  }
}

/** [K3] The way back of `toShown`. */
export function fromShown(page: PageGeometry, { x, y }: PagePoint): PagePoint {
  switch (page.rotation) {
    case 90:
      return { x: y, y: page.height - x }
    case 180:
      return { x: page.width - x, y: page.height - y }
    case 270:
      return { x: page.width - y, y: x }
    default:
      return { x, y }
  }
}

/** A rectangle seen on the screen, on the unrotated page. */
export function rectFromShown(page: PageGeometry, rect: PageRect): PageRect {
  const a = fromShown(page, rect)
  const b = fromShown(page, { x: rect.x + rect.width, y: rect.y + rect.height })
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

/** The same as an SVG transform, for a group drawn in unrotated page coordinates. */
export function shownTransform(page: PageGeometry): string | undefined {
  switch (page.rotation) {
    case 90:
      return `matrix(0 1 -1 0 ${page.height} 0)`
    case 180:
      return `matrix(-1 0 0 -1 ${page.width} ${page.height})`
    case 270:
      return `matrix(0 -1 1 0 0 ${page.width})`
    default:
      return undefined
  }
}

/** Smallest rectangle around all, or null of none. */
export function boundsOf(rects: readonly PageRect[]): PageRect | null {
  if (rects.length === 0) return null
  const left = Math.min(...rects.map(r => r.x))
  const top = Math.min(...rects.map(r => r.y))
  const right = Math.max(...rects.map(r => r.x + r.width))
  const bottom = Math.max(...rects.map(r => r.y + r.height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** [K4] The pieces of a selection as one rectangle per line: pieces that overlap in height by more than half belong to one line. */
export function mergeLines(pieces: readonly PageRect[], gap = 12): PageRect[] {
  const lines: PageRect[] = []
  const sorted = pieces.filter(r => r.width > 0.2 && r.height > 0.2).sort((a, b) => a.y - b.y || a.x - b.x)
  for (const piece of sorted) {
    const at = lines.findIndex(
      line => sameLine(line, piece) && piece.x <= line.x + line.width + gap && line.x <= piece.x + piece.width + gap
    )
    const line = lines[at]
    if (line) lines[at] = boundsOf([line, piece]) ?? line
    else lines.push(piece)
  }
  return lines
}

function sameLine(a: PageRect, b: PageRect): boolean {
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return overlap > Math.min(a.height, b.height) / 2
}
