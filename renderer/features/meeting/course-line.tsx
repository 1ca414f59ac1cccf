import { useEffect, useState } from 'react'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import { type Course, usedMs } from '#core/agenda/course.ts'
import type { MeetingId } from '#core/ids.ts'
import { addMinutes } from '#core/time/local-time.ts'
import { clockTime, formatPlace, useClock, useText } from '../../ui/index.ts'
import s from './course.module.css'

const minuteMs = 60_000

/** The server's time, every second while `running`. */
function useSecond(running: boolean): number {
  const clock = useClock()
  const [now, setNow] = useState(clock.now)
  useEffect(() => {
    const look = () => setNow(clock.now())
    look()
    if (!running) return
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [clock, running])
  return now
}

/** "7:05", or "1:02:30". */
function stopwatch(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

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
