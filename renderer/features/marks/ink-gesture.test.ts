import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { MarkId } from '#core/ids.ts'
import type { InkPoint, Mark } from '#core/mark/mark.ts'
import { noQuote } from '#core/mark/quote.ts'
import { marksReader, marksUndo, putMark, setStrokes } from '#core/shared-doc/marks-doc.ts'
import type { Gesture, Live } from './gesture.ts'
import { inkGesture } from './ink-gesture.ts'
import type { PageSurface } from './surface.ts'
import type { Hand } from './use-hand.ts'
import type { Marks } from './use-marks.ts'

const start = { version: 'version-1', page: 1, pageWidth: 595, pageHeight: 842, colour: 'red', createdAt: '2026-11-23', quote: noQuote }
const point = (x: number) => ({ x, y: 100, pressure: 0.5 })

/** A page with a pen over it: what is in the document, what the screen lists, and the picture under the pen. */
function paper() {
  const doc = new Y.Doc()
  const reader = marksReader(doc)
  const origin = {}
  const manager = marksUndo(doc, origin)
  const drawing: Hand['drawing'] = { current: null }
  let made = 0
  let underPen = ''
  const marks = {
    tool: 'pen',
    width: 'medium',
    colourOf: () => 'red',
    lastInk: { current: null },
    drawing,
    undo: { endStep: () => manager.stopCapturing() },
    begin: () => ({ ...start, id: `mark-ink-${++made}` }),
    now: (id: MarkId) => reader.read().find(mark => mark.id === id) ?? null,
    put: (mark: Mark) => putMark(doc, mark, origin),
    changeStrokes: (id: MarkId, strokes: readonly (readonly InkPoint[])[]) => setStrokes(doc, id, strokes, undefined, origin),
    quoteLater: () => {}
  } as unknown as Marks
  const live: Live = {
    show: (_look, path) => {
      underPen = path()
    },
    clear: () => {
      underPen = ''
    }
  }
  const home = {
    marks: () => marks,
    frame: () => ({ page: 1 }) as PageSurface,
    here: () => listed(),
    live,
    showMoved: () => {}
  }
  const listed = () => reader.read(drawing.current?.mark)
  let running: Gesture | null = null
  return {
    down: (x: number, atMs: number) => {
      running = inkGesture(home, 'ink', false, point(x), { atMs, shift: false, byKeys: false })
    },
    move: (x: number, atMs: number) => running?.move([point(x)], { atMs, shift: false, byKeys: false }),
    up: (atMs: number) => running?.end({ atMs, shift: false, byKeys: false }),
    undo: () => {
      drawing.current?.finish()
      manager.undo()
    },
    redo: () => manager.redo(),
    strokes: () => listed().flatMap(mark => (mark.kind === 'ink' ? mark.strokes.map(stroke => stroke.length) : [])),
    underPen: () => underPen
  }
}

describe('undo while the pen is down', () => {
  let page: ReturnType<typeof paper>
  beforeEach(() => {
    page = paper()
    page.down(10, 0)
    page.move(60, 100)
    page.up(200)
    expect(page.strokes()).toEqual([2])
  })
  afterEach(() => {
    page.up(10_000)
    page.undo()
    expect(page.strokes()).toEqual([])
  })
  test('[K6] takes back the stroke under it, written down already or not, and what the pen does after that is nothing', () => {
    for (const written of [false, true]) {
      page.down(70, 300)
      page.move(90, written ? 1200 : 400)
      expect(page.underPen()).not.toBe('')
      page.undo()
      expect(page.strokes()).toEqual([2])
      expect(page.underPen()).toBe('')
      page.move(120, 2400)
      page.up(2500)
      expect(page.strokes()).toEqual([2])
      expect(page.underPen()).toBe('')
    }
  })
  test('[K6] a second one shows at once that the mark before it is gone, and both come back', () => {
    page.down(70, 300)
    page.move(90, 400)
    page.undo()
    page.undo()
    expect(page.strokes()).toEqual([])
    page.redo()
    page.redo()
    expect(page.strokes()).toEqual([2, 2])
    page.undo()
  })
})
