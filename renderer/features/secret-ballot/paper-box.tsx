import { IconBox } from '@tabler/icons-react'
import { useState } from 'react'
import type { UserId } from '#core/ids.ts'
import { givenTo, knownByResult } from '#core/secret-ballot/secret-vote.ts'
import { choicesOf, type VoteChoice } from '#core/vote/options.ts'
import { choiceWord } from '#text/choice.ts'
import type { CommandWords } from '../../session/send-command.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Banner, Button, Dialog, ErrorLine, SelectField, TextField, useText } from '../../ui/index.ts'
import s from './secret-ballot.module.css'
import type { SecretMatter } from './secret-matter.ts'

/** For whoever leads: ballots on paper handed out by name, and the paper box counted by two. */
export function PaperBoxButton(props: SecretMatter) {
  const t = useText().secretBallot
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<IconBox />} onClick={() => setOpen(true)}>
        {t.paper}
      </Button>
      {open ? <PaperBoxDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function PaperBoxDialog(props: SecretMatter & { readonly onClose: () => void }) {
  const all = useText()
  const t = all.secretBallot
  const { vote, record, me } = props
  const { running, send } = useCommand(props.meeting)
  const [who, setWho] = useState<UserId | ''>('')
  const [numbers, setNumbers] = useState<Readonly<Partial<Record<VoteChoice, string>>>>({})
  const [refused, setRefused] = useState<string | null>(null)
  /** What is confirmed is counted anew after all. */
  const [anew, setAnew] = useState(false)
  const nameOf = (user: UserId) => record.participants.get(user)?.name ?? ''
  const options = choicesOf(vote)
  const without = vote.roll.filter(user => givenTo(record, vote.vote, user) === null)
  const onPaper = vote.roll.filter(user => givenTo(record, vote.vote, user)?.request === null)
  const known = knownByResult(record, vote)
  const secret = record.secretVotes.get(vote.vote)
  const counted = secret?.paper ?? null

  const act = async (words: CommandWords): Promise<boolean> => {
    setRefused(null)
    const outcome = await send(words)
    if (outcome && !outcome.ok) setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    return outcome?.ok ?? false
  }
  const give = async () => {
    if (who !== '' && (await act({ kind: 'give-paper-ballot', vote: vote.vote, voter: who }))) setWho('')
  }
  const count = async (kind: 'count-paper-ballots' | 'confirm-paper-ballots') => {
    const counts: Partial<Record<VoteChoice, number>> = {}
    for (const choice of options) {
      const number = Number(numbers[choice] ?? '')
      if ((numbers[choice] ?? '').trim() === '' || !Number.isInteger(number) || number < 0) return setRefused(t.paperCountNeeded)
      if (number > 0) counts[choice] = number
    }
    if (!(await act({ kind, vote: vote.vote, counts }))) return
    setNumbers({})
    setAnew(false)
  }
  const mine = counted?.by === me
  const waits = counted !== null && counted.confirmedBy === null
  const settled = counted !== null && counted.confirmedBy !== null && !anew
  return (
    <Dialog
      title={t.paperTitle}
      closeWord={t.close}
      width={620}
      onClose={props.onClose}
      footer={<Button onClick={props.onClose}>{t.close}</Button>}
    >
      <p className={s.soft}>{t.paperLead}</p>
      {without.length > 0 ? (
        <div className={s.give}>
          <SelectField
            label={t.paperWho}
            value={who}
            options={[{ value: '' as const, label: t.paperPick }, ...without.map(user => ({ value: user, label: nameOf(user) }))]}
            onPick={setWho}
          />
          <Button busy={running} disabled={who === ''} onClick={() => void give()}>
            {t.paperGive}
          </Button>
        </div>
      ) : null}
      <p>{onPaper.length > 0 ? t.paperGiven(onPaper.map(nameOf).join(', ')) : t.paperNobody}</p>
      {known.length > 0 ? <Banner>{t.fewNow(known.map(nameOf).join(', '))}</Banner> : null}
      {onPaper.length > 0 ? (
        <fieldset className={s.counts}>
          <legend>{t.paperCount}</legend>
          {counted ? (
            <p role="status">
              {counted.confirmedBy
                ? t.paperConfirmed(nameOf(counted.by), nameOf(counted.confirmedBy))
                : mine
                  ? t.paperYours
                  : t.paperWaits(nameOf(counted.by))}
            </p>
          ) : secret?.voided ? (
            <Banner>{t.paperVoided(nameOf(secret.voided.by), nameOf(secret.voided.second))}</Banner>
          ) : null}
          {settled ? (
            <div className={s.row}>
              <Button onClick={() => setAnew(true)}>{t.paperAnew}</Button>
            </div>
          ) : (
            <>
              <div className={s.numberFields}>
                {options.map(choice => (
                  <TextField
                    key={choice}
                    label={choiceWord(all.vote, vote, choice)}
                    inputMode="numeric"
                    autoComplete="off"
                    value={numbers[choice] ?? ''}
                    onChange={event => setNumbers({ ...numbers, [choice]: event.currentTarget.value })}
                  />
                ))}
              </div>
              {waits && !mine ? (
                <Button kind="primary" busy={running} onClick={() => void count('confirm-paper-ballots')}>
                  {t.paperConfirm}
                </Button>
              ) : (
                <Button kind="primary" busy={running} onClick={() => void count('count-paper-ballots')}>
                  {t.paperEnter}
                </Button>
              )}
            </>
          )}
        </fieldset>
      ) : null}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
