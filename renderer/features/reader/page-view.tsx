import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import {
  type CSSProperties,
  memo,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState
} from 'react'
import { type PageGeometry, type PageRotation, pageRotation } from '#core/mark/page-geometry.ts'
import { noText, type PageText } from '#core/mark/quote.ts'
import { useText } from '../../ui/index.ts'
import type { Hit } from './find-text.ts'
import { hitRects } from './hit-rects.ts'
import type { PageSize } from './page-layout.ts'
import { type PageLink, pageLinks } from './page-links.ts'
import type { OpenPaper } from './pdf-engine.ts'
import s from './reader.module.css'
import { useCanvas } from './use-canvas.ts'
import { useTextLayer } from './use-text-layer.ts'

/** One page as drawn: what a layer above it needs to know. Coordinates of marks are those of the unrotated page. */
export interface PageFrame {
  /** From 1. */
  readonly page: number
  readonly geometry: PageGeometry
  /** CSS pixels per 1/72 inch. */
  readonly scale: number
  /** The page's text, fetched when asked for. */
  readonly text: () => Promise<PageText>
}

export interface PageViewProps {
  readonly paper: OpenPaper
  readonly page: number
  readonly size: PageSize
  readonly top: number
  /** Pixels from the middle of the scroll. */
  readonly left: number
  /** The view is turned clockwise by so much, on top of what the file says. */
  readonly turn: PageRotation
  /** Dark paper, light text. */
  readonly night: boolean
  /** Kept ready out of sight. */
  readonly away: boolean
  readonly scale: number
  readonly lowPower: boolean
  /** On the screen now: drawn before its neighbours. */
  readonly inView: boolean
  readonly hits: readonly Hit[]
  readonly hit: Hit | null
  readonly overlay?: ((frame: PageFrame) => ReactNode) | undefined
  /** Resolves when the paper does not move: what can wait waits until then. */
  readonly whenStill: () => Promise<void>
  readonly onSize: (page: number, size: PageSize) => void
  readonly onLink: (link: PageLink) => void
  /** Where the pointer is, 0…1 of the page as shown; null when it left. */
  readonly onPointer?: ((at: { readonly page: number; readonly x: number; readonly y: number } | null) => void) | undefined
}

