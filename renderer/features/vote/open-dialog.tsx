import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { countAttendance } from '#core/attendance/attendance.ts'
import { fewestVoters } from '#core/secret-ballot/ballot.ts'
import type { Vote } from '#core/vote/vote.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Banner, Button, Dialog, ErrorLine, SelectField, TextField, useText } from '../../ui/index.ts'
import { ruleOf, type VoteHall } from './hall.ts'
import s from './vote.module.css'

const minutesOffered = [0, 1, 2, 3, 5, 10] as const

/** Says who will be on the roll, and opens the vote; without the quorum that is required only with a reason. */
export function OpenDialog(props: VoteHall & { readonly vote: Vote; readonly onClose: () => void }) {
  const all = useText()
  const t = all.vote
  const { vote, record } = props
  const { running, send } = useCommand(props.meeting)
  const [minutes, setMinutes] = useState('0')
  const [reason, setReason] = useState('')
  const [lacksReason, setLacksReason] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { members, needed, reached } = countAttendance(record.participants.values(), record.attendance, record.quorum)
  const tooFew = vote.form === 'secret' && members.present < fewestVoters
  const needsReason = record.quorum.required && !reached
  // Whoever leads opens votes, and forgets to check in: nobody asks them to.
  const role = record.participants.get(props.me)?.role
  const isMissed = (role === 'chair' || role === 'member') && record.attendance.get(props.me)?.state !== 'present'
  const belongs = record.siteOf.get(props.me)
  const site = belongs && record.sites.get(belongs)
  const checkIn = async () => {
    setRefused(null)
    const outcome = await send({ kind: 'check-in', ...(site ? { place: 'remote', site: site.site } : { place: 'room' }) })
    if (outcome && !outcome.ok) setRefused(t.notDone(whyNotDone(all, outcome.reason)))
  }
  const open = async () => {
    if (needsReason && reason.trim() === '') return setLacksReason(true)
    setRefused(null)
    const outcome = await send({
      kind: 'open-vote',
      vote: vote.vote,
      minutes: Number(minutes),
      ...(needsReason && { withoutQuorum: reason })
    })
    if (!outcome) return
    if (outcome.ok) props.onClose()
    else setRefused(t.notDone(whyNotDone(all, outcome.reason)))
  }
  return (
    <Dialog
      title={t.openTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => void open()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" icon={<IconPlayerPlay />} busy={running} disabled={members.present === 0 || tooFew}>
            {t.open}
          </Button>
        </>
      }
    >
      <p className={s.question}>{vote.subject}</p>
      <p className={s.soft}>
        {t.forms[vote.form]} · {ruleOf(t, vote)}
      </p>
      {members.present === 0 ? <Banner>{t.openNobody}</Banner> : <p>{t.openRoll(members.present, members.all)}</p>}
      {isMissed ? (
        <Banner
          action={
            <Button busy={running} onClick={() => void checkIn()}>
              {t.openCheckIn(site ? all.site.attend.place(site.name) : '')}
            </Button>
          }
        >
          {t.openNotMe}
        </Banner>
      ) : null}
      {tooFew ? <Banner>{all.reasons['too-few-voters']}</Banner> : null}
      {needsReason ? (
        <>
          <Banner>{t.noQuorum(needed, members.present)}</Banner>
          <TextField
            label={t.noQuorumReason}
            error={lacksReason && reason.trim() === '' ? t.noQuorumNeeded : undefined}
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
        </>
      ) : null}
      <SelectField
        label={t.minutes}
        hint={t.minutesHint}
        value={minutes}
        options={minutesOffered.map(value => ({ value: String(value), label: t.minutesOf(value) }))}
        onPick={setMinutes}
      />
      <p className={s.soft}>{t.openAfter}</p>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
