import { useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, TextField, useText } from '../../ui/index.ts'

/** Opens a meeting that requires a quorum without one, for a reason that the record keeps. */
export function OpenWithoutQuorum(props: { readonly meeting: MeetingId; readonly onOpened: () => void; readonly onClose: () => void }) {
  const all = useText()
  const t = all.attendance
  const { running, send } = useCommand(props.meeting)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const open = async () => {
    if (reason.trim() === '') return setMissing(true)
    const outcome = await send({ kind: 'open', withoutQuorum: reason })
    if (!outcome) return
    if (outcome.ok) props.onOpened()
    else setRefused(whyNotDone(all, outcome.reason))
  }
  return (
    <Dialog
      title={t.openTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => void open()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="danger" type="submit" busy={running}>
            {t.openAnyway}
          </Button>
        </>
      }
    >
      <p>{t.openLead}</p>
      <TextField
        label={t.openReason}
        error={missing && reason.trim() === '' ? t.openReasonNeeded : undefined}
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
