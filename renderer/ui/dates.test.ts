import { describe, expect, it } from 'vitest'
import { vi } from '#text/index.ts'
import { clockTime, daysUntil, fullDate, parseClock, parseDay, timeSpan, toInstant } from './dates.ts'

const words = vi.app.dates

describe('dates as they are written in Vietnam', () => {
  it('names day and time', () => {
    const instant = toInstant(new Date(2026, 10, 23, 8, 5))
    expect(fullDate(words, instant)).toBe('Thứ Hai, 23/11/2026')
    expect(clockTime(words, instant)).toBe('08:05')
    expect(timeSpan(words, instant, '')).toBe('08:05')
    expect(new Date(instant).getTime()).toBe(new Date(2026, 10, 23, 8, 5).getTime())
  })

  it('counts days by the calendar, not by hours', () => {
    const evening = new Date(2026, 10, 23, 23, 30).getTime()
    expect(daysUntil(toInstant(new Date(2026, 10, 24, 0, 10)), evening)).toBe(1)
    expect(daysUntil(toInstant(new Date(2026, 10, 23, 1, 0)), evening)).toBe(0)
  })

  it('reads what people type and nothing that is no day', () => {
    expect(parseDay('1/12/2026')).toEqual({ day: 1, month: 12, year: 2026 })
    expect(parseDay('31.11.2026')).toBeNull()
    expect(parseDay('2026-11-23')).toBeNull()
    expect(parseClock('8h30')).toEqual({ hours: 8, minutes: 30 })
    expect(parseClock('8h')).toEqual({ hours: 8, minutes: 0 })
    expect(parseClock('24:00')).toBeNull()
  })
})
