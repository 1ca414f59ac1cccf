import type { AgendaNode } from '#core/agenda/agenda.ts'
import { type Course, usedMs } from '#core/agenda/course.ts'
import type { MeetingId } from '#core/ids.ts'
import { addMinutes } from '#core/time/local-time.ts'
import { clockTime, formatPlace, useText } from '../../ui/index.ts'
import { stopwatch, useSecond } from '../../ui/second.ts'
import s from './course.module.css'

const minuteMs = 60_000

/** Under the name of a live meeting: the item that is on and its time, a way to it; or since when the meeting is suspended. */
export function CourseLine(props: {
  readonly meeting: MeetingId
  readonly course: Course
  readonly items: readonly AgendaNode[]
  readonly startsAt: string
}) {
  const all = useText()
  const t = all.course
  const { course, items } = props
  const node = items.find(item => item.id === course.item) ?? null
  const now = useSecond(node !== null && course.suspended === null)
  if (course.suspended)
    return (
      <span className={s.line} data-tone="attention">
        {t.suspendedSince(clockTime(all.app.dates, course.suspended.at), course.suspended.reason)}
      </span>
    )
  if (!node) return <span className={s.line}>{t.nothingOn}</span>
  const used = usedMs(course, node.id, now)
  const over = node.lasts > 0 ? Math.floor(used / minuteMs) - node.lasts : 0
  const planned = Date.parse(addMinutes(props.startsAt, node.beginsAfter))
  const late = course.began ? Math.floor((Date.parse(course.began) - planned) / minuteMs) : 0
  const title = node.title || all.meeting.agenda.untitled
  return (
    <a
      className={s.line}
      href={formatPlace({ kind: 'meeting', meeting: props.meeting, paper: null, item: node.id })}
      aria-label={t.openItem(title)}
      title={late > 0 ? `${title} · ${t.late(late)}` : title}
    >
      <span className={s.title}>{t.now(node.number, title)}</span>
      {/* Seconds that change by themselves are not read aloud. */}
      <span className={s.time} data-over={over > 0} aria-hidden="true">
        {t.used(stopwatch(used), node.lasts)}
        {over > 0 ? ` · ${t.over(over)}` : ''}
      </span>
    </a>
  )
}
