import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { type MarkId, newId, type PaperId, type UserId, type VersionId } from '#core/ids.ts'
import type { InkPoint, Mark, MarkColour, MarkOf, Quote } from '#core/mark/mark.ts'
import { makeQuote } from '#core/mark/quote.ts'
import { markBodyText, marksUndo, putMark, readMarks, recolourMark, removeMark, setQuote, setStrokes } from '#core/shared-doc/marks-doc.ts'
import { type SharedText, type Undo, useRoom, useUndo } from '../../sync/index.ts'
import { useClock } from '../../ui/index.ts'
import type { MarkTool } from './pointer-policy.ts'
import type { LastInk } from './stroke-draft.ts'
import { type DrawnPage, type PageSurface, pageInWindow, selectedText } from './surface.ts'

export const inkWidths = { fine: 1.2, medium: 2.2, bold: 4 } as const
export type InkWidth = keyof typeof inkWidths

/** What every new mark has before it is of a kind. */
export type MarkStart = Pick<Mark, 'id' | 'version' | 'page' | 'pageWidth' | 'pageHeight' | 'colour' | 'createdAt' | 'quote'>

/** My marks on one version of a paper, and what I am about to do to them. */
export interface Marks {
  /** False only when the room is not mine to open. */
  readonly writable: boolean
  readonly marks: readonly Mark[]
  /** On other versions of the paper: listed, not drawn. */
  readonly older: readonly Mark[]
  readonly tool: MarkTool
  readonly setTool: (tool: MarkTool) => void
  /** Of the chosen tool. */
  readonly colour: MarkColour
  readonly setColour: (colour: MarkColour) => void
  readonly width: InkWidth
  readonly setWidth: (width: InkWidth) => void
  /** The mark whose words are open on the page. */
  readonly opened: MarkId | null
  readonly open: (id: MarkId | null) => void
  readonly undo: Undo
  readonly bodyOf: (id: MarkId) => SharedText | null
  /** An ink mark as it is in the document now, or null. */
  readonly inkNow: (id: MarkId) => MarkOf<'ink'> | null
  readonly put: (mark: Mark) => void
  readonly changeStrokes: (id: MarkId, strokes: readonly (readonly InkPoint[])[], quote?: Quote) => void
  readonly quote: (id: MarkId, quote: Quote) => void
  readonly recolour: (id: MarkId, colour: MarkColour) => void
  readonly remove: (id: MarkId) => void
  /** What every new mark has. */
  readonly begin: (frame: PageSurface, quote?: Quote) => MarkStart
  /** Marks the selected text of all pages; false when nothing is selected. */
  readonly highlightSelection: () => boolean
  /** Puts a note at the selection, else at the top of the page in the window. */
  readonly noteHere: () => void
  readonly noteAt: (frame: PageSurface, x: number, y: number, quote?: Quote) => void
  /** Pages on the screen. */
  readonly pages: RefObject<Map<number, DrawnPage>>
  readonly pen: RefObject<{ seen: boolean; down: boolean }>
  readonly lastInk: RefObject<LastInk | null>
}

const markId = (): MarkId => newId<MarkId>(count => crypto.getRandomValues(new Uint8Array(count)))

