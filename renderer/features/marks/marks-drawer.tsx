import { IconLock, IconMessage, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { VersionId } from '#core/ids.ts'
import { bodyOf, hasBody, isByHand, type Mark } from '#core/mark/mark.ts'
import { inReadingOrder, markBounds } from '#core/mark/mark-shape.ts'
import { EmptyState, IconButton, useText } from '../../ui/index.ts'
import s from './marks.module.css'
import type { Marks } from './use-marks.ts'
import { useRemoveMark } from './use-remove-mark.ts'

export interface MarksDrawerProps {
  readonly marks: Marks
  /** Versions of the paper, oldest first: names the older ones. */
  readonly versions: readonly VersionId[]
  /** Show the place: page, and how far down it, 0…1. */
  readonly onJump: (page: number, down: number) => void
  /** Open an older version at a page; without it older marks are only listed. */
  readonly onOpenVersion?: (version: VersionId, page: number) => void
}

/** All my marks on this paper as one reads it, each a way to its place. */
export function MarksDrawer({ marks, versions, onJump, onOpenVersion }: MarksDrawerProps) {
  const text = useText().reader.marks
  const remove = useRemoveMark(marks)
  const here = useMemo(() => inReadingOrder(marks.marks), [marks.marks])
  const older = useMemo(() => inReadingOrder(marks.older), [marks.older])
  if (here.length === 0 && older.length === 0)
    return (
      <EmptyState icon={<IconMessage />} title={text.empty}>
        {text.emptyHint}
      </EmptyState>
    )
  const jump = (mark: Mark): void => {
    const { y } = markBounds(mark)
    onJump(mark.page, Math.min(1, Math.max(0, y / Math.max(1, mark.pageHeight))))
    if (hasBody(mark)) marks.open(mark.id)
  }
  return (
    <section className={s.drawer} aria-label={text.list}>
      <ul>
        {here.map(mark => (
          <li key={mark.id} className={s.card} data-kind={mark.kind} data-colour={mark.colour}>
            <button
              type="button"
              className={s.cardBody}
              aria-label={text.goTo(mark.page)}
              aria-describedby={`mark-${mark.id}`}
              onClick={() => jump(mark)}
            >
              <span id={`mark-${mark.id}`}>
                <MarkWords mark={mark} />
              </span>
            </button>
            <div className={s.cardFoot}>
              {isByHand(mark) ? <IconPencil /> : <IconLock />}
              <span>{isByHand(mark) ? text.inkOn(mark.page) : text.mineOn(mark.page)}</span>
              <IconButton label={text.remove} className={s.cardRemove} onClick={() => remove(mark)}>
                <IconTrash />
              </IconButton>
            </div>
          </li>
        ))}
      </ul>
      {older.length > 0 ? (
        <details className={s.older} open={here.length === 0}>
          <summary>{text.older(older.length)}</summary>
          <ul>
            {older.map(mark => (
              <li key={mark.id} className={s.card} data-kind={mark.kind} data-colour={mark.colour}>
                <div className={s.cardBody}>
                  <MarkWords mark={mark} />
                </div>
                <div className={s.cardFoot}>
                  <span>{text.olderOn(versions.indexOf(mark.version) + 1, mark.page)}</span>
                  {onOpenVersion ? (
                    <button type="button" className={s.openOlder} onClick={() => onOpenVersion(mark.version, mark.page)}>
                      {text.openOlder}
                    </button>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function MarkWords({ mark }: { readonly mark: Mark }) {
  const text = useText().reader.marks
  const body = bodyOf(mark)
  const quote = mark.quote.exact
  return (
    <>
      {quote ? <span className={s.quote}>{quote}</span> : null}
      {body ? <span className={s.words}>{body}</span> : null}
      {!body && mark.kind === 'note' ? <span className={s.faint}>{text.noteWithout}</span> : null}
      {!quote && isByHand(mark) ? <span className={s.faint}>{text.inkWithout}</span> : null}
    </>
  )
}
