import { useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { FormDialog, TextField, useText } from '../../ui/index.ts'

/** Asks why somebody is absent, and notes it. */
export function ExcuseDialog(props: { readonly meeting: MeetingId; readonly who: Participant; readonly onClose: () => void }) {
  const all = useText()
  const t = all.attendance
  const { who, onClose } = props
  const { running, send } = useCommand(props.meeting)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async () => {
    if (reason.trim() === '') return setMissing(true)
    const outcome = await send({ kind: 'note-attendance', users: [who.user], state: 'excused', place: null, reason })
    if (!outcome) return
    if (outcome.ok) onClose()
    else setRefused(t.notNoted(who.name, whyNotDone(all, outcome.reason)))
  }
  return (
    <FormDialog
      title={t.reasonTitle(who.name)}
      cancelWord={t.cancel}
      sendWord={t.save}
      busy={running}
      refused={refused}
      onSend={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={t.reason}
        hint={t.reasonHint}
        error={missing && reason.trim() === '' ? t.reasonNeeded : undefined}
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
