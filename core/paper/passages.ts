import { compose, type Token, tokensOf } from './facts.ts'

/** A sentence, a line of a table, a heading: what is compared as a whole first. */
export interface Passage {
  readonly tokens: readonly Token[]
  readonly key: string
}

const edgeLines = 2
const pageNumber = /^[\s\-–—|]*(?:(?:trang|page|tr\.?)\s*)?\d{1,4}(?:\s*(?:\/|of|trên)\s*\d{1,4})?[\s\-–—|]*$/iu
/** Page numbers apart, a running line is the same on every page: lines of one pattern with other figures are content. */
const runningKey = (line: string): string =>
  line
    .replace(/(?:trang|page|tr\.)\s*\d+(?:\s*\/\s*\d+)?/giu, '#')
    .replace(/^\s*\d{1,4}\s{2,}|\s{2,}\d{1,4}\s*$/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** How many of the filled lines of a page are running head, and how many foot: what is at the same end of most pages, and page numbers. */
function runningLines(pages: readonly (readonly string[])[]): (lines: readonly string[]) => readonly [head: number, foot: number] {
  const seen = new Map<string, number>()
  for (const lines of pages)
    for (const key of new Set([...lines.slice(0, edgeLines), ...lines.slice(-edgeLines)].map(runningKey)))
      seen.set(key, (seen.get(key) ?? 0) + 1)
  const enough = Math.max(3, Math.ceil(pages.filter(lines => lines.length > 0).length / 2))
  // What goes on from the line before, or ends a sentence, is content, on however many pages of one form it stands.
  const ofSentence = /^\s*\p{Ll}|[.;:,]\s*$/u
  const runs = (line: string | undefined): boolean =>
    line !== undefined && (pageNumber.test(line) || (!ofSentence.test(line) && (seen.get(runningKey(line)) ?? 0) >= enough))
  return lines => {
    let [head, foot] = [0, 0]
    while (head < edgeLines && runs(lines[head])) head++
    while (foot < edgeLines && head + foot < lines.length && runs(lines[lines.length - 1 - foot])) foot++
    return [head, foot]
  }
}

/** A line that begins something of its own, whatever the line before ended with. */
const begins =
  /^\s*(?:(?:điều|chương|mục|phần|phụ lục|biểu|bảng)\s+[\dIVXLC]+\b|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ][.)]\s|[IVXLC]{1,6}[.)]\s|[-–+•*]\s)/iu
const ends = /[.!?;:…]["”»)]*\s*$/

/** [Y1] The passages of a text, page by page as `pageTextOf` gives them, without running heads and feet and page numbers. */
export function passagesOf(pages: readonly string[]): Passage[] {
  const read = pages.map(page => {
    const { composed, back } = compose(page)
    return { back, lines: linesOf(composed).filter(line => line.text.trim() !== '') }
  })
  const running = runningLines(read.map(({ lines }) => lines.map(line => line.text)))
  const passages: Passage[] = []
  let open = ''
  let pieces: Piece[] = []
  const close = (): void => {
    const tokens = tokensOf(0, open).map(token => placed(token, pieces))
    if (tokens.length > 0) passages.push({ tokens, key: tokens.map(token => token.key).join(' ') })
    open = ''
    pieces = []
  }
  for (const [index, { lines, back }] of read.entries()) {
    const [head, foot] = running(lines.map(line => line.text))
    for (const line of lines.slice(head, lines.length - foot)) {
      if (begins.test(line.text)) close()
      for (const sentence of sentencesOf(line)) {
        if (open !== '') open += '\n'
        pieces.push({ at: open.length, page: index + 1, length: sentence.text.length, back: offset => back(sentence.start + offset) })
        open += sentence.text
        if (ends.test(sentence.text) && !label.test(sentence.text)) close()
      }
      // Capitals on a line of their own are a heading.
      if (line.text === line.text.toUpperCase() && /\p{Lu}{3}/u.test(line.text)) close()
    }
  }
  close()
  return passages
}

/** Where a piece of a passage stands: a date may begin on one line and end on the next. */
interface Piece {
  readonly at: number
  readonly page: number
  readonly length: number
  readonly back: (offset: number) => number
}
const lastOf = (pieces: readonly Piece[], fits: (piece: Piece) => boolean): Piece | undefined => pieces.filter(fits).at(-1)
function placed(token: Token, pieces: readonly Piece[]): Token {
  const first = lastOf(pieces, piece => piece.at <= token.start)
  const last = lastOf(pieces, piece => piece.at < token.end)
  if (!first || !last) return token
  const end = last.page === first.page ? last.back(token.end - last.at) : first.back(first.length)
  return { ...token, page: first.page, start: first.back(token.start - first.at), end }
}

interface Line {
  readonly text: string
  readonly start: number
}
function linesOf(text: string): Line[] {
  let start = 0
  return text.split('\n').map(line => {
    const made = { text: line, start }
    start += line.length + 1
    return made
  })
}
/** "Điều 4." and "1.2." belong to what follows. */
const label = /^\s*(?:\p{L}{1,8}\s+)?[\dIVXLC.]{1,8}[.)]\s*$/u
function sentencesOf(line: Line): Line[] {
  const from = [0]
  for (const match of line.text.matchAll(/[.!?;:…]["”»)]*\s+(?=["“«(]?[\p{Lu}\d])/gu)) {
    const cut = match.index + match[0].length
    if (!label.test(line.text.slice(from.at(-1), cut))) from.push(cut)
  }
  return from.map((at, i) => ({ text: line.text.slice(at, from[i + 1] ?? line.text.length), start: line.start + at }))
}
