import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { choicesOf } from '#core/vote/options.ts'
import { type Vote, type Votes, votedOf } from '#core/vote/vote.ts'
import { choiceWord } from '#text/choice.ts'
import { Progress, useText } from '../../ui/index.ts'
import { stopwatch, useSecond } from '../../ui/second.ts'
import { countOf } from './hall.ts'
import s from './vote.module.css'

/** How many of the roll have voted; never what. */
export function VoteProgress(props: { readonly vote: Vote; readonly all: Votes }) {
  const t = useText().vote
  const voted = votedOf(props.all, props.vote).length
  const of = props.vote.roll.length
  return (
    <div className={s.progress}>
      <p className={s.numbers}>
        <strong>{voted}</strong>
        <span>/{of}</span>
      </p>
      <div>
        <Progress value={of === 0 ? 0 : voted / of} label={t.progress(voted, of)} />
        <p className={s.under}>
          {t.progress(voted, of)} · {t.hidden}
        </p>
      </div>
    </div>
  )
}

/** What is left of the time the chair gave; nothing where none was given. */
export function VoteClock({ vote }: { readonly vote: Vote }) {
  const t = useText().vote
  const counts = vote.state === 'open' && vote.minutes > 0
  const now = useSecond(counts)
  if (!counts || vote.openedAt === null) return null
  const left = Date.parse(vote.openedAt) + vote.minutes * 60_000 - now
  return <span className={s.clock}>{left > 0 ? t.left(stopwatch(left + 999)) : t.over}</span>
}

/** The result by number, of a vote that has ended. */
export function VoteResult(props: { readonly vote: Vote }) {
  const t = useText().vote
  const { vote } = props
  const { outcome } = vote
  if (vote.state === 'cancelled') return <p>{t.stopped(vote.reason)}</p>
  if (!outcome) return null
  const most = Math.max(1, vote.roll.length)
  const remarks = [
    outcome.tie ? t.tied[outcome.tie] : '',
    outcome.paper > 0 ? t.onPaper(outcome.paper) : '',
    outcome.missing > 0 ? t.absent(outcome.missing) : ''
  ].filter(Boolean)
  return (
    <div className={s.result}>
      <p className={s.verdict} data-passed={outcome.passed}>
        {outcome.passed ? <IconCircleCheck aria-hidden="true" /> : <IconCircleX aria-hidden="true" />}
        {outcome.passed ? t.passed : t.failed}
      </p>
      <dl className={s.counts}>
        {choicesOf(vote).map(choice => (
          <div key={choice}>
            <dt>{choiceWord(t, vote, choice)}</dt>
            <dd>
              <i style={{ width: `${(countOf(outcome, choice) / most) * 100}%` }} aria-hidden="true" />
              <strong>{countOf(outcome, choice)}</strong>
            </dd>
          </div>
        ))}
      </dl>
      <p className={s.under}>
        {t.needs(outcome.needed, t.shares[vote.share], t.baseCount[vote.base], outcome.base)}
        {remarks.length > 0 ? `; ${remarks.join('; ')}` : ''}.
      </p>
    </div>
  )
}
