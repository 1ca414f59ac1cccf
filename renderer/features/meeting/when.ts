import type { Particulars } from '#core/meeting/meeting.ts'
import { addMinutes, formatDate, formatTime, type LocalDate, type LocalTime, localMoment, toInstant } from '#core/time/local-time.ts'
import type { Text } from '#text/index.ts'

type Times = Pick<Particulars, 'startsAt' | 'endsAt'>

/** "Thứ Hai, 23/11/2026"; empty while the room holds no time. */
export function dayOf(text: Text['meeting'], instant: string): string {
  const at = localMoment(instant)
  return at ? text.dayAndDate(text.weekdays[at.weekday] ?? '', formatDate(at)) : ''
}

/** "08:00–11:00", with the day where the end is on another one. */
export function spanOf(text: Text['meeting'], times: Times): string {
  const begins = localMoment(times.startsAt)
  const ends = localMoment(times.endsAt)
  if (!begins) return ''
  if (!ends) return formatTime(begins)
  const end = formatDate(begins) === formatDate(ends) ? formatTime(ends) : text.particulars.untilNextDay(formatTime(ends), formatDate(ends))
  return text.particulars.span(formatTime(begins), end)
}

export const endsAfterStart = (times: Times): boolean => Date.parse(times.endsAt) > Date.parse(times.startsAt)

/** [M2] Another day moves the whole meeting; how long it lasts stays. */
export function onDay(times: Times, date: LocalDate): Times | null {
  const begins = localMoment(times.startsAt)
  if (!begins) return null
  const startsAt = toInstant(date, begins)
  return { startsAt, endsAt: addMinutes(startsAt, minutesBetween(times)) }
}

/** [M2] Another beginning moves the end along; how long the meeting lasts stays. */
export function beginningAt(times: Times, time: LocalTime): Times | null {
  const begins = localMoment(times.startsAt)
  if (!begins) return null
  const startsAt = toInstant(begins, time)
  return { startsAt, endsAt: addMinutes(startsAt, minutesBetween(times)) }
}

/** [M2] The end on the day of the beginning; null when it would not lie after the beginning. */
export function endingAt(times: Times, time: LocalTime): Times | null {
  const begins = localMoment(times.startsAt)
  if (!begins) return null
  const next = { startsAt: times.startsAt, endsAt: toInstant(begins, time) }
  return endsAfterStart(next) ? next : null
}

const defaultMinutes = 180
const minutesBetween = (times: Times): number => {
  const minutes = Math.round((Date.parse(times.endsAt) - Date.parse(times.startsAt)) / 60_000)
  return Number.isFinite(minutes) && minutes > 0 ? minutes : defaultMinutes
}
