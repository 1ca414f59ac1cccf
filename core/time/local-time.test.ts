import { describe, expect, it } from 'vitest'
import { addMinutes, formatDate, formatTime, localMoment, parseDate, parseTime, toInstant } from './local-time.ts'

describe('local time', () => {
  it('[T3] shows the time of Viet Nam whatever zone an instant was written in', () => {
    const at = localMoment('2026-11-23T01:30:00Z')
    expect(at).toEqual({ year: 2026, month: 11, day: 23, hour: 8, minute: 30, weekday: 1 })
    expect(formatDate(at)).toBe('23/11/2026')
    expect(formatTime(at)).toBe('08:30')
    expect(localMoment('soon')).toBeNull()
  })

  it('[T3] writes an instant that reads back the same, across midnight', () => {
    const instant = toInstant({ year: 2026, month: 12, day: 31 }, { hour: 23, minute: 30 })
    expect(instant).toBe('2026-12-31T23:30:00+07:00')
    expect(addMinutes(instant, 45)).toBe('2027-01-01T00:15:00+07:00')
  })

  it('[T4] understands the ways people write a day, day first, and no day that does not exist', () => {
    const third = { year: 2026, month: 4, day: 3 }
    for (const typed of ['3/4/2026', '03-04-2026', '03.04.26', '03042026', ' 3 / 4 / 2026 ']) expect(parseDate(typed)).toEqual(third)
    for (const typed of ['31/4/2026', '29/02/2027', '2026-04-03', '3/4', '']) expect(parseDate(typed)).toBeNull()
  })

  it('[T5] understands the ways people write a time, and no time that does not exist', () => {
    for (const typed of ['8:30', '08:30', '0830', '830', '8h30', '8g30', '8.30']) expect(parseTime(typed)).toEqual({ hour: 8, minute: 30 })
    expect(parseTime('8h')).toEqual({ hour: 8, minute: 0 })
    expect(parseTime('14')).toEqual({ hour: 14, minute: 0 })
    for (const typed of ['24:00', '8:60', 'sáng', '']) expect(parseTime(typed)).toBeNull()
  })
})
