import { type ReactNode, useEffect, useRef } from 'react'
import { type AgendaNode, flattenAgenda } from '#core/agenda/agenda.ts'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import { addMinutes, formatTime, localMoment } from '#core/time/local-time.ts'
import { formatPlace, useText } from '../../ui/index.ts'
import s from './agenda.module.css'

export interface AgendaSheetProps {
  readonly meeting: MeetingId
  readonly tree: readonly AgendaNode[]
  readonly startsAt: string
  readonly presenterName: (item: AgendaItemId) => string | null
  /** The item in the middle, or the one the open paper lies in. */
  readonly selected: AgendaItemId | null
  /** The item the meeting is at now. */
  readonly on: AgendaItemId | null
  /** It was concluded. */
  readonly isConcluded?: (item: AgendaItemId) => boolean
  /** The papers of an item, one tap away; null: general papers. */
  readonly papers: (item: AgendaItemId | null) => ReactNode
}

/** When an item is planned to begin, as the clock shows it; empty while the meeting has no time. */
export const plannedTime = (startsAt: string, node: Pick<AgendaNode, 'beginsAfter'>): string =>
  formatTime(localMoment(addMinutes(startsAt, node.beginsAfter)))

/** The programme as on the printed sheet: time, number, title, who leads, and the papers. */
export function AgendaSheet(props: AgendaSheetProps) {
  const words = useText()
  const t = words.meeting.agenda
  const list = useRef<HTMLOListElement>(null)
  const { selected, on } = props
  // Where the meeting goes the sheet goes along, until something else is looked at.
  useEffect(() => {
    if (on) list.current?.querySelector(`[data-item="${on}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [on])
  useEffect(() => {
    if (selected) list.current?.querySelector(`[data-item="${selected}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const items = flattenAgenda(props.tree)
  return (
    <>
      {items.length === 0 ? <p className={s.empty}>{t.emptyMember}</p> : null}
      <ol ref={list} className={s.sheet}>
        {items.map(node => {
          const presenter = props.presenterName(node.id)
          const who = [node.leadUnit, presenter ? t.presents(presenter) : ''].filter(Boolean).join(' · ')
          return (
            <li
              key={node.id}
              className={s.line}
              data-item={node.id}
              data-depth={node.depth}
              data-on={node.id === selected}
              data-live={node.id === on}
            >
              <time className={s.at}>{plannedTime(props.startsAt, node)}</time>
              <a
                className={s.link}
                href={formatPlace({ kind: 'meeting', meeting: props.meeting, paper: null, item: node.id })}
                {...(node.id === selected ? { 'aria-current': 'true' as const } : {})}
              >
                <span className={s.title}>{t.item(node.number, node.title || t.untitled)}</span>
                {node.id === on ? <span className={s.liveNow}>● {words.course.on}</span> : null}
                {props.isConcluded?.(node.id) ? <span className={s.concluded}>{words.desk.concluded}</span> : null}
                {who ? <span className={s.who}>{who}</span> : null}
              </a>
              <div className={s.papers}>{props.papers(node.id)}</div>
            </li>
          )
        })}
      </ol>
      {props.papers(null)}
    </>
  )
}
