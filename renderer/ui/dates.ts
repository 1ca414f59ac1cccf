import type { Text } from '#text/index.ts'

type Words = Text['app']['dates']

/** The local time an ISO instant stands for; null when it is none. */
export function toDate(instant: string): Date | null {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? null : date
}

/** "Thứ Hai, 23/11/2026". */
export function fullDate(words: Words, instant: string): string {
  const date = toDate(instant)
  return date ? words.full(words.weekdays[date.getDay()] ?? '', date.getDate(), date.getMonth() + 1, date.getFullYear()) : words.unknown
}

/** "23/11/2026". */
export function shortDate(words: Words, instant: string): string {
  const date = toDate(instant)
  return date ? words.short(date.getDate(), date.getMonth() + 1, date.getFullYear()) : words.unknown
}

/** "08:30". */
export function clockTime(words: Words, instant: string | number): string {
  const date = typeof instant === 'number' ? new Date(instant) : toDate(instant)
  return date ? words.time(date.getHours(), date.getMinutes()) : ''
}

/** "08:00–11:00"; only the beginning where the end is unknown. */
export function timeSpan(words: Words, from: string, until: string): string {
  return [clockTime(words, from), clockTime(words, until)].filter(Boolean).join('–')
}

/** Whole days from today until then: 0 today, 1 tomorrow, negative for the past. */
export function daysUntil(instant: string, now: number): number {
  const date = toDate(instant)
  if (!date) return 0
  const midnight = (of: Date) => Date.UTC(of.getFullYear(), of.getMonth(), of.getDate())
  return Math.round((midnight(date) - midnight(new Date(now))) / 86_400_000)
}

/** Day, month and year from "23/11/2026", "23-11-2026" or "23.11.2026"; null when there is no such day. */
export function parseDay(text: string): { readonly day: number; readonly month: number; readonly year: number } | null {
  const [, d, m, y] = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? []
  const [day, month, year] = [Number(d), Number(m), Number(y)]
  const date = new Date(year, month - 1, day)
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day ? { day, month, year } : null
}

/** Hours and minutes from "8:30", "08:30", "8h30" or "8h"; null otherwise. */
export function parseClock(text: string): { readonly hours: number; readonly minutes: number } | null {
  const [, h, m] = text.trim().match(/^(\d{1,2})(?:[:h.](\d{2})?)?$/i) ?? []
  const [hours, minutes] = [Number(h), Number(m ?? 0)]
  return h !== undefined && hours < 24 && minutes < 60 ? { hours, minutes } : null
}

/** ISO 8601 with the local offset: "2026-11-23T08:30:00+07:00". */
export function toInstant(date: Date): string {
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0')
  const offset = -date.getTimezoneOffset()
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${day}T${time}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}
