import { type RefObject, useCallback, useRef } from 'react'
import { type PageRotation, pageRotation } from '#core/mark/page-geometry.ts'
import { type PageLayout, rowOf } from './page-layout.ts'
import type { PaperPlace } from './paper-outline.ts'
import type { Scroll } from './use-scroll.ts'
import { useWayBack, type WayBack } from './use-way-back.ts'

export interface Moves {
  /** Shows a page, `down` = how far down the page as its file has it, 0…1. Not counted as the reader's own move. */
  readonly show: (page: number, down?: number) => void
  /** The same by the reader's own hand. */
  readonly turnTo: (page: number) => void
  /** To the next row of pages, or the one before; `foot`: its lower end, where one who scrolls upwards comes in. */
  readonly step: (direction: 1 | -1, foot?: boolean) => void
  /** Leads far away; `back` leads here again. */
  readonly jump: (to: PaperPlace) => void
  readonly back: WayBack
}

/** How one gets about in a paper. */
export function useMoves(
  scroller: RefObject<HTMLElement | null>,
  pages: number,
  scroll: Scroll,
  at: { readonly layout: PageLayout; readonly page: number; readonly turn: number },
  onOwnMove: () => void
): Moves {
  const { place, here } = scroll
  const now = useRef(at)
  now.current = at
  const show = useCallback(
    (number: number, down?: number) => {
      const index = Math.min(pages, Math.max(1, Math.round(number))) - 1
      const height = scroller.current?.clientHeight ?? 0
      place({ index, fraction: downAsShown(down ?? 0, pageRotation(now.current.turn)) }, down === undefined ? 12 : height / 3)
    },
    [scroller, pages, place]
  )
  const turnTo = useCallback(
    (number: number) => {
      show(number)
      onOwnMove()
    },
    [show, onOwnMove]
  )
  const step = useCallback(
    (direction: 1 | -1, foot = false) => {
      const { page, layout } = now.current
      const row = layout.rows[rowOf(layout, page - 1) + direction]
      if (!row) return
      if (foot && direction < 0) place({ index: row[0], fraction: 1 }, scroller.current?.clientHeight ?? 0)
      else show(row[0] + 1)
      onOwnMove()
    },
    [scroller, place, show, onOwnMove]
  )
  const back = useWayBack(
    here,
    useCallback(
      anchor => {
        place(anchor)
        onOwnMove()
      },
      [place, onOwnMove]
    )
  )
  const { leave } = back
  const jump = useCallback(
    ({ page, down }: PaperPlace) => {
      leave()
      show(page, down === null || down < 0.05 ? undefined : down)
      onOwnMove()
    },
    [leave, show, onOwnMove]
  )
  return { show, turnTo, step, jump, back }
}

/** How far down a page a place of it lies once the view is turned; where that cannot be said, its top. */
const downAsShown = (down: number, turn: PageRotation): number => (turn === 0 ? down : turn === 180 ? 1 - down : 0)
