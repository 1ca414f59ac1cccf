import { IconClipboardText, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import { waitedFor } from '#core/reminder/reminder.ts'
import { type Vote, voterOf } from '#core/vote/vote.ts'
import { RemindButton } from '../../session/remind-button.tsx'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, TextField, useText } from '../../ui/index.ts'
import { EndDialog } from './end-dialog.tsx'
import { nameIn, type VoteHall } from './hall.ts'
import { OpenDialog } from './open-dialog.tsx'
import { PaperBallots } from './paper-ballots.tsx'
import s from './vote.module.css'

/** Names shown one by one; a full hall is counted. */
const namesShown = 6

/** What whoever leads does with the vote at hand: open it, end it, stop it, enter paper ballots. Nothing for all others. */
export function VoteLead(props: VoteHall & { readonly vote: Vote }) {
  const all = useText()
  const t = all.vote
  const { vote, record } = props
  const { running, send } = useCommand(props.meeting)
  const [asking, setAsking] = useState<'open' | 'end' | 'stop' | 'paper' | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  if (!mayInMeeting(props.standing, 'lead-vote') || (vote.state !== 'called' && vote.state !== 'open')) return null
  const act = async (words: Parameters<typeof send>[0]) => {
    setRefused(null)
    const outcome = await send(words)
    if (outcome && !outcome.ok) setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    if (outcome?.ok) setAsking(null)
  }
  const close = () => {
    setRefused(null)
    setAsking(null)
  }
  const secret = vote.form === 'secret'
  const waiting = waitedFor(record, vote)
  const pending = vote.roll.filter(user => voterOf(record, vote.vote, user).paper?.confirmedBy === null).length
  const end = () => act({ kind: 'end-vote', vote: vote.vote })
  const names = waiting.slice(0, namesShown).map(user => nameIn(props, user))
  const rest = waiting.length - names.length
  const remind = (
    <RemindButton
      meeting={props.meeting}
      about={vote.vote}
      count={waiting.length}
      reminders={record.reminders}
      word={all.reminder.remind(waiting.length)}
      label={all.reminder.remindVoters(waiting.length)}
    />
  )
  return (
    <div className={s.lead}>
      {waiting.length > 0 ? (
        <p className={s.soft}>
          {vote.state !== 'open' ? t.notReady('') : `${(secret ? all.secretBallot.whoNot : t.whoMissing)(waiting.length)}: `}
          {names.join(', ')}
          {rest > 0 ? ` ${t.andMore(rest)}` : ''}
        </p>
      ) : null}
      {refused && asking === null ? <ErrorLine>{refused}</ErrorLine> : null}
      <div className={s.leadRow}>
        {vote.state === 'called' ? (
          <>
            <Button kind="primary" icon={<IconPlayerPlay />} onClick={() => setAsking('open')}>
              {t.openDots}
            </Button>
            {remind}
            <Button busy={running} onClick={() => void act({ kind: 'stop-vote', vote: vote.vote, reason: '' })}>
              {t.callOff}
            </Button>
          </>
        ) : (
          <>
            <Button
              kind="primary"
              icon={<IconPlayerStop />}
              busy={running && asking === null}
              onClick={() => (waiting.length === 0 && pending === 0 && !secret ? void end() : setAsking('end'))}
            >
              {t.end}
            </Button>
            {vote.form === 'open' ? (
              <Button icon={<IconClipboardText />} onClick={() => setAsking('paper')}>
                {pending > 0 ? t.paperPending(pending) : t.paper}
              </Button>
            ) : (
              props.secret.paper(vote)
            )}
            {remind}
            <Button kind="bare" className={s.stop ?? ''} aria-label={t.stop} onClick={() => setAsking('stop')}>
              {t.stopShort}
            </Button>
          </>
        )}
      </div>
      {asking === 'open' ? <OpenDialog {...props} onClose={close} /> : null}
      {asking === 'paper' ? <PaperBallots {...props} onClose={close} /> : null}
      {asking === 'end' ? (
        <EndDialog {...props} waiting={waiting.length} running={running} refused={refused} act={act} onClose={close} />
      ) : null}
      {asking === 'stop' ? (
        <StopDialog
          running={running}
          refused={refused}
          onStop={reason => void act({ kind: 'stop-vote', vote: vote.vote, reason })}
          onClose={close}
        />
      ) : null}
    </div>
  )
}

function StopDialog(props: {
  readonly running: boolean
  readonly refused: string | null
  readonly onStop: (reason: string) => void
  readonly onClose: () => void
}) {
  const t = useText().vote
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  return (
    <Dialog
      title={t.stopTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => (reason.trim() === '' ? setMissing(true) : props.onStop(reason))}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="danger" type="submit" busy={props.running}>
            {t.stopDo}
          </Button>
        </>
      }
    >
      <p>{t.stopAfter}</p>
      <TextField
        label={t.stopReason}
        hint={t.stopReasonHint}
        error={missing && reason.trim() === '' ? t.stopReasonNeeded : undefined}
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      {props.refused ? <ErrorLine>{props.refused}</ErrorLine> : null}
    </Dialog>
  )
}
