import { IconPlayerStop, IconRepeat } from '@tabler/icons-react'
import { useState } from 'react'
import { knownByResult } from '#core/secret-ballot/secret-vote.ts'
import { type Vote, votedOf, voterOf } from '#core/vote/vote.ts'
import type { CommandWords } from '../../session/send-command.ts'
import { Banner, Button, Dialog, ErrorLine, TextField, useText } from '../../ui/index.ts'
import { nameIn, type VoteHall } from './hall.ts'
import s from './vote.module.css'

/** Asks before a vote ends. [SB9] Where the result of a secret ballot would tell what somebody chose: says whose, and offers to repeat it on paper. */
export function EndDialog(
  props: VoteHall & {
    readonly vote: Vote
    /** How many have no ballot yet. */
    readonly waiting: number
    readonly running: boolean
    readonly refused: string | null
    readonly act: (words: CommandWords) => Promise<void>
    readonly onClose: () => void
  }
) {
  const all = useText()
  const t = all.vote
  const few = all.secretBallot
  const { vote, record, running, act } = props
  const [publishing, setPublishing] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const secret = vote.form === 'secret'
  const pending = vote.roll.filter(user => voterOf(record, vote.vote, user).paper?.confirmedBy === null).length
  const known = secret ? knownByResult(record, vote) : []
  const end = () => {
    if (known.length === 0) return void act({ kind: 'end-vote', vote: vote.vote })
    if (!publishing) return setPublishing(true)
    if (reason.trim() === '') return setMissing(true)
    void act({ kind: 'end-vote', vote: vote.vote, withoutSecrecy: reason.trim() })
  }
  const again = () => void act({ kind: 'stop-vote', vote: vote.vote, reason: few.fewAgainReason })
  return (
    <Dialog
      title={t.endTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={end}
      {...(known.length > 0 && { width: 660 })}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          {known.length === 0 ? (
            <Button kind="primary" type="submit" icon={<IconPlayerStop />} busy={running}>
              {t.end}
            </Button>
          ) : (
            <>
              <Button kind={publishing ? 'danger' : 'quiet'} type="submit" busy={running && publishing}>
                {publishing ? few.fewPublish : few.fewAll}
              </Button>
              {publishing ? null : (
                <Button kind="primary" icon={<IconRepeat />} busy={running} onClick={again}>
                  {few.fewAgain}
                </Button>
              )}
            </>
          )}
        </>
      }
    >
      {secret ? props.secret.progress(vote) : <p>{t.endMissing(votedOf(record, vote).length, vote.roll.length)}</p>}
      {pending > 0 ? <p>{t.endPaper(pending)}</p> : null}
      {known.length > 0 ? (
        <>
          <Banner tone="danger">{few.fewNow(known.map(user => nameIn(props, user)).join(', '))}</Banner>
          {props.waiting > 0 ? <p>{few.fewMore(props.waiting)}</p> : null}
          {publishing ? (
            <TextField
              label={few.fewReason}
              hint={few.fewReasonHint}
              error={missing && reason.trim() === '' ? few.fewReasonNeeded : undefined}
              maxLength={500}
              value={reason}
              onChange={event => setReason(event.currentTarget.value)}
            />
          ) : (
            <p className={s.soft}>{few.fewAgainWhy}</p>
          )}
        </>
      ) : null}
      {known.length === 0 || publishing ? <p className={s.soft}>{secret ? few.endAfter : t.endAfter}</p> : null}
      {props.refused ? <ErrorLine>{props.refused}</ErrorLine> : null}
    </Dialog>
  )
}
