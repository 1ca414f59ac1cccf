import { describe, expect, it } from 'vitest'
import type { MarkId, VersionId } from '../ids.ts'
import type { Mark } from '../mark/mark.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { copyMark, maxBodyLength, openCopy, sharedKinds } from './mark-copy.ts'

const base = {
  id: 'dau-ghi-0001' as MarkId,
  version: 'ban-goc-0001' as VersionId,
  page: 3,
  pageWidth: 595,
  pageHeight: 842,
  colour: 'yellow',
  createdAt: '2026-11-22T08:00:00.000Z',
  quote: { exact: 'dự toán', prefix: 'Tổng ', suffix: ' năm' }
} as const
const strokes = [
  [
    { x: 10, y: 20.05, pressure: 1 },
    { x: 12, y: 22, pressure: 0 }
  ]
]
const rects = [{ x: 1, y: 2, width: 30, height: 10 }]
const marks = [
  { ...base, kind: 'ink', strokes, width: 2 },
  { ...base, kind: 'brush', strokes, width: 9 },
  { ...base, kind: 'highlight', rects, body: 'Làm rõ' },
  { ...base, kind: 'underline', rects, body: '' },
  { ...base, kind: 'strike', rects, body: '' },
  { ...base, kind: 'note', x: 5, y: 6, body: 'Hỏi lại' },
  { ...base, kind: 'area', rect: rects[0], body: '' },
  { ...base, kind: 'arrow', from: { x: 0, y: 0 }, to: { x: 9, y: 9 }, width: 2 },
  { ...base, kind: 'sign', sign: 'question', x: 5, y: 6, size: 18 }
] as unknown as readonly Mark[]

describe('copies of marks', () => {
  it('[N1] every kind goes through JSON and comes back the same', () => {
    expect(marks.map(({ kind }) => kind).sort()).toEqual([...sharedKinds].sort())
    for (const mark of marks) expect(openCopy(JSON.parse(JSON.stringify(copyMark(mark))))).toEqual(mark)
  })

  it('[N1] fields that are not of the kind are left out', () => {
    expect(openCopy({ ...copyMark(marks[5] as Mark), author: 'người khác', strokes: 'x' })).toEqual(marks[5])
  })

  const note = copyMark(marks[5] as Mark)
  const ink = copyMark(marks[0] as Mark)
  const bad: readonly (readonly [string, unknown])[] = [
    ['nothing', null],
    ['a text', 'note'],
    ['an unknown kind', { ...note, kind: 'video' }],
    ['a kind every object has', { ...note, kind: 'constructor' }],
    ['no page', { ...note, page: 0 }],
    ['half a page', { ...note, page: 1.5 }],
    ['no version', { ...note, version: '../x' }],
    ['a colour of its own', { ...note, colour: 'url(#x)' }],
    ['no number', { ...note, x: Number.NaN }],
    ['far off the page', { ...note, x: 1e9 }],
    ['too many words', { ...note, body: 'a'.repeat(maxBodyLength + 1) }],
    ['no quote', { ...note, quote: null }],
    ['rectangles that are none', { ...copyMark(marks[2] as Mark), rects: [{ x: 1 }] }],
    ['too many rectangles', { ...copyMark(marks[2] as Mark), rects: Array(501).fill(rects[0]) }],
    ['strokes that are no base64', { ...ink, strokes: '???' }],
    ['strokes that are none', { ...ink, strokes: toBase64(Uint8Array.of(2, 9, 9)) }],
    ['strokes without end', { ...ink, strokes: 'A'.repeat(400_000) }],
    ['no width', { ...ink, width: 0 }],
    ['a sign nobody can draw', { ...copyMark(marks[8] as Mark), sign: 'constructor' }]
  ]
  it.each(bad)('[N1] refused: %s', (_, copy) => {
    expect(openCopy(copy)).toBeNull()
  })

  it('[K12] what is shared is no broader than what can be drawn', () => {
    expect(openCopy({ ...ink, width: 90_000 })).toMatchObject({ width: 72 })
    expect(openCopy({ ...copyMark(marks[8] as Mark), size: 90_000 })).toMatchObject({ size: 1000 })
  })

  it('base64 of any length goes there and back, and nothing else is read', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 255)
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }
    for (const text of ['A', 'AA', 'AB==', 'A===', 'AA=A', 'AAA\n']) expect(fromBase64(text)).toBeNull()
  })
})
