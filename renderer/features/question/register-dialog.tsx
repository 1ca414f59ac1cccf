import { useState } from 'react'
import { newId, type QuestionId, type UserId } from '#core/ids.ts'
import { randomBytes, useCommand, whyNotDone } from '../../session/use-command.ts'
import { FormDialog, SelectField, TextField, useNotice, useText } from '../../ui/index.ts'
import type { QuestionPanelProps } from './question-panel.tsx'

/** Registers a question: to whom, about what; for whoever keeps the list, also who asks. */
export function RegisterDialog(props: QuestionPanelProps & { readonly keeps: boolean; readonly onClose: () => void }) {
  const all = useText()
  const t = all.question
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  // One question, however often it is sent.
  const [question] = useState(() => newId<QuestionId>(randomBytes))
  const [user, setUser] = useState<UserId>(props.me)
  const [to, setTo] = useState<UserId | ''>('')
  const [about, setAbout] = useState('')
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const people = [...props.participants.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  const named = (who: (typeof people)[number]) => ({ value: who.user, label: who.title ? `${who.name} (${who.title})` : who.name })
  // Nobody asks themselves.
  const pickUser = (picked: UserId) => {
    setUser(picked)
    if (picked === to) setTo('')
  }
  const register = async () => {
    if (to === '' || about.trim() === '') return setMissing(true)
    const outcome = await send({ kind: 'register-question', question, user, to, about })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    notice({ text: t.registered })
    props.onClose()
  }
  return (
    <FormDialog
      title={t.registerTitle}
      cancelWord={t.cancel}
      sendWord={t.send}
      busy={running}
      refused={refused}
      onSend={() => void register()}
      onClose={props.onClose}
    >
      {props.keeps ? <SelectField label={t.who} value={user} options={people.map(named)} onPick={pickUser} /> : null}
      <SelectField<UserId | ''>
        label={t.to}
        error={missing && to === '' ? t.toNeeded : undefined}
        value={to}
        options={[{ value: '', label: t.choose }, ...people.filter(who => who.user !== user).map(named)]}
        onPick={setTo}
      />
      <TextField
        label={t.about}
        hint={t.aboutHint}
        error={missing && about.trim() === '' ? t.aboutNeeded : undefined}
        maxLength={500}
        value={about}
        onChange={event => setAbout(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
