import { describe, expect, it } from 'vitest'
import { vi } from '#text/index.ts'
import { beginningAt, dayOf, endingAt, endsAfterStart, onDay, spanOf } from './when.ts'

const times = { startsAt: '2026-11-23T08:00:00+07:00', endsAt: '2026-11-23T11:00:00+07:00' }

describe('when a meeting is', () => {
  it('is said as on a printed invitation', () => {
    expect(dayOf(vi.meeting, times.startsAt)).toBe('Thứ Hai, 23/11/2026')
    expect(spanOf(vi.meeting, times)).toBe('08:00–11:00')
    expect(spanOf(vi.meeting, { ...times, endsAt: '2026-11-24T11:00:00+07:00' })).toBe('08:00–11:00 ngày 24/11/2026')
    expect(spanOf(vi.meeting, { startsAt: '', endsAt: '' })).toBe('')
  })

  it('[M2] keeps its length when day or beginning change, and never ends before it begins', () => {
    expect(onDay(times, { year: 2026, month: 12, day: 1 })).toEqual({
      startsAt: '2026-12-01T08:00:00+07:00',
      endsAt: '2026-12-01T11:00:00+07:00'
    })
    expect(beginningAt(times, { hour: 13, minute: 30 })?.endsAt).toBe('2026-11-23T16:30:00+07:00')
    expect(endingAt(times, { hour: 7, minute: 0 })).toBeNull()
    expect(endingAt(times, { hour: 11, minute: 30 })?.endsAt).toBe('2026-11-23T11:30:00+07:00')
    expect(endsAfterStart({ startsAt: times.endsAt, endsAt: times.endsAt })).toBe(false)
  })
})
