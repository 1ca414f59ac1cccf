import { IconMessage } from '@tabler/icons-react'
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { hasBody, type Mark, type MarkOf, type MarkWithBody } from '#core/mark/mark.ts'
import { markBounds } from '#core/mark/mark-shape.ts'
import { shownSize, shownTransform, toShown } from '#core/mark/page-geometry.ts'
import { useText } from '../../ui/index.ts'
import { inkPath } from './ink-path.ts'
import { markAt } from './mark-hit.ts'
import { MarkPopover } from './mark-popover.tsx'
import s from './marks.module.css'
import { type PageSurface, pointOn } from './surface.ts'
import type { Marks } from './use-marks.ts'
import { usePointerTools } from './use-pointer-tools.ts'

/** My marks on one page, and the place where new ones are made. Drawn in page coordinates, so zooming costs nothing. */
export function MarkLayer(props: { readonly marks: Marks; readonly frame: PageSurface }) {
  const { marks, frame } = props
  const { page, geometry, scale } = frame
  const root = useRef<HTMLDivElement>(null)
  const catcher = useRef<HTMLDivElement>(null)
  const live = useRef<SVGPathElement>(null)
  const here = useMemo(() => marks.marks.filter(mark => mark.page === page), [marks.marks, page])
  const tools = usePointerTools(marks, frame, catcher, live)
  const { drawing, ...handlers } = tools
  const size = shownSize(geometry)

  const { pages } = marks
  useLayoutEffect(() => {
    const sheet = root.current?.closest<HTMLElement>('[data-page]')
    if (!sheet) return
    const known = pages.current
    known.set(page, { frame, sheet })
    return () => {
      if (known.get(page)?.frame === frame) known.delete(page)
    }
  }, [pages, page, frame])

  // The stroke just drawn is in the document now: its own picture takes over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the marks change
  useLayoutEffect(() => {
    if (!drawing()) live.current?.setAttribute('d', '')
  }, [here])

  // Without a tool a click on a highlight opens its words; text beneath stays selectable.
  const clickable = useRef({ here, marks, frame })
  clickable.current = { here, marks, frame }
  useEffect(() => {
    const sheet = root.current?.closest<HTMLElement>('[data-page]')
    if (!sheet) return
    const onClick = (event: MouseEvent): void => {
      const { here, marks, frame } = clickable.current
      if (marks.tool !== 'none' || (event.target instanceof Element && event.target.closest('button, textarea, [data-popover]'))) return
      if (getSelection()?.isCollapsed === false) return
      const mark = markAt(here, pointOn({ frame, sheet }, event.clientX, event.clientY))
      marks.open(mark && hasBody(mark) ? mark.id : null)
    }
    sheet.addEventListener('click', onClick)
    return () => sheet.removeEventListener('click', onClick)
  }, [])

  const opened = here.find(mark => mark.id === marks.opened)
  return (
    <div ref={root} className={s.layer}>
      <svg className={s.highlights} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <g transform={shownTransform(geometry)}>
          {here.map(mark => (mark.kind === 'highlight' ? <HighlightShape key={mark.id} mark={mark} /> : null))}
        </g>
      </svg>
      <svg className={s.inks} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <g transform={shownTransform(geometry)}>
          {here.map(mark => (mark.kind === 'ink' ? <InkShape key={mark.id} mark={mark} /> : null))}
          <path ref={live} className={s.ink} />
        </g>
      </svg>
      {marks.tool === 'none' ? null : <div ref={catcher} className={s.catcher} data-tool={marks.tool} {...handlers} />}
      {here.map(mark =>
        hasBody(mark) && (mark.kind === 'note' || mark.body !== '') ? <NoteSign key={mark.id} mark={mark} {...props} /> : null
      )}
      {opened && hasBody(opened) ? <MarkPopover marks={marks} mark={opened} frame={frame} scale={scale} /> : null}
    </div>
  )
}

const HighlightShape = memo(function HighlightShape({ mark }: { readonly mark: MarkOf<'highlight'> }) {
  return (
    <g data-mark={mark.id} className={s.highlight} data-colour={mark.colour}>
      {mark.rects.map(r => (
        <rect key={`${r.x}-${r.y}`} x={r.x} y={r.y - 0.5} width={r.width} height={r.height + 1} />
      ))}
    </g>
  )
}, sameLook)

const InkShape = memo(function InkShape({ mark }: { readonly mark: MarkOf<'ink'> }) {
  return (
    <path
      data-mark={mark.id}
      className={s.ink}
      data-colour={mark.colour}
      d={mark.strokes.map(stroke => inkPath(stroke, mark.width)).join('')}
    />
  )
}, sameLook)

/** Marks are read anew with every change of the document; most of them look as before. */
function sameLook({ mark: a }: { readonly mark: Mark }, { mark: b }: { readonly mark: Mark }): boolean {
  if (a.id !== b.id || a.colour !== b.colour || a.kind !== b.kind) return false
  if (a.kind !== 'ink' || b.kind !== 'ink') return true
  return a.strokes.length === b.strokes.length && a.strokes.every((stroke, i) => stroke.length === b.strokes[i]?.length)
}

/** The sign of a note, or of words on a highlight: at the margin beside it. */
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
      data-colour={mark.colour}
      data-open={marks.opened === mark.id}
      disabled={marks.tool !== 'none'}
      style={{ left: x * frame.scale, top: Math.max(0, at.y) * frame.scale }}
      aria-label={text.edit(mark.body || mark.quote.exact || text.onPage(mark.page))}
      title={mark.body || text.noteWithout}
      onClick={() => marks.open(marks.opened === mark.id ? null : mark.id)}
    >
      <IconMessage />
    </button>
  )
}
