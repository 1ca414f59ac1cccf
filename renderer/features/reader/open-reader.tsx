import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { type PageRotation, pageRotation } from '#core/mark/page-geometry.ts'
import type { Zoom } from '#core/shared-doc/state-doc.ts'
import { Banner, type MenuEntry, useText } from '../../ui/index.ts'
import { FindBar } from './find-bar.tsx'
import type { Hit } from './find-text.ts'
import { LinkDialog } from './link-dialog.tsx'
import { clampScale, nextZoom, pixelsPerPoint, rowOf } from './page-layout.ts'
import type { PageLink } from './page-links.ts'
import { PageView } from './page-view.tsx'
import type { OpenPaper } from './pdf-engine.ts'
import s from './reader.module.css'
import type { ReaderProps } from './reader.tsx'
import type { ReaderKey } from './reader-keys.ts'
import { ReaderToolbar } from './reader-toolbar.tsx'
import { useBeginning } from './use-beginning.ts'
import { useFind } from './use-find.ts'
import { useFullScreen } from './use-full-screen.ts'
import { useGestures } from './use-gestures.ts'
import { usePagedTurns } from './use-paged-turns.ts'
import { usePages } from './use-pages.ts'
import { useReaderKeys } from './use-reader-keys.ts'
import type { ReadingMemory } from './use-reading-place.ts'
import { useReadingView } from './use-reading-view.ts'
import { useScroll } from './use-scroll.ts'
import type { ViewActs } from './view-menu.tsx'

export interface OpenReaderProps extends ReaderProps {
  readonly open: OpenPaper
  readonly stalled: boolean
  readonly memory: ReadingMemory
}

const noHits: readonly Hit[] = []
const noEntries: readonly MenuEntry[] = []
const lineStepPx = 72
const tellPageAfterMs = 120

