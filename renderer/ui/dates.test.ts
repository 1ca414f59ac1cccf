import { describe, expect, it } from 'vitest'
import { vi } from '#text/index.ts'
import { clockTime, daysUntil, fullDate, momentOf, parseClock, parseDay, timeSpan, toInstant } from './dates.ts'

const words = vi.app.dates

describe('dates as they are written in Vietnam', () => {
  it('[T3] names day and time of Viet Nam wherever the computer stands', () => {
    const instant = toInstant({ year: 2026, month: 11, day: 23, hours: 8, minutes: 5 })
    expect(instant).toBe('2026-11-23T08:05:00+07:00')
    expect(fullDate(words, '2026-11-22T18:00:00Z')).toBe('Thứ Hai, 23/11/2026')
    expect(clockTime(words, instant)).toBe('08:05')
    expect(timeSpan(words, instant, '')).toBe('08:05')
    expect(momentOf('never')).toBeNull()
  })

  it('counts days by the calendar, not by hours', () => {
    const evening = Date.parse('2026-11-23T23:30:00+07:00')
    expect(daysUntil('2026-11-24T00:10:00+07:00', evening)).toBe(1)
    expect(daysUntil('2026-11-23T01:00:00+07:00', evening)).toBe(0)
    expect(daysUntil('2026-11-22T23:00:00+07:00', evening)).toBe(-1)
  })

  it('[T4] [T5] reads what people type and nothing that is no day', () => {
    expect(parseDay('1/12/2026')).toEqual({ day: 1, month: 12, year: 2026 })
    expect(parseDay('31.11.2026')).toBeNull()
    expect(parseDay('2026-11-23')).toBeNull()
    expect(parseClock('8h30')).toEqual({ hours: 8, minutes: 30 })
    expect(parseClock('8h')).toEqual({ hours: 8, minutes: 0 })
    expect(parseClock('24:00')).toBeNull()
  })
})
