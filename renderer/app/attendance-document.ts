import { countAttendance } from '#core/attendance/attendance.ts'
import { type AttendanceRow, attendanceList } from '#core/attendance/attendance-list.ts'
import type { Text } from '#text/index.ts'
import type { AttendanceDocument } from '../features/export/index.ts'
import { clockTime, fullDate, timeSpan } from '../ui/index.ts'
import type { MeetingView } from './use-meeting-view.ts'

/** [J7] The list of attendance in words, as it is handed out. */
export function attendanceDocument(
  words: Text,
  of: Pick<MeetingView, 'record' | 'participants' | 'particulars'> & { readonly chairName: string }
): AttendanceDocument {
  const { record, participants, particulars } = of
  const t = words.attendance
  const { list } = t
  const dates = words.app.dates
  const { members, delegates, guests, excused, absent } = countAttendance(participants, record.attendance, record.quorum)
  const rows = attendanceList({
    participants,
    attendance: record.attendance,
    sites: record.sites,
    standsFor: record.standsFor,
    startsAt: particulars.startsAt,
    endsAt: record.state === 'ended' ? particulars.endsAt : null
  })
  const part = (group: { readonly present: number; readonly all: number }) => `${group.present}/${group.all}`
  const note = (row: AttendanceRow) =>
    [
      row.site && words.site.attend.place(row.site),
      row.lateMinutes > 0 && t.late(row.lateMinutes),
      row.leftEarly && t.leftEarly,
      row.standsFor && t.standsForName(row.standsFor),
      row.reason
    ]
      .filter(Boolean)
      .join('; ')
  return {
    issuer: record.unitName,
    nation: list.nation,
    motto: list.motto,
    title: list.title,
    subject: particulars.title,
    about: [
      list.time(`${timeSpan(dates, particulars.startsAt, particulars.endsAt)}, ${fullDate(dates, particulars.startsAt)}`),
      list.place(particulars.place),
      list.counts(part(members), part(delegates), part(guests), excused, absent)
    ],
    columns: [
      { title: list.columns.number, share: 0.06, align: 'center' },
      { title: list.columns.name, share: 0.19 },
      { title: list.columns.title, share: 0.21 },
      { title: list.columns.role, share: 0.12 },
      { title: list.columns.state, share: 0.12 },
      { title: list.columns.from, share: 0.08, align: 'center' },
      { title: list.columns.to, share: 0.08, align: 'center' },
      { title: list.columns.note, share: 0.14 }
    ],
    rows: rows.map(row => [
      String(row.number),
      row.who.name,
      // The unit of the meeting need not be named at every line.
      [row.who.title, row.who.unitName !== record.unitName || row.who.title === '' ? row.who.unitName : ''].filter(Boolean).join(', '),
      words.meeting.roles[row.who.role],
      row.state === null ? list.unnoted : row.state === 'present' ? t.places[row.remote ? 'remote' : 'room'] : t.states[row.state],
      row.from ? clockTime(dates, row.from) : '',
      row.to ? clockTime(dates, row.to) : '',
      note(row)
    ]),
    signatures: [
      { title: list.secretary, hint: list.sign, name: participants.find(({ role }) => role === 'secretary')?.name ?? '' },
      { title: list.chair, hint: list.sign, name: of.chairName }
    ],
    footer: list.footer
  }
}