/** The reader of an open paper: continuous scroll, zoom, find, keys. Only pages on the screen and their neighbours exist. */
export function OpenReader(props: OpenReaderProps) {
  const { open, memory, version, onOpen } = props
  const text = useText().reader
  const root = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const pageField = useRef<HTMLInputElement>(null)
  const findField = useRef<HTMLInputElement>(null)
  const viewButton = useRef<HTMLButtonElement>(null)
  const { view, zoom, known, change, setZoom } = useReadingView(memory)
  const { arrangement, turn } = view
  const { full, toggle: toggleFull } = useFullScreen(root)
  const [seen, setSeen] = useState({ width: 0, height: 0 })
  const [finding, setFinding] = useState(false)
  const [leaving, setLeaving] = useState<string | null>(null)

  const { layout, sizes, scale, learnSize } = usePages(open, view, zoom, seen)
  const moved = useRef(false)
  const latest = useRef(props)
  latest.current = props
  const onOwnMove = useCallback(() => {
    moved.current = true
    latest.current.onOwnMove?.()
  }, [])
  const scroll = useScroll(scroller, layout, arrangement === 'single', onOwnMove)
  const { place, hold } = scroll
  const page = scroll.current + 1
  const shownScale = layout.scales[scroll.current] ?? scale
  const now = useRef({ page, scale: shownScale, layout, turn })
  now.current = { page, scale: shownScale, layout, turn }
  useEffect(() => setSeen(scroll.view), [scroll.view])
  // Whoever leafs on is not reported at every page: all around the paper would be drawn anew while it moves.
  useEffect(() => {
    const timer = setTimeout(() => latest.current.onPage?.(page), tellPageAfterMs)
    return () => clearTimeout(timer)
  }, [page])
  useEffect(() => onOpen?.(open.pages), [onOpen, open])

  const show = useCallback(
    (number: number, down?: number) => {
      const index = Math.min(open.pages, Math.max(1, Math.round(number))) - 1
      const height = scroller.current?.clientHeight ?? 0
      place({ index, fraction: downAsShown(down ?? 0, now.current.turn) }, down === undefined ? 12 : height / 3)
    },
    [open, place]
  )
  const turnTo = useCallback(
    (number: number) => {
      show(number)
      onOwnMove()
    },
    [show, onOwnMove]
  )
  /** To the next row of pages, or the one before; `foot`: its lower end, where one who scrolls upwards comes in. */
  const step = useCallback(
    (direction: 1 | -1, foot = false) => {
      const { page, layout } = now.current
      const row = layout.rows[rowOf(layout, page - 1) + direction]
      if (!row) return
      if (foot && direction < 0) place({ index: row[0], fraction: 1 }, scroller.current?.clientHeight ?? 0)
      else show(row[0] + 1)
      onOwnMove()
    },
    [place, show, onOwnMove]
  )
  usePagedTurns(scroller, arrangement === 'single', direction => step(direction, true))
  useImperativeHandle(props.ref, () => ({ show, page: () => now.current.page }), [show])

  const ready = { window: scroll.view.height > 0, view: known }
  useBeginning({ memory, version: version.version, startPage: props.startPage, ready, page, zoom, moved, show })

  const currentPage = useCallback(() => now.current.page, [])
  const showHit = useCallback(
    (hit: Hit) => {
      onOwnMove()
      open.text(hit.page).then(
        ({ plain }) => {
          const run = plain.runs.filter(r => r.at <= hit.start).at(-1)
          show(hit.page, Math.min(1, Math.max(0, (run?.box.y ?? 0) / open.firstSize.height)))
        },
        () => show(hit.page)
      )
    },
    [open, show, onOwnMove]
  )
  const find = useFind(finding ? open : null, currentPage, showHit)
  const hitsByPage = useMemo(() => {
    const map = new Map<number, Hit[]>()
    for (const hit of find.hits) map.set(hit.page, [...(map.get(hit.page) ?? []), hit])
    return map
  }, [find.hits])

  const zoomTo = useCallback(
    (next: Zoom, x?: number, y?: number) => {
      const element = scroller.current
      hold(x ?? (element?.clientWidth ?? 0) / 2, y ?? (element?.clientHeight ?? 0) / 3)
      setZoom(typeof next === 'number' ? Math.round((clampScale(next) / pixelsPerPoint) * 1000) / 1000 : next)
    },
    [hold, setZoom]
  )
  const acts = useMemo<ViewActs>(
    () => ({
      onView: change,
      onTurn: direction => change({ turn: pageRotation(now.current.turn + 90 * direction) }),
      onFull: toggleFull,
      onZoom: direction => zoomTo(nextZoom(now.current.scale, direction)),
      onSize: next => zoomTo(typeof next === 'number' ? next * pixelsPerPoint : next)
    }),
    [change, toggleFull, zoomTo]
  )
  useGestures(scroller, (factor, x, y) => zoomTo(now.current.scale * factor, x, y))

  const startFind = (): void => {
    setFinding(true)
    findField.current?.select()
    findField.current?.focus()
  }
  const endFind = (): void => {
    setFinding(false)
    scroller.current?.focus({ preventScroll: true })
  }
  const act = (key: ReaderKey): boolean => {
    const element = scroller.current
    if (!element) return false
    switch (key.kind) {
      case 'scroll':
        element.scrollBy({ top: key.lines * lineStepPx })
        return true
      case 'screen':
        if (arrangement === 'single' && atEdge(element, key.direction)) step(key.direction, true)
        else element.scrollBy({ top: key.direction * element.clientHeight * 0.9 })
        return true
      case 'page':
        step(key.direction)
        return true
      case 'edge':
        turnTo(key.direction < 0 ? 1 : open.pages)
        return true
      case 'zoom':
        acts.onZoom(key.direction)
        return true
      case 'fit':
        zoomTo(key.to)
        return true
      case 'turn':
        acts.onTurn(key.direction)
        return true
      case 'night':
        change({ night: !view.night })
        return true
      case 'full':
        toggleFull()
        return true
      case 'view':
        viewButton.current?.focus()
        viewButton.current?.click()
        return true
      case 'find':
        startFind()
        return true
      case 'go-to':
        pageField.current?.focus()
        return true
      default:
        if (finding) endFind()
        else if (full) toggleFull()
        return finding || full
    }
  }
  useReaderKeys(root, props.active ?? true, act)

  const follow = useCallback(
    (link: PageLink): void => {
      if (link.address !== null) {
        setLeaving(link.address)
        return
      }
      open.destination(link.target).then(
        number => number !== null && turnTo(number),
        () => {}
      )
    },
    [open, turnTo]
  )
  const { only } = scroll
  const numbers: number[] = []
  for (let index = scroll.live[0]; index <= Math.min(scroll.live[1], open.pages - 1); index++) numbers.push(index + 1)
  const hit = find.hits[find.at] ?? null
  return (
    <section ref={root} className={s.reader} data-full={full} aria-label={text.region(props.title)}>
      <ReaderToolbar
        page={page}
        pages={open.pages}
        pageField={pageField}
        view={view}
        zoom={zoom}
        scale={shownScale}
        full={full}
        viewButton={viewButton}
        menu={props.menu ?? noEntries}
        viewMenu={props.viewMenu ?? noEntries}
        acts={acts}
        finding={finding}
        leading={props.leading}
        tools={props.tools}
        trailing={props.trailing}
        onPage={turnTo}
        onFind={() => (finding ? endFind() : startFind())}
      />
      <div className={s.desk} data-night={view.night}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
        <section ref={scroller} className={s.scroller} tabIndex={0} aria-label={text.paper}>
          <div
            className={s.stack}
            data-paged={only !== null}
            style={{ height: only?.height ?? layout.tops.at(-1), minWidth: layout.width + 24 }}
          >
            {numbers.map(number => (
              <PageView
                key={number}
                paper={open}
                page={number}
                size={sizes[number - 1] ?? open.firstSize}
                top={(layout.tops[number - 1] ?? 0) - (only?.above ?? 0)}
                left={layout.lefts[number - 1] ?? 0}
                turn={turn}
                night={view.night}
                away={only !== null && rowOf(layout, number - 1) !== only.row}
                scale={layout.scales[number - 1] ?? scale}
                lowPower={props.lowPower ?? document.documentElement.dataset.lowPower === 'true'}
                inView={number === page}
                hits={hitsByPage.get(number) ?? noHits}
                hit={hit}
                overlay={props.overlay}
                whenStill={scroll.whenStill}
                onSize={learnSize}
                onLink={follow}
                onPointer={props.onPointer}
              />
            ))}
          </div>
        </section>
        {finding ? <FindBar find={find} pages={open.pages} field={findField} onClose={endFind} /> : null}
        {props.subtools ? <div className={s.subtools}>{props.subtools}</div> : null}
        {props.stalled ? (
          <div className={s.stalled}>
            <Banner tone="attention">{text.state.stalled}</Banner>
          </div>
        ) : null}
        {props.floating ? <div className={s.floating}>{props.floating}</div> : null}
      </div>
      {leaving !== null ? <LinkDialog address={leaving} onClose={() => setLeaving(null)} /> : null}
    </section>
  )
}

/** How far down a page a place of it lies once the view is turned; where that cannot be said, its top. */
const downAsShown = (down: number, turn: PageRotation): number => (turn === 0 ? down : turn === 180 ? 1 - down : 0)

const atEdge = (element: HTMLElement, direction: 1 | -1): boolean =>
  direction < 0 ? element.scrollTop <= 0 : element.scrollTop + element.clientHeight >= element.scrollHeight - 1
