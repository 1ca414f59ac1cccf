import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  type Anchor,
  anchorAt,
  anchorTop,
  livePages,
  type PageLayout,
  pageGapPx,
  pageInView,
  pagesAround,
  rowBox,
  rowOf
} from './page-layout.ts'
import type { WindowSize } from './use-window-size.ts'

export interface Scroll {
  /** Index of the page being read. */
  readonly current: number
  readonly live: readonly [number, number]
  /** Puts a place of the paper at a height of the window (0 = top). Not counted as the reader's own move. */
  readonly place: (anchor: Anchor, offset?: number) => void
  /** What lies at the top of the window. */
  readonly here: () => Anchor
  /** Before the layout changes: keep what lies under this point of the window where it is. */
  readonly hold: (x: number, y: number) => void
  /** Where one row is shown at a time: which, how much lies above it, and how tall the scroll is; null while all lie below each other. */
  readonly only: { readonly row: number; readonly above: number; readonly height: number } | null
  /** Resolves once nothing has moved for a moment. */
  readonly whenStill: () => Promise<void>
}

/** So long without a scroll, and the paper lies still. */
const stillAfterMs = 120

interface Held {
  readonly anchor: Anchor
  readonly offset: number
  /** Where in the width of the window, 0…1. */
  readonly x: number
  /** Where in the width of the content, 0…1, lies at x. */
  readonly across: number
}

/**
 * Follows the scroll of a long paper: which page is read, which are alive, and who moved — the person or the program.
 * `view`: the window in which the layout is seen. `paged`: one row of pages at a time; the others are above and below, out of sight.
 */
export function useScroll(
  scroller: RefObject<HTMLElement | null>,
  layout: PageLayout,
  view: WindowSize,
  paged: boolean,
  onOwnMove: () => void
): Scroll {
  const [current, setCurrent] = useState(0)
  const [live, setLive] = useState<readonly [number, number]>([0, 1])
  const held = useRef<Held>({ anchor: { index: 0, fraction: 0 }, offset: pageGapPx, x: 0.5, across: 0.5 })
  const placed = useRef<number | null>(0)
  const movedAt = useRef(Number.NEGATIVE_INFINITY)
  const [row, setRow] = useState(0)
  const box = rowBox(layout, row)
  const above = paged ? box.top - Math.max(pageGapPx, Math.floor((view.height - box.height) / 2)) : 0
  const now = useRef({ layout, onOwnMove, paged, row, above })
  now.current = { layout, onOwnMove, paged, row, above }

  const look = useCallback((): void => {
    const element = scroller.current
    if (!element) return
    const { layout, paged, row } = now.current
    setCurrent(paged ? (layout.rows[row]?.[0] ?? 0) : pageInView(layout, element.scrollTop, element.clientHeight))
    const next = paged ? pagesAround(layout, row, row) : livePages(layout, element.scrollTop, element.clientHeight)
    setLive(before => (before[0] === next[0] && before[1] === next[1] ? before : next))
  }, [scroller])

  const hold = useCallback(
    (x: number, y: number): void => {
      const element = scroller.current
      if (!element) return
      const across = (element.scrollLeft + x) / Math.max(1, element.scrollWidth)
      const { layout, paged, row, above } = now.current
      const at = element.scrollTop + above + y
      const first = layout.rows[row]?.[0] ?? 0
      const inRow = { index: first, fraction: (at - (layout.tops[first] ?? 0)) / Math.max(1, layout.heights[first] ?? 1) }
      held.current = { anchor: paged ? inRow : anchorAt(layout, at), offset: y, x: x / Math.max(1, element.clientWidth), across }
    },
    [scroller]
  )

  const here = useCallback((): Anchor => {
    const { layout, paged, row, above } = now.current
    const at = (scroller.current?.scrollTop ?? 0) + above
    return paged ? { index: layout.rows[row]?.[0] ?? 0, fraction: 0 } : anchorAt(layout, at)
  }, [scroller])

  const settle = useCallback((): void => {
    const element = scroller.current
    if (!element) return
    const { anchor, offset, x, across } = held.current
    const { layout, paged, row, above } = now.current
    // Another row is drawn first; then this is done again.
    const wanted = rowOf(layout, anchor.index)
    if (paged && wanted !== row) {
      setRow(wanted)
      return
    }
    const top = Math.max(0, Math.min(element.scrollHeight - element.clientHeight, anchorTop(layout, anchor) - above - offset))
    placed.current = top
    element.scrollTop = top
    element.scrollLeft = across * element.scrollWidth - x * element.clientWidth
    look()
  }, [scroller, look])

  const place = useCallback(
    (anchor: Anchor, offset = 0): void => {
      held.current = { anchor, offset, x: 0.5, across: 0.5 }
      settle()
    },
    [settle]
  )

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let frame = 0
    const onScroll = (): void => {
      movedAt.current = performance.now()
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
      if (placed.current !== null && Math.abs(element.scrollTop - placed.current) < 2) return
      placed.current = null
      hold(element.clientWidth / 2, 0)
      now.current.onOwnMove()
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, look, hold])

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever pages lie elsewhere, what is being read stays where it is
  useLayoutEffect(settle, [layout, view, paged, row, settle])
  const whenStill = useCallback(async (): Promise<void> => {
    for (;;) {
      const left = movedAt.current + stillAfterMs - performance.now()
      if (left <= 0) return
      await new Promise(resolve => setTimeout(resolve, left))
    }
  }, [])
  const only = paged ? { row, above, height: Math.max(view.height, box.height + 2 * pageGapPx) } : null
  return { current, live, only, place, here, hold, whenStill }
}
