import { useState } from 'react'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, SelectField, useText } from '../../ui/index.ts'

/** [J6] Asks in whose place somebody comes, and notes it. */
export function SubstituteDialog(props: {
  readonly meeting: MeetingId
  readonly who: Participant
  readonly standsFor: UserId | null
  readonly participants: readonly Participant[]
  readonly onClose: () => void
}) {
  const all = useText()
  const t = all.attendance
  const { who } = props
  const { running, send } = useCommand(props.meeting)
  const [picked, setPicked] = useState<string>(props.standsFor ?? '')
  const [refused, setRefused] = useState<string | null>(null)
  const others = props.participants.filter(({ user }) => user !== who.user).sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  const save = async () => {
    const standsFor = others.find(({ user }) => user === picked)?.user ?? null
    const outcome = await send({ kind: 'set-substitute', user: who.user, standsFor })
    if (!outcome) return
    if (outcome.ok) props.onClose()
    else setRefused(t.notNoted(who.name, whyNotDone(all, outcome.reason)))
  }
  return (
    <Dialog
      title={t.substituteTitle(who.name)}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" busy={running}>
            {t.save}
          </Button>
        </>
      }
    >
      <SelectField
        label={t.substituteFor}
        hint={t.substituteHint}
        value={picked}
        options={[
          { value: '', label: t.substituteNobody },
          ...others.map(({ user, name, title }) => ({ value: user as string, label: title ? `${name}, ${title}` : name }))
        ]}
        onPick={setPicked}
      />
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
