import { IconChevronLeft, IconCircleCheck, IconDoorExit, IconUsersGroup } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import { balanceOf } from '#core/agenda/balance.ts'
import { countAttendance } from '#core/attendance/attendance.ts'
import type { MeetingId } from '#core/ids.ts'
import { Button, clockTime, formatPlace, Skeleton, useText } from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'
import bar from '../../ui/screen-bar.module.css'
import s from './desk.module.css'
import type { DeskDialogs, DeskView } from './desk-props.ts'

const minuteMs = 60_000

export interface DeskFrameProps extends DeskView {
  readonly dialogs: DeskDialogs
  readonly save: ReactNode
  readonly tools?: ReactNode
  /** Other ways to show the meeting, beside its name. */
  readonly ways?: ReactNode
  readonly banners?: ReactNode
  readonly agenda: ReactNode
  readonly middle: ReactNode
  readonly side: ReactNode
}

/** The chair's desk as one sheet: agenda and its acts left, what is on in the middle, who wants to speak right; numbers of the whole meeting on top. */
export function DeskFrame(props: DeskFrameProps) {
  const t = useText().desk
  const [closing, setClosing] = useState(false)
  return (
    <div className={s.frame}>
      <header className={`${bar.bar} ${s.bar}`}>
        <Back meeting={props.meeting} />
        <div className={bar.name}>
          <h1 title={props.particulars.title}>{props.particulars.title}</h1>
          <p>{useSubtitle(props)}</p>
        </div>
        <div className={s.numbers}>
          <Quorum {...props} />
          <WholeClock {...props} />
          {props.ways}
          {mayInMeeting(props.standing, 'close-meeting') ? (
            <Button kind="danger" icon={<IconDoorExit />} className={s.small ?? ''} onClick={() => setClosing(true)}>
              {t.close}
            </Button>
          ) : null}
        </div>
        <div className={s.tools}>
          {props.save}
          {props.tools}
        </div>
      </header>
      <nav className={s.left} aria-label={t.agenda}>
        {props.agenda}
      </nav>
      <main className={`${bar.middle} ${s.middle}`}>
        <div className={bar.banners}>{props.banners}</div>
        {props.middle}
      </main>
      <aside className={s.right} aria-label={t.sides}>
        {props.side}
      </aside>
      {closing ? props.dialogs.close(() => setClosing(false)) : null}
    </div>
  )
}

function useSubtitle({ course, particulars }: DeskView): string {
  const all = useText()
  const at = (instant: string) => clockTime(all.app.dates, instant)
  if (course.openedAt && course.closedAt) return all.desk.until(at(course.openedAt), at(course.closedAt))
  return course.openedAt ? all.desk.since(at(course.openedAt)) : all.desk.planned(at(particulars.startsAt))
}

function Quorum({ standing, participants, attendance, quorum }: DeskView) {
  const t = useText().desk
  const { members, needed, reached } = countAttendance(participants, attendance, quorum)
  if (members.all === 0 || standing.state === 'ended') return null
  return (
    <span
      className={s.quorum}
      data-reached={reached}
      role="status"
      title={reached ? t.enoughWhy(needed) : t.notEnoughWhy(needed, needed - members.present)}
    >
      {reached ? <IconCircleCheck aria-hidden="true" /> : <IconUsersGroup aria-hidden="true" />}
      {reached ? t.enough(members.present, members.all) : t.notEnough(members.present, members.all)}
    </span>
  )
}

/** What is left of the whole agenda, to the minute. */
function WholeClock({ standing, items, course, conclusions }: DeskView) {
  const all = useText()
  const t = all.desk
  const now = useMinute()
  if (standing.state === 'ended' || items.length === 0) return null
  const { planned, used, left } = balanceOf(items, course, conclusions, now)
  if (planned === 0) return null
  const ends = clockTime(all.app.dates, new Date(now + left).toISOString())
  return (
    <span className={s.whole} title={t.wholeHint(durationOf(t, used), durationOf(t, planned), ends)}>
      {t.whole} <b>{durationOf(t, left)}</b>
    </span>
  )
}

/** "1:15" of hours and minutes. */
export function durationOf(t: { readonly duration: (hours: number, minutes: number) => string }, ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  return t.duration(Math.floor(minutes / 60), minutes % 60)
}

function Back(props: { readonly meeting: MeetingId }) {
  const t = useText().desk
  return (
    <a className={bar.back} href={formatPlace({ kind: 'meeting', meeting: props.meeting, paper: null })} title={t.backHint}>
      <IconChevronLeft size={22} stroke={1.75} aria-hidden="true" />
      {t.back}
    </a>
  )
}

/** The shape of the desk while the meeting is being opened; once there must be a reason, nothing but the sentence that says it. */
export function DeskSkeleton(props: { readonly meeting: MeetingId; readonly late: boolean; readonly banners?: ReactNode }) {
  const lines = (widths: readonly string[]) =>
    props.late ? null : (
      <div className={s.waiting}>
        {widths.map((width, at) => (
          <Skeleton key={width} width={width} height={at === 0 ? 34 : 56} />
        ))}
      </div>
    )
  return (
    <div className={s.frame} aria-busy="true">
      <header className={`${bar.bar} ${s.bar}`}>
        <Back meeting={props.meeting} />
      </header>
      <nav className={s.left}>{lines(['80%', '65%', '90%', '70%', '55%'])}</nav>
      <main className={`${bar.middle} ${s.middle}`}>
        <div className={bar.banners}>{props.banners}</div>
        {lines(['45%', '100%', '98%'])}
      </main>
      <aside className={s.right}>{lines(['60%', '95%'])}</aside>
    </div>
  )
}
