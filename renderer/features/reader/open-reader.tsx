import { IconArrowBackUp } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { pageRotation } from '#core/mark/page-geometry.ts'
import type { Zoom } from '#core/shared-doc/state-doc.ts'
import { Banner, type MenuEntry, useText } from '../../ui/index.ts'
import { actOnKey } from './act-on-key.ts'
import { FindBar } from './find-bar.tsx'
import type { Hit } from './find-text.ts'
import { FindTicks } from './find-ticks.tsx'
import { FileNoteDialog, LinkDialog } from './link-dialog.tsx'
import { clampScale, nextZoom, pixelsPerPoint, rowOf } from './page-layout.ts'
import type { FileNote } from './page-links.ts'
import { PageView } from './page-view.tsx'
import type { OpenPaper } from './pdf-engine.ts'
import s from './reader.module.css'
import type { ReaderProps } from './reader.tsx'
import type { ReaderKey } from './reader-keys.ts'
import { ReaderToolbar } from './reader-toolbar.tsx'
import { useBeginning } from './use-beginning.ts'
import { useFetchAhead } from './use-fetch-ahead.ts'
import { useFinding } from './use-finding.ts'
import { useFullScreen } from './use-full-screen.ts'
import { useGestures } from './use-gestures.ts'
import { useLabels } from './use-labels.ts'
import { useMoves } from './use-moves.ts'
import { usePagedTurns } from './use-paged-turns.ts'
import { usePages } from './use-pages.ts'
import { useReaderKeys } from './use-reader-keys.ts'
import type { ReadingMemory } from './use-reading-place.ts'
import { useReadingView } from './use-reading-view.ts'
import { useScroll } from './use-scroll.ts'
import { useWindowSize } from './use-window-size.ts'
import type { ViewActs } from './view-menu.tsx'

export interface OpenReaderProps extends ReaderProps {
  readonly open: OpenPaper
  readonly stalled: boolean
  readonly memory: ReadingMemory
}

const noHits: readonly Hit[] = []
const noEntries: readonly MenuEntry[] = []
const SidePanel = lazy(() => import('./side-panel.tsx'))
const tellPageAfterMs = 120

