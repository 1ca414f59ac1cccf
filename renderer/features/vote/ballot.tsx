import {
  IconCheck,
  IconCircle,
  IconCircleDashed,
  IconCircleDot,
  IconMessage2,
  IconMinus,
  IconReceipt,
  IconSend,
  IconX
} from '@tabler/icons-react'
import { useState } from 'react'
import { choicesOf, type OptionTerms, type VoteChoice } from '#core/vote/options.ts'
import { receiptOf } from '#core/vote/tally.ts'
import { type Vote, voterOf } from '#core/vote/vote.ts'
import { choiceWord } from '#text/choice.ts'
import { whyNotDone } from '../../session/use-command.ts'
import { Button, ErrorLine, Field, useText } from '../../ui/index.ts'
import type { VoteHall } from './hall.ts'
import { useBallot } from './use-ballot.ts'
import s from './vote.module.css'

const icons: Readonly<Partial<Record<VoteChoice, typeof IconCheck>>> = {
  for: IconCheck,
  against: IconX,
  other: IconMessage2,
  abstain: IconMinus,
  blank: IconCircleDashed
}

/** [VT1] The options of a vote, drawn exactly alike; none is chosen until somebody chooses. */
export function Options(props: {
  readonly vote: OptionTerms
  readonly label: string
  readonly picked: VoteChoice | null
  readonly onPick: (choice: VoteChoice) => void
}) {
  const t = useText().vote
  const choices = choicesOf(props.vote)
  return (
    <fieldset className={s.options} data-many={choices.length > 4} data-own={props.vote.options === 'own'}>
      <legend className="visually-hidden">{props.label}</legend>
      {choices.map(choice => {
        // Nothing leans on a voter: options of the house's own bear one sign.
        const circle = props.picked === choice ? IconCircleDot : IconCircle
        const Icon = (props.vote.options === 'own' ? undefined : icons[choice]) ?? circle
        return (
          <button
            key={choice}
            type="button"
            className={s.option}
            aria-pressed={props.picked === choice}
            onClick={() => props.onPick(choice)}
          >
            <Icon aria-hidden="true" />
            {choiceWord(t, props.vote, choice)}
          </button>
        )
      })}
    </fieldset>
  )
}

/** The other opinion in words. */
export function OpinionField(props: {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}) {
  const t = useText().vote
  return (
    <Field label={t.otherText} error={props.error}>
      {wiring => (
        <textarea
          {...wiring}
          className={s.opinion}
          rows={2}
          maxLength={2000}
          value={props.value}
          onChange={event => props.onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** What I have chosen and not sent. */
export interface BallotDraft {
  readonly picked: VoteChoice | null
  readonly text: string
}
export const noDraft: BallotDraft = { picked: null, text: '' }

/** My ballot in a vote that is open: choose, send; then the receipt, and a way to choose again. Draw it with the vote as key. */
export function MyBallot(
  props: VoteHall & {
    readonly vote: Vote
    /** Kept by who draws it: it outlives the ballot being put aside for a while. */
    readonly draft: BallotDraft
    readonly onDraft: (draft: BallotDraft) => void
    /** A ballot was sent too late, or nothing answered; null: not so. */
    readonly onLate: (choice: VoteChoice | null) => void
  }
) {
  const all = useText()
  const t = all.vote
  const { vote, me, record } = props
  const recorded = voterOf(record, vote.vote, me)
  const { running, cast, standing, mine } = useBallot(props.meeting, vote, me, recorded)
  const { picked, text } = props.draft
  const [changing, setChanging] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [lacksText, setLacksText] = useState(false)
  if (!vote.roll.includes(me)) return <p className={s.soft}>{t.notOnRoll}</p>

  const send = async () => {
    if (picked === null) return
    if (picked === 'other' && text.trim() === '') return setLacksText(true)
    setRefused(null)
    const outcome = await cast({ choice: picked, text: picked === 'other' ? text.trim() : '' })
    if (!outcome) return
    props.onLate(!outcome.ok && (outcome.reason === 'offline' || outcome.reason === 'vote-closed') ? picked : null)
    // The answer may be what was lost: nobody is told that nothing was recorded.
    if (!outcome.ok) return setRefused(outcome.reason === 'offline' ? t.unanswered : t.notSent(whyNotDone(all, outcome.reason)))
    setChanging(false)
    props.onDraft({ picked: null, text })
  }
  const { paper } = recorded
  if (standing !== null && !changing) {
    const said =
      paper && !mine
        ? paper.confirmedBy
          ? t.receivedPaper
          : t.pendingPaper
        : mine
          ? t.received(mine.choice === 'other' ? `${choiceWord(t, vote, 'other')}, “${mine.text}”` : choiceWord(t, vote, mine.choice))
          : t.receivedElsewhere
    return (
      <div className={s.receipt}>
        <p role="status">
          <IconReceipt aria-hidden="true" />
          <span>
            {said}
            <span className={s.code}>
              {t.receipt}: <code>{receiptOf(standing)}</code>
            </span>
          </span>
        </p>
        <Button onClick={() => setChanging(true)}>{t.changeMine}</Button>
      </div>
    )
  }
  return (
    <div className={s.ballot}>
      <Options vote={vote} label={t.choose} picked={picked} onPick={choice => props.onDraft({ picked: choice, text })} />
      {picked === 'other' ? (
        <OpinionField
          value={text}
          error={lacksText && text.trim() === '' ? t.otherNeeded : undefined}
          onChange={words => props.onDraft({ picked, text: words })}
        />
      ) : null}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
      <div className={s.sendRow}>
        <span className={s.soft}>{t.changeable}</span>
        {changing ? <Button onClick={() => setChanging(false)}>{t.cancel}</Button> : null}
        <Button kind="primary" icon={<IconSend />} busy={running} disabled={picked === null} onClick={() => void send()}>
          {picked === null ? t.send : t.sendChoice(choiceWord(t, vote, picked))}
        </Button>
      </div>
    </div>
  )
}
