import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Banner, Button, clockTime, Dialog, ErrorLine, fullDate, useClock, useText } from '../../ui/index.ts'
import { OpenWithoutQuorum } from './open-without-quorum.tsx'

/** So long before its time a meeting is begun without a word about it. */
const earlyMs = 30 * 60_000

/** [M1] Asks once before a meeting begins for good, and says so when it is not yet its time; without a required quorum, for the reason. */
export function StartDialog(props: {
  readonly meeting: MeetingId
  readonly startsAt: string
  readonly onOpened: () => void
  readonly onClose: () => void
}) {
  const all = useText()
  const t = all.meeting.acts
  const clock = useClock()
  const { running, send } = useCommand(props.meeting)
  const [lacksQuorum, setLacksQuorum] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const start = async () => {
    setRefused(null)
    const outcome = await send({ kind: 'open' })
    if (!outcome) return
    if (outcome.ok) props.onOpened()
    else if (outcome.reason === 'no-quorum') setLacksQuorum(true)
    else setRefused(t.notDone(t.open, whyNotDone(all, outcome.reason)))
  }
  if (lacksQuorum) return <OpenWithoutQuorum meeting={props.meeting} onOpened={props.onOpened} onClose={props.onClose} />
  const { startsAt } = props
  const isEarly = Date.parse(startsAt) - clock.now() > earlyMs
  return (
    <Dialog
      title={t.startTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" icon={<IconPlayerPlay />} busy={running} onClick={() => void start()}>
            {t.open}
          </Button>
        </>
      }
    >
      {isEarly ? <Banner>{t.startEarly(clockTime(all.app.dates, startsAt), fullDate(all.app.dates, startsAt))}</Banner> : null}
      <p>{t.startAfter}</p>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
