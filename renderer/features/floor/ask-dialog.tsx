import { useState } from 'react'
import { type SpeechKind, speechKinds } from '#core/floor/rules.ts'
import { newId, type SpeechId, type UserId } from '#core/ids.ts'
import { randomBytes, useCommand, whyNotDone } from '../../session/use-command.ts'
import { FormDialog, SelectField, TextField, useNotice, useText } from '../../ui/index.ts'
import type { FloorDrawerProps } from './floor-drawer.tsx'

/** Asks to speak: about what, and for whoever leads, who. */
export function AskDialog(props: FloorDrawerProps & { readonly leads: boolean; readonly onClose: () => void }) {
  const all = useText()
  const t = all.floor
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  // One request, however often it is sent.
  const [speech] = useState(() => newId<SpeechId>(randomBytes))
  const [user, setUser] = useState<UserId>(props.me)
  // [C10] On a list that is closed only points of order are taken.
  const kinds = props.open || props.leads ? speechKinds : (['order'] as const)
  const [wanted, setAs] = useState<SpeechKind>(kinds[0])
  // The list may be closed while one still writes.
  const as = kinds.find(kind => kind === wanted) ?? kinds[0]
  const [subject, setSubject] = useState('')
  const [item, setItem] = useState<string>(props.on ?? '')
  const [refused, setRefused] = useState<string | null>(null)
  const people = [...props.participants.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  const ask = async () => {
    const about = props.items.find(({ id }) => id === item)?.id ?? null
    const outcome = await send({ kind: 'ask-to-speak', speech, user, subject, item: about, as })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    notice({ text: t.asked })
    props.onClose()
  }
  return (
    <FormDialog
      title={t.askTitle}
      cancelWord={t.cancel}
      sendWord={t.send}
      busy={running}
      refused={refused}
      onSend={() => void ask()}
      onClose={props.onClose}
    >
      {props.leads ? (
        <SelectField
          label={t.who}
          value={user}
          options={people.map(who => ({ value: who.user, label: who.user === props.me ? t.myself(who.name) : who.name }))}
          onPick={setUser}
        />
      ) : null}
      <SelectField label={t.as} value={as} options={kinds.map(value => ({ value, label: t.kinds[value] }))} onPick={setAs} />
      <TextField
        label={t.subject}
        hint={t.subjectHint}
        maxLength={300}
        value={subject}
        onChange={event => setSubject(event.currentTarget.value)}
      />
      <SelectField
        label={t.item}
        value={item}
        options={[
          { value: '', label: t.noItem },
          ...props.items.map(node => ({ value: node.id as string, label: `${node.number}. ${node.title || all.meeting.agenda.untitled}` }))
        ]}
        onPick={setItem}
      />
    </FormDialog>
  )
}
