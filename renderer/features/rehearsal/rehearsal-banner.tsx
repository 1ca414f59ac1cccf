import { IconSchool } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import type { MeetingId } from '#core/ids.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import { paths } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import { whyNotDone } from '../../session/use-command.ts'
import { Banner, Button, Dialog, ErrorLine, goTo, useNotice, useText } from '../../ui/index.ts'

/** [RE2] Says on every screen of a rehearsal that it is one; for whoever leads it, the way to delete it. Nothing in a meeting that counts. */
export function RehearsalBanner(props: { readonly meeting: MeetingId; readonly standing: MeetingStanding }) {
  const t = useText().rehearsal
  const [ending, setEnding] = useState(false)
  if (!isRehearsal(props.meeting)) return null
  return (
    <>
      <Banner
        icon={<IconSchool aria-hidden="true" />}
        action={
          mayInMeeting(props.standing, 'use-desk') ? (
            <Button kind="bare" onClick={() => setEnding(true)}>
              {t.end}
            </Button>
          ) : null
        }
      >
        {t.banner}
      </Banner>
      {ending ? <EndDialog meeting={props.meeting} onClose={() => setEnding(false)} /> : null}
    </>
  )
}

function EndDialog(props: { readonly meeting: MeetingId; readonly onClose: () => void }) {
  const all = useText()
  const t = all.rehearsal
  const { api } = useSession()
  const notice = useNotice()
  const [running, setRunning] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const end = async () => {
    setRunning(true)
    const answer = await api.call('DELETE', paths.rehearsal(props.meeting), z.null())
    setRunning(false)
    if (!answer.ok && answer.reason !== 'not-found') return setRefused(t.notDone(whyNotDone(all, answer.reason)))
    notice({ text: t.ended })
    goTo({ kind: 'today' })
  }
  return (
    <Dialog
      title={t.endTitle}
      closeWord={t.keep}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t.keep}</Button>
          <Button kind="danger" busy={running} onClick={() => void end()}>
            {t.end}
          </Button>
        </>
      }
    >
      <p>{t.endAfter}</p>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
