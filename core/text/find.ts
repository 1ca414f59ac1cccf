import { type FoldedText, foldWithMap } from './fold.ts'

/** How words are looked for. */
export interface FindOptions {
  /** "Đúng dấu": diacritics as typed; else without regard to them. Never with regard to case or to where the tone stands (hòa, hoà). */
  readonly exact: boolean
  /** Only where no letter or digit stands right before or behind. */
  readonly words: boolean
}
export const plainFind: FindOptions = { exact: false, words: false }

/** What is looked for, in the form that folded text has. */
export interface Needle {
  /** One of these; nearly always one alone. */
  readonly forms: readonly string[]
  readonly options: FindOptions
}

/** A place in a text, in UTF-16 code units. */
export interface TextPlace {
  readonly start: number
  readonly end: number
}

/** What is looked for, or null when there is nothing to look for. */
export function needleOf(typed: string, options: FindOptions): Needle | null {
  const folded = foldForFinding(typed.normalize('NFC'), options).folded.trim()
  if (folded === '') return null
  const forms = [folded]
  // "ki" is folded to "ky" as a word, and may also be the beginning of "kinh".
  if (!options.exact && !options.words && /\b[hklmstv]y$/.test(folded) && /i\P{L}*$/iu.test(typed.normalize('NFD').replace(/\p{M}/gu, '')))
    forms.push(folded.replace(/y$/, 'i'))
  return { forms, options }
}

/**
 * [E20] Text in the form in which it is searched. Without diacritics: as [T1], and the words of one letter and i or y (kỹ, kĩ; tỷ, tỉ; lý, lí) are
 * the same. With them: small letters, the tone behind its syllable, so that hòa and hoà, ủy and uỷ are the same and hoa is not.
 */
export function foldForFinding(text: string, options: Pick<FindOptions, 'exact'>): FoldedText {
  if (options.exact) return foldExactly(text)
  const { folded, map } = foldWithMap(text)
  return { folded: folded.replace(/\b([hklmstv])i\b/g, '$1y'), map }
}

const tone = /[\u0300\u0301\u0303\u0309\u0323]/

function foldExactly(text: string): FoldedText {
  let folded = ''
  const map: number[] = []
  let waiting = ''
  let lastLetter = 0
  let afterSpace = true
  const add = (part: string, at: number): void => {
    folded += part
    for (let i = 0; i < part.length; i++) map.push(at)
  }
  const settle = (): void => {
    if (waiting !== '') add(waiting, lastLetter)
    waiting = ''
  }
  let index = 0
  for (const sign of text) {
    const at = index
    index += sign.length
    if (/\s/.test(sign)) {
      settle()
      if (!afterSpace) add(' ', at)
      afterSpace = true
      continue
    }
    afterSpace = false
    for (const part of sign.normalize('NFD').toLowerCase()) {
      if (tone.test(part)) waiting += part
      else if (/[\p{L}\p{M}]/u.test(part)) {
        add(part, at)
        lastLetter = at
      } else {
        settle()
        add(part, at)
      }
    }
  }
  settle()
  map.push(text.length)
  return { folded, map }
}

const inWord = /[\p{L}\p{N}]/u
const mark = /\p{M}/u

/** Where the needle stands in folded text, as indexes of it in order, at most `most`; `[i, i + 1]` are beginning and length of one. */
export function findFolded(folded: string, needle: Needle, most: number): number[] {
  const found: number[] = []
  for (const form of needle.forms) {
    for (let at = folded.indexOf(form); at >= 0 && found.length < 2 * most; ) {
      const end = at + form.length
      const behind = folded[end] ?? ' '
      const cut = needle.options.exact && mark.test(behind)
      const whole = !needle.options.words || !(inWord.test(folded[at - 1] ?? ' ') || inWord.test(behind) || mark.test(behind))
      if (!cut && whole) found.push(at, form.length)
      at = folded.indexOf(form, cut || !whole ? at + 1 : end)
    }
  }
  return needle.forms.length === 1 ? found : inOrder(found)
}

function inOrder(found: readonly number[]): number[] {
  const pairs: [number, number][] = []
  for (let i = 0; i < found.length; i += 2) pairs.push([found[i] ?? 0, found[i + 1] ?? 0])
  return pairs.sort(([a], [b]) => a - b).flat()
}

/** The place in the source of a piece of folded text, with the combining marks that belong to its end. */
export function placeIn(map: FoldedText['map'], at: number, length: number): TextPlace {
  const start = map[at] ?? 0
  const last = map[at + length - 1] ?? start
  let after = at + length
  while ((map[after] ?? last + 1) <= last) after++
  return { start, end: map[after] ?? last + 1 }
}

/** All places of a text where the needle stands, at most `most`. For much text fold once and use `findFolded`. */
export function findPlaces(text: string, needle: Needle, most: number = Number.POSITIVE_INFINITY): TextPlace[] {
  const { folded, map } = foldForFinding(text, needle.options)
  return placesOf(map, findFolded(folded, needle, most))
}

/** What `findFolded` found, as places in the source. */
export function placesOf(map: FoldedText['map'], found: readonly number[]): TextPlace[] {
  const places: TextPlace[] = []
  for (let i = 0; i < found.length; i += 2) places.push(placeIn(map, found[i] ?? 0, found[i + 1] ?? 0))
  return places
}

/** A hit with the words around it, in one line. */
export interface Excerpt {
  readonly before: string
  readonly hit: string
  readonly after: string
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').normalize('NFC')

/** The words around a place, cut at words; ellipses say that the text goes on. */
export function excerptOf(text: string, { start, end }: TextPlace, before = 48, after = 72): Excerpt {
  const from = Math.max(0, start - before)
  const to = Math.min(text.length, end + after)
  const lead = text.slice(from, start)
  const trail = text.slice(end, to)
  const cutLead = from > 0 && !/\s/.test(text[from - 1] ?? ' ') ? lead.replace(/^\S*\s/, '') : lead
  const cutTrail = to < text.length && !/\s/.test(text[to] ?? ' ') ? trail.replace(/\s\S*$/, '') : trail
  return {
    before: (from > 0 ? '… ' : '') + tidy(cutLead).trimStart(),
    hit: tidy(text.slice(start, end)),
    after: tidy(cutTrail).trimEnd() + (to < text.length ? ' …' : '')
  }
}
