import { useCallback, useEffect, useMemo } from 'react'
import { type MarkId, newId, type PaperId, type UserId, type VersionId } from '#core/ids.ts'
import { type InkPoint, isOnWords, type Mark, type MarkColour, type Quote } from '#core/mark/mark.ts'
import { markBounds, movedMark } from '#core/mark/mark-shape.ts'
import { makeQuote, noQuote, quoteUnder } from '#core/mark/quote.ts'
import {
  markBodyText,
  marksReader,
  marksUndo,
  putMark,
  recolourMark,
  removeMark,
  replaceQuote,
  setShape,
  setStrokes
} from '#core/shared-doc/marks-doc.ts'
import { type SharedText, type Undo, useRoom, useUndo } from '../../sync/index.ts'
import { useClock } from '../../ui/index.ts'
import { type MarkByHand, rememberedOutlines } from './ink-path.ts'
import { keptOnPage } from './lasso.ts'
import type { MarkTool } from './pointer-policy.ts'
import { type PageSurface, pageInWindow, selectedText } from './surface.ts'
import { type Hand, useHand } from './use-hand.ts'

/** What every new mark has before it is of a kind. */
export type MarkStart = Pick<Mark, 'id' | 'version' | 'page' | 'pageWidth' | 'pageHeight' | 'colour' | 'createdAt' | 'quote'>
export type WordsKind = 'highlight' | 'underline' | 'strike'

/** My marks on one version of a paper, and what I am about to do to them. */
export interface Marks extends Hand {
  /** Of the paper: the source of a quotation. */
  readonly title: string
  /** False only when the room is not mine to open. */
  readonly writable: boolean
  readonly marks: readonly Mark[]
  /** On other versions of the paper: listed, not drawn. */
  readonly older: readonly Mark[]
  readonly undo: Undo
  readonly bodyOf: (id: MarkId) => SharedText | null
  /** A mark as it is in the document now, or null. */
  readonly now: (id: MarkId) => Mark | null
  /** [K15] The outline of a mark drawn by hand; worked out once for as long as it stays the same, however often its page comes and goes. */
  readonly outline: (mark: MarkByHand) => string
  readonly put: (mark: Mark) => void
  readonly changeStrokes: (id: MarkId, strokes: readonly (readonly InkPoint[])[], quote?: Quote) => void
  /** Reads the words under a mark made or moved, and keeps them with it. */
  readonly quoteLater: (mark: Mark, frame: PageSurface) => void
  readonly recolour: (ids: Iterable<MarkId>, colour: MarkColour) => void
  /** Deletes, as part of the step that is under way. */
  readonly remove: (...ids: readonly MarkId[]) => void
  /** [K13] Moves what can be moved, none of it off its page. `goesOn`: part of the step before. */
  readonly move: (ids: Iterable<MarkId>, dx: number, dy: number, goesOn?: boolean) => void
  /** Copies beside the originals, chosen instead of them. */
  readonly duplicate: (ids: Iterable<MarkId>) => void
  /** What every new mark has. */
  readonly begin: (frame: PageSurface, tool: MarkTool, quote?: Quote) => MarkStart
  /** Marks the selected text of all pages; false when nothing is selected. */
  readonly markSelection: (kind: WordsKind) => boolean
  /** Puts a note at the selected text; false when nothing is selected. */
  readonly noteAtSelection: () => boolean
  /** Puts a note at the top of the page in the window. */
  readonly noteHere: () => void
  readonly noteAt: (frame: PageSurface, x: number, y: number, quote?: Quote) => void
}

const markId = (): MarkId => newId<MarkId>(count => crypto.getRandomValues(new Uint8Array(count)))
const duplicateBeside = 14

