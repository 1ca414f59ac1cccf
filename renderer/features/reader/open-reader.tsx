import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { Banner, useText } from '../../ui/index.ts'
import { FindBar } from './find-bar.tsx'
import type { Hit } from './find-text.ts'
import { LinkDialog } from './link-dialog.tsx'
import { clampScale, fitWidthScale, layOut, nextZoom, type PageSize, pixelsPerPoint } from './page-layout.ts'
import type { PageLink } from './page-links.ts'
import { PageView } from './page-view.tsx'
import type { OpenPaper } from './pdf-engine.ts'
import s from './reader.module.css'
import type { ReaderProps } from './reader.tsx'
import type { ReaderKey } from './reader-keys.ts'
import { ReaderToolbar } from './reader-toolbar.tsx'
import { useFind } from './use-find.ts'
import { useGestures } from './use-gestures.ts'
import { useReaderKeys } from './use-reader-keys.ts'
import type { ReadingMemory } from './use-reading-place.ts'
import { useScroll } from './use-scroll.ts'

export interface OpenReaderProps extends ReaderProps {
  readonly open: OpenPaper
  readonly stalled: boolean
  readonly memory: ReadingMemory
}

const noHits: readonly Hit[] = []
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
  const [sizes, setSizes] = useState<readonly PageSize[]>(() => Array.from({ length: open.pages }, () => open.firstSize))
  const [zoom, setZoom] = useState<'width' | number>('width')
  const [viewWidth, setViewWidth] = useState(0)
  const [finding, setFinding] = useState(false)
  const [leaving, setLeaving] = useState<string | null>(null)

  const fitScale = fitWidthScale(open.firstSize, viewWidth)
  const scale = zoom === 'width' ? fitScale : clampScale(zoom * pixelsPerPoint)
  const widest = zoom === 'width' ? open.firstSize.width * scale : Number.POSITIVE_INFINITY
  const layout = useMemo(() => layOut(sizes, scale, widest), [sizes, scale, widest])
  const moved = useRef(false)
  const latest = useRef(props)
  latest.current = props
  const onOwnMove = useCallback(() => {
    moved.current = true
    latest.current.onOwnMove?.()
  }, [])
  const scroll = useScroll(scroller, layout, onOwnMove)
  const { place, hold } = scroll
  const page = scroll.current + 1
  const now = useRef({ page, scale })
  now.current = { page, scale }
  useEffect(() => setViewWidth(scroll.view.width), [scroll.view.width])
  // Whoever leafs on is not reported at every page: all around the paper would be drawn anew while it moves.
  useEffect(() => {
    const timer = setTimeout(() => latest.current.onPage?.(page), tellPageAfterMs)
    return () => clearTimeout(timer)
  }, [page])
  useEffect(() => onOpen?.(open.pages), [onOpen, open])

  const learnSize = useCallback((number: number, size: PageSize) => {
    setSizes(before => {
      const known = before[number - 1]
      if (known && Math.abs(known.width - size.width) < 0.5 && Math.abs(known.height - size.height) < 0.5) return before
      return before.map((other, index) => (index === number - 1 ? size : other))
    })
  }, [])

  const show = useCallback(
    (number: number, down?: number) => {
      const index = Math.min(open.pages, Math.max(1, Math.round(number))) - 1
      const height = scroller.current?.clientHeight ?? 0
      place({ index, fraction: down ?? 0 }, down === undefined ? 12 : height / 3)
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
  useImperativeHandle(props.ref, () => ({ show, page: () => now.current.page }), [show])

  // Where to begin: the page asked for, else where I was. Whoever has already moved stays.
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    if (begun || scroll.view.height === 0) return
    if (props.startPage !== undefined) {
      setBegun(true)
      show(props.startPage)
    } else if (memory.place !== undefined) {
      setBegun(true)
      if (memory.place && !moved.current) {
        const known = memory.place
        if (known.zoom !== 'width') setZoom(known.zoom)
        if (known.page > 1) show(known.page)
      }
    }
  }, [begun, memory.place, props.startPage, show, scroll.view.height])
  const { remember } = memory
  useEffect(() => {
    if (begun) remember({ version: version.version, page, zoom })
  }, [begun, remember, version.version, page, zoom])

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
    (next: number | 'width', x?: number, y?: number) => {
      const element = scroller.current
      hold(x ?? (element?.clientWidth ?? 0) / 2, y ?? (element?.clientHeight ?? 0) / 3)
      setZoom(next === 'width' ? next : Math.round((clampScale(next) / pixelsPerPoint) * 1000) / 1000)
    },
    [hold]
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
        element.scrollBy({ top: key.direction * element.clientHeight * 0.9 })
        return true
      case 'page':
        turnTo(now.current.page + key.direction)
        return true
      case 'edge':
        turnTo(key.direction < 0 ? 1 : open.pages)
        return true
      case 'zoom':
        zoomTo(nextZoom(now.current.scale, key.direction))
        return true
      case 'fit':
        zoomTo('width')
        return true
      case 'find':
        startFind()
        return true
      case 'go-to':
        pageField.current?.focus()
        return true
      default:
        if (finding) endFind()
        return finding
    }
  }
  useReaderKeys(root, act)

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
  const numbers: number[] = []
  for (let index = scroll.live[0]; index <= Math.min(scroll.live[1], open.pages - 1); index++) numbers.push(index + 1)
  const hit = find.hits[find.at] ?? null
  return (
    <section ref={root} className={s.reader} aria-label={text.region(props.title)}>
      <ReaderToolbar
        page={page}
        pages={open.pages}
        pageField={pageField}
        fits={zoom === 'width'}
        finding={finding}
        leading={props.leading}
        tools={props.tools}
        trailing={props.trailing}
        onPage={turnTo}
        onZoom={direction => zoomTo(nextZoom(now.current.scale, direction))}
        onFit={() => zoomTo('width')}
        onFind={() => (finding ? endFind() : startFind())}
      />
      <div className={s.desk}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
        <section ref={scroller} className={s.scroller} tabIndex={0} aria-label={text.paper}>
          <div className={s.stack} style={{ height: layout.tops.at(-1), minWidth: layout.width + 24 }}>
            {numbers.map(number => (
              <PageView
                key={number}
                paper={open}
                page={number}
                size={sizes[number - 1] ?? open.firstSize}
                top={layout.tops[number - 1] ?? 0}
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
