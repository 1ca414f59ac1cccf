import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { MarkId, VersionId } from '../ids.ts'
import type { Mark } from '../mark/mark.ts'
import { markBodyText, marksUndo, putMark, readMarks, removeMark, setQuote, setStrokes } from './marks-doc.ts'

const origin = { mine: true }
const base = {
  version: 'version-1' as VersionId,
  page: 3,
  pageWidth: 595,
  pageHeight: 842,
  colour: 'red',
  createdAt: '2026-11-23T01:00:00Z',
  quote: { exact: '', prefix: '', suffix: '' }
} as const
const point = (x: number) => ({ x, y: x, pressure: 1 })
const ink: Mark = { ...base, id: 'mark-ink-1' as MarkId, kind: 'ink', width: 2, strokes: [[point(1), point(2)]] }
const note: Mark = { ...base, id: 'mark-note-1' as MarkId, kind: 'note', x: 10, y: 20, body: '' }

describe('marks of a paper', () => {
  test('[K6] a long stroke written piece by piece is undone and redone as one', () => {
    const doc = new Y.Doc()
    const undo = marksUndo(doc, origin)
    putMark(doc, ink, origin)
    setStrokes(doc, ink.id, [[point(1), point(2), point(3)]], undefined, origin)
    setStrokes(doc, ink.id, [[point(1), point(2), point(3), point(4)]], { exact: 'ngân sách', prefix: '', suffix: '' }, origin)
    undo.undo()
    expect(readMarks(doc)).toEqual([])
    undo.redo()
    expect(readMarks(doc)[0]).toMatchObject({ quote: { exact: 'ngân sách' }, strokes: [[1, 2, 3, 4].map(point)] })
  })
  test('[K6] a hundred marks are undone one by one', () => {
    const doc = new Y.Doc()
    const undo = marksUndo(doc, origin)
    for (let i = 0; i < 120; i++) {
      undo.stopCapturing()
      putMark(doc, { ...ink, id: `mark-${1000 + i}` as MarkId }, origin)
    }
    for (let i = 119; i >= 0; i--) {
      undo.undo()
      expect(readMarks(doc)).toHaveLength(i)
    }
  })
  test('[K6] what another device did is not undone', () => {
    const doc = new Y.Doc()
    const undo = marksUndo(doc, origin)
    putMark(doc, ink)
    undo.undo()
    expect(readMarks(doc)).toHaveLength(1)
  })
  test('[K6] a deleted note comes back with its words', () => {
    const doc = new Y.Doc()
    const undo = marksUndo(doc, origin)
    putMark(doc, note, origin)
    markBodyText(doc, note.id)?.insert(0, 'Hỏi lại số liệu')
    undo.stopCapturing()
    removeMark(doc, note.id, origin)
    undo.undo()
    expect(readMarks(doc)[0]).toMatchObject({ body: 'Hỏi lại số liệu' })
  })
  test('a quote found later joins its mark, and never a mark that is gone', () => {
    const doc = new Y.Doc()
    putMark(doc, note)
    setQuote(doc, note.id, { exact: 'Đồi Chè', prefix: '', suffix: '' })
    setQuote(doc, 'mark-gone-1' as MarkId, { exact: 'x', prefix: '', suffix: '' })
    expect(readMarks(doc)).toMatchObject([{ quote: { exact: 'Đồi Chè' } }])
  })
})
