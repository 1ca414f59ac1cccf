import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type AgendaNode, flattenAgenda } from '#core/agenda/agenda.ts'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import { addMinutes, formatTime, localMoment } from '#core/time/local-time.ts'
import { Button, Card, formatPlace, goTo, useText } from '../../ui/index.ts'
import s from './agenda.module.css'
import { plannedTime } from './agenda-sheet.tsx'

/** One item to be read: when, who, its papers and its parts. */
export function ItemOverview(props: {
  readonly meeting: MeetingId
  readonly tree: readonly AgendaNode[]
  readonly node: AgendaNode
  readonly startsAt: string
  readonly presenter: { readonly name: string; readonly title: string } | null
  readonly papers: ReactNode
  /** What whoever leads may do with the item. */
  readonly acts?: ReactNode
}) {
  const text = useText().meeting
  const t = text.item
  const { node, meeting } = props
  const flat = flattenAgenda(props.tree)
  const at = flat.findIndex(item => item.id === node.id)
  const begins = plannedTime(props.startsAt, node)
  const ends = formatTime(localMoment(addMinutes(props.startsAt, node.beginsAfter + node.lasts)))
  const go = (item: AgendaItemId | undefined) => item && goTo({ kind: 'meeting', meeting, paper: null, item })
  const facts = [
    {
      name: t.time,
      value:
        node.lasts === 0
          ? begins || t.notGiven
          : [begins ? text.particulars.span(begins, ends) : '', text.agenda.minutesOf(node.lasts)].filter(Boolean).join(' · ')
    },
    { name: t.leadUnit, value: node.leadUnit || t.notGiven },
    { name: t.presenter, value: props.presenter ? [props.presenter.name, props.presenter.title].filter(Boolean).join(', ') : t.notGiven }
  ]
  return (
    <div className={s.item}>
      <h1>{text.agenda.item(node.number, node.title || text.agenda.untitled)}</h1>
      {props.acts}
      <Card>
        <dl className={s.facts}>
          {facts.map(fact => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {props.papers}
      {node.children.length > 0 ? (
        <Card>
          <h2>{t.parts}</h2>
          <ol className={s.parts}>
            {node.children.map(child => (
              <li key={child.id}>
                <a href={formatPlace({ kind: 'meeting', meeting, paper: null, item: child.id })}>
                  <time className={s.partAt}>{plannedTime(props.startsAt, child)}</time>
                  {text.agenda.item(child.number, child.title || text.agenda.untitled)}
                </a>
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      <div className={s.pager}>
        <Button kind="bare" icon={<IconChevronLeft />} disabled={at <= 0} onClick={() => go(flat[at - 1]?.id)}>
          {t.previous}
        </Button>
        <Button kind="bare" disabled={at + 1 >= flat.length} onClick={() => go(flat[at + 1]?.id)}>
          {t.next}
          <IconChevronRight />
        </Button>
      </div>
    </div>
  )
}
