import { type RefObject, useEffect, useMemo, useState } from 'react'
import s from './find.module.css'
import { type Hit, ticksOf } from './find-text.ts'
import type { PageLayout } from './page-layout.ts'
import type { Find } from './use-find.ts'

/** Ticks nearer than this are one: more cannot be told apart. */
const gapPx = 3

/** [E21] Where the hits lie in the whole paper, beside the scroll bar; a click goes there. The list of hits is the same for the keyboard. */
export function FindTicks(props: { readonly find: Find; readonly layout: PageLayout; readonly scroller: RefObject<HTMLElement | null> }) {
  const { find, layout, scroller } = props
  const { hits, textOf } = find
  const [box, setBox] = useState({ height: 0, bar: 0 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const watch = new ResizeObserver(() => setBox({ height: element.clientHeight, bar: element.offsetWidth - element.clientWidth }))
    watch.observe(element)
    return () => watch.disconnect()
  }, [scroller])
  const place = useMemo(() => {
    const whole = Math.max(layout.tops.at(-1) ?? 1, box.height)
    return ({ page, start }: Hit): number => {
      const top = layout.tops[page - 1] ?? 0
      const height = layout.heights[page - 1] ?? 0
      // How far down the page is guessed from how far into its text.
      return ((top + height * (start / Math.max(1, textOf(page).length))) / whole) * box.height
    }
  }, [layout, box.height, textOf])
  const ticks = useMemo(() => ticksOf(hits, place, gapPx), [hits, place])
  const current = hits[find.at]
  if (hits.length === 0 || box.height === 0) return null
  return (
    <div className={s.ticks} style={{ marginRight: box.bar, height: box.height }} aria-hidden="true">
      {ticks.map(({ y, index }) => (
        <button key={index} type="button" tabIndex={-1} className={s.tick} style={{ top: y }} onClick={() => find.go(index)} />
      ))}
      {current ? <span className={s.tickNow} style={{ top: place(current) }} /> : null}
    </div>
  )
}
