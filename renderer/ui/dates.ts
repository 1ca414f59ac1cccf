import type { Text } from '#text/index.ts'

type Words = Text['app']['dates']

/** Viet Nam has one time zone and no summer time; a computer set to another still shows the time of the meeting room. */
const zoneMs = 7 * 3_600_000

/** A moment on the calendar and the clock of Viet Nam. */
export interface LocalMoment {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
  /** 0 is Sunday. */
  readonly weekday: number
  readonly hours: number
  readonly minutes: number
}

/** What calendar and clock show at an instant (ISO 8601 or ms); null when it is none. */
export function momentOf(instant: string | number): LocalMoment | null {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant)
  if (Number.isNaN(ms)) return null
  const there = new Date(ms + zoneMs)
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    weekday: there.getUTCDay(),
    hours: there.getUTCHours(),
    minutes: there.getUTCMinutes()
  }
}

/** ISO 8601 with the offset: "2026-11-23T08:30:00+07:00". */
export function toInstant(at: Pick<LocalMoment, 'year' | 'month' | 'day' | 'hours' | 'minutes'>): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}T${two(at.hours)}:${two(at.minutes)}:00+07:00`
}

/** "Thứ Hai, 23/11/2026". */
export function fullDate(words: Words, instant: string): string {
  const at = momentOf(instant)
  return at ? words.full(weekdayName(words, at), at.day, at.month, at.year) : words.unknown
}

/** "Thứ Hai". */
export const weekdayName = (words: Words, at: LocalMoment): string => words.weekdays[at.weekday] ?? ''

/** "23/11/2026". */
export function shortDate(words: Words, instant: string | number): string {
  const at = momentOf(instant)
  return at ? words.short(at.day, at.month, at.year) : words.unknown
}

/** "08:30". */
export function clockTime(words: Words, instant: string | number): string {
  const at = momentOf(instant)
  return at ? words.time(at.hours, at.minutes) : ''
}

/** "08:00–11:00"; only the beginning where the end is unknown. */
export function timeSpan(words: Words, from: string, until: string): string {
  return [clockTime(words, from), clockTime(words, until)].filter(Boolean).join('–')
}

/** Whole days from today until then: 0 today, 1 tomorrow, negative for the past. */
export function daysUntil(instant: string, now: number): number {
  const ms = Date.parse(instant)
  const dayOf = (at: number) => Math.floor((at + zoneMs) / 86_400_000)
  return Number.isNaN(ms) ? 0 : dayOf(ms) - dayOf(now)
}

/** Day, month and year from "23/11/2026", "23-11-2026" or "23.11.2026"; null when there is no such day. */
export function parseDay(text: string): { readonly day: number; readonly month: number; readonly year: number } | null {
  const [, d, m, y] = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? []
  const [day, month, year] = [Number(d), Number(m), Number(y)]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { day, month, year } : null
}

/** Hours and minutes from "8:30", "08:30", "8h30" or "8h"; null otherwise. */
export function parseClock(text: string): { readonly hours: number; readonly minutes: number } | null {
  const [, h, m] = text.trim().match(/^(\d{1,2})(?:[:h.](\d{2})?)?$/i) ?? []
  const [hours, minutes] = [Number(h), Number(m ?? 0)]
  return h !== undefined && hours < 24 && minutes < 60 ? { hours, minutes } : null
}
