import type { InkPoint, PageRect } from '#core/mark/mark.ts'
import type { PageGeometry, PagePoint } from '#core/mark/page-geometry.ts'
import { fromShown, mergeLines, rectFromShown } from '#core/mark/page-geometry.ts'
import type { PageText } from '#core/mark/quote.ts'
import type { Gesture, How } from './gesture.ts'
import type { PickedTool } from './pointer-policy.ts'

/** A page as whoever shows it offers it: coordinates, scale, and its text when asked. */
export interface PageSurface {
  /** From 1. */
  readonly page: number
  readonly geometry: PageGeometry
  /** CSS pixels per 1/72 inch. */
  readonly scale: number
  readonly text: () => Promise<PageText>
}

/** A page on the screen: its frame and the sheet it is drawn on, with runs of text that carry `data-at`. */
export interface DrawnPage {
  readonly frame: PageSurface
  readonly sheet: HTMLElement
  /** Begins with a tool at a point of the page. Null where nothing goes on. */
  readonly start: (tool: PickedTool, at: InkPoint, how: How) => Gesture | null
}

/** A point of the window on the unrotated page. */
export function pointOn({ frame, sheet }: Pick<DrawnPage, 'frame' | 'sheet'>, clientX: number, clientY: number): PagePoint {
  const box = sheet.getBoundingClientRect()
  return fromShown(frame.geometry, { x: (clientX - box.left) / frame.scale, y: (clientY - box.top) / frame.scale })
}

/** What is selected on one page. */
export interface SelectedText {
  readonly drawn: DrawnPage
  /** One per line, on the unrotated page. */
  readonly rects: readonly PageRect[]
  /** The page's text as drawn, and the selection in it. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The selection of the window, page by page; empty when nothing of a page is selected. */
export function selectedText(pages: Iterable<DrawnPage>, selection: Selection | null): SelectedText[] {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return []
  const range = selection.getRangeAt(0)
  const found: SelectedText[] = []
  for (const drawn of pages) {
    if (!range.intersectsNode(drawn.sheet)) continue
    const one = selectedOn(drawn, range)
    if (one) found.push(one)
  }
  return found.sort((a, b) => a.drawn.frame.page - b.drawn.frame.page)
}

function selectedOn(drawn: DrawnPage, range: Range): SelectedText | null {
  const { frame, sheet } = drawn
  const origin = sheet.getBoundingClientRect()
  const pieces: PageRect[] = []
  let text = ''
  let start: number | null = null
  let end = 0
  for (const element of sheet.querySelectorAll<HTMLElement>('[data-at]')) {
    const at = Number(element.dataset.at)
    const node = element.firstChild
    text = text.padEnd(at, '\n') + (element.textContent ?? '')
    if (!(node instanceof Text) || !range.intersectsNode(node)) continue
    const from = node === range.startContainer ? range.startOffset : 0
    const to = node === range.endContainer ? range.endOffset : node.length
    if (from >= to) continue
    start = start === null ? at + from : Math.min(start, at + from)
    end = Math.max(end, at + to)
    const part = document.createRange()
    part.setStart(node, from)
    part.setEnd(node, to)
    for (const r of part.getClientRects()) {
      const { scale } = frame
      pieces.push({ x: (r.left - origin.left) / scale, y: (r.top - origin.top) / scale, width: r.width / scale, height: r.height / scale })
    }
  }
  if (start === null) return null
  return { drawn, rects: mergeLines(pieces).map(rect => rectFromShown(frame.geometry, rect)), text, start, end }
}

/** The page that lies a third down the window: where a mark made by keyboard goes. */
export function pageInWindow(pages: Iterable<DrawnPage>): DrawnPage | null {
  const line = innerHeight / 3
  let best: DrawnPage | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const drawn of pages) {
    const { top, bottom } = drawn.sheet.getBoundingClientRect()
    const distance = Math.max(top - line, line - bottom, 0)
    if (distance < bestDistance) {
      best = drawn
      bestDistance = distance
    }
  }
  return best
}
