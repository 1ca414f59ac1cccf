import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Rows of a long list, of which only those in sight are drawn. Scrolls with the nearest ancestor that scrolls. */
export function VirtualRows<T>(props: {
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  /** Height of a row before it is measured, px. */
  readonly estimate: number
  readonly row: (item: T, index: number) => ReactNode
  /** What the list is called. */
  readonly label?: string
  /** The rows say themselves what they are (options of a listbox). */
  readonly bare?: boolean
  /** The row to be brought into sight; a new object each time, so that it can be asked for again. */
  readonly inSight?: { readonly key: string } | null
}) {
  const box = useRef<HTMLUListElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    const found = element ? scrollingAncestor(element) : null
    setScroller(found)
    if (!element || !found) return
    const measure = () => setAbove(Math.round(element.getBoundingClientRect().top - found.getBoundingClientRect().top + found.scrollTop))
    measure()
    // What stands above the rows may come late, or change its height.
    const watch = new ResizeObserver(measure)
    for (const child of found.children) watch.observe(child)
    return () => watch.disconnect()
  }, [])
  const virtual = useVirtualizer({
    count: props.items.length,
    getScrollElement: () => scroller,
    estimateSize: () => props.estimate,
    getItemKey: index => {
      const item = props.items[index]
      return item === undefined ? index : props.keyOf(item)
    },
    scrollMargin: above,
    overscan: 8
  })
  const { items, keyOf, inSight } = props
  const shown = useRef<object | null>(null)
  useEffect(() => {
    if (!inSight || !scroller || shown.current === inSight) return
    const index = items.findIndex(item => keyOf(item) === inSight.key)
    if (index < 0) return
    shown.current = inSight
    virtual.scrollToIndex(index)
  }, [inSight, scroller, items, keyOf, virtual])
  return (
    <ul
      ref={box}
      {...(props.bare ? { role: 'presentation' } : {})}
      aria-label={props.label}
      style={{ position: 'relative', height: virtual.getTotalSize(), listStyle: 'none', margin: 0, padding: 0 }}
    >
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const item = props.items[index]
        return item === undefined ? null : (
          <li
            key={key}
            {...(props.bare ? { role: 'presentation' } : { 'aria-setsize': props.items.length, 'aria-posinset': index + 1 })}
            data-index={index}
            ref={virtual.measureElement}
            style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${start - above}px)` }}
          >
            {props.row(item, index)}
          </li>
        )
      })}
    </ul>
  )
}

function scrollingAncestor(element: HTMLElement): HTMLElement {
  for (let at = element.parentElement; at; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  return document.documentElement
}
