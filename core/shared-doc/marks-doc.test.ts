import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { MarkId, VersionId } from '../ids.ts'
import { type Mark, markColours, signNames } from '../mark/mark.ts'
import { markBounds, movedMark } from '../mark/mark-shape.ts'
import {
  markBodyText,
  marksReader,
  marksUndo,
  putMark,
  readMarks,
  recolourMark,
  removeMark,
  setQuote,
  setShape,
  setStrokes
} from './marks-doc.ts'

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

/** What a device may give: on a page, far off it, and no numbers at all. */
const number = fc.oneof(
  fc.double({ min: -2000, max: 20_000, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300, -0)
)
const place = fc.record({ x: number, y: number })
const rect = fc.record({ x: number, y: number, width: number, height: number })
const rects = fc.array(rect, { maxLength: 12 })
const strokes = fc.array(fc.array(fc.record({ x: number, y: number, pressure: fc.double({ min: 0, max: 1, noNaN: true }) })), {
  maxLength: 4
})
const body = fc.string({ maxLength: 20 })
const shapes = fc.oneof(
  fc.record({ kind: fc.constantFrom('ink', 'brush'), strokes, width: number }),
  fc.record({ kind: fc.constantFrom('highlight', 'underline', 'strike'), rects, body }),
  fc.record({ kind: fc.constant('note'), x: number, y: number, body }),
  fc.record({ kind: fc.constant('area'), rect, body }),
  fc.record({ kind: fc.constant('arrow'), from: place, to: place, width: number }),
  fc.record({ kind: fc.constant('sign'), sign: fc.constantFrom(...signNames), x: number, y: number, size: number })
)
const anyMark = fc
  .tuple(shapes, fc.constantFrom(...markColours))
  .map(([shape, colour]) => ({ ...base, ...shape, colour, id: 'mark-any-1' as MarkId }) as Mark)
const kept = (mark: Mark): Mark => {
  const doc = new Y.Doc()
  putMark(doc, mark)
  const [found] = readMarks(doc)
  if (!found) throw new Error(`a ${mark.kind} was not kept`)
  return found
}
const ordinary = { x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) }

describe('reading marks again and again', () => {
  test('[K15] only what changed is read anew, here or on another device', () => {
    const doc = new Y.Doc()
    const reader = marksReader(doc)
    putMark(doc, ink)
    putMark(doc, note)
    const before = new Map(reader.read().map(mark => [mark.id, mark]))
    expect(reader.read()).toBe(reader.read())
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    markBodyText(other, note.id)?.insert(0, 'Hỏi')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(reader.read().find(mark => mark.id === ink.id)).toBe(before.get(ink.id))
    expect(reader.read()).toEqual(readMarks(doc))
    recolourMark(doc, ink.id, 'blue')
    expect(reader.read()).toEqual(readMarks(doc))
    removeMark(doc, note.id)
    expect(reader.read()).toEqual(readMarks(doc))
    const calm = reader.read()
    setStrokes(doc, ink.id, [[{ x: 1, y: 2, pressure: 0.5 }]])
    expect(reader.read(ink.id)).toBe(calm)
    removeMark(doc, ink.id)
    expect(reader.read(ink.id)).toEqual([])
    putMark(doc, ink)
    putMark(doc, note)
    expect(reader.read(ink.id)).toEqual(readMarks(doc))
    setStrokes(doc, ink.id, [[{ x: 3, y: 4, pressure: 0.5 }]])
    expect(reader.read()).toEqual(readMarks(doc))
    reader.close()
    removeMark(doc, note.id)
    expect(reader.read()).toEqual(readMarks(doc))
  })

  test('[K15] whatever changes in whatever order, the list is that of a document read anew', () => {
    const act = fc.oneof(
      fc.record({ put: fc.integer({ min: 0, max: 9 }), at: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ remove: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ recolour: fc.integer({ min: 0, max: 9 }) })
    )
    fc.assert(
      fc.property(fc.array(fc.array(act, { maxLength: 4 }), { maxLength: 12 }), rounds => {
        const doc = new Y.Doc()
        const reader = marksReader(doc)
        const id = (n: number) => `mark-${n}` as MarkId
        for (const round of rounds) {
          for (const one of round) {
            if ('put' in one) putMark(doc, { ...ink, id: id(one.put), createdAt: `2026-03-0${one.at + 1}T08:00:00.000Z` })
            else if ('remove' in one) removeMark(doc, id(one.remove))
            else recolourMark(doc, id(one.recolour), 'green')
          }
          expect(reader.read()).toEqual(readMarks(doc))
        }
      })
    )
  })
})

