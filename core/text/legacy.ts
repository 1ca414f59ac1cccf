import { isSyllable } from './syllable.ts'

/** Ways of writing Vietnamese with one font of 256 signs, as it was done before Unicode. */
export type LegacyEncoding = 'tcvn3' | 'vni'

/**
 * [T7] Text as people read it. Text taken from files set in TCVN3 (ABC) fonts, `.VnTime` and its kin, or in VNI-Windows fonts, `VNI-Times`, is
 * recognised by its syllables and turned into Unicode; everything else is given back untouched. Same length, offsets agree: VNI's two signs
 * for a letter become a letter and a combining mark. `.VnTimeH` fonts draw the codes of small letters as capitals: that is not in the text, so
 * it comes out in small letters, unless the rest of the word is in capitals.
 */
export function readable(text: string): string {
  const seen = recognise(text)
  if (!seen) return text
  const { codec, words, legacy } = seen
  let out = ''
  let done = 0
  for (const [i, word] of words.entries()) {
    if (!legacy(i) || word.kind === 'unicode' || word.kind === 'sign') continue
    out += text.slice(done, word.at) + inCapitals(word.text, codec.decode(word.text))
    done = word.at + word.text.length
  }
  return out + text.slice(done)
}

/** The old encoding in which some of the text is set, or null. */
export const legacyEncoding = (text: string): LegacyEncoding | null => recognise(text)?.codec.name ?? null

interface Codec {
  readonly name: LegacyEncoding
  /** Same length. */
  readonly decode: (word: string) => string
}

const tcvn3From =
  '\u00b5\u00b8\u00b6\u00b7\u00b9\u00a8\u00bb\u00be\u00bc\u00bd\u00c6\u00a9\u00c7\u00ca\u00c8\u00c9\u00cb\u00ae\u00cc\u00d0\u00ce\u00cf\u00d1\u00aa\u00d2\u00d5\u00d3\u00d4\u00d6\u00d7\u00dd\u00d8\u00dc\u00de\u00df\u00e3\u00e1\u00e2\u00e4\u00ab\u00e5\u00e8\u00e6\u00e7\u00e9\u00ac\u00ea\u00ed\u00eb\u00ec\u00ee\u00ef\u00f3\u00f1\u00f2\u00f4\u00ad\u00f5\u00f8\u00f6\u00f7\u00f9\u00fa\u00fd\u00fb\u00fc\u00fe\u00a1\u00a2\u00a7\u00a3\u00a4\u00a5\u00a6'
const tcvn3To = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ'
// Programs that take text out of PDF files say Greek mu for the micro sign and a hyphen for the soft one.
const tcvn3: ReadonlyMap<string, string> = new Map([
  ...[...tcvn3From].map((sign, i) => [sign, tcvn3To[i] ?? sign] as const),
  ['\u03bc', 'à'],
  ['-', 'ư']
])

