import { IconQuote, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { MarkWithBody } from '#core/mark/mark.ts'
import { markBounds } from '#core/mark/mark-shape.ts'
import { shownSize, toShown } from '#core/mark/page-geometry.ts'
import { SharedTextArea } from '../../sync/index.ts'
import { Button, IconButton, useText } from '../../ui/index.ts'
import { ColourChoice } from './colour-choice.tsx'
import s from './marks.module.css'
import type { PageSurface } from './surface.ts'
import { useCopyQuote } from './use-copy-quote.ts'
import type { Marks } from './use-marks.ts'
import { useRemoveMark } from './use-remove-mark.ts'

const widthPx = 308

/** The words of a note or highlight, beside it on the page. What is typed is in the document key by key. */
export function MarkPopover(props: {
  readonly marks: Marks
  readonly mark: MarkWithBody
  readonly frame: PageSurface
  readonly scale: number
}) {
  const { marks, mark, frame, scale } = props
  const { reader, marking } = useText()
  const text = reader.marks
  const copy = useCopyQuote(marks)
  const root = useRef<HTMLDivElement>(null)
  const remove = useRemoveMark(marks)
  const { open } = marks
  useEffect(() => {
    const before = document.activeElement
    const element = root.current
    element?.querySelector('textarea')?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  const bounds = markBounds(mark)
  const at = toShown(frame.geometry, { x: bounds.x, y: bounds.y + bounds.height })
  const pageWidth = shownSize(frame.geometry).width * scale
  const left = Math.max(8, Math.min(at.x * scale, pageWidth - widthPx - 8))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    open(null)
  }
  return (
    <div
      ref={root}
      role="dialog"
      aria-label={text.onPage(mark.page)}
      data-popover=""
      className={s.popover}
      style={{ left, top: at.y * scale + 8, width: widthPx }}
      onKeyDown={onKeyDown}
    >
      {mark.quote.exact ? (
        <p className={s.popoverQuote} data-colour={mark.colour}>
          {mark.quote.exact}
        </p>
      ) : null}
      <SharedTextArea text={marks.bodyOf(mark.id)} label={text.body} hideLabel placeholder={text.bodyHint} rows={3} />
      <div className={s.popoverFoot}>
        <ColourChoice
          kind={mark.kind === 'note' ? 'note' : mark.kind === 'highlight' ? 'highlight' : 'ink'}
          colour={mark.colour}
          onPick={colour => marks.recolour([mark.id], colour)}
          small
        />
        <span className={s.grow} />
        {mark.quote.exact ? (
          <IconButton label={marking.copyQuote} onClick={() => copy([mark])}>
            <IconQuote />
          </IconButton>
        ) : null}
        <IconButton label={text.remove} onClick={() => remove(mark)}>
          <IconTrash />
        </IconButton>
        <Button kind="primary" onClick={() => open(null)}>
          {text.done}
        </Button>
      </div>
    </div>
  )
}
