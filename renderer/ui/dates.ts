import { type LocalDate, localMoment, weekdayOf } from '#core/time/local-time.ts'
import type { Text } from '#text/index.ts'

type Words = Text['app']['dates']

/** "Thứ Hai, 23/11/2026". */
export function fullDate(words: Words, instant: string): string {
  const at = localMoment(instant)
  return at ? words.full(weekdayName(words, at), at.day, at.month, at.year) : words.unknown
}

/** "Thứ Hai". */
export const weekdayName = (words: Words, day: LocalDate): string => words.weekdays[weekdayOf(day)] ?? ''

/** "23/11/2026". */
export function shortDate(words: Words, instant: string | number): string {
  const at = localMoment(instant)
  return at ? words.short(at.day, at.month, at.year) : words.unknown
}

/** "08:30". */
export function clockTime(words: Words, instant: string | number): string {
  const at = localMoment(instant)
  return at ? words.time(at.hour, at.minute) : ''
}

/** "08:00–11:00"; only the beginning where the end is unknown. */
export function timeSpan(words: Words, from: string, until: string): string {
  return [clockTime(words, from), clockTime(words, until)].filter(Boolean).join('–')
}

/** Whole days from today until then by the calendar: 0 today, 1 tomorrow, negative for the past. */
export function daysUntil(instant: string, now: number): number {
  const [then, today] = [localMoment(instant), localMoment(now)]
  const dayNumber = (date: LocalDate) => Date.UTC(date.year, date.month - 1, date.day) / 86_400_000
  return then && today ? dayNumber(then) - dayNumber(today) : 0
}
