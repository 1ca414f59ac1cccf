import { IconPlayerPlay } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import { balanceOf } from '#core/agenda/balance.ts'
import { usedMs } from '#core/agenda/course.ts'
import type { AgendaItemId } from '#core/ids.ts'
import { addMinutes } from '#core/time/local-time.ts'
import { Banner, Button, clockTime, goTo, Progress, Tag, useText } from '../../ui/index.ts'
import { stopwatch, useSecond } from '../../ui/second.ts'
import { ConcludeDialog } from './conclude-dialog.tsx'
import s from './desk.module.css'
import { durationOf } from './desk-frame.tsx'
import type { DeskDialogs, DeskView, PapersOf } from './desk-props.ts'

const minuteMs = 60_000

interface Props extends DeskView {
  readonly dialogs: DeskDialogs
  readonly papersOf: PapersOf
  readonly presenterName: (item: AgendaItemId) => string | null
  /** Attendance in numbers, before the meeting begins. */
  readonly attendanceSummary: ReactNode
  /** The vote at hand; null while there is none. */
  readonly vote?: ReactNode
  /** One is called or open: it comes first, and the item takes one line. */
  readonly voting: boolean
  /** Who sits where, or who is here. */
  readonly room: ReactNode
  /** After the meeting: what else was recorded. */
  readonly after?: ReactNode
}

/** The middle of the desk: before the meeting the way to open it, then what is on with the vote at hand and the room, at last what came of it. */
export function DeskMiddle(props: Props) {
  switch (props.standing.state) {
    case 'draft':
      return <NotIssued {...props} />
    case 'issued':
      return (
        <div className={s.desk}>
          <Start {...props} />
          {props.room}
        </div>
      )
    case 'live':
      return (
        <div className={s.desk} data-voting={props.voting}>
          {props.voting ? <NowInALine {...props} /> : <Now {...props} />}
          {props.vote}
          {props.room}
        </div>
      )
    default:
      return <Ended {...props} />
  }
}

function NotIssued(props: Props) {
  const t = useText().desk
  return (
    <div className={s.desk}>
      <section className={s.card}>
        <h2>{t.notIssued}</h2>
        <p className={s.soft}>{t.notIssuedHint}</p>
        <Button kind="primary" onClick={() => goTo({ kind: 'meeting', meeting: props.meeting, paper: null })}>
          {t.toPreparing}
        </Button>
      </section>
    </div>
  )
}

function Start(props: Props) {
  const t = useText().desk
  const [asking, setAsking] = useState(false)
  return (
    <section className={s.card} aria-label={t.waiting}>
      <h2>{t.waiting}</h2>
      <div className={s.summary}>{props.attendanceSummary}</div>
      {mayInMeeting(props.standing, 'open-meeting') ? (
        <div className={s.start}>
          <Button kind="primary" size="large" icon={<IconPlayerPlay />} onClick={() => setAsking(true)}>
            {t.start}
          </Button>
          <span className={s.soft}>{t.startHint}</span>
        </div>
      ) : null}
      {asking ? props.dialogs.start(() => setAsking(false)) : null}
    </section>
  )
}

