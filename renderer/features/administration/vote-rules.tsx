import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { quorumShares } from '#core/attendance/attendance.ts'
import { type MeetingType, meetingTypes } from '#core/meeting/meeting.ts'
import { type HouseRules, type KeptSet, type MajorityRule, maxSetName, mostKeptSets } from '#core/vote/house-rules.ts'
import { tieRules, voteBases } from '#core/vote/vote.ts'
import { understoodHouseRules, votePaths, withHouseRules } from '#protocol/vote-api.ts'
import { choiceWord } from '#text/choice.ts'
import { type DraftSet, draftOf, emptySet, OwnOptionsEditor, setOf } from '../../session/own-options.tsx'
import { useSession } from '../../session/session.ts'
import { whyNotDone } from '../../session/use-command.ts'
import { Button, Card, CheckField, ErrorLine, FormDialog, SelectField, Skeleton, TextField, useNotice, useText } from '../../ui/index.ts'
import s from './administration.module.css'

/** [VT13] What votes of this house begin with: majority by type of meeting, and its own sets of options. Each change is stored at once. */
export function VoteRules() {
  const all = useText()
  const t = all.voteRules
  const { api } = useSession()
  const notice = useNotice()
  const [rules, setRules] = useState<HouseRules | null>(null)
  /** What the server has, also what is not understood here, and the change that was sent last: each waits for the one before. */
  const stored = useRef<unknown>(null)
  const sending = useRef<Promise<unknown>>(Promise.resolve())
  const [refused, setRefused] = useState<string | null>(null)
  const [editing, setEditing] = useState<{ readonly at: number } | null>(null)
  const load = useCallback(async () => {
    const answer = await api.call('GET', votePaths.houseRules, z.unknown())
    if (answer.ok) {
      stored.current = answer.value
      setRules(understoodHouseRules(answer.value))
    }
    setRefused(answer.ok ? null : t.notLoaded(all.reasons[answer.reason]))
  }, [api, t, all])
  useEffect(() => {
    void load()
  }, [load])
  const store = async (next: HouseRules): Promise<boolean> => {
    setRules(next)
    setRefused(null)
    const answering = sending.current.then(async () => {
      const changed = withHouseRules(stored.current, next)
      const told = await api.call('PUT', votePaths.setHouseRules, z.unknown(), changed)
      if (told.ok) stored.current = changed
      return told
    })
    sending.current = answering
    const answer = await answering
    if (answer.ok) {
      setRefused(null)
      notice({ text: t.saved })
    } else setRefused(t.notSaved(whyNotDone(all, answer.reason)))
    // What is shown in the end is what the server has.
    if (sending.current === answering) setRules(understoodHouseRules(stored.current))
    return answer.ok
  }
  if (rules === null)
    return (
      <Card className={s.hosts ?? ''}>
        <h2>{t.title}</h2>
        {refused ? (
          <>
            <ErrorLine>{refused}</ErrorLine>
            <Button onClick={() => void load()}>{all.app.tryAgain}</Button>
          </>
        ) : (
          <Skeleton height={280} />
        )}
      </Card>
    )
  const set = (type: MeetingType, change: Partial<MajorityRule>) =>
    void store({ ...rules, majority: { ...rules.majority, [type]: { ...rules.majority[type], ...change } } })
  const { sets } = rules
  return (
    <Card className={s.voteRules ?? ''}>
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
      <section aria-label={t.majority}>
        <h3>{t.majority}</h3>
        <p className={s.note}>{t.majorityNote}</p>
        {meetingTypes.map(type => {
          const rule = rules.majority[type]
          const named = all.meeting.types[type]
          return (
            <fieldset key={type} className={s.majority}>
              <legend>{named}</legend>
              <SelectField
                label={all.vote.share}
                aria-label={t.ofType(all.vote.share, named)}
                value={rule.share}
                options={quorumShares.map(value => ({ value, label: all.vote.shares[value] }))}
                onPick={share => set(type, { share })}
              />
              <SelectField
                label={all.vote.base}
                aria-label={t.ofType(all.vote.base, named)}
                value={rule.base}
                options={voteBases.map(value => ({ value, label: all.vote.basesLong[value] }))}
                onPick={base => set(type, { base })}
              />
              {rule.share === 'half' ? (
                <SelectField
                  label={all.vote.tie}
                  aria-label={t.ofType(all.vote.tie, named)}
                  value={rule.tie}
                  options={tieRules.map(value => ({ value, label: all.vote.ties[value] }))}
                  onPick={tie => set(type, { tie })}
                />
              ) : null}
            </fieldset>
          )
        })}
      </section>
      <section aria-label={t.sets} className={s.sets}>
        <h3>{t.sets}</h3>
        {sets.length === 0 ? <p className={s.note}>{t.setsNone}</p> : null}
        <ul>
          {sets.map(({ name, types, own }, at) => (
            <li key={name}>
              <span>
                <strong>{name}</strong>
                <span className={s.note}>
                  {own.map(({ choice }) => choiceWord(all.vote, { options: 'own', own }, choice)).join(' / ')} ·{' '}
                  {types.map(type => all.meeting.types[type]).join(', ')}
                </span>
              </span>
              <Button icon={<IconPencil />} aria-label={t.editSet(name)} onClick={() => setEditing({ at })}>
                {t.edit}
              </Button>
              <Button
                icon={<IconTrash />}
                aria-label={t.removeSet(name)}
                onClick={() => void store({ ...rules, sets: sets.filter((_, place) => place !== at) })}
              >
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
        {sets.length < mostKeptSets ? (
          <Button icon={<IconPlus />} onClick={() => setEditing({ at: sets.length })}>
            {t.addSet}
          </Button>
        ) : null}
      </section>
      {editing ? (
        <SetDialog
          set={sets[editing.at] ?? null}
          taken={sets.filter((_, at) => at !== editing.at).map(({ name }) => name)}
          onKeep={async kept => {
            const next = [...sets.slice(0, editing.at), kept, ...sets.slice(editing.at + 1)]
            if (await store({ ...rules, sets: next })) setEditing(null)
          }}
          refused={refused}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Card>
  )
}

function SetDialog(props: {
  readonly set: KeptSet | null
  readonly taken: readonly string[]
  readonly refused: string | null
  readonly onKeep: (set: KeptSet) => Promise<void>
  readonly onClose: () => void
}) {
  const all = useText()
  const t = all.voteRules
  const [name, setName] = useState(props.set?.name ?? '')
  const [types, setTypes] = useState<readonly MeetingType[]>(props.set?.types ?? ['session'])
  const [draft, setDraft] = useState<DraftSet>(props.set ? draftOf(props.set.own) : emptySet)
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const plain = (text: string) => text.trim().toLocaleLowerCase('vi')
  const isNamed = name.trim() !== '' && !props.taken.some(other => plain(other) === plain(name))
  const keep = async () => {
    const own = setOf(draft)
    if (!own || !isNamed || types.length === 0) return setWrong(true)
    setBusy(true)
    await props.onKeep({ name: name.trim(), types, own })
    setBusy(false)
  }
  return (
    <FormDialog
      title={t.setTitle(props.set?.name ?? '')}
      cancelWord={t.cancel}
      sendWord={t.keep}
      width={720}
      busy={busy}
      refused={props.refused}
      onSend={() => void keep()}
      onClose={props.onClose}
    >
      <TextField
        label={t.setName}
        hint={t.setNameHint}
        error={wrong && !isNamed ? t.setNameNeeded : undefined}
        value={name}
        maxLength={maxSetName}
        onChange={event => setName(event.currentTarget.value)}
      />
      <OwnOptionsEditor value={draft} wrong={wrong} onChange={setDraft} />
      <fieldset className={s.types}>
        <legend>{t.setTypes}</legend>
        {meetingTypes.map(type => (
          <CheckField
            key={type}
            label={all.meeting.types[type]}
            checked={types.includes(type)}
            onCheck={checked => setTypes(meetingTypes.filter(each => (each === type ? checked : types.includes(each))))}
          />
        ))}
        {wrong && types.length === 0 ? <ErrorLine>{t.setTypesNeeded}</ErrorLine> : null}
      </fieldset>
    </FormDialog>
  )
}
