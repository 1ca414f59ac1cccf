import { memo } from 'react'
import { isByHand, isOnWords, type Mark, type MarkOf, type PageRect } from '#core/mark/mark.ts'
import { markBounds, markLines } from '#core/mark/mark-shape.ts'
import { linePath } from './gesture.ts'
import s from './marks.module.css'
import type { Marks } from './use-marks.ts'

type Under = MarkOf<'highlight' | 'brush'>
/** Lies under the print: text shines through. */
export const isUnderPrint = (mark: Mark): mark is Under => mark.kind === 'highlight' || mark.kind === 'brush'

/** [K15] One mark as a shape on its unrotated page; drawn anew only when it changed. */
const MarkShape = memo(function MarkShape({ mark, outline }: { readonly mark: Mark; readonly outline: Marks['outline'] }) {
  const look = { 'data-mark': mark.id, 'data-kind': mark.kind, 'data-colour': mark.colour }
  if (isByHand(mark)) return <path {...look} className={mark.kind === 'ink' ? s.ink : s.highlight} d={outline(mark)} />
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

/** So many marks are looked through at once when one of them changed. */
const together = 200

/** All marks of a page that lie above or under its print; those that did not change are not even looked at. */
export function MarkShapes({ marks, outline }: { readonly marks: readonly Mark[]; readonly outline: Marks['outline'] }) {
  const groups = Array.from({ length: Math.ceil(marks.length / together) }, (_, i) => marks.slice(i * together, (i + 1) * together))
  // biome-ignore lint/suspicious/noArrayIndexKey: marks are in the order in which they were made, so a group keeps its place
  return groups.map((group, index) => <MarkGroup key={index} marks={group} outline={outline} />)
}

const MarkGroup = memo(
  function MarkGroup({ marks, outline }: { readonly marks: readonly Mark[]; readonly outline: Marks['outline'] }) {
    return marks.map(mark => <MarkShape key={mark.id} mark={mark} outline={outline} />)
  },
  (before, after) =>
    before.outline === after.outline &&
    before.marks.length === after.marks.length &&
    before.marks.every((mark, i) => mark === after.marks[i])
)

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
