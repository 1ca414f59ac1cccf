import type { PageRect } from '../mark/mark.ts'
import type { PageText, PageTextRun } from '../mark/quote.ts'
import { readable } from '../text/legacy.ts'

/** One run of text as pdf.js gives it: matrix, size along and across in PDF units. */
export interface TextRun {
  readonly str: string
  readonly hasEOL: boolean
  /** Six numbers; pdf.js calls them no more than an array. */
  readonly transform: readonly unknown[]
  readonly width: number
  readonly height: number
}
/** What pdf.js tells of a page's text: runs, and marks of content that hold no text. */
export interface TextRuns {
  readonly items: readonly (TextRun | object)[]
}
/** The box a page shows of its space: left, bottom, right, top in PDF units. */
export type PageView = readonly number[]

const isRun = (item: TextRun | object): item is TextRun => 'str' in item

/** The text of a page in reading order, as people read it [T7], and the box of each run on the unrotated page, origin top left. */
export function pageTextOf(content: TextRuns, view: PageView): PageText {
  const [left = 0, , , top = 842] = view
  let text = ''
  const runs: PageTextRun[] = []
  for (const item of content.items) {
    if (!isRun(item)) continue
    runs.push({ at: text.length, text: item.str, box: boxOf(item, left, top) })
    text += item.hasEOL ? `${item.str}\n` : item.str
  }
  const read = readable(text)
  if (read === text) return { text, runs }
  return { text: read, runs: runs.map(run => ({ ...run, text: read.slice(run.at, run.at + run.text.length) })) }
}

function boxOf(item: TextRun, left: number, top: number): PageRect {
  const [a = 1, b = 0, , , e = 0, f = 0] = item.transform as readonly number[]
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

/** True when no page holds a letter: pictures of pages, in which nothing can be found. */
export const isScan = (pages: readonly string[]): boolean => pages.every(page => page.trim() === '')

/** Runs of page numbers as people write them: 3, 7–9. */
export function pageRuns(pages: readonly number[]): string {
  const runs: [number, number][] = []
  for (const page of pages) {
    const last = runs.at(-1)
    if (last && last[1] === page - 1) last[1] = page
    else runs.push([page, page])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
