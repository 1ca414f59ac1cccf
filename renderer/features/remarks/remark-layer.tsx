import { useMemo } from 'react'
import type { RemarkId } from '#core/ids.ts'
import { bodyOf } from '#core/mark/mark.ts'
import { markBounds, markLines } from '#core/mark/mark-shape.ts'
import { type PageGeometry, shownSize, shownTransform, toShown } from '#core/mark/page-geometry.ts'
import { initials } from '../../ui/basics.tsx'
import { useText } from '../../ui/index.ts'
import s from './remarks.module.css'
import type { ReadableRemark } from './use-remarks.ts'

/** Others' marks on one page: framed by dashes, with the initials of who shared it; never by colour alone. */
export function RemarkLayer(props: {
  readonly remarks: readonly ReadableRemark[]
  readonly frame: { readonly page: number; readonly geometry: PageGeometry; readonly scale: number }
  /** The one the list points at. */
  readonly pointed: RemarkId | null
  readonly onOpen: (remark: RemarkId) => void
}) {
  const { remarks, frame } = props
  const text = useText().remarks
  const here = useMemo(() => remarks.filter(({ opened }) => opened.page === frame.page), [remarks, frame.page])
  if (here.length === 0) return null
  const size = shownSize(frame.geometry)
  return (
    <div className={s.layer}>
      <svg className={s.shapes} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <g transform={shownTransform(frame.geometry)}>
          {here.map(remark => (
            <g key={remark.remark} className={s.shape} data-colour={remark.opened.colour} data-pointed={props.pointed === remark.remark}>
              <Shape remark={remark} />
            </g>
          ))}
        </g>
      </svg>
      {here.map((remark, index) => {
        const bounds = markBounds(remark.opened)
        const at = toShown(frame.geometry, { x: bounds.x + bounds.width, y: bounds.y })
        // Several people at one place: their badges stand beside each other.
        const before = here.slice(0, index).filter(({ opened }) => Math.abs(markBounds(opened).y - bounds.y) < 14).length
        const left = Math.min(Math.max(0, at.x), size.width) * frame.scale - 14 - before * 26
        return (
          <button
            key={remark.remark}
            type="button"
            className={s.badge}
            data-pointed={props.pointed === remark.remark}
            style={{ left: Math.max(0, left), top: Math.max(0, at.y * frame.scale - 14) }}
            title={text.of(remark.name)}
            aria-label={text.onPageBy(
              remark.name,
              bodyOf(remark.opened) || remark.words || remark.opened.quote.exact || text.pageTitle(frame.page)
            )}
            onClick={() => props.onOpen(remark.remark)}
          >
            {initials(remark.name)}
          </button>
        )
      })}
    </div>
  )
}

function Shape({ remark }: { readonly remark: ReadableRemark }) {
  const mark = remark.opened
  switch (mark.kind) {
    case 'ink':
    case 'brush':
      return mark.strokes.map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes have no other name and never change
        <path key={index} d={pathOf(stroke)} strokeWidth={mark.width} />
      ))
    case 'arrow':
    case 'sign': {
      const { width, lines } = markLines(mark)
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      return lines.map((line, index) => <path key={index} d={pathOf(line)} strokeWidth={width} />)
    }
    case 'note':
      return null
    case 'area':
      return <rect className={s.dashed} {...mark.rect} />
    default:
      return mark.rects.map(rect => <rect key={`${rect.x} ${rect.y}`} className={s.dashed} {...rect} />)
  }
}

const pathOf = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('') +
  (points.length === 1 ? `L${points[0]?.x} ${points[0]?.y}` : '')
