import { useState } from 'react'
import type { UserId } from '#core/ids.ts'
import { firstFault } from '#core/record/chain.ts'
import { choicesOf } from '#core/vote/options.ts'
import { type RecordedBallot, type Recount, recount } from '#core/vote/recount.ts'
import { receiptOf } from '#core/vote/tally.ts'
import type { Vote } from '#core/vote/vote.ts'
import { choiceWord } from '#text/choice.ts'
import { eventsIn, exportedRecord } from '../../session/exported-record.ts'
import { useSession } from '../../session/session.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Banner, Button, clockTime, Dialog, ErrorLine, TextField, useText } from '../../ui/index.ts'
import { nameIn, ruleOf, type VoteHall } from './hall.ts'
import { VoteResult } from './progress.tsx'
import { hash } from './use-ballot.ts'
import s from './vote.module.css'

/** A vote that has ended: by number, by name, and the means to check both on this computer. */
export function ResultDialog(props: VoteHall & { readonly vote: Vote; readonly onClose: () => void }) {
  const all = useText()
  const t = all.vote
  const { vote } = props
  const voted = new Set(vote.ballots.map(({ voter }) => voter))
  const silent = vote.roll.filter(user => !voted.has(user))
  const time = (at: string | null) => (at === null ? '' : clockTime(all.app.dates, at))
  return (
    <Dialog title={t.resultTitle} closeWord={t.close} onClose={props.onClose} width={760}>
      <p className={s.question}>{vote.subject}</p>
      <VoteResult vote={vote} />
      <p className={s.soft}>
        {t.forms[vote.form]} · {ruleOf(t, vote)} · {t.foot(time(vote.openedAt), time(vote.endedAt), vote.roll.length)}
      </p>
      {vote.form === 'secret' ? (
        props.secret.list(vote)
      ) : vote.ballots.length > 0 || silent.length > 0 ? (
        <section aria-label={t.byName} className={s.names}>
          <h3 className={s.heading}>{t.byName}</h3>
          {choicesOf(vote).map(choice => {
            const ballots = vote.ballots.filter(ballot => ballot.choice === choice)
            return ballots.length === 0 ? null : (
              <div key={choice}>
                <h4>
                  {choiceWord(t, vote, choice)} ({ballots.length})
                </h4>
                <ul>
                  {ballots.map(({ voter, text, paper }) => (
                    <li key={voter} data-wide={text !== ''}>
                      {nameIn(props, voter)}
                      {paper ? <span className={s.soft}> · {t.byPaper}</span> : null}
                      {text ? <span className={s.opinionText}>“{text}”</span> : null}
                    </li>
                  ))}
                </ul>
              </div>
            )
          })}
          {vote.form === 'open' && silent.length > 0 ? (
            <div>
              <h4>
                {t.withoutBallot} ({silent.length})
              </h4>
              <ul>
                {silent.map(user => (
                  <li key={user}>{nameIn(props, user)}</li>
                ))}
              </ul>
            </div>
          ) : null}
        </section>
      ) : null}
      {vote.form === 'open' ? <Check {...props} /> : null}
    </Dialog>
  )
}

/** [VT7] Reads the record, counts it anew here, and looks a receipt up in it. */
function Check(props: VoteHall & { readonly vote: Vote }) {
  const all = useText()
  const t = all.vote
  const { vote } = props
  const { api } = useSession()
  const [code, setCode] = useState('')
  const [reading, setReading] = useState(false)
  const [found, setFound] = useState<{ readonly kind: 'good' | 'danger' | 'attention'; readonly text: string } | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const run = async (judge: (counted: Recount) => typeof found) => {
    setReading(true)
    setFailure(null)
    setFound(null)
    const read = await exportedRecord(api, props.meeting)
    setReading(false)
    if (!read.ok) return setFailure(read.reason)
    const events = eventsIn(read.value)
    const counted = firstFault(events, hash) === null ? recount(events, vote.vote, hash) : null
    setFound(counted && counted.agrees !== false ? judge(counted) : { kind: 'danger', text: t.recountBad })
  }
  const asked = code.replace(/[^0-9a-z]/gi, '').toUpperCase()
  const ofReceipt = (ballot: RecordedBallot): typeof found => {
    const [name, time] = [nameOf(ballot.voter), clockTime(all.app.dates, ballot.at)]
    if (ballot.opened) return { kind: 'good', text: t.checkCounted(name, time, choiceWord(t, vote, ballot.opened.choice)) }
    return ballot.counts ? { kind: 'good', text: t.checkSealed(name, time) } : { kind: 'attention', text: t.checkReplaced(name, time) }
  }
  const nameOf = (user: UserId) => nameIn(props, user)
  const look = () =>
    run(({ ballots }) => {
      const ballot = asked.length < 12 ? undefined : ballots.find(({ commitment }) => plain(commitment) === asked.slice(0, 12))
      return ballot ? ofReceipt(ballot) : { kind: 'danger', text: t.checkNone }
    })
  const same = (counted: Recount): typeof found =>
    counted.outcome && vote.outcome && JSON.stringify(sorted(counted.outcome)) === JSON.stringify(sorted(vote.outcome))
      ? { kind: 'good', text: t.recountGood(counted.ballots.filter(({ opened }) => opened).length) }
      : { kind: 'danger', text: t.recountBad }
  return (
    <details className={s.check}>
      <summary>{t.check}</summary>
      <form
        className={s.checkForm}
        onSubmit={event => {
          event.preventDefault()
          void look()
        }}
      >
        <TextField
          label={t.receipt}
          hint={t.checkHint}
          value={code}
          maxLength={80}
          onChange={event => setCode(event.currentTarget.value)}
        />
        <div className={s.leadRow}>
          <Button type="submit" busy={reading} disabled={asked === ''}>
            {t.checkDo}
          </Button>
          {vote.state === 'ended' ? (
            <Button busy={reading} onClick={() => void run(same)}>
              {t.recount}
            </Button>
          ) : null}
        </div>
      </form>
      {failure ? <ErrorLine>{all.reasons[failure]}</ErrorLine> : null}
      {found ? (
        <div key={found.text} ref={intoSight}>
          <Banner tone={found.kind}>{found.text}</Banner>
        </div>
      ) : null}
    </details>
  )
}

/** The list above it is long. */
const intoSight = (found: HTMLElement | null): void => found?.scrollIntoView({ block: 'nearest' })
const plain = (commitment: string): string => receiptOf(commitment).replaceAll('-', '')

/** With keys in one order, and choices nobody took left out. */
const sorted = ({ counts, ...rest }: NonNullable<Vote['outcome']>): unknown => [
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
  Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
]
