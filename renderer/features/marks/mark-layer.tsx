import { IconMessage } from '@tabler/icons-react'
import { startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { hasBody, type Mark, type MarkPoint, type MarkWithBody } from '#core/mark/mark.ts'
import { markBounds } from '#core/mark/mark-shape.ts'
import { shownSize, shownTransform, toShown } from '#core/mark/page-geometry.ts'
import { useText } from '../../ui/index.ts'
import type { Gesture, Live } from './gesture.ts'
import { markAt } from './mark-hit.ts'
import { MarkPopover } from './mark-popover.tsx'
import { ChosenFrame, isUnderPrint, MarkShapes } from './mark-shapes.tsx'
import s from './marks.module.css'
import { pointerDeed } from './pointer-policy.ts'
import { type PageSurface, pointOn } from './surface.ts'
import type { Marks } from './use-marks.ts'
import { usePageTools } from './use-page-tools.ts'
import { WordsBar } from './words-bar.tsx'

/** More marks than these are drawn after their page, or after so long when it gets no picture. */
const drawnAtOnce = 150
const pictureWithinMs = 1000
const none: readonly Mark[] = []

/** My marks on one page, and the place where new ones are made. Drawn in page coordinates, so zooming costs nothing. */
export function MarkLayer(props: { readonly marks: Marks; readonly frame: PageSurface }) {
  const { marks, frame } = props
  const { page, geometry, scale } = frame
  const root = useRef<HTMLDivElement>(null)
  const livePath = useRef<SVGPathElement>(null)
  const liveUnder = useRef<SVGPathElement>(null)
  const deeds = useRef(new Map<number, Gesture>())
  const all = useMemo(() => marks.marks.filter(mark => mark.page === page), [marks.marks, page])
  // [K15] A page turned to is there at once; ink that takes its time to be drawn comes to it a moment later.
  const [drawn, setDrawn] = useState(all.length <= drawnAtOnce)
  useEffect(() => (drawn ? undefined : whenPageIsDrawn(root.current, () => startTransition(() => setDrawn(true)))), [drawn])
  const here = drawn ? all : none
  const under = useMemo(() => here.filter(isUnderPrint), [here])
  const above = useMemo(() => here.filter(mark => !isUnderPrint(mark)), [here])
  const signed = useMemo(() => here.filter(hasBody).filter(mark => mark.kind === 'note' || mark.body !== ''), [here])
  const sheetOf = (): HTMLElement | null => root.current?.closest<HTMLElement>('[data-page]') ?? null
  const live = useLive(livePath, liveUnder)
  const chosen = marks.chosen.size === 0 ? none : here.filter(mark => marks.chosen.has(mark.id))

  /** Chosen marks follow the pointer; React does not know of it, and draws them at their new place afterwards. */
  const showMoved = (by: MarkPoint | null): void => {
    for (const { id } of chosen)
      for (const element of root.current?.querySelectorAll<SVGElement | HTMLElement>(`[data-mark="${id}"],[data-chosen="${id}"]`) ?? []) {
        if (element instanceof HTMLElement) {
          const from = toShown(geometry, { x: 0, y: 0 })
          const to = toShown(geometry, by ?? { x: 0, y: 0 })
          element.style.transform = by ? `translate(${(to.x - from.x) * scale}px, ${(to.y - from.y) * scale}px)` : ''
        } else if (by) element.setAttribute('transform', `translate(${by.x} ${by.y})`)
        else element.removeAttribute('transform')
      }
  }
  const tools = usePageTools({ marks, frame, here, sheet: sheetOf, live, showMoved, deeds })
  const { drawing, start, ...handlers } = tools
  const size = shownSize(geometry)

  const { pages } = marks
  useLayoutEffect(() => {
    const sheet = root.current?.closest<HTMLElement>('[data-page]')
    if (!sheet) return
    const known = pages.current
    known.set(page, { frame, sheet, start })
    return () => {
      if (known.get(page)?.frame === frame) known.delete(page)
    }
  }, [pages, page, frame, start])

  // A page that goes away under the pen keeps what was drawn on it.
  useEffect(() => {
    const running = deeds.current
    return () => {
      for (const deed of running.values()) deed.end({ atMs: performance.now(), shift: false, byKeys: false })
      running.clear()
    }
  }, [])

  // What was drawn or moved is in the document now: its own picture takes over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the marks change
  useLayoutEffect(() => {
    if (drawing()) return
    live.clear()
    showMoved(null)
  }, [here])

  // Without a tool a click on a mark opens its words or chooses it, a long press or the right button chooses it, the end of a pen erases; text
  // beneath stays selectable.
  const latest = useRef({ here, marks, frame, start })
  latest.current = { here, marks, frame, start }
  useEffect(() => {
    const sheet = root.current?.closest<HTMLElement>('[data-page]')
    if (!sheet) return
    const markUnder = (event: MouseEvent) => {
      const { here, marks, frame } = latest.current
      if (marks.tool !== 'none' && marks.tool !== 'words') return null
      if (event.target instanceof Element && event.target.closest('button, textarea, [data-popover]')) return null
      return { mark: markAt(here, pointOn({ frame, sheet }, event.clientX, event.clientY), 4 / frame.scale + 1), marks }
    }
    const onClick = (event: MouseEvent): void => {
      if (getSelection()?.isCollapsed === false) return
      const found = markUnder(event)
      if (!found) return
      const { mark, marks } = found
      marks.open(mark && hasBody(mark) ? mark.id : null)
      marks.choose(mark && !hasBody(mark) ? [mark.id] : [])
    }
    const onMenu = (event: MouseEvent): void => {
      const { tool } = latest.current.marks
      const found = markUnder(event)
      const menu = found?.mark && getSelection()?.isCollapsed !== false
      // The button of a pen erases; it opens no menu.
      if (menu || erasing || (tool !== 'none' && tool !== 'words')) event.preventDefault()
      if (!menu || !found?.mark) return
      found.marks.open(null)
      found.marks.choose([found.mark.id])
    }
    let erasing: Gesture | null = null
    const onPen = (event: PointerEvent): void => {
      const { marks, frame, start } = latest.current
      if (event.pointerType !== 'pen' || marks.tool !== 'none' || !marks.writable) return
      const point = () => ({ ...pointOn({ frame, sheet }, event.clientX, event.clientY), pressure: 0.5 })
      const how = { atMs: event.timeStamp, shift: false, byKeys: false }
      if (event.type === 'pointerdown') {
        if (pointerDeed({ pointerType: 'pen', button: event.button, penSeen: true, penDown: false, others: 0 }) !== 'erase') return
        erasing = start('erase', point(), how)
        sheet.setPointerCapture(event.pointerId)
      } else if (event.type === 'pointermove') erasing?.move([point()], how)
      else erasing = null
      if (erasing) event.preventDefault()
    }
    const pen = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const
    sheet.addEventListener('click', onClick)
    sheet.addEventListener('contextmenu', onMenu)
    for (const type of pen) sheet.addEventListener(type, onPen)
    return () => {
      sheet.removeEventListener('click', onClick)
      sheet.removeEventListener('contextmenu', onMenu)
      for (const type of pen) sheet.removeEventListener(type, onPen)
    }
  }, [])

  const opened = marks.opened === null ? undefined : here.find(mark => mark.id === marks.opened)
  const box = `0 0 ${size.width} ${size.height}`
  const turned = shownTransform(geometry)
  const cursor = marks.cursor?.page === page ? toShown(geometry, marks.cursor) : null
  return (
    <div ref={root} className={s.layer}>
      <svg className={s.highlights} data-marked={under.length > 0} viewBox={box} aria-hidden="true">
        <g transform={turned}>
          <MarkShapes marks={under} outline={marks.outline} />
          <path ref={liveUnder} className={s.highlight} />
        </g>
      </svg>
      <svg className={s.inks} viewBox={box} aria-hidden="true">
        <g transform={turned}>
          <MarkShapes marks={above} outline={marks.outline} />
        </g>
      </svg>
      {/* Apart from what is drawn already: a page full of ink is not painted again with every point. */}
      <svg className={s.lives} viewBox={box} aria-hidden="true">
        <g transform={turned}>
          <path ref={livePath} className={s.live} />
          {chosen.map(mark => (
            <ChosenFrame key={mark.id} mark={mark} scale={scale} />
          ))}
        </g>
      </svg>
      {marks.tool === 'none' || marks.tool === 'words' ? null : (
        <div className={s.catcher} data-catcher="" data-tool={marks.tool} {...handlers} />
      )}
      {signed.map(mark => (
        <NoteSign key={mark.id} mark={mark} {...props} />
      ))}
      {cursor ? <div className={s.cursor} data-key-cursor="" style={{ left: cursor.x * scale, top: cursor.y * scale }} /> : null}
      {opened && hasBody(opened) ? <MarkPopover key={opened.id} marks={marks} mark={opened} frame={frame} scale={scale} /> : null}
      <WordsBar marks={marks} frame={frame} />
    </div>
  )
}

/** Calls once the page around the element has its picture, or after a moment without; returns what calls it off. */
function whenPageIsDrawn(element: Element | null, act: () => void): () => void {
  const sheet = element?.closest<HTMLElement>('[data-page]')
  const look = (): void => {
    if (sheet?.dataset.drawn === 'true') end(act)
  }
  const end = (then?: () => void): void => {
    watching.disconnect()
    clearTimeout(timer)
    then?.()
  }
  const watching = new MutationObserver(look)
  const timer = setTimeout(() => end(act), pictureWithinMs)
  if (sheet) watching.observe(sheet, { attributes: true, attributeFilter: ['data-drawn'] })
  look()
  return () => end()
}

/** The picture of what is being drawn, in one path: under the print or above it. */
function useLive(above: { current: SVGPathElement | null }, under: { current: SVGPathElement | null }): Live {
  return useMemo(() => {
    let asked = 0
    return {
      show: ({ kind, colour, width }, path) => {
        cancelAnimationFrame(asked)
        asked = requestAnimationFrame(() => {
          const element = (kind === 'brush' ? under : above).current
          element?.setAttribute('data-kind', kind)
          element?.setAttribute('data-colour', colour)
          element?.ownerSVGElement?.setAttribute('data-drawing', '')
          if (width === undefined) element?.removeAttribute('stroke-width')
          else element?.setAttribute('stroke-width', String(width))
          element?.setAttribute('d', path())
        })
      },
      clear: () => {
        cancelAnimationFrame(asked)
        for (const { current } of [above, under]) {
          if (current?.getAttribute('d')) current.setAttribute('d', '')
          current?.ownerSVGElement?.removeAttribute('data-drawing')
        }
      }
    }
  }, [above, under])
}

/** The sign of a note, or of words on another mark: at the margin beside it. */
function NoteSign(props: { readonly marks: Marks; readonly frame: PageSurface; readonly mark: MarkWithBody }) {
  const { mark, marks, frame } = props
  const text = useText().reader.marks
  const bounds = markBounds(mark)
  const size = shownSize(frame.geometry)
  const at = toShown(frame.geometry, mark.kind === 'note' ? bounds : { x: frame.geometry.width, y: bounds.y })
  const x = mark.kind === 'note' ? Math.min(at.x, size.width - 22) : Math.min(at.x, size.width) - 11
  return (
    <button
      type="button"
      className={s.sign}
      data-mark={mark.kind === 'note' ? mark.id : undefined}
      data-colour={mark.colour}
      data-open={marks.opened === mark.id}
      disabled={marks.tool !== 'none' && marks.tool !== 'words'}
      style={{ left: x * frame.scale, top: Math.max(0, at.y) * frame.scale }}
      aria-label={text.edit(mark.body || mark.quote.exact || text.onPage(mark.page))}
      title={mark.body || text.noteWithout}
      onClick={() => marks.open(marks.opened === mark.id ? null : mark.id)}
    >
      <IconMessage />
    </button>
  )
}
