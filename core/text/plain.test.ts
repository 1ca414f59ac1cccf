import { describe, expect, it } from 'vitest'
import { plainLine, plainText, wholeText } from './plain.ts'

describe('text as it is shown', () => {
  it('[T6] Vietnamese, symbols and characters of two halves stay as they were typed', () => {
    for (const text of ['Tờ trình số 12/TTr-UBND – “bản chính thức”', 'e\u0302\u0301', '𠮷 🇻🇳 👨‍👩‍👧', 'a\u00a0b']) {
      expect(plainLine(text)).toBe(text)
      expect(plainText(`${text}\n\t${text}`)).toBe(`${text}\n\t${text}`)
    }
  })

  it('[T6] what turns, hides or cuts text is left out, and nothing is left of text that shows nothing', () => {
    expect(plainLine('hoa đơn\u202efdp.exe')).toBe('hoa đơnfdp.exe')
    expect(plainLine('a\u0000b\u001b[31m\u2066c')).toBe('ab[31mc')
    expect(plainLine('Hồ\u200b Văn\ufeff Dũng')).toBe('Hồ Văn Dũng')
    expect(plainLine(' một\r\n\u2028hai ')).toBe('một hai')
    expect(wholeText('a\ud800b\udc00c')).toBe('abc')
    for (const empty of ['\u200b', '\u202e\u202c', '\ud800', ' \u2060\u00a0', '\u0301']) expect(plainLine(empty)).toBe('')
  })
})