/** My marks on a paper: room `marks/<paper>/<user>`, seen on every device of mine and on nobody else's. */
export function useMarks(paper: PaperId, version: VersionId, user: UserId): Marks {
  const clock = useClock()
  const room = useMemo(() => ({ kind: 'marks', paper, user }) as const, [paper, user])
  const { doc, condition, revision } = useRoom(room)
  const undo = useUndo(room, marksUndo)
  const { origin, endStep } = undo
  const [tool, chooseTool] = useState<MarkTool>('none')
  const [colours, setColours] = useState<Readonly<Record<'pen' | 'highlight' | 'note', MarkColour>>>({
    pen: 'red',
    highlight: 'yellow',
    note: 'yellow'
  })
  const [width, setWidth] = useState<InkWidth>('medium')
  const [opened, open] = useState<MarkId | null>(null)
  const pages = useRef(new Map<number, DrawnPage>())
  const pen = useRef({ seen: false, down: false })
  const lastInk = useRef<LastInk | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is the same object after a change; its revision is not
  const all = useMemo(() => readMarks(doc), [doc, revision])
  const marks = useMemo(() => all.filter(mark => mark.version === version), [all, version])
  const older = useMemo(() => all.filter(mark => mark.version !== version), [all, version])
  const kind = tool === 'pen' || tool === 'note' ? tool : 'highlight'

  const begin = useCallback(
    ({ page, geometry }: PageSurface, quote: Quote = { exact: '', prefix: '', suffix: '' }) => ({
      id: markId(),
      version,
      page,
      pageWidth: geometry.width,
      pageHeight: geometry.height,
      colour: colours[kind],
      createdAt: new Date(clock.now()).toISOString(),
      quote
    }),
    [version, colours, kind, clock]
  )
  const put = useCallback((mark: Mark) => putMark(doc, mark, origin), [doc, origin])
  const setTool = useCallback((next: MarkTool) => {
    lastInk.current = null
    open(null)
    chooseTool(next)
    if (next !== 'none') getSelection()?.removeAllRanges()
  }, [])
  const noteAt = useCallback(
    (frame: PageSurface, x: number, y: number, quote?: Quote) => {
      endStep()
      const mark: Mark = { ...begin(frame, quote), colour: colours.note, kind: 'note', x, y, body: '' }
      put(mark)
      chooseTool('none')
      open(mark.id)
    },
    [begin, put, endStep, colours.note]
  )
  const highlightSelection = useCallback(() => {
    const selected = selectedText(pages.current.values(), getSelection())
    if (selected.length === 0) return false
    endStep()
    for (const { drawn, rects, text, start, end } of selected) {
      const quote = makeQuote(text, start, end)
      if (rects.length > 0 && quote.exact)
        put({ ...begin(drawn.frame, quote), colour: colours.highlight, kind: 'highlight', rects, body: '' })
    }
    getSelection()?.removeAllRanges()
    return true
  }, [begin, put, endStep, colours.highlight])
  const noteHere = useCallback(() => {
    const selected = selectedText(pages.current.values(), getSelection())[0]
    const last = selected?.rects.at(-1)
    if (selected && last) {
      getSelection()?.removeAllRanges()
      return noteAt(selected.drawn.frame, last.x + last.width + 4, last.y - 4, makeQuote(selected.text, selected.start, selected.end))
    }
    const drawn = pageInWindow(pages.current.values())
    if (!drawn) return
    const hidden = Math.max(
      0,
      (drawn.sheet.parentElement?.parentElement?.getBoundingClientRect().top ?? 0) - drawn.sheet.getBoundingClientRect().top
    )
    noteAt(drawn.frame, drawn.frame.geometry.width - 60, Math.min(drawn.frame.geometry.height - 40, hidden / drawn.frame.scale + 36))
  }, [noteAt])
  const remove = useCallback(
    (id: MarkId) => {
      removeMark(doc, id, origin)
      open(before => (before === id ? null : before))
    },
    [doc, origin]
  )
  return {
    writable: condition.kind !== 'none',
    marks,
    older,
    tool,
    setTool,
    colour: colours[kind],
    setColour: colour => setColours(before => ({ ...before, [kind]: colour })),
    width,
    setWidth,
    opened,
    open,
    undo,
    bodyOf: useCallback(id => markBodyText(doc, id), [doc]),
    inkNow: useCallback(
      id => {
        const found = readMarks(doc).find(mark => mark.id === id)
        return found?.kind === 'ink' ? found : null
      },
      [doc]
    ),
    put,
    changeStrokes: useCallback((id, strokes, quote) => setStrokes(doc, id, strokes, quote, origin), [doc, origin]),
    quote: useCallback((id, quote) => setQuote(doc, id, quote, origin), [doc, origin]),
    recolour: useCallback(
      (id, colour) => {
        endStep()
        recolourMark(doc, id, colour, origin)
      },
      [doc, origin, endStep]
    ),
    remove,
    begin,
    highlightSelection,
    noteHere,
    noteAt,
    pages,
    pen,
    lastInk
  }
}
