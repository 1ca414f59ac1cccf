import { IconCircleCheck, IconUsersGroup } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import { type Attendance, countAttendance, type QuorumRule, type QuorumShare, quorumShares, shareOf } from '#core/attendance/attendance.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, CheckField, FormDialog, SelectField, useNotice, useText } from '../../ui/index.ts'
import s from './participants.module.css'

export interface AttendanceSummaryProps {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly participants: readonly Participant[]
  readonly attendance: ReadonlyMap<UserId, Attendance>
  readonly quorum: QuorumRule
  /** My own check-in. */
  readonly children?: ReactNode
}

/** How many are here of those who count, and whether they are enough. */
export function AttendanceSummary(props: AttendanceSummaryProps) {
  const t = useText().attendance
  const [changing, setChanging] = useState(false)
  const { members, delegates, guests, excused, absent, needed, reached } = countAttendance(
    props.participants,
    props.attendance,
    props.quorum
  )
  const more = [t.others(delegates.present, guests.present), t.away(excused, absent)].filter(Boolean).join(' · ')
  const mayChange = mayInMeeting(props.standing, 'set-quorum')
  return (
    <section className={s.attendance} aria-label={t.heading}>
      {members.all === 0 ? (
        <p className={s.counted}>{t.noMembers}</p>
      ) : (
        <>
          <p className={s.counted}>{t.members(members.present, members.all)}</p>
          <p className={s.quorum} data-reached={reached} role="status">
            {reached ? <IconCircleCheck aria-hidden="true" /> : <IconUsersGroup aria-hidden="true" />}
            <span>{reached ? t.enough(needed) : t.notEnough(needed, needed - members.present)}</span>
          </p>
        </>
      )}
      {more ? <p className={s.under}>{more}</p> : null}
      {mayChange && members.all > 0 ? (
        <Button
          kind="bare"
          className={s.quorumChange ?? ''}
          aria-label={`${t.quorum}: ${t.quorumChange}`}
          onClick={() => setChanging(true)}
        >
          {t.quorum}: {t.quorumShares[shareOf(props.quorum)]} · {t.quorumChange}
        </Button>
      ) : null}
      {props.children}
      {changing ? <QuorumDialog meeting={props.meeting} quorum={props.quorum} onClose={() => setChanging(false)} /> : null}
    </section>
  )
}

function QuorumDialog(props: { readonly meeting: MeetingId; readonly quorum: QuorumRule; readonly onClose: () => void }) {
  const all = useText()
  const t = all.attendance
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [share, setShare] = useState<QuorumShare>(shareOf(props.quorum))
  const [required, setRequired] = useState(props.quorum.required)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async () => {
    const outcome = await send({ kind: 'set-quorum', share, required })
    if (!outcome) return
    if (!outcome.ok) return setRefused(whyNotDone(all, outcome.reason))
    notice({ text: t.quorumSaved })
    props.onClose()
  }
  return (
    <FormDialog
      title={t.quorum}
      cancelWord={t.cancel}
      sendWord={t.save}
      busy={running}
      refused={refused}
      onSend={() => void save()}
      onClose={props.onClose}
    >
      <SelectField
        label={t.quorum}
        value={share}
        options={quorumShares.map(value => ({ value, label: t.quorumShares[value] }))}
        onPick={setShare}
      />
      <CheckField label={t.quorumRequired} hint={t.quorumRequiredHint} checked={required} onCheck={setRequired} />
    </FormDialog>
  )
}