/** My marks on a paper: room `marks/<paper>/<user>`, seen on every device of mine and on nobody else's. */
export function useMarks(paper: PaperId, version: VersionId, user: UserId, title: string): Marks {
  const clock = useClock()
  const room = useMemo(() => ({ kind: 'marks', paper, user }) as const, [paper, user])
  const { doc, condition, revision } = useRoom(room)
  const steps = useUndo(room, marksUndo)
  const { origin, endStep, undo: back, redo: again } = steps
  const hand = useHand()
  const { setTool, colourOf, open, choose, pages, drawing } = hand
  const reader = useMemo(() => marksReader(doc), [doc])
  useEffect(() => () => reader.close(), [reader])
  // A stroke under the pen shows itself: it is written down again and again, and a page full of marks is not looked through each time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is the same object after a change; its revision is not
  const all = useMemo(() => reader.read(drawing.current?.mark), [reader, revision])
  const marks = useMemo(() => all.filter(mark => mark.version === version), [all, version])
  const older = useMemo(() => all.filter(mark => mark.version !== version), [all, version])

  const outline = useMemo(rememberedOutlines, [])
  const now = useCallback((id: MarkId) => reader.read().find(mark => mark.id === id) ?? null, [reader])
  const begin = useCallback(
    ({ page, geometry }: PageSurface, tool: MarkTool, quote: Quote = noQuote) => ({
      id: markId(),
      version,
      page,
      pageWidth: geometry.width,
      pageHeight: geometry.height,
      colour: colourOf(tool),
      createdAt: new Date(clock.now()).toISOString(),
      quote
    }),
    [version, colourOf, clock]
  )
  const put = useCallback((mark: Mark) => putMark(doc, mark, origin), [doc, origin])
  const quoteLater = useCallback(
    (mark: Mark, frame: PageSurface) => {
      frame.text().then(
        text => {
          const bounds = markBounds(mark)
          const under = quoteUnder(text, bounds)
          // A sign or a note in the margin speaks of the line beside it.
          const line = { x: 0, y: bounds.y + bounds.height / 2 - 7, width: frame.geometry.width, height: 14 }
          const quote = under.exact || (mark.kind !== 'sign' && mark.kind !== 'note') ? under : quoteUnder(text, line, 160)
          const before = now(mark.id)
          if (before && before.quote.exact !== quote.exact) replaceQuote(doc, mark.id, quote, origin)
        },
        () => {}
      )
    },
    [doc, origin, now]
  )
  const noteAt = useCallback(
    (frame: PageSurface, x: number, y: number, quote?: Quote) => {
      endStep()
      const mark: Mark = { ...begin(frame, 'note', quote), kind: 'note', x, y, body: '' }
      put(mark)
      if (!quote) quoteLater(mark, frame)
      setTool('none')
      open(mark.id)
    },
    [begin, put, endStep, quoteLater, setTool, open]
  )
  const markSelection = useCallback(
    (kind: WordsKind) => {
      const selected = selectedText(pages.current.values(), getSelection())
      if (selected.length === 0) return false
      endStep()
      for (const { drawn, rects, text, start, end } of selected) {
        const quote = makeQuote(text, start, end)
        if (rects.length > 0 && quote.exact) put({ ...begin(drawn.frame, kind, quote), kind, rects, body: '' })
      }
      getSelection()?.removeAllRanges()
      return true
    },
    [begin, put, endStep, pages]
  )
  const noteAtSelection = useCallback(() => {
    const selected = selectedText(pages.current.values(), getSelection())[0]
    const last = selected?.rects.at(-1)
    if (!selected || !last) return false
    getSelection()?.removeAllRanges()
    noteAt(selected.drawn.frame, last.x + last.width + 4, last.y - 4, makeQuote(selected.text, selected.start, selected.end))
    return true
  }, [noteAt, pages])
  const noteHere = useCallback(() => {
    const drawn = pageInWindow(pages.current.values())
    if (!drawn) return
    const hidden = Math.max(
      0,
      (drawn.sheet.parentElement?.parentElement?.getBoundingClientRect().top ?? 0) - drawn.sheet.getBoundingClientRect().top
    )
    noteAt(drawn.frame, drawn.frame.geometry.width - 60, Math.min(drawn.frame.geometry.height - 40, hidden / drawn.frame.scale + 36))
  }, [noteAt, pages])
  const remove = useCallback(
    (...ids: readonly MarkId[]) => {
      doc.transact(() => {
        for (const id of ids) removeMark(doc, id, origin)
      }, origin)
      open(null)
      choose([])
    },
    [doc, origin, open, choose]
  )
  const recolour = useCallback(
    (ids: Iterable<MarkId>, colour: MarkColour) => {
      endStep()
      doc.transact(() => {
        for (const id of ids) recolourMark(doc, id, colour, origin)
      }, origin)
    },
    [doc, origin, endStep]
  )
  const move = useCallback(
    (ids: Iterable<MarkId>, dx: number, dy: number, goesOn = false) => {
      const moving = [...ids].flatMap(id => now(id) ?? [])
      const by = keptOnPage(moving, dx, dy)
      if (!goesOn) endStep()
      const moved = moving.filter(mark => !isOnWords(mark)).map(mark => movedMark(mark, by.dx, by.dy))
      doc.transact(() => {
        for (const mark of moved) setShape(doc, mark, origin)
      }, origin)
      for (const mark of moved) {
        const drawn = pages.current.get(mark.page)
        if (drawn) quoteLater(mark, drawn.frame)
      }
    },
    [doc, origin, endStep, now, pages, quoteLater]
  )
  const duplicate = useCallback(
    (ids: Iterable<MarkId>) => {
      const originals = [...ids].flatMap(id => now(id) ?? []).filter(mark => !isOnWords(mark))
      if (originals.length === 0) return
      endStep()
      const createdAt = new Date(clock.now()).toISOString()
      const copies = originals.map(mark => ({ ...movedMark(mark, duplicateBeside, duplicateBeside), id: markId(), createdAt }))
      doc.transact(() => {
        for (const mark of copies) put(mark)
      }, origin)
      choose(copies.map(mark => mark.id))
    },
    [doc, origin, endStep, now, put, choose, clock]
  )
  return {
    ...hand,
    title,
    writable: condition.kind !== 'none',
    marks,
    older,
    // [K6] While the pen is down the step to take back is its stroke.
    undo: {
      ...steps,
      undo: useCallback(() => {
        drawing.current?.finish()
        back()
      }, [drawing, back]),
      redo: useCallback(() => {
        drawing.current?.finish()
        again()
      }, [drawing, again])
    },
    bodyOf: useCallback(id => markBodyText(doc, id), [doc]),
    now,
    outline,
    put,
    changeStrokes: useCallback((id, strokes, quote) => setStrokes(doc, id, strokes, quote, origin), [doc, origin]),
    quoteLater,
    recolour,
    remove,
    move,
    duplicate,
    begin,
    markSelection,
    noteAtSelection,
    noteHere,
    noteAt
  }
}

/** The marks I have chosen, as they are now. */
export const chosenMarks = (marks: Marks): readonly Mark[] => marks.marks.filter(mark => marks.chosen.has(mark.id))
