/** What a piece of text states that can be checked: what a reader of a new version looks at first. */
export type FactKind = 'amount' | 'percent' | 'date' | 'time' | 'reference' | 'number'

/** A word, a figure with what belongs to it, a date, or a sign. Places in UTF-16 code units of the page's text. */
export interface Token {
  readonly page: number
  readonly start: number
  readonly end: number
  /** As it is written, composed, in one line. */
  readonly said: string
  /** The same for what reads the same: composed, one space, tone at its new place. */
  readonly key: string
  readonly kind: FactKind | 'word' | 'sign'
  /** Facts with one value say the same thing, however written: 23/11/2026 and ngày 23 tháng 11 năm 2026. */
  readonly value: string
}

const gap = '\\s{1,3}'
const figure = '\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?'
const unit =
  'nghìn tỷ đồng|nghìn đồng|ngàn đồng|triệu đồng|tỷ đồng|tỉ đồng|triệu USD|tỷ USD|đồng/năm|đồng/tháng|đồng|USD|VNĐ|VND|triệu|tỷ|tỉ|km²|km2|m²|m2|m³|m3|km|ha|mét|m|tấn|tạ|kg|người|hộ|thôn|xã|ngày|tháng|năm|tuần|giờ|phòng|lớp|công trình|dự án'
const day = '(?:[12]?\\d|0\\d|3[01])'
const month = '(?:1[0-2]|0?\\d)'
/** What is one thing to a reader, the longest first. */
const forms: readonly (readonly [FactKind | 'word' | 'sign', string])[] = [
  ['date', `(?:ngày${gap})?${day}${gap}tháng${gap}${month}${gap}năm${gap}\\d{4}`],
  ['date', `ngày${gap}${day}${gap}tháng${gap}${month}(?!\\d)`],
  ['date', `tháng${gap}${month}(?:/|${gap}năm${gap})\\d{4}`],
  ['date', `quý${gap}(?:IV|I{1,3}|[1-4])(?:/|${gap}năm${gap})\\d{4}`],
  ['date', `năm${gap}\\d{4}(?:${'\\s?[-–]\\s?'}\\d{4})?`],
  ['date', `${day}[/.-]${month}[/.-](?:19|20)\\d{2}(?!\\d)`],
  ['time', '(?:[01]?\\d|2[0-4])(?:h|g|:)[0-5]\\d(?!\\d)|(?:[01]?\\d|2[0-4])\\s?(?:giờ)(?:\\s?[0-5]?\\d(?:\\s?phút)?)?'],
  ['reference', '\\d+(?:/\\d{4})?/[\\p{Lu}\\p{Lt}Đđ][\\p{L}\\d]*(?:[-/][\\p{L}\\d]+)*'],
  [
    'reference',
    `(?:điều|khoản|điểm|mục|chương|phần|phụ lục|biểu|bảng|tiết)${gap}(?:số${gap})?(?:\\d+[\\p{L}]?(?:\\.\\d+)*|[IVXLC]+|[a-zđ])(?![\\p{L}\\d])`
  ],
  ['percent', `(?:${figure})\\s?%`],
  ['amount', `(?:${figure})\\s{1,2}(?:${unit})(?![\\p{L}\\d])`],
  ['number', `[-−]?(?<![\\p{L}\\d])(?:${figure})(?![\\p{L}])`],
  ['word', '[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*'],
  ['sign', '\\S']
]
// In a plain pattern of alternatives the first that fits is taken.
const pattern = new RegExp(forms.map(([, form], i) => `(?<f${i}>${form})`).join('|'), 'giu')

/** [Y3] The words, facts and signs of a piece of a page's text, which begins at `from` of it. */
export function tokensOf(page: number, text: string, from = 0): Token[] {
  const { composed, back } = compose(text)
  const tokens: Token[] = []
  for (const match of composed.matchAll(pattern)) {
    const index = forms.findIndex((_, i) => match.groups?.[`f${i}`] !== undefined)
    const kind = forms[index]?.[0] ?? 'sign'
    const said = match[0].replace(/\s+/g, ' ')
    const [start, end] = [from + back(match.index), from + back(match.index + match[0].length)]
    tokens.push({ page, start, end, said, key: keyOf(said), kind, value: kind === 'word' || kind === 'sign' ? '' : factValue(kind, said) })
  }
  return tokens
}

/** Letters with their marks as one sign each, and the way back to the places of the text. */
export function compose(text: string): { readonly composed: string; readonly back: (at: number) => number } {
  const composed = text.normalize('NFC')
  if (composed.length === text.length) return { composed, back: at => at }
  const starts: number[] = []
  let made = ''
  for (const cluster of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const sign = cluster[0].normalize('NFC')
    for (let i = 0; i < sign.length; i++) starts.push(cluster.index)
    made += sign
  }
  return { composed: made, back: at => starts[at] ?? text.length }
}

export const isFact = (token: Token): token is Token & { readonly kind: FactKind } => token.kind !== 'word' && token.kind !== 'sign'

const toneAtEnd = /([ou])(\u0300|\u0301|\u0303|\u0309|\u0323)([aey])(?!\p{L}|\p{M})/giu

/** hòa as hoà, − as -, quotes as quotes: what is only written another way has not changed. */
function keyOf(said: string): string {
  return said
    .normalize('NFD')
    .replace(toneAtEnd, '$1$3$2')
    .normalize('NFC')
    .replace(/[−–—]/g, '-')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
}

function factValue(kind: FactKind, said: string): string {
  const small = said.toLowerCase()
  const numbers = small.match(/\d+/g) ?? []
  switch (kind) {
    case 'date':
      if (/^năm/.test(small)) return `year ${numbers.join('-')}`
      if (/^quý/.test(small))
        return `quarter ${small
          .slice(3)
          .replace(/\s+|năm|\//g, ' ')
          .trim()
          .replace(/\s+/g, ' ')}`
      return `date ${numbers.map(Number).join('-')}`
    case 'time':
      return `time ${numbers.map(Number).join(':')}${numbers.length === 1 ? ':0' : ''}`
    case 'percent':
      return `${numeric(small)} %`
    case 'amount':
      return `${numeric(small)} ${small
        .replace(/^[\d.,]+\s*/, '')
        .replace('tỉ', 'tỷ')
        .replace('ngàn', 'nghìn')}`
    case 'number':
      return numeric(small)
    default:
      return small
  }
}

/** 1.250.000,5 → 1250000.5; what is no plain number stays as written. */
function numeric(said: string): string {
  const figures = /[-−]?[\d.,]*\d/.exec(said)?.[0] ?? said
  if (/^\d+\.\d{1,2}$/.test(figures)) return figures
  return figures
    .replace(/\.(?=\d{3})/g, '')
    .replace(',', '.')
    .replace('−', '-')
}