/** The item that is on: what it is, its time, its papers, what was concluded. */
function Now(props: Props) {
  const all = useText()
  const t = all.desk
  const { course, items } = props
  const node = items.find(({ id }) => id === course.item) ?? null
  const [concluding, setConcluding] = useState(false)
  const conclusion = node ? props.conclusions.get(node.id) : undefined
  const presenter = node ? props.presenterName(node.id) : null
  return (
    <section className={s.card} data-on={node !== null}>
      {course.suspended ? (
        <Banner>{all.course.suspendedSince(clockTime(all.app.dates, course.suspended.at), course.suspended.reason)}</Banner>
      ) : null}
      {node ? (
        <>
          <div className={s.tags}>
            <Tag tone="on">● {t.now(node.number)}</Tag>
            <Late {...props} node={node} />
          </div>
          <h2 className={s.nowTitle}>{node.title || all.meeting.agenda.untitled}</h2>
          <p className={s.soft}>{[node.leadUnit, presenter ? t.presents(presenter) : ''].filter(Boolean).join(' · ')}</p>
          <ItemClock {...props} node={node} />
          <div className={s.papers}>{props.papersOf(node.id)}</div>
          {conclusion ? (
            <div className={s.conclusion}>
              <h3>{t.conclusion}</h3>
              <p>{conclusion.text}</p>
              {mayInMeeting(props.standing, 'lead-agenda') ? (
                <Button kind="bare" onClick={() => setConcluding(true)}>
                  {t.conclusionChange}
                </Button>
              ) : null}
            </div>
          ) : null}
          {concluding ? <ConcludeDialog {...props} node={node} onClose={() => setConcluding(false)} /> : null}
        </>
      ) : (
        <>
          <h2>{t.nothingOn}</h2>
          <p className={s.soft}>{t.nothingOnHint}</p>
        </>
      )}
    </section>
  )
}

/** The item that is on, while its vote takes the room. */
function NowInALine({ course, items }: Props) {
  const all = useText()
  const t = all.desk
  const node = items.find(({ id }) => id === course.item) ?? null
  const now = useSecond(node !== null && course.suspended === null)
  if (!node) return null
  const title = node.title || all.meeting.agenda.untitled
  return (
    <section className={s.card}>
      <p className={s.inALine} title={title}>
        <Tag tone="on">● {t.now(node.number)}</Tag>
        <b>{title}</b>
        <span aria-hidden="true">{t.clock(stopwatch(usedMs(course, node.id, now)), node.lasts)}</span>
      </p>
    </section>
  )
}

function Late({ course, particulars, node }: Props & { readonly node: AgendaNode }) {
  const t = useText().course
  const planned = Date.parse(addMinutes(particulars.startsAt, node.beginsAfter))
  const late = course.began ? Math.floor((Date.parse(course.began) - planned) / minuteMs) : 0
  // Only what a chair can still make good is worth a word; a meeting held on another day is not late.
  return late > 0 && late < 240 ? <span className={s.soft}>{t.late(late)}</span> : null
}

function ItemClock({ course, node }: Props & { readonly node: AgendaNode }) {
  const t = useText().desk
  const now = useSecond(course.suspended === null)
  const used = usedMs(course, node.id, now)
  const planned = node.lasts * minuteMs
  const left = Math.ceil((planned - used) / minuteMs)
  return (
    <div className={s.clock} data-over={planned > 0 && used > planned}>
      {/* Seconds that change by themselves are not read aloud. */}
      <b aria-hidden="true">{t.clock(stopwatch(used), node.lasts)}</b>
      {planned > 0 ? (
        <>
          <Progress value={used / planned} label={t.timeOf(node.title)} />
          <span>{used <= planned ? t.left(left) : t.over(Math.floor((used - planned) / minuteMs))}</span>
        </>
      ) : null}
    </div>
  )
}

function Ended(props: Props) {
  const t = useText().desk
  const { items, course, conclusions } = props
  const { planned, used } = balanceOf(items, course, conclusions, 0)
  const concluded = items.filter(({ id }) => conclusions.has(id))
  return (
    <div className={s.desk} data-long="true">
      <section className={s.card}>
        <h2>{t.ended}</h2>
        <p className={s.soft}>{t.endedTimes(durationOf(t, used), durationOf(t, planned))}</p>
        {props.after}
      </section>
      <section className={s.card}>
        <h2>{t.conclusions(concluded.length)}</h2>
        {concluded.length === 0 ? <p className={s.soft}>{t.noConclusions}</p> : null}
        {concluded.map(node => (
          <div key={node.id} className={s.conclusion}>
            <h3>
              {node.number}. {node.title}
            </h3>
            <p>{conclusions.get(node.id)?.text}</p>
          </div>
        ))}
      </section>
    </div>
  )
}
