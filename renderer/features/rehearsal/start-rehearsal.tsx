import { useState } from 'react'
import { type CommandId, type MeetingId, newId } from '#core/ids.ts'
import type { Participant, Particulars } from '#core/meeting/meeting.ts'
import { rehearsalId } from '#core/meeting/rehearsal.ts'
import { maxTitleLength } from '#core/paper/paper.ts'
import { commandReceipt, meetingReceipt, type NewMeetingRequest, paths } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import { randomBytes, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, goTo, useClock, useText } from '../../ui/index.ts'

const hourMs = 3_600_000

/** Makes a rehearsal for the people of a meeting, sends it to them and goes there. */
export function StartRehearsal(props: {
  readonly particulars: Particulars
  readonly participants: readonly Participant[]
  readonly onClose: () => void
}) {
  const all = useText()
  const t = all.rehearsal
  const { api, me } = useSession()
  const clock = useClock()
  const [running, setRunning] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  // One rehearsal, however often the button is pressed.
  const [ids] = useState(() => ({
    meeting: rehearsalId(newId<MeetingId>(randomBytes)),
    made: newId<CommandId>(randomBytes),
    issued: newId<CommandId>(randomBytes)
  }))
  const start = async () => {
    if (running) return
    setRunning(true)
    const { meeting } = ids
    const now = clock.now()
    const request: NewMeetingRequest = {
      id: ids.made,
      meeting,
      unit: me.unit.id,
      title: t.titleOf(props.particulars.title).slice(0, maxTitleLength),
      place: props.particulars.place,
      form: props.particulars.form,
      type: props.particulars.type,
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + hourMs).toISOString()
    }
    const act = (words: object) => api.call('POST', paths.commands(meeting), commandReceipt, words)
    /** All at once; who cannot sign in any more holds up nobody else. */
    const add = async (people: readonly Participant[]): ReturnType<typeof act> => {
      const participants = people.map(({ user, role }) => ({ user, role }))
      const added = await act({ id: newId<CommandId>(randomBytes), kind: 'add-participants', participants })
      if (added.ok || added.reason !== 'not-found' || people.length === 1) return added
      const middle = Math.ceil(people.length / 2)
      const [first, second] = [await add(people.slice(0, middle)), await add(people.slice(middle))]
      return first.ok ? first : second
    }
    const steps = [
      () => api.call('POST', paths.meetings, meetingReceipt, request),
      () => add(props.participants),
      () => act({ id: ids.issued, kind: 'issue' })
    ]
    for (const step of steps) {
      const answer = await step()
      if (!answer.ok) {
        setRunning(false)
        return setRefused(t.notDone(whyNotDone(all, answer.reason)))
      }
    }
    props.onClose()
    goTo({ kind: 'meeting', meeting, paper: null, screen: 'desk' })
  }
  return (
    <Dialog
      title={t.startTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" busy={running} onClick={() => void start()}>
            {t.start}
          </Button>
        </>
      }
    >
      <p>{t.startLead(props.participants.length)}</p>
      <p>{t.startAfter}</p>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