const vniAlone: Record<string, string> = { ñ: 'đ', ô: 'ơ', ö: 'ư', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' }
const vniTones = { ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323' }
const vniHatted = { â: '', á: '\u0301', à: '\u0300', å: '\u0309', ã: '\u0303', ä: '\u0323' }
const vniBreved = { ê: '', é: '\u0301', è: '\u0300', ú: '\u0309', ü: '\u0303', ë: '\u0323' }
/** A letter that is already two marks away from its base is one sign and a combining tone; else base and mark: always two. */
const vniMarked = (vowel: string, hat: string, tones: object): (readonly [string, string])[] =>
  Object.entries(tones).map(([sign, tone]) => [vowel + sign, tone === '' ? vowel + hat : (vowel + hat).normalize('NFC') + tone])
const vniPairs: ReadonlyMap<string, string> = new Map([
  ...[...'aeouyôö'].flatMap(vowel =>
    Object.entries(vniTones).map(([sign, tone]) => [vowel + sign, (vniAlone[vowel] ?? vowel) + tone] as const)
  ),
  ...[...'aeo'].flatMap(vowel => vniMarked(vowel, '\u0302', vniHatted)),
  ...vniMarked('a', '\u0306', vniBreved)
])
const vniPattern = /[aeouyôö][ùøûõïâáàåãäêéèúüë]|[ñôöæóòî]/gi

const codecs: readonly Codec[] = [
  { name: 'tcvn3', decode: word => word.replace(/[^A-Za-z]/g, sign => tcvn3.get(sign) ?? sign) },
  {
    name: 'vni',
    decode: word =>
      word.replace(vniPattern, signs => {
        const small = signs.toLowerCase()
        const letter = vniPairs.get(small) ?? vniAlone[small]
        if (letter === undefined) return signs.length === 2 ? (vniAlone[small[0] ?? ''] ?? signs[0]) + signs.slice(1) : signs
        return signs[0] === small[0] ? letter : letter.toUpperCase()
      })
  }
]

/** What a word is taken for: only good Vietnamese once decoded, only as it is, both or no Vietnamese at all; a plain word of another language. */
type Kind = 'legacy' | 'unicode' | 'either' | 'neither' | 'foreign' | 'plain' | 'sign'
interface Word {
  readonly at: number
  readonly text: string
  readonly kind: Kind
}

const letters = 'A-Za-z\\u00a1-\\u024f\\u03bc\\u0300-\\u036f\\u1ea0-\\u1eff'
const pieces = new RegExp(`-?[${letters}]+(?:-[${letters}]*)*`, 'g')
const high = /[\u00a1-\u00ff\u03bc]/
const codes = new RegExp(high, 'g')

/** Words looked at on each side: about three lines. A page may be set in both worlds. */
const reach = 20

function recognise(text: string): { codec: Codec; words: readonly Word[]; legacy: (i: number) => boolean } | null {
  if (!high.test(text)) return null
  for (const codec of codecs) {
    const words = wordsOf(text, codec)
    const legacy = near(words)
    const proofs = words.filter((word, i) => word.kind === 'legacy' && legacy(i)).map(word => word.text.toLowerCase())
    // Five different words that are Vietnamese only when decoded, with four different codes, among little else: no other language has that.
    if (new Set(proofs).size >= 5 && new Set(proofs.join('').match(codes)).size >= 4) return { codec, words, legacy }
  }
  return null
}

/** Whether old text prevails around a word. */
function near(words: readonly Word[]): (i: number) => boolean {
  const sums = (kind: Kind): ((from: number, to: number) => number) => {
    const upTo = [0]
    for (const word of words) upTo.push((upTo.at(-1) ?? 0) + (word.kind === kind ? 1 : 0))
    return (from, to) => (upTo[to] ?? 0) - (upTo[from] ?? 0)
  }
  const [old, unicode, neither, foreign] = [sums('legacy'), sums('unicode'), sums('neither'), sums('foreign')]
  return i => {
    const from = Math.max(0, i - reach)
    const to = Math.min(words.length, i + reach + 1)
    const count = old(from, to)
    return count >= 3 && count >= 3 * unicode(from, to) && count > neither(from, to) && count >= foreign(from, to)
  }
}

function wordsOf(text: string, codec: Codec): Word[] {
  const kinds = new Map<string, Kind>()
  const kindOf = (word: string): Kind => {
    const known = kinds.get(word)
    if (known) return known
    const kind = kindOfWord(word, codec)
    kinds.set(word, kind)
    return kind
  }
  const words: Word[] = []
  const take = (at: number, word: string): void => {
    // A unit (5 µm), not a word; a sign that stands alone, but for ô in "ô tô".
    const unit = /^[\u00b5\u03bc]/.test(word) && /\d\s?$/.test(text.slice(Math.max(0, at - 2), at))
    const alone =
      word.length === 1 && !/\p{L}/u.test(word) && !(/[\u00ab\u00a4]/.test(word) && /^\st\u00ab/i.test(text.slice(at + 1, at + 4)))
    words.push({ at, text: word, kind: unit || alone ? 'sign' : kindOf(word) })
  }
  for (const match of text.matchAll(pieces)) {
    const whole = match[0]
    if (!whole.includes('-')) take(match.index, whole)
    else if (codec.name === 'tcvn3' && /[^A-Z-]/.test(whole) && isSyllable(codec.decode(whole))) take(match.index, whole)
    else for (const part of whole.matchAll(/[^-]+/g)) take(match.index + part.index, part[0])
  }
  return words
}

function kindOfWord(word: string, codec: Codec): Kind {
  if (!high.test(word)) {
    if (/[^A-Za-z-]/.test(word)) return isSyllable(word) ? 'unicode' : 'neither'
    // Capitals are often short for something; a hyphen that reads as ư is no proof by itself.
    return word.includes('-') || isSyllable(word) || word === word.toUpperCase() ? 'plain' : 'foreign'
  }
  const decoded = isSyllable(codec.decode(word))
  const asIs = !/\p{Ll}\p{Lu}/u.test(word) && isSyllable(word)
  if (decoded) return asIs ? 'either' : 'legacy'
  // H§ND, Q§: capitals with a sign among them are an abbreviation, of no weight.
  return asIs ? 'unicode' : /^[A-Z\u00a1-\u00a7]+$/.test(word) ? 'either' : 'neither'
}

/** `CéNG` was typed with a font for capitals: CỘNG. */
function inCapitals(word: string, decoded: string): string {
  const capitals = /[A-Z].*[A-Z]/.test(word) && !/[a-z]/.test(word)
  return capitals ? decoded.toUpperCase() : decoded
}
