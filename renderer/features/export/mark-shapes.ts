import type { InkPoint, Mark, PageRect } from '#core/mark/mark.ts'
import { markBounds, markLines, noteSize } from '#core/mark/mark-shape.ts'
import { fromShown, type PageGeometry, rectFromShown, shownSize, toShown } from '#core/mark/page-geometry.ts'
import { markPalette } from '#core/mark/palette.ts'
import { assertNever } from '#core/result.ts'
import { type PathData, type PathPoint, pathThrough } from './path.ts'

/** One thing painted on a page: a path on the unrotated page in 1/72 inch from its top left. */
export interface Shape {
  readonly path: PathData
  readonly fill: string | null
  /** With round ends and corners. */
  readonly line: { readonly colour: string; readonly width: number } | null
  /** What lies below shows through, as under a highlighter. */
  readonly through: boolean
}

/** A mark with what only the screen can make of it: the outline of each stroke, as wide as its pressure says. */
export interface PaintedMark {
  readonly mark: Mark
  readonly outline: PathData
}
export type StrokeOutline = (stroke: readonly InkPoint[], width: number) => PathData

/** Adds the outlines of hand-drawn marks. */
export function paintMark(mark: Mark, outline: StrokeOutline): PaintedMark {
  return { mark, outline: mark.kind === 'ink' || mark.kind === 'brush' ? mark.strokes.map(one => outline(one, mark.width)).join('') : '' }
}

/** By page, from 1. */
export function groupByPage(marks: readonly PaintedMark[]): ReadonlyMap<number, readonly PaintedMark[]> {
  const pages = new Map<number, PaintedMark[]>()
  for (const one of marks) {
    const here = pages.get(one.mark.page)
    if (here) here.push(one)
    else pages.set(one.mark.page, [one])
  }
  return pages
}

export const areaWidth = 1.4

/** So much of a colour on white. */
const tint = (hex: string, part: number): string =>
  `#${[1, 3, 5]
    .map(at =>
      Math.round(255 - (255 - Number.parseInt(hex.slice(at, at + 2), 16)) * part)
        .toString(16)
        .padStart(2, '0')
    )
    .join('')}`

/** [X2] What a mark looks like on paper and in a PDF: the same as on the screen. */
export function shapesOf({ mark, outline }: PaintedMark, page: PageGeometry): readonly Shape[] {
  const { light, strong } = markPalette[mark.colour]
  switch (mark.kind) {
    case 'ink':
      return [{ path: outline, fill: strong, line: null, through: false }]
    case 'brush':
      return [{ path: outline, fill: light, line: null, through: true }]
    case 'highlight':
      return mark.rects.map(rect => ({
        path: boxPath({ ...rect, y: rect.y - 0.5, height: rect.height + 1 }),
        fill: light,
        line: null,
        through: true
      }))
    case 'underline':
    case 'strike':
      return mark.rects.map(rect => ({
        path: pathThrough(lineOf(rect, page, mark.kind === 'underline' ? 1 : 0.54)),
        fill: null,
        line: { colour: strong, width: Math.max(0.8, heightAsRead(rect, page) * 0.09) },
        through: false
      }))
    case 'note':
      return noteShapes(noteRect(mark, page), page, light, strong)
    case 'area':
      return [
        { path: boxPath(mark.rect), fill: tint(strong, 0.06), line: null, through: true },
        { path: boxPath(mark.rect), fill: null, line: { colour: strong, width: areaWidth }, through: false }
      ]
    case 'arrow':
    case 'sign': {
      const { lines, width } = markLines(mark)
      return lines.map(line => ({ path: pathThrough(line), fill: null, line: { colour: strong, width }, through: false }))
    }
    default:
      return assertNever(mark)
  }
}

/** The box that holds a mark with its lines, on the unrotated page. */
export function paintedBounds({ mark }: PaintedMark, page: PageGeometry): PageRect {
  const more =
    mark.kind === 'ink' || mark.kind === 'brush' ? mark.width : mark.kind === 'arrow' || mark.kind === 'sign' ? markLines(mark).width : 2
  const { x, y, width, height } = mark.kind === 'note' ? noteRect(mark, page) : markBounds(mark)
  const tip = mark.kind === 'arrow' ? 6 + mark.width * 3.2 : 0
  const by = more + tip
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

/** The corners of a rectangle as one reads the page as shown: top left, top right, bottom left, bottom right. */
export function cornersAsRead(rect: PageRect, page: PageGeometry): readonly [PathPoint, PathPoint, PathPoint, PathPoint] {
  const a = toShown(page, rect)
  const b = toShown(page, { x: rect.x + rect.width, y: rect.y + rect.height })
  const [left, right, top, bottom] = [Math.min(a.x, b.x), Math.max(a.x, b.x), Math.min(a.y, b.y), Math.max(a.y, b.y)]
  const corner = (x: number, y: number): PathPoint => fromShown(page, { x, y })
  return [corner(left, top), corner(right, top), corner(left, bottom), corner(right, bottom)]
}

const heightAsRead = (rect: PageRect, page: PageGeometry): number => (page.rotation % 180 === 0 ? rect.height : rect.width)

/** Across a line of words, so far down from its top. */
function lineOf(rect: PageRect, page: PageGeometry, down: number): readonly PathPoint[] {
  const [topLeft, topRight, bottomLeft, bottomRight] = cornersAsRead(rect, page)
  const between = (a: PathPoint, b: PathPoint): PathPoint => ({ x: a.x + (b.x - a.x) * down, y: a.y + (b.y - a.y) * down })
  return [between(topLeft, bottomLeft), between(topRight, bottomRight)]
}

/** A note's sign stands upright and on the page, however the page is turned. */
function noteRect(mark: { readonly x: number; readonly y: number }, page: PageGeometry): PageRect {
  const at = toShown(page, mark)
  const size = shownSize(page)
  const inside = (value: number, most: number): number => Math.max(0, Math.min(value, most - noteSize))
  return rectFromShown(page, { x: inside(at.x, size.width), y: inside(at.y, size.height), width: noteSize, height: noteSize })
}

/** A sheet with three lines of writing. */
function noteShapes(rect: PageRect, page: PageGeometry, light: string, strong: string): readonly Shape[] {
  const [topLeft, topRight, bottomLeft] = cornersAsRead(rect, page)
  const at = (x: number, y: number): PathPoint => ({
    x: topLeft.x + (topRight.x - topLeft.x) * x + (bottomLeft.x - topLeft.x) * y,
    y: topLeft.y + (topRight.y - topLeft.y) * x + (bottomLeft.y - topLeft.y) * y
  })
  const sheet = [at(0.08, 0.08), at(0.92, 0.08), at(0.92, 0.72), at(0.5, 0.72), at(0.28, 0.94), at(0.28, 0.72), at(0.08, 0.72)]
  const writing = [0.26, 0.4, 0.54].map(y => [at(0.24, y), at(y > 0.5 ? 0.56 : 0.76, y)])
  return [
    { path: pathThrough(sheet, true), fill: light, line: { colour: strong, width: 1.4 }, through: false },
    ...writing.map(line => ({ path: pathThrough(line), fill: null, line: { colour: strong, width: 1.3 }, through: false }))
  ]
}

const boxPath = ({ x, y, width, height }: PageRect): PathData =>
  pathThrough(
    [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height }
    ],
    true
  )
