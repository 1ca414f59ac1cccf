/**
 * [T1] Text as people look for it: lower case, no diacritics, đ as d, one space between words. Old and new spelling (hòa/hoà) fall together
 * because the tone mark falls away. Not of the same length as the source; use `foldWithMap` to find the way back.
 */
export function foldVietnamese(text: string): string {
  return foldWithMap(text).folded
}

export interface FoldedText {
  readonly folded: string
  /** map[i] = index in the source of the character that gave folded[i]; one more entry for the end. */
  readonly map: readonly number[]
}

const marks = /\p{M}/u
const space = /\s/

/** Folds and remembers where each folded character came from. Index unit: UTF-16 code units, as String.prototype.slice wants. */
export function foldWithMap(text: string): FoldedText {
  const known = new Map<string, string>()
  let folded = ''
  const map: number[] = []
  let index = 0
  let afterSpace = true
  for (const character of text) {
    const start = index
    index += character.length
    let plain = known.get(character)
    if (plain === undefined) {
      plain = foldCharacter(character)
      known.set(character, plain)
    }
    if (plain === '' || (plain === ' ' && afterSpace)) continue
    afterSpace = plain === ' '
    folded += plain
    for (let i = 0; i < plain.length; i++) map.push(start)
  }
  map.push(text.length)
  return { folded, map }
}

/** Nothing for a combining mark. */
function foldCharacter(character: string): string {
  if (space.test(character)) return ' '
  let plain = ''
  for (const part of character.normalize('NFD').toLowerCase()) if (!marks.test(part)) plain += part === 'đ' ? 'd' : part
  return plain
}

/** [T2] Every word of the query stands in the text, in any order. An empty query matches all. */
export function matchesQuery(text: string, query: string): boolean {
  const wanted = foldVietnamese(query).trim()
  if (wanted === '') return true
  const folded = foldVietnamese(text)
  return wanted.split(' ').every(word => folded.includes(word))
}
