import type { MeetingId, UserId } from '#core/ids.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { useText } from '../../ui/index.ts'
import { PickPeopleDialog } from './pick-people.tsx'

/** Adds people from the organisation to a meeting, each with a role. */
export function AddParticipantsDialog(props: {
  readonly meeting: MeetingId
  readonly already: ReadonlySet<UserId>
  readonly onClose: () => void
}) {
  const text = useText()
  const t = text.meeting.people.dialog
  const { send } = useCommand(props.meeting)
  return (
    <PickPeopleDialog
      title={t.title}
      act={t.add}
      withRoles
      already={props.already}
      onClose={props.onClose}
      onPick={async chosen => {
        const participants = [...chosen].map(([user, role]) => ({ user, role }))
        const outcome = await send({ kind: 'add-participants', participants })
        return outcome && !outcome.ok ? t.notAdded(whyNotDone(text, outcome.reason)) : null
      }}
    />
  )
}
