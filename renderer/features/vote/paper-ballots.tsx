import { useRef, useState } from 'react'
import type { UserId } from '#core/ids.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import { type Vote, voterOf } from '#core/vote/vote.ts'
import { randomBytes, useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, SelectField, Tag, useText } from '../../ui/index.ts'
import { OpinionField, Options } from './ballot.tsx'
import { nameIn, type VoteHall } from './hall.ts'
import s from './vote.module.css'

const aSalt = (): string => Array.from(randomBytes(16), byte => byte.toString(16).padStart(2, '0')).join('')

/** [VT9] Ballots on paper: entered by one, confirmed by another who enters the same from the same sheet. */
export function PaperBallots(props: VoteHall & { readonly vote: Vote; readonly onClose: () => void }) {
  const all = useText()
  const t = all.vote
  const { vote, record } = props
  const { running, send } = useCommand(props.meeting)
  const salt = useRef(aSalt())
  const [voter, setVoter] = useState<string>('')
  const [picked, setPicked] = useState<VoteChoice | null>(null)
  const [text, setText] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const entered = vote.roll.filter(user => voterOf(record, vote.vote, user).paper !== null)
  const open = vote.roll
    .filter(user => voterOf(record, vote.vote, user).commitment === null)
    .sort((a, b) => nameIn(props, a).localeCompare(nameIn(props, b), 'vi'))
  const tell = async (words: Parameters<typeof send>[0], done: string | null) => {
    setRefused(null)
    setSaid(null)
    const outcome = await send(words)
    if (!outcome) return false
    if (outcome.ok) setSaid(done)
    else setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    return outcome.ok
  }
  const enter = async () => {
    const who = open.find(user => user === voter)
    if (!who || picked === null || (picked === 'other' && text.trim() === '')) return setIncomplete(true)
    const words = { kind: 'enter-paper-ballot', vote: vote.vote, voter: who, choice: picked, salt: salt.current } as const
    if (!(await tell({ ...words, text: picked === 'other' ? text.trim() : '' }, t.paperEntered(nameIn(props, who))))) return
    salt.current = aSalt()
    setVoter('')
    setPicked(null)
    setText('')
    setIncomplete(false)
  }
  return (
    <Dialog title={t.paperTitle} closeWord={t.close} onClose={props.onClose} width={720}>
      <p className={s.soft}>{t.paperLead}</p>
      {open.length === 0 ? (
        <p>{t.paperNobody}</p>
      ) : (
        <>
          <SelectField
            label={t.paperWho}
            value={voter}
            options={[{ value: '', label: t.paperPick }, ...open.map(user => ({ value: user as string, label: nameIn(props, user) }))]}
            onPick={setVoter}
          />
          <Options vote={vote} label={t.paperChoice} picked={picked} onPick={setPicked} />
          {picked === 'other' ? <OpinionField value={text} error={undefined} onChange={setText} /> : null}
          {incomplete ? <ErrorLine>{t.paperNeeded}</ErrorLine> : null}
          <div className={s.sendRow}>
            <span />
            <Button kind="primary" busy={running} onClick={() => void enter()}>
              {t.paperEnter}
            </Button>
          </div>
        </>
      )}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
      {said ? <p role="status">{said}</p> : null}
      <h3 className={s.heading}>{t.paperList}</h3>
      {entered.length === 0 ? (
        <p className={s.soft}>{t.paperNone}</p>
      ) : (
        <ul className={s.papers}>
          {entered.map(user => (
            <Entered key={user} {...props} user={user} running={running} tell={tell} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function Entered(
  props: VoteHall & {
    readonly vote: Vote
    readonly user: UserId
    readonly running: boolean
    readonly tell: (words: Parameters<ReturnType<typeof useCommand>['send']>[0], done: string | null) => Promise<boolean>
  }
) {
  const t = useText().vote
  const { vote, user, me, running, tell } = props
  const [reading, setReading] = useState(false)
  const { paper } = voterOf(props.record, vote.vote, user)
  if (!paper) return null
  const name = nameIn(props, user)
  const confirm = async (choice: VoteChoice) => {
    await tell({ kind: 'confirm-paper-ballot', vote: vote.vote, voter: user, choice }, null)
    setReading(false)
  }
  return (
    <li>
      <div className={s.paperRow}>
        <span>
          <strong>{name}</strong>
          <span className={s.soft}>
            {t.paperBy(nameIn(props, paper.by))}
            {paper.confirmedBy ? ` · ${t.paperConfirmed(nameIn(props, paper.confirmedBy))}` : ''}
          </span>
        </span>
        {paper.confirmedBy ? null : <Tag tone="attention">{t.paperWaiting}</Tag>}
        {paper.confirmedBy || paper.by === me ? null : (
          <Button aria-label={t.paperConfirmOf(name)} aria-expanded={reading} onClick={() => setReading(!reading)}>
            {t.paperConfirm}
          </Button>
        )}
        <Button
          kind="bare"
          aria-label={t.paperWithdrawOf(name)}
          busy={running}
          onClick={() => void tell({ kind: 'withdraw-paper-ballot', vote: vote.vote, voter: user }, null)}
        >
          {t.paperWithdraw}
        </Button>
      </div>
      {!paper.confirmedBy && paper.by === me ? <p className={s.soft}>{t.paperYours}</p> : null}
      {reading && !paper.confirmedBy ? (
        <>
          <p>{t.paperRead(name)}</p>
          <Options vote={vote} label={t.paperRead(name)} picked={null} onPick={choice => void confirm(choice)} />
        </>
      ) : null}
    </li>
  )
}
