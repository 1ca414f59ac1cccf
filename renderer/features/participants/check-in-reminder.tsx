import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import { isCheckInTime } from '#core/attendance/attendance.ts'
import type { MeetingId } from '#core/ids.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { notCheckedIn } from '#core/reminder/reminder.ts'
import { RemindButton } from '../../session/remind-button.tsx'
import { useText } from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'

/** For whoever notes attendance: reminds those of whom nobody has noted anything, while people are asked to check in. */
export function CheckInReminder(props: {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly record: Pick<RecordProjection, 'participants' | 'attendance' | 'reminders'>
  readonly startsAt: string
}) {
  const t = useText().reminder
  const now = useMinute()
  const missing = notCheckedIn(props.record).length
  if (missing === 0 || !mayInMeeting(props.standing, 'note-attendance') || !isCheckInTime(props.standing, props.startsAt, now)) return null
  return (
    <RemindButton
      meeting={props.meeting}
      about="check-in"
      count={missing}
      reminders={props.record.reminders}
      word={t.remindPeople(missing)}
      label={t.remindCheckIn(missing)}
    />
  )
}
