import { memo } from 'react'
import { isByHand, isOnWords, type Mark, type MarkOf, type PageRect } from '#core/mark/mark.ts'
import { markBounds, markLines } from '#core/mark/mark-shape.ts'
import { linePath } from './gesture.ts'
import { inkPath } from './ink-path.ts'
import s from './marks.module.css'

type Under = MarkOf<'highlight' | 'brush'>
/** Lies under the print: text shines through. */
export const isUnderPrint = (mark: Mark): mark is Under => mark.kind === 'highlight' || mark.kind === 'brush'

/** [K15] One mark as a shape on its unrotated page; drawn anew only when it changed. */
export const MarkShape = memo(function MarkShape({ mark }: { readonly mark: Mark }) {
  const look = { 'data-mark': mark.id, 'data-kind': mark.kind, 'data-colour': mark.colour }
  if (isByHand(mark))
    return (
      <path
        {...look}
        className={mark.kind === 'ink' ? s.ink : s.highlight}
        d={mark.strokes.map(stroke => inkPath(stroke, mark.width)).join('')}
      />
    )
  if (isOnWords(mark))
    return (
      <g {...look} className={mark.kind === 'highlight' ? s.highlight : s.line}>
        {mark.rects.map(rect => (
          <OnLine key={`${rect.x} ${rect.y}`} kind={mark.kind} rect={rect} />
        ))}
      </g>
    )
  if (mark.kind === 'area') return <rect {...look} className={s.area} rx={2} {...mark.rect} />
  if (mark.kind === 'note') return null
  const { width, lines } = markLines(mark)
  return <path {...look} className={s.line} strokeWidth={width} d={lines.map(linePath).join('')} />
})

function OnLine({ kind, rect }: { readonly kind: 'highlight' | 'underline' | 'strike'; readonly rect: PageRect }) {
  if (kind === 'highlight') return <rect x={rect.x} y={rect.y - 0.5} width={rect.width} height={rect.height + 1} />
  const y = rect.y + rect.height * (kind === 'underline' ? 1 : 0.54)
  return <path strokeWidth={Math.max(0.8, rect.height * 0.09)} d={`M${rect.x} ${y}h${rect.width}`} />
}

/** The frame around a chosen mark. */
export function ChosenFrame({ mark, scale }: { readonly mark: Mark; readonly scale: number }) {
  const by = 4 / scale + ('width' in mark ? mark.width / 2 : 0)
  const { x, y, width, height } = markBounds(mark)
  return (
    <rect data-chosen={mark.id} className={s.chosen} x={x - by} y={y - by} width={width + 2 * by} height={height + 2 * by} rx={3 / scale} />
  )
}
