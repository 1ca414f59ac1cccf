import { describe, expect, it } from 'vitest'
import { vi } from '#text/index.ts'
import { clockTime, daysUntil, fullDate, shortDate, timeSpan } from './dates.ts'

const words = vi.app.dates

describe('dates as they are written in Vietnam', () => {
  it('[T3] names day and time of Viet Nam wherever the computer stands', () => {
    expect(fullDate(words, '2026-11-22T18:00:00Z')).toBe('Thứ Hai, 23/11/2026')
    expect(shortDate(words, Date.parse('2026-11-22T18:00:00Z'))).toBe('23/11/2026')
    expect(clockTime(words, '2026-11-22T18:05:00Z')).toBe('01:05')
    expect(timeSpan(words, '2026-11-23T08:00:00+07:00', '')).toBe('08:00')
    expect(fullDate(words, 'never')).toBe(words.unknown)
  })

  it('counts days by the calendar, not by hours', () => {
    const evening = Date.parse('2026-11-23T23:30:00+07:00')
    expect(daysUntil('2026-11-24T00:10:00+07:00', evening)).toBe(1)
    expect(daysUntil('2026-11-23T01:00:00+07:00', evening)).toBe(0)
    expect(daysUntil('2026-11-22T23:00:00+07:00', evening)).toBe(-1)
  })
})