describe('every kind of mark', () => {
  test('[K12] comes back from the document: what a page has to 1/20 point, what no page has at the edge, and from then on unchanged', () => {
    fc.assert(
      fc.property(anyMark, mark => {
        const found = kept(mark)
        expect(found).toMatchObject({ ...base, id: mark.id, kind: mark.kind, colour: mark.colour })
        for (const n of Object.values(markBounds(found))) expect(Math.abs(n)).toBeLessThanOrEqual(200_000)
        if ('width' in found) expect(found.width >= 0.2 && found.width <= 72).toBe(true)
        if (found.kind === 'sign') expect(found.size >= 4 && found.size <= 1000).toBe(true)
        expect(kept(found)).toEqual(found)
      })
    )
    const arrow: Mark = {
      ...base,
      id: 'mark-arrow-1' as MarkId,
      kind: 'arrow',
      from: { x: 10.02, y: 20 },
      to: { x: 300, y: 40.55 },
      width: 2
    }
    expect(kept(arrow)).toEqual({ ...arrow, from: { x: 10, y: 20 } })
    const drawnUpwards: Mark = {
      ...base,
      id: 'mark-area-1' as MarkId,
      kind: 'area',
      rect: { x: 90, y: 80, width: -40, height: -30 },
      body: ''
    }
    expect(kept(drawnUpwards)).toMatchObject({ rect: { x: 50, y: 50, width: 40, height: 30 } })
  })
  test('[K13] is moved to and fro without changing its form; what lies on words stays there', () => {
    fc.assert(
      fc.property(anyMark, fc.record(ordinary), (mark, by) => {
        const before = kept(mark)
        if (Object.values(markBounds(before)).some(n => Math.abs(n) > 50_000)) return
        const there = kept(movedMark(before, by.x, by.y))
        const onWords = before.kind === 'highlight' || before.kind === 'underline' || before.kind === 'strike'
        const empty = (before.kind === 'ink' || before.kind === 'brush') && before.strokes.every(stroke => stroke.length === 0)
        if (onWords || empty) {
          expect(there).toEqual(before)
          return
        }
        expect(markBounds(there).x).toBeCloseTo(markBounds(before).x + by.x, 6)
        expect(markBounds(there).y).toBeCloseTo(markBounds(before).y + by.y, 6)
        expect(kept(movedMark(there, -by.x, -by.y))).toEqual(before)
      })
    )
  })
  test('[K13] a move changes neither words nor colour, is undone as one, and moves nothing that is gone', () => {
    const doc = new Y.Doc()
    const undo = marksUndo(doc, origin)
    putMark(doc, { ...note, body: 'Hỏi lại' }, origin)
    undo.stopCapturing()
    const moved = movedMark({ ...note, body: 'ignored', colour: 'blue' }, 5, 7)
    setShape(doc, moved, origin)
    expect(readMarks(doc)).toMatchObject([{ x: 15, y: 27, body: 'Hỏi lại', colour: 'red' }])
    undo.undo()
    expect(readMarks(doc)).toMatchObject([{ x: 10, y: 20 }])
    setShape(doc, { ...ink, id: note.id }, origin)
    setShape(doc, { ...moved, id: 'mark-gone-2' as MarkId }, origin)
    expect(readMarks(doc)).toMatchObject([{ kind: 'note', x: 10 }])
  })
  test('[K11] of a later version is not shown, and survives whatever is done to the others', () => {
    const doc = new Y.Doc()
    const later = new Y.Map<unknown>(Object.entries({ ...base, kind: 'photo', bytes: Uint8Array.of(1, 2, 3) }))
    doc.getMap('marks').set('mark-later-1', later)
    const before = later.toJSON()
    const undo = marksUndo(doc, origin)
    putMark(doc, ink, origin)
    setShape(doc, movedMark(ink, 3, 3), origin)
    setStrokes(doc, 'mark-later-1' as MarkId, [], undefined, origin)
    setShape(doc, { ...ink, id: 'mark-later-1' as MarkId }, origin)
    recolourMark(doc, ink.id, 'blue', origin)
    removeMark(doc, ink.id, origin)
    undo.undo()
    undo.undo()
    expect(readMarks(doc)).toEqual([])
    expect(doc.getMap<Y.Map<unknown>>('marks').get('mark-later-1')?.toJSON()).toEqual(before)
  })
})
