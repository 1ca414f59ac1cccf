/** [T3] Viet Nam has one time zone and no summer time: +07:00. Screens show it whatever the computer's clock is set to. */
export const offsetMinutes = 7 * 60

export interface LocalDate {
  readonly year: number
  /** 1…12 */
  readonly month: number
  readonly day: number
}
export interface LocalTime {
  readonly hour: number
  readonly minute: number
}
export interface LocalMoment extends LocalDate, LocalTime {
  /** 0 = Sunday. */
  readonly weekday: number
}

const two = (value: number): string => String(value).padStart(2, '0')

/** An instant (ISO 8601 or milliseconds) as the clock on the wall shows it; null when it is no instant. */
export function localMoment(instant: string | number): LocalMoment | null {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant)
  if (!Number.isFinite(ms)) return null
  const at = new Date(ms + offsetMinutes * 60_000)
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    weekday: at.getUTCDay()
  }
}

/** `2026-11-23T08:00:00+07:00`, as the protocol wants it. */
export function toInstant(date: LocalDate, time: LocalTime): string {
  return `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}T${two(time.hour)}:${two(time.minute)}:00+07:00`
}

/** The instant `minutes` later, in the same form. */
export function addMinutes(instant: string, minutes: number): string {
  const at = localMoment(Date.parse(instant) + minutes * 60_000)
  return at ? toInstant(at, at) : instant
}

/** `23/11/2026`; empty when it is no instant. */
export const formatDate = (date: LocalDate | null): string =>
  date ? `${two(date.day)}/${two(date.month)}/${String(date.year).padStart(4, '0')}` : ''
/** `08:30`; empty when it is no time. */
export const formatTime = (time: LocalTime | null): string => (time ? `${two(time.hour)}:${two(time.minute)}` : '')

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
/** 0 = Sunday. */
export const weekdayOf = (date: LocalDate): number => new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay()

/** [T4] What people type for a day: 3/4/2026, 03-04-2026, 03.04.26, 03042026. Day first. Null when there is no such day. */
export function parseDate(typed: string): LocalDate | null {
  const found =
    typed.trim().match(/^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$/) ?? typed.trim().match(/^(\d{2})(\d{2})(\d{4})$/)
  if (!found) return null
  const [day, month, year] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const full = year < 100 ? 2000 + year : year
  if (month < 1 || month > 12 || full < 1900 || day < 1 || day > daysInMonth(full, month)) return null
  return { year: full, month, day }
}

/** [T5] What people type for a time: 8:30, 0830, 8h30, 8g30, 8. 24 hours. Null when there is no such time. */
export function parseTime(typed: string): LocalTime | null {
  const found = typed.trim().match(/^(\d{1,2})(?:\s*[:hg.]\s*(\d{1,2})?)?$/i) ?? typed.trim().match(/^(\d{1,2})(\d{2})$/)
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  return hour > 23 || minute > 59 ? null : { hour, minute }
}
