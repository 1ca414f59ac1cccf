import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import type { MarkId } from '#core/ids.ts'
import type { MarkColour, SignName } from '#core/mark/mark.ts'
import type { MarkTool, PickedTool } from './pointer-policy.ts'
import type { LastInk } from './stroke-draft.ts'
import type { DrawnPage } from './surface.ts'

export const inkWidths = { fine: 1.2, medium: 2.2, bold: 4 } as const
export type InkWidth = keyof typeof inkWidths
/** Width of the highlighter's free stroke: a line of ordinary print. */
export const brushWidth = 14
export const signSize = 26

/** Where a mark made by keyboard goes; unrotated page, 1/72 inch. */
export interface KeyCursor {
  readonly page: number
  readonly x: number
  readonly y: number
}

/** What I hold: the tool, how it draws, and which marks I have chosen. */
export interface Hand {
  readonly tool: MarkTool
  /** `byKeys`: the tool is led by the keyboard, with a cursor on the page. */
  readonly setTool: (tool: MarkTool, byKeys?: boolean) => void
  readonly byKeys: boolean
  readonly cursor: KeyCursor | null
  readonly setCursor: (cursor: KeyCursor | null) => void
  /** Of the chosen tool. */
  readonly colour: MarkColour
  readonly colourOf: (tool: MarkTool) => MarkColour
  readonly setColour: (colour: MarkColour) => void
  readonly width: InkWidth
  readonly setWidth: (width: InkWidth) => void
  readonly sign: SignName
  readonly setSign: (sign: SignName) => void
  /** The mark whose words are open on the page. */
  readonly opened: MarkId | null
  readonly open: (id: MarkId | null) => void
  readonly chosen: ReadonlySet<MarkId>
  readonly choose: (ids: Iterable<MarkId>) => void
  /** The arrows move what is chosen. */
  readonly moving: boolean
  readonly setMoving: (moving: boolean) => void
  /** Pages on the screen. */
  readonly pages: RefObject<Map<number, DrawnPage>>
  readonly pen: RefObject<{ seen: boolean; down: boolean }>
  readonly lastInk: RefObject<LastInk | null>
  /** The mark whose stroke is under the pen; `finish` ends the stroke where the pen is now. */
  readonly drawing: RefObject<{ readonly mark: MarkId; readonly finish: () => void } | null>
}

const firstColours: Readonly<Record<PickedTool, MarkColour>> = {
  pen: 'red',
  highlight: 'yellow',
  underline: 'blue',
  strike: 'red',
  note: 'yellow',
  area: 'blue',
  arrow: 'red',
  sign: 'red',
  erase: 'ink',
  lasso: 'ink',
  words: 'ink'
}
const nobody: ReadonlySet<MarkId> = new Set()

export function useHand(): Hand {
  const [held, setHeld] = useState<{ readonly tool: MarkTool; readonly byKeys: boolean }>({ tool: 'none', byKeys: false })
  const [colours, setColours] = useState(firstColours)
  const [width, setWidth] = useState<InkWidth>('medium')
  const [sign, setSign] = useState<SignName>('tick')
  const [opened, open] = useState<MarkId | null>(null)
  const [chosen, setChosen] = useState(nobody)
  const [moving, setMoving] = useState(false)
  const [cursor, setCursor] = useState<KeyCursor | null>(null)
  const pages = useRef(new Map<number, DrawnPage>())
  const pen = useRef({ seen: false, down: false })
  const lastInk = useRef<LastInk | null>(null)
  const drawing: Hand['drawing'] = useRef(null)
  const { tool, byKeys } = held
  const choose = useCallback((ids: Iterable<MarkId>) => {
    const next = new Set(ids)
    setChosen(before => (before.size === 0 && next.size === 0 ? before : next))
  }, [])
  const setTool = useCallback((next: MarkTool, byKeys = false) => {
    lastInk.current = null
    open(null)
    setCursor(null)
    setHeld({ tool: next, byKeys: byKeys && next !== 'none' })
    setChosen(nobody)
    setMoving(false)
    if (next !== 'none' && next !== 'words') getSelection()?.removeAllRanges()
  }, [])
  const colourOf = useCallback((of: MarkTool): MarkColour => (of === 'none' ? 'yellow' : colours[of]), [colours])
  const setColour = useCallback(
    (colour: MarkColour) => {
      if (tool !== 'none') setColours(before => ({ ...before, [tool]: colour }))
    },
    [tool]
  )
  return useMemo(
    () => ({
      tool,
      setTool,
      byKeys,
      cursor,
      setCursor,
      colour: colourOf(tool),
      colourOf,
      setColour,
      width,
      setWidth,
      sign,
      setSign,
      opened,
      open,
      chosen,
      choose,
      moving,
      setMoving,
      pages,
      pen,
      lastInk,
      drawing
    }),
    [tool, setTool, byKeys, cursor, colourOf, setColour, width, sign, opened, chosen, choose, moving]
  )
}
