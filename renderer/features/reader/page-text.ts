import type { TextContent, TextItem } from 'pdfjs-dist/types/src/display/api.js'
import type { PageRect } from '#core/mark/mark.ts'
import type { PageText, PageTextRun } from '#core/mark/quote.ts'

/** The box a page shows of its space: left, bottom, right, top in PDF units. */
export type PageView = readonly number[]

/** The text of a page in reading order and the box of each run on the unrotated page, origin top left. */
export function pageTextOf(content: Pick<TextContent, 'items'>, view: PageView): PageText {
  const [left = 0, , , top = 842] = view
  let text = ''
  const runs: PageTextRun[] = []
  for (const item of content.items) {
    if (!('str' in item)) continue
    runs.push({ at: text.length, text: item.str, box: boxOf(item, left, top) })
    text += item.hasEOL ? `${item.str}\n` : item.str
  }
  return { text, runs }
}

function boxOf(item: TextItem, left: number, top: number): PageRect {
  const [a = 1, b = 0, , , e = 0, f = 0] = item.transform as number[]
  const length = Math.hypot(a, b) || 1
  const along = { x: a / length, y: b / length }
  const up = { x: -along.y, y: along.x }
  const xs: number[] = []
  const ys: number[] = []
  for (const s of [0, item.width]) {
    for (const t of [-0.2 * item.height, 0.85 * item.height]) {
      xs.push(e + along.x * s + up.x * t - left)
      ys.push(top - (f + along.y * s + up.y * t))
    }
  }
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
