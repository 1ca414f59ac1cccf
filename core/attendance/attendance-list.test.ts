import { expect, it } from 'vitest'
import type { SiteId, UserId } from '../ids.ts'
import type { MeetingRole } from '../meeting/meeting.ts'
import type { Attendance } from './attendance.ts'
import { attendanceList } from './attendance-list.ts'

const start = '2026-11-22T08:00:00+07:00'
const at = (minute: number) => new Date(Date.parse(start) + minute * 60_000).toISOString()
const person = (user: string, name: string, role: MeetingRole) => ({ user: user as UserId, name, title: '', unitName: 'UBND xã', role })
const by = 'nguoi-thu-ky' as UserId
const stay = (from: number, to: number | null) => ({ from: at(from), to: to === null ? null : at(to) })
const site = { site: 'diem-cau-1' as SiteId, name: 'Đồi Chè', room: '', contact: '', phone: '', link: '' }

it('[J7] lists everybody by role and given name, with late arrival, early leave, site, reason and whom one stands for', () => {
  const notes: readonly (readonly [string, Attendance])[] = [
    ['nguoi-a', { state: 'present', place: 'room', reason: '', stays: [stay(-3, null)], by }],
    ['nguoi-b', { state: 'left', place: 'remote', site: site.site, reason: '', stays: [stay(12, 40), stay(50, 60)], by }],
    ['nguoi-c', { state: 'excused', place: null, reason: 'Đi công tác', stays: [], by }],
    ['nguoi-d', { state: 'present', place: 'room', reason: '', stays: [stay(5, null)], by }]
  ]
  const rows = attendanceList({
    participants: [
      person('nguoi-d', 'Trần Văn An', 'delegate'),
      person('nguoi-b', 'Lê Thị Bình', 'member'),
      person('nguoi-a', 'Hồ Văn Dũng', 'chair'),
      person('nguoi-c', 'Nguyễn An', 'member'),
      person('nguoi-e', 'Vũ Yên', 'guest')
    ],
    attendance: new Map(notes as readonly (readonly [UserId, Attendance])[]),
    sites: new Map([[site.site, site]]),
    standsFor: new Map([['nguoi-d' as UserId, 'nguoi-c' as UserId]]),
    startsAt: start,
    endsAt: at(120)
  })
  expect(rows.map(({ number, who }) => [number, who.name])).toEqual([
    [1, 'Hồ Văn Dũng'],
    [2, 'Nguyễn An'],
    [3, 'Lê Thị Bình'],
    [4, 'Trần Văn An'],
    [5, 'Vũ Yên']
  ])
  const [dung, nguyen, binh, an, yen] = rows
  expect(dung).toMatchObject({ state: 'present', lateMinutes: 0, leftEarly: false, remote: false })
  expect(nguyen).toMatchObject({ state: 'excused', reason: 'Đi công tác', from: '' })
  expect(binh).toMatchObject({ remote: true, site: 'Đồi Chè', from: at(12), to: at(60), lateMinutes: 12, leftEarly: true })
  expect(an).toMatchObject({ lateMinutes: 0, standsFor: 'Nguyễn An' })
  expect(yen).toMatchObject({ state: null, standsFor: '' })
})
