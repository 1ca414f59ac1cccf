import type { PageRect, Quote } from './mark.ts'

/** One run of text on a page: where it begins in the page's whole text, and its box on the unrotated page, origin top left. */
export interface PageTextRun {
  readonly at: number
  readonly text: string
  readonly box: PageRect
}
export interface PageText {
  readonly text: string
  readonly runs: readonly PageTextRun[]
}

const contextLength = 32
const maxExactLength = 2000

const tidy = (text: string): string => text.replace(/\s+/g, ' ')

/** [K5] The words between two places of a page's text, with what stands before and after. */
export function makeQuote(text: string, start: number, end: number): Quote {
  const from = Math.max(0, Math.min(start, end))
  const to = Math.min(text.length, Math.max(start, end))
  const exact = tidy(text.slice(from, to)).trim()
  if (!exact) return noQuote
  return {
    exact: exact.length > maxExactLength ? exact.slice(0, maxExactLength) : exact,
    prefix: tidy(text.slice(Math.max(0, from - contextLength), from)),
    suffix: tidy(text.slice(to, to + contextLength))
  }
}

export const noQuote: Quote = { exact: '', prefix: '', suffix: '' }

/** [K5] Text lying under a rectangle: what a pen stroke encircles or underlines. Characters are taken as equally wide within their run. */
export function quoteUnder(page: PageText, drawn: PageRect, maxLength = 300): Quote {
  // A flat stroke underlines or strikes out: the words are at it and above it.
  const area = drawn.height < 8 ? { ...drawn, y: drawn.y - 9, height: drawn.height + 11 } : drawn
  let first: number | null = null
  let last = 0
  for (const run of page.runs) {
    const { box } = run
    const height = Math.min(area.y + area.height, box.y + box.height) - Math.max(area.y, box.y)
    if (run.text.trim() === '' || box.width <= 0 || height < box.height * 0.6) continue
    const perCharacter = box.width / run.text.length
    const from = Math.max(0, Math.floor((area.x - box.x) / perCharacter + 0.35))
    const to = Math.min(run.text.length, Math.ceil((area.x + area.width - box.x) / perCharacter - 0.35))
    if (from >= to) continue
    first = first === null ? run.at + from : Math.min(first, run.at + from)
    last = Math.max(last, run.at + to)
  }
  if (first === null) return noQuote
  const [start, end] = wholeWords(page.text, first, last)
  return makeQuote(page.text, start, Math.min(end, start + maxLength))
}

/** Widens to word ends, so that a circle that cuts a word still quotes it whole. */
function wholeWords(text: string, start: number, end: number): [number, number] {
  const letter = /[\p{L}\p{N}]/u
  let from = start
  let to = end
  while (from > 0 && from > start - 12 && letter.test(text[from] ?? '') && letter.test(text[from - 1] ?? '')) from--
  while (to < text.length && to < end + 12 && letter.test(text[to - 1] ?? '') && letter.test(text[to] ?? '')) to++
  return [from, to]
}

/** A page without text: a scan. */
export const noText: PageText = { text: '', runs: [] }
