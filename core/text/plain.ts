/** Halves of characters, which UTF-8 cannot write: an event that held one could not be checked by other programs. */
const halves = /\p{Cs}/gu
/** Control signs but tab and line end, signs that turn the writing direction of what follows, and signs nobody sees. */
const unseen = /[\p{Cc}\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
const seen = /[^\p{C}\p{Z}\p{M}]/u

/** Without halves of characters. */
export const wholeText = (text: string): string => text.replace(halves, '')

/** [T6] Text of several lines as everybody sees it, the same in the record as on every screen. */
export function plainText(text: string): string {
  const plain = wholeText(text).replace(unseen, sign => (sign === '\n' || sign === '\t' ? sign : ''))
  return seen.test(plain) ? plain : ''
}

/** [T6] A name or title: one line of it. */
export const plainLine = (text: string): string => plainText(text.replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, ' ')).trim()
