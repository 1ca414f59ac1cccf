import { describe, expect, it } from 'vitest'
import { boxes, enterAt, keyOfLine, kindOf, quoteLine, type TextEdit, tickLines, toggleLines } from './notebook.ts'

/** `|` stands where the selection begins and ends. */
function on(marked: string, act: (text: string, start: number, end: number) => TextEdit | null): string | null {
  const start = marked.indexOf('|')
  const rest = marked.replace('|', '')
  const second = rest.indexOf('|')
  const text = rest.replace('|', '')
  const edit = act(text, start, second < 0 ? start : second)
  if (!edit) return null
  const after = text.slice(0, edit.at) + edit.insert + text.slice(edit.at + edit.remove)
  return edit.start === edit.end
    ? `${after.slice(0, edit.start)}|${after.slice(edit.start)}`
    : `${after.slice(0, edit.start)}|${after.slice(edit.start, edit.end)}|${after.slice(edit.end)}`
}
const toggle = (kind: 'heading' | 'list' | 'open') => (text: string, start: number, end: number) => toggleLines(text, start, end, kind)

describe('the notebook', () => {
  it('[N8] a line is what it begins with', () => {
    expect(['', 'Thường', '# Tiêu đề', '#Không', '- Ý', '☐ Việc', '☑ Xong', '❝ Trích'].map(kindOf)).toEqual([
      'plain',
      'plain',
      'heading',
      'plain',
      'list',
      'open',
      'done',
      'quote'
    ])
  })

  it('[N8] lines become a kind and plain again, and the caret stays at its word', () => {
    expect(on('Một\nHa|i\nBa', toggle('list'))).toBe('Một\n- Ha|i\nBa')
    expect(on('Một\n- Ha|i\nBa', toggle('list'))).toBe('Một\nHa|i\nBa')
    expect(on('- Ha|i', toggle('heading'))).toBe('# Ha|i')
    expect(on('M|ột\n- Hai\nB|a', toggle('open'))).toBe('☐ M|ột\n☐ Hai\n☐ B|a')
    expect(on('☑ Xo|ng', toggle('open'))).toBe('Xo|ng')
    expect(on('|', toggle('list'))).toBe('- |')
    expect(on('-| Một', toggle('list'))).toBe('|Một')
  })

  it('[N8] boxes are ticked and unticked; where there is none nothing happens', () => {
    expect(on('☐ Vi|ệc', tickLines)).toBe('☑ Vi|ệc')
    expect(on('☑ Vi|ệc', tickLines)).toBe('☐ Vi|ệc')
    expect(on('☐ |Một\n☑ Hai|', tickLines)).toBe('☑ |Một\n☑ Hai|')
    expect(on('Thư|ờng', tickLines)).toBeNull()
  })

  it('[N8] Enter goes on with a list and ends it on an empty line', () => {
    expect(on('- Một|', enterAt)).toBe('- Một\n- |')
    expect(on('☑ Xong|', enterAt)).toBe('☑ Xong\n☐ |')
    expect(on('- Một\n- |', enterAt)).toBe('- Một\n|')
    expect(on('|- Một', enterAt)).toBeNull()
    expect(on('Thường|', enterAt)).toBeNull()
    expect(on('❝ Trích|', enterAt)).toBeNull()
  })

  it('[N8] a quotation is one line that knows its way back, whatever is in it', () => {
    const line = quoteLine('Tổng chi\n  năm  #abcd', 'Tờ trình 12, trang 3', 'k7x2')
    expect(line).toBe('❝ Tổng chi năm #abcd — Tờ trình 12, trang 3 #k7x2')
    expect(keyOfLine(line)).toBe('k7x2')
    expect(keyOfLine('Tự viết #k7x2')).toBeNull()
    expect(quoteLine('a'.repeat(999), 'x', 'k7x2').length).toBeLessThan(420)
  })

  it('[N8] says how much is done', () => {
    expect(boxes('☐ a\n☑ b\nc\n☑ d')).toEqual({ done: 2, all: 3 })
  })
})
