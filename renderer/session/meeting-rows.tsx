import { type ReactNode, useMemo } from 'react'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { readingPlace, seenUntil } from '#core/shared-doc/state-doc.ts'
import { localMoment } from '#core/time/local-time.ts'
import { useRoomValue } from '../sync/hooks.ts'
import { clockTime, daysUntil, formatPlace, Tag, type Tone, useText } from '../ui/index.ts'
import { useAhead } from './ahead.ts'
import s from './meeting-rows.module.css'
import { useSession } from './session.ts'

/** Meetings as lines of a calendar: day, what, when and where, what is new to me. */
export function MeetingRows(props: { readonly meetings: readonly MeetingSummary[]; readonly now: number }) {
  return (
    <div className={s.list}>
      {props.meetings.map(meeting => (
        <MeetingRow key={meeting.meeting} meeting={meeting} now={props.now} />
      ))}
    </div>
  )
}

/** One line. */
export function MeetingRow(props: { readonly meeting: MeetingSummary; readonly now: number; readonly showState?: boolean }) {
  const { meeting } = props
  const words = useText().app
  const prepares = meeting.state === 'draft' && (meeting.role === 'secretary' || meeting.role === 'chair')
  const facts = [clockTime(words.dates, meeting.startsAt), meeting.place, words.today.papers(meeting.paperCount)].filter(Boolean)
  return (
    <a className={s.row} href={formatPlace({ kind: 'meeting', meeting: meeting.meeting, paper: null })}>
      <DayBlock instant={meeting.startsAt} now={props.now} />
      <div>
        <div className={s.title}>{meeting.title}</div>
        <div className={s.facts}>
          <span>{facts.join(' · ')}</span>
          {props.showState || meeting.state === 'draft' ? <StateTag state={meeting.state} /> : null}
          <NewsTag meeting={meeting} />
        </div>
      </div>
      <span className={s.act} aria-hidden="true">
        {prepares ? words.today.prepare : words.today.open}
      </span>
    </a>
  )
}

function DayBlock(props: { readonly instant: string; readonly now: number }) {
  const words = useText().app.dates
  const date = localMoment(props.instant)
  if (!date) return <div className={s.date}>–</div>
  const days = daysUntil(props.instant, props.now)
  const sameYear = date.year === localMoment(props.now)?.year
  const near = days >= -6 && days <= 6
  return (
    <div className={s.date}>
      <b>{String(date.day).padStart(2, '0')}</b>
      <span>
        {near ? words.shortWeekdays[date.weekday] : words.month(date.month)}
        {sameYear ? '' : ` ${date.year}`}
      </span>
    </div>
  )
}

const tones: Readonly<Record<MeetingSummary['state'], Tone>> = { draft: 'attention', issued: 'action', live: 'on', ended: 'plain' }

/** The state of a meeting as a word. */
export function StateTag(props: { readonly state: MeetingSummary['state'] }): ReactNode {
  const words = useText().meeting.states
  return <Tag tone={tones[props.state]}>{words[props.state]}</Tag>
}

/** What is new to me in a meeting that is held here: unread papers first, then changes since I last looked. */
function NewsTag(props: { readonly meeting: MeetingSummary }): ReactNode {
  const { me } = useSession()
  const words = useText().app.today
  const held = useAhead().meetings.get(props.meeting.meeting)
  const state = useMemo(() => ({ kind: 'state', user: me.user.id }) as const, [me.user.id])
  const news = useRoomValue(state, doc => {
    if (!held) return null
    const unread = held.papers.filter(paper => readingPlace(doc, paper.paper)?.version !== paper.version).length
    const seen = seenUntil(doc, props.meeting.meeting)
    return { unread, changed: seen > 0 && held.head > seen }
  })
  if (!news || !held) return null
  if (news.unread > 0) return <Tag tone="attention">{words.unread(news.unread)}</Tag>
  if (news.changed) return <Tag tone="attention">{words.changed}</Tag>
  return held.papers.length > 0 ? <Tag tone="good">{words.allRead}</Tag> : null
}