/** One page: sheet, canvas, selectable text, links, hits, and the layer of whoever draws above. */
export const PageView = memo(function PageView(props: PageViewProps) {
  const { paper, page, scale, turn, night, onSize, whenStill } = props
  const { reader: text, readerView: viewText } = useText()
  const sheet = useRef<HTMLDivElement>(null)
  const canvasHome = useRef<HTMLDivElement>(null)
  const textHome = useRef<HTMLDivElement>(null)
  const [proxy, setProxy] = useState<PDFPageProxy | null>(null)
  const [failed, setFailed] = useState(false)
  const [leftOut, setLeftOut] = useState(false)
  const [empty, setEmpty] = useState(false)
  const [links, setLinks] = useState<readonly PageLink[]>([])

  useEffect(() => {
    let gone = false
    let leave = (): void => {}
    paper.page(page).then(
      open => {
        if (gone) return open.leave()
        leave = open.leave
        const found = open.proxy
        setProxy(found)
        const { width, height } = found.getViewport({ scale: 1 })
        onSize(page, { width, height })
      },
      () => !gone && setFailed(true)
    )
    return () => {
      gone = true
      // Drawing on it is called off first.
      queueMicrotask(leave)
    }
  }, [paper, page, onSize])

  const rotation = proxy ? pageRotation(proxy.rotate + turn) : 0
  useEffect(() => {
    if (!proxy) return
    let gone = false
    whenStill()
      .then(() => (gone ? [] : pageLinks(proxy, rotation)))
      .then(
        list => !gone && setLinks(before => (before.length + list.length > 0 ? list : before)),
        () => {}
      )
    return () => {
      gone = true
    }
  }, [proxy, rotation, whenStill])

  const drawn = useCanvas({
    proxy,
    home: canvasHome,
    scale,
    rotation,
    lowPower: props.lowPower,
    night,
    library: paper.library,
    urgent: props.inView,
    onFail: setFailed,
    onEmpty: useCallback(() => setEmpty(true), [])
  })
  useEffect(() => {
    if (!empty) return
    let gone = false
    whenStill()
      .then(() => !gone && paper.pictureLeftOut(page))
      .then(
        is => !gone && setLeftOut(is),
        () => {}
      )
    return () => {
      gone = true
    }
  }, [empty, paper, page, whenStill])
  const runs = useTextLayer({ paper, proxy, page, home: textHome, scale, rotation, ready: drawn, whenStill })
  const frame = useMemo<PageFrame | null>(() => {
    if (!proxy) return null
    const { width, height } = proxy.getViewport({ scale: 1, rotation: 0 })
    return {
      page,
      geometry: { width, height, rotation },
      scale,
      text: () =>
        paper.text(page).then(
          loaded => loaded.plain,
          () => noText
        )
    }
  }, [proxy, page, scale, rotation, paper])
  // Measured once the page stands in its new size, before it is shown.
  const [marked, setMarked] = useState<ReturnType<typeof hitRects>>([])
  useLayoutEffect(
    () =>
      setMarked(before =>
        runs && props.hits.length > 0 && sheet.current
          ? hitRects(runs, props.hits, sheet.current, scale)
          : before.length === 0
            ? before
            : []
      ),
    [runs, props.hits, scale]
  )
  const style = {
    top: `${props.top}px`,
    left: `calc(50% + ${props.left}px)`,
    ...(props.away ? { visibility: 'hidden' } : {}),
    width: `${Math.round(props.size.width * scale)}px`,
    height: `${Math.round(props.size.height * scale)}px`,
    '--total-scale-factor': scale,
    '--scale-round-x': '1px',
    '--scale-round-y': '1px'
  } as CSSProperties
  const report = props.onPointer
  const pointer = (event: PointerEvent): void => {
    const box = sheet.current?.getBoundingClientRect()
    if (box) report?.({ page, x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a page of a paper has no element of its own
    <div
      ref={sheet}
      role="group"
      aria-label={text.pageLabel(page)}
      className={s.sheet}
      style={style}
      data-page={page}
      data-drawn={drawn}
      data-night={night}
      onPointerMove={report ? pointer : undefined}
      onPointerLeave={report ? () => report(null) : undefined}
    >
      <div ref={canvasHome} className={s.canvas} />
      {leftOut && !failed ? (
        <p className={s.pageFailed} role="status">
          {viewText.pictureLeftOut}
        </p>
      ) : null}
      {failed ? <p className={s.pageFailed}>{text.state.pageFailed(page)}</p> : null}
      <div className={s.hits} aria-hidden="true">
        {marked.map(({ hit, rect }) => (
          <span
            key={`${hit.start}-${rect.x}-${rect.y}`}
            className={s.hit}
            data-hit=""
            data-current={hit === props.hit}
            style={{ left: rect.x * scale, top: rect.y * scale, width: rect.width * scale, height: rect.height * scale }}
          />
        ))}
      </div>
      <div ref={textHome} className={`textLayer ${s.text}`} data-text-layer="" />
      {links.map(link => (
        <button
          key={link.key}
          type="button"
          className={s.link}
          aria-label={link.note ? viewText.fileNote.open : link.address === null ? text.link.inside : text.link.toAddress(link.address)}
          title={link.note?.text ?? link.address ?? undefined}
          style={{
            left: link.rect.x * scale,
            top: link.rect.y * scale,
            width: link.rect.width * scale,
            height: link.rect.height * scale
          }}
          onClick={() => props.onLink(link)}
        />
      ))}
      {frame ? <div className={s.overlay}>{props.overlay?.(frame)}</div> : null}
    </div>
  )
})
