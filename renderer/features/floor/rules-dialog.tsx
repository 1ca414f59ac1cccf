import { useState } from 'react'
import { type FloorRules, type SpeechKind, speechKinds } from '#core/floor/rules.ts'
import type { MeetingId } from '#core/ids.ts'
import { ChimeField } from '../../session/chime-field.tsx'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { FormDialog, SelectField, useNotice, useText } from '../../ui/index.ts'

const minuteChoices = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30] as const
const warnChoices = [0, 15, 30, 60, 120, 180] as const

/** The choices with the value that is set among them. */
const withSet = (choices: readonly number[], set: number): readonly number[] =>
  choices.includes(set) ? choices : [...choices, set].sort((a, b) => a - b)

/** [C4] How long each kind of speech takes in this meeting, and when the speaker is told. */
export function RulesDialog(props: { readonly meeting: MeetingId; readonly rules: FloorRules; readonly onClose: () => void }) {
  const all = useText()
  const t = all.floor
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [minutes, setMinutes] = useState<Readonly<Record<SpeechKind, number>>>(props.rules.minutes)
  const [warnSeconds, setWarnSeconds] = useState(props.rules.warnSeconds)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async () => {
    const outcome = await send({ kind: 'set-floor-rules', minutes, warnSeconds })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    notice({ text: t.rulesSaved })
    props.onClose()
  }
  return (
    <FormDialog
      title={t.rules}
      cancelWord={t.cancel}
      sendWord={t.save}
      busy={running}
      refused={refused}
      onSend={() => void save()}
      onClose={props.onClose}
    >
      <p>{t.rulesHint}</p>
      {speechKinds.map(kind => (
        <SelectField
          key={kind}
          label={t.kinds[kind]}
          value={String(minutes[kind])}
          options={withSet(minuteChoices, props.rules.minutes[kind]).map(value => ({ value: String(value), label: t.minutesOf(value) }))}
          onPick={value => setMinutes({ ...minutes, [kind]: Number(value) })}
        />
      ))}
      <SelectField
        label={t.warn}
        value={String(warnSeconds)}
        options={withSet(warnChoices, props.rules.warnSeconds).map(value => ({ value: String(value), label: t.warnOf(value) }))}
        onPick={value => setWarnSeconds(Number(value))}
      />
      <ChimeField />
    </FormDialog>
  )
}
