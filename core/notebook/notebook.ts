/** [N8] What a line of the notebook is, by what it begins with. */
export type LineKind = 'plain' | 'heading' | 'list' | 'open' | 'done' | 'quote'

/** What each kind begins with; the person sees and may type these signs. */
export const lineSigns: Readonly<Record<Exclude<LineKind, 'plain'>, string>> = {
  heading: '# ',
  list: '- ',
  open: '☐ ',
  done: '☑ ',
  quote: '❝ '
}
const kinds = Object.keys(lineSigns) as Exclude<LineKind, 'plain'>[]

export const kindOf = (line: string): LineKind => kinds.find(kind => line.startsWith(lineSigns[kind])) ?? 'plain'
const bare = (line: string): string => {
  const kind = kindOf(line)
  return kind === 'plain' ? line : line.slice(lineSigns[kind].length)
}

/** One replacement in the text, and where the selection is afterwards. */
export interface TextEdit {
  readonly at: number
  readonly remove: number
  readonly insert: string
  readonly start: number
  readonly end: number
}

/** Begin of the first line and end of the last that the selection touches. */
function linesAt(text: string, start: number, end: number): readonly [number, number] {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const until = text.indexOf('\n', end)
  return [from, until < 0 ? text.length : until]
}

function edited(text: string, start: number, end: number, change: (line: string) => string): TextEdit {
  const [from, until] = linesAt(text, start, end)
  const before = text.slice(from, until).split('\n')
  const after = before.map(change)
  const first = (after[0]?.length ?? 0) - (before[0]?.length ?? 0)
  const all = after.join('\n').length - (until - from)
  return { at: from, remove: until - from, insert: after.join('\n'), start: Math.max(from, start + first), end: Math.max(from, end + all) }
}

/** [N8] Makes the lines of the selection this kind; plain again when all of them are it. A ticked box counts as a box. */
export function toggleLines(text: string, start: number, end: number, kind: 'heading' | 'list' | 'open'): TextEdit {
  const [from, until] = linesAt(text, start, end)
  const is = (line: string): boolean => kindOf(line) === kind || (kind === 'open' && kindOf(line) === 'done')
  const isAll = text.slice(from, until).split('\n').every(is)
  return edited(text, start, end, line => (isAll ? bare(line) : is(line) ? line : lineSigns[kind] + bare(line)))
}

/** [N8] Ticks the boxes of the selection, or unticks them when all are ticked; null where there is none. */
export function tickLines(text: string, start: number, end: number): TextEdit | null {
  const [from, until] = linesAt(text, start, end)
  const found = text.slice(from, until).split('\n').map(kindOf)
  if (!found.some(kind => kind === 'open' || kind === 'done')) return null
  const untick = !found.includes('open')
  const [old, next] = untick ? (['done', 'open'] as const) : (['open', 'done'] as const)
  return edited(text, start, end, line => (kindOf(line) === old ? lineSigns[next] + bare(line) : line))
}

/** [N8] What Enter does at the end of a list or box: the next line is one too, and an empty one ends the list. Null: an ordinary new line. */
export function enterAt(text: string, at: number): TextEdit | null {
  const [from, until] = linesAt(text, at, at)
  const line = text.slice(from, until)
  const kind = kindOf(line)
  if (kind !== 'list' && kind !== 'open' && kind !== 'done') return null
  if (bare(line).trim() === '') return { at: from, remove: until - from, insert: '', start: from, end: from }
  if (at < from + lineSigns[kind].length) return null
  const begin = `\n${lineSigns[kind === 'done' ? 'open' : kind]}`
  return { at, remove: 0, insert: begin, start: at + begin.length, end: at + begin.length }
}

/** The key by which a quotation's place is found: stands at the end of its line. */
const quoteKey = /#([a-z0-9]{4,8})$/
const longestQuote = 400

/** [N8] A quotation as a line of its own: the words, where they stand, and the key of the way back. */
export function quoteLine(words: string, source: string, key: string): string {
  const tidy = words.replace(/\s+/g, ' ').trim()
  return `${lineSigns.quote}${tidy.length > longestQuote ? `${tidy.slice(0, longestQuote)}…` : tidy} — ${source} #${key}`
}

/** The key of a quotation, or null for any other line. */
export const keyOfLine = (line: string): string | null => (kindOf(line) === 'quote' ? (quoteKey.exec(line)?.[1] ?? null) : null)

/** How many boxes are ticked, and how many there are. */
export function boxes(text: string): { readonly done: number; readonly all: number } {
  const found = text.split('\n').map(kindOf)
  const done = found.filter(kind => kind === 'done').length
  return { done, all: done + found.filter(kind => kind === 'open').length }
}
