import { useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { LeftOver } from '#core/meeting/left-over.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Banner, Button, Dialog, ErrorLine, useNotice, useText } from '../../ui/index.ts'

/** Asks once before a meeting is closed for good, saying what that means. */
export function CloseDialog(props: { readonly meeting: MeetingId; readonly left: LeftOver; readonly onClose: () => void }) {
  const all = useText()
  const t = all.meeting.acts
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [refused, setRefused] = useState<string | null>(null)
  const close = async () => {
    setRefused(null)
    const outcome = await send({ kind: 'close' })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(t.close, whyNotDone(all, outcome.reason)))
    notice({ text: t.closed })
    props.onClose()
  }
  // [V7]
  const left = t.closeLeft(props.left)
  return (
    <Dialog
      title={t.closeTitle}
      closeWord={t.keepGoing}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t.keepGoing}</Button>
          <Button kind="danger" busy={running} onClick={() => void close()}>
            {t.close}
          </Button>
        </>
      }
    >
      {left ? <Banner>{left}</Banner> : null}
      <p>{isRehearsal(props.meeting) ? all.rehearsal.endAfter : t.closeAfter}</p>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
