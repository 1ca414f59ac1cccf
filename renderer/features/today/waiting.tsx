import { IconBook2, IconDeviceLaptop, IconMailForward, IconMessageCircle } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { lastSaidByOthers } from '#core/remark/remark.ts'
import { remarksSeen } from '#core/shared-doc/remark-state.ts'
import { readRemarks } from '#core/shared-doc/remarks-doc.ts'
import { readingPlace } from '#core/shared-doc/state-doc.ts'
import { useAhead } from '../../session/ahead.ts'
import { useSession } from '../../session/session.ts'
import { useEachRoom, useRoomValue } from '../../sync/hooks.ts'
import { daysUntil, formatPlace, Progress, shortDate, useText } from '../../ui/index.ts'
import s from './today.module.css'

/** Of each kind of task; more would hide what is due first. */
const shownAtMost = 4

/** The column of what waits for me: papers to read, meetings to issue, and how much of it is on this computer. */
export function Waiting(props: { readonly meetings: readonly MeetingSummary[]; readonly now: number }) {
  const { me } = useSession()
  const words = useText().app
  const text = useText().remarks
  const ahead = useAhead()
  const fresh = useNewRemarks(props.meetings)
  const state = useMemo(() => ({ kind: 'state', user: me.user.id }) as const, [me.user.id])
  const unread = useRoomValue(state, doc =>
    props.meetings.map(meeting =>
      (ahead.meetings.get(meeting.meeting)?.papers ?? [])
        .filter(paper => readingPlace(doc, paper.paper)?.version !== paper.version)
        .map(p => p.paper)
    )
  )
  const toRead = props.meetings.map((meeting, index) => ({ meeting, papers: unread[index] ?? [] })).filter(entry => entry.papers.length > 0)
  const toIssue = props.meetings.filter(meeting => meeting.state === 'draft' && (meeting.role === 'secretary' || meeting.role === 'chair'))
  const more = [toRead, toIssue].reduce((sum, tasks) => sum + Math.max(0, tasks.length - shownAtMost), 0)
  return (
    <section className={s.todo} aria-label={words.today.forYou}>
      <h3>{words.today.forYou}</h3>
      {fresh.map(({ meeting, paper, names, count }) => (
        <a key={`remarks ${meeting.meeting}`} className={s.task} href={formatPlace({ kind: 'meeting', meeting: meeting.meeting, paper })}>
          <span className={s.kind}>
            <IconMessageCircle aria-hidden="true" />
            {text.todayShared}
          </span>
          <span className={s.what}>{names.join(', ')}</span>
          <span className={s.when}>
            <span className={s.soon}>{text.todayCount(count)}</span> · {meeting.title}
          </span>
        </a>
      ))}
      {toRead.slice(0, shownAtMost).map(({ meeting, papers }) => (
        <a
          key={meeting.meeting}
          className={s.task}
          href={formatPlace({ kind: 'meeting', meeting: meeting.meeting, paper: papers[0] ?? null })}
        >
          <span className={s.kind}>
            <IconBook2 aria-hidden="true" />
            {words.today.toRead}
          </span>
          <span className={s.what}>{meeting.title}</span>
          <span className={s.when}>
            <span className={s.soon}>{words.today.toReadLine(papers.length)}</span> · <When meeting={meeting} now={props.now} />
          </span>
        </a>
      ))}
      {toIssue.slice(0, shownAtMost).map(meeting => (
        <a key={meeting.meeting} className={s.task} href={formatPlace({ kind: 'meeting', meeting: meeting.meeting, paper: null })}>
          <span className={s.kind}>
            <IconMailForward aria-hidden="true" />
            {words.today.toIssue}
          </span>
          <span className={s.what}>{meeting.title}</span>
          <span className={s.when}>
            <When meeting={meeting} now={props.now} />
          </span>
        </a>
      ))}
      {more > 0 ? (
        <a className={s.all} href={formatPlace({ kind: 'meetings' })}>
          {words.today.moreTasks(more)}
        </a>
      ) : null}
      {toRead.length + toIssue.length + fresh.length === 0 ? <p className={s.when}>{words.today.nothingForYou}</p> : null}
      <PapersHere />
    </section>
  )
}

/** What others shared with me, or answered to what I shared, since I last looked: a line for each meeting. */
function useNewRemarks(meetings: readonly MeetingSummary[]) {
  const { me } = useSession()
  const user = me.user.id
  const sharesRoom = useMemo(() => [{ kind: 'shares', user } as const], [user])
  const [shares] = useEachRoom(sharesRoom, readRemarks)
  const state = useMemo(() => ({ kind: 'state', user }) as const, [user])
  const seen = useRoomValue(state, doc => meetings.map(({ meeting }) => remarksSeen(doc, meeting)))
  return meetings.flatMap((meeting, index) => {
    const since = seen[index] ?? ''
    const found = (shares ?? []).filter(remark => remark.meeting === meeting.meeting && lastSaidByOthers(remark, user) > since)
    const [first] = found
    if (!first) return []
    const said = found.flatMap(remark => [remark, ...remark.answers]).filter(({ by, at }) => by !== user && at > since)
    return [{ meeting, paper: first.paper, names: [...new Set(said.map(({ name }) => name))], count: said.length }]
  })
}

function When(props: { readonly meeting: MeetingSummary; readonly now: number }) {
  const words = useText().app
  const days = daysUntil(props.meeting.startsAt, props.now)
  const soon = days >= 0 && days <= 7
  return <>{soon ? words.today.daysLeft(days) : shortDate(words.dates, props.meeting.startsAt)}</>
}

/** How many papers of coming meetings are here already. */
function PapersHere() {
  const words = useText().app
  const ahead = useAhead()
  const { keeps } = useSession().rooms
  const papers = [...ahead.meetings.values()].flatMap(meeting => meeting.papers)
  const held = papers.filter(paper => paper.held)
  const left = papers.filter(paper => !paper.held).reduce((sum, paper) => sum + paper.bytes, 0)
  // That nothing is kept is said above; nothing is promised here.
  if (!keeps) return null
  return (
    <div className={`${s.task} ${s.dashed}`}>
      <div className={s.quiet}>
        <IconDeviceLaptop aria-hidden="true" />
        {words.today.papersHere}
      </div>
      {papers.length === 0 ? (
        <span className={s.when}>{words.today.papersNone}</span>
      ) : (
        <>
          <Progress value={held.length / papers.length} label={words.today.papersHere} />
          <span className={s.when}>
            {words.today.papersHereLine(held.length, papers.length)} ·{' '}
            {ahead.diskFull ? words.today.diskFull : left > 0 ? words.today.papersLeft(words.sizes.megabytes(left)) : words.today.papersAll}
          </span>
        </>
      )}
    </div>
  )
}