/** The reader of an open paper: continuous scroll, zoom, find, keys. Only pages on the screen and their neighbours exist. */
export function OpenReader(props: OpenReaderProps) {
  const { open, memory, version, onOpen } = props
  const { reader: text, readerView: viewText } = useText()
  const root = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const pageField = useRef<HTMLInputElement>(null)
  const findField = useRef<HTMLInputElement>(null)
  const viewButton = useRef<HTMLButtonElement>(null)
  const { view, zoom, known, change, setZoom } = useReadingView(memory)
  const { arrangement, turn } = view
  const { full, toggle: toggleFull } = useFullScreen(root)
  const seen = useWindowSize(scroller)
  const [finding, setFinding] = useState(false)
  const [leaving, setLeaving] = useState<string | null>(null)
  const [note, setNote] = useState<FileNote | null>(null)

  const { layout, sizes, scale, learnSize } = usePages(open, view, zoom, seen)
  const moved = useRef(false)
  const latest = useRef(props)
  latest.current = props
  const onOwnMove = useCallback(() => {
    moved.current = true
    latest.current.onOwnMove?.()
  }, [])
  const scroll = useScroll(scroller, layout, seen, arrangement === 'single', onOwnMove)
  const { hold } = scroll
  const page = scroll.current + 1
  const shownScale = layout.scales[scroll.current] ?? scale
  const now = useRef({ page, scale: shownScale, layout, turn })
  now.current = { page, scale: shownScale, layout, turn }
  // Whoever leafs on is not reported at every page: all around the paper would be drawn anew while it moves.
  useEffect(() => {
    const timer = setTimeout(() => latest.current.onPage?.(page), tellPageAfterMs)
    return () => clearTimeout(timer)
  }, [page])
  useEffect(() => onOpen?.(open.pages), [onOpen, open])

  const moves = useMoves(scroller, open.pages, scroll, { layout, page, turn }, onOwnMove)
  const { show, step, jump, back } = moves
  usePagedTurns(scroller, arrangement === 'single', direction => step(direction, true))
  useImperativeHandle(props.ref, () => ({ show, page: () => now.current.page }), [show])

  const ready = { window: seen.height > 0, view: known }
  useBeginning({ memory, version: version.version, startPage: props.startPage, ready, page, zoom, moved, show })

  const currentPage = useCallback(() => now.current.page, [])
  const { find, hitsByPage } = useFinding({
    ...props,
    finding,
    startFinding: useCallback(() => setFinding(true), []),
    currentPage,
    show,
    onOwnMove
  })

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

  const { whenStill } = scroll
  const labels = useLabels(open, whenStill)
  useFetchAhead(open, page, props.pagesAhead ?? 0, whenStill)
  const [panel, setPanel] = useState<'opened' | 'entered' | null>(null)
  const closePanel = (): void => {
    setPanel(null)
    scroller.current?.focus({ preventScroll: true })
  }
  const startFind = (): void => {
    setFinding(true)
    findField.current?.select()
    findField.current?.focus()
  }
  const endFind = (): void => {
    setFinding(false)
    scroller.current?.focus({ preventScroll: true })
  }
  const act = (key: ReaderKey): boolean =>
    scroller.current !== null &&
    actOnKey(key, {
      scroller: scroller.current,
      pages: open.pages,
      view,
      moves,
      acts,
      zoomTo,
      openView: () => {
        viewButton.current?.focus()
        viewButton.current?.click()
      },
      openPanel: () => (panel ? closePanel() : setPanel('entered')),
      startFind,
      findStep: direction => {
        if (finding) find.step(direction)
        return finding
      },
      findEverywhere: () => {
        props.onFindEverywhere?.({ query: finding ? find.query : '', options: find.options })
        return props.onFindEverywhere !== undefined
      },
      goTo: () => pageField.current?.focus(),
      endSomething: () => {
        if (finding) endFind()
        else if (full) toggleFull()
        return finding || full
      }
    })
  useReaderKeys(root, props.active ?? true, act)

  const follow = useCallback(
    (link: { readonly target: unknown; readonly address: string | null; readonly note?: FileNote | null }): void => {
      if (link.note) setNote(link.note)
      else if (link.address !== null) setLeaving(link.address)
      else
        open.destination(link.target).then(
          to => to && jump(to),
          () => {}
        )
    },
    [open, jump]
  )
  const onPage = useCallback((number: number) => jump({ page: number, down: null }), [jump])
  const { only } = scroll
  const lowPower = props.lowPower ?? document.documentElement.dataset.lowPower === 'true'
  const numbers: number[] = []
  // No page is drawn before its size is known.
  const last = seen.height > 0 ? Math.min(scroll.live[1], open.pages - 1) : -1
  for (let index = scroll.live[0]; index <= last; index++) numbers.push(index + 1)
  const hit = find.hits[find.at] ?? null
  return (
    <section ref={root} className={s.reader} data-reader="" data-full={full} aria-label={text.region(props.title)}>
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
        labels={labels}
        panel={panel !== null}
        onPanel={() => (panel ? closePanel() : setPanel('opened'))}
        onPage={onPage}
        onFind={() => (finding ? endFind() : startFind())}
      />
      <div className={s.desk} data-desk="" data-night={view.night} data-panel={panel !== null}>
        {panel ? (
          <Suspense fallback={null}>
            <SidePanel
              paper={open}
              sizes={sizes}
              labels={labels}
              page={page}
              turn={turn}
              night={view.night}
              lowPower={lowPower}
              whenStill={scroll.whenStill}
              entered={panel === 'entered'}
              onPage={moves.turnTo}
              onPick={follow}
              onClose={closePanel}
            />
          </Suspense>
        ) : null}
        {back.page !== null ? (
          <button type="button" className={s.wayBack} title={viewText.backHint} onClick={() => back.go(-1)}>
            <IconArrowBackUp aria-hidden="true" />
            {viewText.back(labels?.[back.page - 1] ?? String(back.page))}
          </button>
        ) : null}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
        <section ref={scroller} className={s.scroller} data-pages="" tabIndex={0} aria-label={text.paper}>
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
                lowPower={lowPower}
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
        <div className={s.focusRing} data-focus-ring="" />
        {finding ? <FindTicks find={find} layout={layout} scroller={scroller} /> : null}
        {finding ? (
          <FindBar
            find={find}
            pages={open.pages}
            labels={labels}
            field={findField}
            onClose={endFind}
            everywhere={props.everywhere ?? 'meeting'}
            onEverywhere={props.onFindEverywhere ? () => props.onFindEverywhere?.({ query: find.query, options: find.options }) : undefined}
          />
        ) : null}
        {props.subtools ? <div className={s.subtools}>{props.subtools}</div> : null}
        {props.stalled ? (
          <div className={s.stalled}>
            <Banner tone="attention">{text.state.stalled}</Banner>
          </div>
        ) : null}
        {props.floating ? <div className={s.floating}>{props.floating}</div> : null}
      </div>
      {note ? <FileNoteDialog note={note} onClose={() => setNote(null)} /> : null}
      {leaving !== null ? <LinkDialog address={leaving} onClose={() => setLeaving(null)} /> : null}
    </section>
  )
}
