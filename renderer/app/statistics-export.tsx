import { lazy, type ReactNode, Suspense } from 'react'
import { speechKinds } from '#core/floor/rules.ts'
import { speakingStatistics } from '#core/floor/statistics.ts'
import type { Text } from '#text/index.ts'
import type { AttendanceDocument } from '../features/export/index.ts'
import { fullDate, shortDate, timeSpan, useClock, useText } from '../ui/index.ts'
import { stopwatch } from '../ui/second.ts'
import type { MeetingView } from './use-meeting-view.ts'

const AttendanceDialog = lazy(() => import('../features/export/index.ts').then(found => ({ default: found.AttendanceDialog })))

/** [C6] Who spoke how long, as a document of the administration: the form of the list of attendance with other columns. */
function statisticsDocument(words: Text, { record, participants, particulars }: MeetingView, nowMs: number): AttendanceDocument {
  const t = words.floor
  const { list } = words.attendance
  const rows = speakingStatistics(record.floor, record.questions, participants, nowMs)
  const time = (ms: number) => (ms > 0 ? stopwatch(ms) : '')
  const spoke = rows.filter(({ speeches }) => speeches > 0).length
  return {
    issuer: record.unitName,
    nation: list.nation,
    motto: list.motto,
    title: t.statistics.toLocaleUpperCase('vi'),
    subject: particulars.title,
    about: [
      list.time(
        `${timeSpan(words.app.dates, particulars.startsAt, particulars.endsAt)}, ${fullDate(words.app.dates, particulars.startsAt)}`
      ),
      list.place(particulars.place),
      t.statisticsSum(spoke, rows.length - spoke)
    ],
    columns: [
      { title: list.columns.number, share: 0.06, align: 'center' },
      { title: t.columns.who, share: 0.22 },
      { title: list.columns.title, share: 0.22 },
      { title: t.columns.times, share: 0.08, align: 'center' },
      ...speechKinds.map(kind => ({ title: t.kinds[kind], share: 0.1, align: 'center' as const })),
      { title: t.columns.all, share: 0.06, align: 'center' },
      { title: t.columns.questions, share: 0.06, align: 'center' }
    ],
    rows: rows.map((row, at) => {
      const who = record.participants.get(row.user)
      return [
        String(at + 1),
        who?.name ?? '',
        who?.title || who?.unitName || '',
        String(row.speeches),
        ...speechKinds.map(kind => time(row.msOf[kind])),
        time(row.ms),
        row.questions > 0 ? String(row.questions) : ''
      ]
    }),
    signatures: [
      { title: list.secretary, hint: list.sign, name: participants.find(({ role }) => role === 'secretary')?.name ?? '' },
      { title: list.chair, hint: list.sign, name: participants.find(({ role }) => role === 'chair')?.name ?? '' }
    ],
    footer: list.footer
  }
}

/** Saves the statistics of a meeting as PDF or as a sheet; drawn while the window is open. */
export function useStatisticsExport(view: MeetingView): (onClose: () => void) => ReactNode {
  const words = useText()
  const clock = useClock()
  const { title, startsAt } = view.particulars
  return onClose => (
    <Suspense>
      <AttendanceDialog
        title={words.floor.statistics}
        document={statisticsDocument(words, view, clock.now())}
        name={`${words.floor.statistics} ${title} ${shortDate(words.app.dates, startsAt).replaceAll('/', '-')}`}
        onClose={onClose}
      />
    </Suspense>
  )
}
