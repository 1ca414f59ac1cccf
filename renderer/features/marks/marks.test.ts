import { describe, expect, test } from 'vitest'
import type { MarkId, VersionId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import { inkBounds, inReadingOrder, markBounds } from '#core/mark/mark-shape.ts'
import { inkPath } from './ink-path.ts'
import { keptOnPage, marksInside } from './lasso.ts'
import { markAt, strokeAt } from './mark-hit.ts'
import { markKey } from './mark-keys.ts'
import { pointerDeed } from './pointer-policy.ts'
import { straightEnd } from './shape-gesture.ts'
import { commitEveryMs, isNearlyStraight, joinsInk, StrokeDraft } from './stroke-draft.ts'
import { wordTowards } from './word-caret.ts'

const point = (x: number, y: number, pressure = 0.5) => ({ x, y, pressure })
const base = {
  version: 'version-1' as VersionId,
  page: 1,
  pageWidth: 595,
  pageHeight: 842,
  colour: 'red',
  createdAt: '2026-11-23T01:00:00Z',
  quote: { exact: '', prefix: '', suffix: '' }
} as const
const line: Mark = { ...base, id: 'mark-line' as MarkId, kind: 'ink', width: 2, strokes: [[point(10, 10), point(110, 10)]] }
const words: Mark = { ...base, id: 'mark-words' as MarkId, kind: 'highlight', body: '', rects: [{ x: 10, y: 200, width: 100, height: 12 }] }
const note: Mark = { ...base, id: 'mark-note' as MarkId, kind: 'note', x: 300, y: 100, body: '' }

describe('drawing', () => {
  test('[K7] a stroke is written down while it goes on, at least every 700 ms', () => {
    const draft = new StrokeDraft(point(0, 0), 1000)
    expect(draft.add([point(1, 0)], 1100)).toBe(false)
    expect(draft.add([point(2, 0)], 1000 + commitEveryMs)).toBe(true)
    expect(draft.add([point(3, 0)], 1000 + commitEveryMs + 10)).toBe(false)
    expect(draft.points).toHaveLength(4)
  })
  test('[K7] a pen that trembles in place adds nothing', () => {
    const draft = new StrokeDraft(point(0, 0), 0)
    draft.add([point(0.1, 0.1), point(0.2, 0)], 10)
    expect(draft.points).toHaveLength(1)
  })
  test('[K7] letters of a word become one mark, a far or late stroke another', () => {
    const last = {
      id: line.id,
      kind: 'ink' as const,
      page: 1,
      colour: 'red',
      width: 2,
      endedAtMs: 1000,
      bounds: { x: 10, y: 10, width: 20, height: 10 }
    }
    const pen = { kind: 'ink' as const, page: 1, colour: 'red', width: 2 }
    expect(joinsInk(last, pen, point(40, 12), 1500)).toBe(true)
    expect(joinsInk(last, pen, point(40, 12), 4000)).toBe(false)
    expect(joinsInk(last, pen, point(400, 12), 1500)).toBe(false)
    expect(joinsInk(last, { ...pen, colour: 'blue' }, point(40, 12), 1500)).toBe(false)
    expect(joinsInk(last, { ...pen, kind: 'brush' }, point(40, 12), 1500)).toBe(false)
    expect(joinsInk(last, { ...pen, page: 2 }, point(40, 12), 1500)).toBe(false)
    expect(joinsInk(null, pen, point(0, 0), 0)).toBe(false)
  })
  test('pressure makes a stroke wider', () => {
    const width = (pressure: number): number => {
      const path = inkPath([point(0, 50, pressure), point(50, 50, pressure), point(100, 50, pressure)], 10)
      const ys = [...path.matchAll(/[\d.-]+ ([\d.-]+)/g)].map(match => Number(match[1]))
      return Math.max(...ys) - Math.min(...ys)
    }
    expect(width(1)).toBeGreaterThan(width(0.2) * 1.5)
    expect(inkPath([], 2)).toBe('')
    expect(inkPath([point(5, 5)], 2)).not.toBe('')
  })
})

describe('finding marks', () => {
  test('[K8] the mark under the pen is found, the one on top first', () => {
    expect(markAt([line, words, note], { x: 60, y: 11 })).toBe(line)
    expect(markAt([line, words, note], { x: 60, y: 205 })).toBe(words)
    expect(markAt([line, words, note], { x: 310, y: 110 })).toBe(note)
    expect(markAt([line, words, note], { x: 60, y: 60 })).toBeNull()
    const above: Mark = { ...words, id: 'mark-above' as MarkId }
    expect(markAt([words, above], { x: 60, y: 205 })).toBe(above)
  })
  test('[K8] the eraser takes the stroke it touches', () => {
    const strokes = [[point(0, 0), point(50, 0)], [point(0, 20), point(50, 20)], [point(80, 80)]]
    expect(strokeAt(strokes, { x: 25, y: 19 }, 3)).toBe(1)
    expect(strokeAt(strokes, { x: 81, y: 80 }, 3)).toBe(2)
    expect(strokeAt(strokes, { x: 25, y: 10 }, 3)).toBe(-1)
  })
  test('marks are listed as one reads', () => {
    expect(inReadingOrder([{ ...line, page: 2 }, words, note]).map(mark => mark.id)).toEqual(['mark-note', 'mark-words', 'mark-line'])
    expect(markBounds(words)).toEqual({ x: 10, y: 200, width: 100, height: 12 })
    expect(inkBounds([])).toEqual({ x: 0, y: 0, width: 0, height: 0 })
  })
})

describe('pointers and keys', () => {
  const down = { pointerType: 'touch', button: 0, penSeen: false, penDown: false, others: 0 }
  test('[K9] a finger draws until a pen was seen, then it moves the paper; a resting hand does nothing', () => {
    expect(pointerDeed(down)).toBe('use')
    expect(pointerDeed({ ...down, penSeen: true })).toBe('pan')
    expect(pointerDeed({ ...down, penSeen: true, penDown: true, others: 1 })).toBe('ignore')
    expect(pointerDeed({ ...down, others: 1 })).toBe('ignore')
  })
  test('[K9] a pen draws even while a hand rests, its other end erases', () => {
    expect(pointerDeed({ ...down, pointerType: 'pen', others: 1 })).toBe('use')
    expect(pointerDeed({ ...down, pointerType: 'pen', button: 5 })).toBe('erase')
    expect(pointerDeed({ ...down, pointerType: 'mouse', button: 2 })).toBe('ignore')
  })
  test('[K10] letters belong to who types; undo and redo have their keys', () => {
    const key = {
      key: 'h',
      ctrl: false,
      alt: false,
      shift: false,
      typing: false,
      composing: false,
      tool: 'none' as const,
      byKeys: false,
      chosen: false,
      words: false,
      onControl: false,
      walked: false
    }
    expect(markKey(key)).toEqual({ kind: 'tool', tool: 'highlight' })
    expect(markKey({ ...key, typing: true })).toBeNull()
    expect(markKey({ ...key, composing: true })).toBeNull()
    expect(markKey({ ...key, key: 'Z', ctrl: true, shift: true })).toEqual({ kind: 'redo' })
    expect(markKey({ ...key, key: 'z', ctrl: true })).toEqual({ kind: 'undo' })
    expect(markKey({ ...key, key: 'p', ctrl: true })).toBeNull()
  })
  test('[K10] arrows, Enter, Tab, digits and Delete are taken only while the keyboard makes or moves marks', () => {
    const free = { byKeys: false, chosen: false, words: false, onControl: false, walked: false }
    const reading = { ctrl: false, alt: false, shift: false, typing: false, composing: false, ...free, tool: 'none' as const }
    for (const name of ['ArrowDown', 'Enter', ' ', 'Tab', '1', 'Delete', 'c', 'm']) expect(markKey({ ...reading, key: name })).toBeNull()
    const led = { ...reading, tool: 'lasso' as const, byKeys: true, chosen: true }
    expect(markKey({ ...led, key: 'ArrowDown', shift: true })).toEqual({ kind: 'arrow', direction: 'down', shift: true, ctrl: false })
    expect(['Enter', 'Tab', '5', 'Delete', 'd', 'm', 'c'].map(name => markKey({ ...led, key: name })?.kind)).toEqual([
      'act',
      'next',
      'colour',
      'remove',
      'duplicate',
      'move',
      'copy'
    ])
    // A button, a tab or a tree that has the focus keeps the keys it lives by: a sign or a width is chosen with Enter.
    for (const name of ['Enter', ' ', 'Tab']) expect(markKey({ ...led, onControl: true, key: name })).toBeNull()
    expect(markKey({ ...led, walked: true, key: 'ArrowDown' })).toBeNull()
    expect(markKey({ ...led, onControl: true, key: 'ArrowDown' })?.kind).toBe('arrow')
    expect(markKey({ ...reading, key: 't' })).toEqual({ kind: 'tool', tool: 'sign' })
    // Turning, leafing and night are the reader's.
    for (const name of ['d', 'f', 'g', 'm', 'r', 'v']) expect(markKey({ ...reading, key: name })).toBeNull()
  })
})

describe('choosing', () => {
  const square = [point(0, 0), point(200, 0), point(200, 100), point(0, 100)]
  test('[K16] a lasso takes what lies in it by half', () => {
    const half: Mark = {
      ...line,
      id: 'mark-half' as MarkId,
      strokes: [
        [point(150, 50), point(190, 50)],
        [point(250, 50), point(260, 50)]
      ]
    }
    const out: Mark = { ...half, id: 'mark-out' as MarkId, strokes: [[point(190, 50)], [point(250, 50), point(260, 50)]] }
    expect(marksInside([line, words, note, half, out], square)).toEqual([line.id, half.id])
    expect(marksInside([line], square.slice(0, 2))).toEqual([])
  })
  test('[K16] chosen marks are moved together and none leaves its page', () => {
    expect(keptOnPage([line, note], -500, 40)).toEqual({ dx: -10, dy: 40 })
    expect(keptOnPage([line, note], 1000, 5000)).toEqual({ dx: 595 - 322, dy: 842 - 122 })
    expect(keptOnPage([words], 10, 10)).toEqual({ dx: 0, dy: 0 })
  })
  test('[K18] from word to word with the arrows: along the line, and to the nearest of the next', () => {
    const box = (left: number, top: number) => ({ left, right: left + 30, top, bottom: top + 10 })
    const page = [box(0, 0), box(40, 0), box(80, 0), box(0, 20), box(70, 21), box(45, 40)]
    expect(wordTowards(page, 1, 'right')).toBe(2)
    expect(wordTowards(page, 2, 'right')).toBe(3)
    expect(wordTowards(page, 2, 'down')).toBe(4)
    expect(wordTowards(page, 1, 'down')).toBe(4)
    expect(wordTowards(page, 4, 'up')).toBe(2)
    expect(wordTowards(page, 5, 'down')).toBe(6)
    expect(wordTowards(page, 0, 'up')).toBe(-1)
  })
})

describe('straight lines', () => {
  test('[K17] a shaky line is straightened when the pen rests, a bow is not', () => {
    const shaky = Array.from({ length: 40 }, (_, i) => point(i * 5, 50 + Math.sin(i) * 2, 0.3 + (i % 5) / 10))
    const bow = Array.from({ length: 40 }, (_, i) => point(i * 5, 50 + Math.sin((i / 39) * Math.PI) * 40))
    expect(isNearlyStraight(shaky)).toBe(true)
    expect(isNearlyStraight(bow)).toBe(false)
    expect(isNearlyStraight(shaky.slice(0, 3))).toBe(false)
    const draft = new StrokeDraft(point(0, 50), 0)
    draft.add(shaky, 10)
    draft.straighten()
    draft.add([point(300, 60)], 20)
    expect(draft.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 50],
      [300, 60]
    ])
    expect(new Set(draft.points.map(each => each.pressure)).size).toBe(1)
  })
  test('Shift turns an arrow to the nearest eighth of a circle', () => {
    const end = straightEnd({ x: 10, y: 10 }, { x: 110, y: 16 })
    expect(end.y).toBeCloseTo(10, 6)
    expect(straightEnd({ x: 0, y: 0 }, { x: 50, y: 60 })).toMatchObject({ x: expect.closeTo(Math.hypot(50, 60) / Math.SQRT2, 6) })
  })
})
