import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UserId } from '../ids.ts'
import { type MeetingRole, meetingRoles, type Participant } from '../meeting/meeting.ts'
import {
  type Attendance,
  type AttendanceNote,
  type AttendanceState,
  attendanceStates,
  countAttendance,
  defaultQuorum,
  isCheckInTime,
  noted,
  quorumRule,
  quorumShares,
  shareOf
} from './attendance.ts'

const secretary = 'thu-ky-0001' as UserId
const dung = 'nguoi-dung-01' as UserId
const note = (state: AttendanceState, more: Partial<AttendanceNote> = {}): AttendanceNote => ({
  user: dung,
  state,
  place: null,
  reason: '',
  ...more
})
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 1, minute)).toISOString()
const person = (index: number, role: MeetingRole): Participant => ({
  user: `nguoi-${String(index).padStart(4, '0')}` as UserId,
  name: `Người ${index}`,
  title: '',
  unitName: '',
  role
})

describe('attendance', () => {
  it('[J1] late arrival, early leave and coming back stay visible, each with its time', () => {
    const came = noted(null, note('present', { place: 'room' }), at(5), dung)
    const went = noted(came, note('left'), at(40), secretary)
    const back = noted(went, note('present', { place: 'remote' }), at(55), dung)
    expect(came).toMatchObject({ state: 'present', place: 'room', stays: [{ from: at(5), to: null }], by: dung })
    expect(went).toMatchObject({ state: 'left', place: 'room', stays: [{ from: at(5), to: at(40) }], by: secretary })
    expect(back).toMatchObject({
      state: 'present',
      place: 'remote',
      stays: [
        { from: at(5), to: at(40) },
        { from: at(55), to: null }
      ]
    })
  })

  it('[J1] the same noting twice changes no time; another place is the same stay', () => {
    const came = noted(null, note('present', { place: 'room' }), at(5), dung)
    expect(noted(came, note('present', { place: 'remote' }), at(9), dung).stays).toEqual(came.stays)
    const went = noted(came, note('left'), at(40), dung)
    expect(noted(went, note('left'), at(50), dung).stays).toEqual(went.stays)
  })

  it('[J1] who was noted as present by mistake was never there', () => {
    const came = noted(null, note('present'), at(5), secretary)
    expect(noted(came, note('excused', { reason: 'Đi công tác' }), at(6), secretary)).toEqual({
      state: 'excused',
      place: null,
      reason: 'Đi công tác',
      stays: [],
      by: secretary
    })
  })

  it('[J1] stays never overlap, and only the last may be open: exactly while the person is present', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...attendanceStates), { maxLength: 20 }), states => {
        let known: Attendance | null = null
        for (const [i, state] of states.entries()) known = noted(known, note(state), at(i), secretary)
        const stays = known?.stays ?? []
        for (const [i, stay] of stays.entries()) {
          const next = stays[i + 1]
          if (next) expect(stay.to !== null && stay.from < stay.to && stay.to <= next.from).toBe(true)
        }
        expect(stays.at(-1)?.to === null).toBe(known?.state === 'present')
      })
    )
  })
})

it('[RM2] people are asked to check in from an hour before the beginning, and while the meeting is on', () => {
  const asked = (state: 'draft' | 'issued' | 'live' | 'ended', minutesBefore: number) =>
    isCheckInTime({ state }, at(0), Date.parse(at(0)) - minutesBefore * 60_000)
  expect([61, 60, 0, -30].map(minutes => asked('issued', minutes))).toEqual([false, true, true, true])
  expect([asked('live', 600), asked('draft', 0), asked('ended', 0)]).toEqual([true, false, false])
})

describe('quorum', () => {
  const members = (all: number, present: number, rule = defaultQuorum) => {
    const people = Array.from({ length: all }, (_, i) => person(i, i === 0 ? 'chair' : 'member'))
    const attendance = new Map(people.slice(0, present).map(({ user }) => [user, noted(null, { ...note('present'), user }, at(0), user)]))
    return countAttendance(people, attendance, rule)
  }

  it.each([
    ['two-thirds', 9, 6],
    ['two-thirds', 10, 7],
    ['two-thirds', 1, 1],
    ['half', 9, 5],
    ['half', 10, 6],
    ['three-quarters', 9, 7],
    ['all', 9, 9],
    ['two-thirds', 0, 0]
  ] as const)('[J3] %s of %i members are %i', (share, all, needed) => {
    const rule = quorumRule(share, false)
    expect(members(all, 0, rule).needed).toBe(needed)
    expect(members(all, needed, rule).reached).toBe(true)
    if (needed > 0) expect(members(all, needed - 1, rule).reached).toBe(false)
  })

  it('[J3] members, delegates and guests are counted apart; secretaries and who left are not counted as present', () => {
    const people = meetingRoles.map((role, i) => person(i, role))
    const attendance = new Map(people.map(({ user }) => [user, noted(null, { ...note('present'), user }, at(0), user)]))
    const [chair] = people
    if (chair)
      attendance.set(chair.user, noted(attendance.get(chair.user) ?? null, { ...note('left'), user: chair.user }, at(9), chair.user))
    expect(countAttendance(people, attendance, defaultQuorum)).toMatchObject({
      members: { present: 1, all: 2 },
      delegates: { present: 1, all: 1 },
      guests: { present: 1, all: 1 },
      needed: 2,
      reached: false
    })
  })

  it('[J3] a share has one rule and a rule one share', () => {
    for (const share of quorumShares) expect(shareOf(quorumRule(share, true))).toBe(share)
    expect(shareOf({ numerator: 5, denominator: 7, required: false })).toBe('two-thirds')
  })
})
