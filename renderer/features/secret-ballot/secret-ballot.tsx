import { IconCircleCheck, IconHourglass, IconInbox, IconTicket } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { spokenMark } from '#core/secret-ballot/ballot.ts'
import { givenTo } from '#core/secret-ballot/secret-vote.ts'
import { choicesOf, type VoteChoice } from '#core/vote/options.ts'
import { choiceWord } from '#text/choice.ts'
import { whyNotDone } from '../../session/use-command.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Button, ErrorLine, Skeleton, useText } from '../../ui/index.ts'
import { Limits } from './limits.tsx'
import { useBallotPost } from './post-context.tsx'
import s from './secret-ballot.module.css'
import type { SecretMatter } from './secret-matter.ts'

export interface SecretBallotProps extends SecretMatter {
  /** What is chosen and not yet written on the ballot: kept by who draws it, in memory alone. */
  readonly picked: VoteChoice | null
  readonly onPick: (choice: VoteChoice | null) => void
  /** The options of the vote, drawn as in every other vote. */
  readonly options: (label: string) => ReactNode
}

/** My ballot in a secret vote that is open: take it by name, write on it, put it into the box without one. Draw it with the vote as key. */
export function SecretBallot(props: SecretBallotProps) {
  const all = useText()
  const t = all.secretBallot
  const { me, vote, record, picked } = props
  const { post, kept } = useBallotPost(vote.vote)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const secret = record.secretVotes.get(vote.vote)
  if (!vote.roll.includes(me)) return <p className={s.soft}>{t.notOnRoll}</p>
  if (!secret || post === null) return <Skeleton height={88} />

  const given = givenTo(record, vote.vote, me)
  if (!kept && given) return <p className={s.said}>{given.request === null ? t.takenPaper : t.takenElsewhere}</p>
  if (post === 'none') return <ErrorLine>{t.noStore}</ErrorLine>
  const wordFor = (choice: VoteChoice) => choiceWord(all.vote, vote, choice)

  const take = async () => {
    setBusy(true)
    setWrong(null)
    const matter = { meeting: props.meeting, vote: vote.vote, options: choicesOf(vote), key: secret.key }
    const taken = await post.take(matter).catch(() => ({ ok: false as const, reason: null }))
    setBusy(false)
    if (!taken.ok) setWrong(taken.reason === null ? t.noStore : t.notTaken(whyOf(taken.reason)))
  }
  const whyOf = (reason: ApiFailure): string => (reason === 'unexpected' ? t.badSignature : whyNotDone(all, reason))
  const cast = async () => {
    if (picked === null) return
    setBusy(true)
    await post.write(vote.vote, picked).then(
      () => props.onPick(null),
      () => setWrong(t.noStore)
    )
    setBusy(false)
  }

  if (!kept?.token)
    return (
      <div className={s.ballot}>
        <p className={s.said}>{t.lead}</p>
        {wrong ? <ErrorLine>{wrong}</ErrorLine> : null}
        <div className={s.row}>
          <Limits />
          <Button kind="primary" size="large" icon={<IconTicket />} busy={busy} onClick={() => void take()}>
            {busy ? t.taking : t.take}
          </Button>
        </div>
      </div>
    )
  if (!kept.ballot)
    return (
      <div className={s.ballot}>
        {props.options(t.choose)}
        {choicesOf(vote).includes('other') ? <p className={s.soft}>{t.otherWithoutWords(wordFor('other'))}</p> : null}
        {wrong ? <ErrorLine>{wrong}</ErrorLine> : null}
        <div className={s.row}>
          <Limits />
          <span className={s.soft}>{t.final}</span>
          <Button kind="primary" icon={<IconInbox />} busy={busy} disabled={picked === null} onClick={() => void cast()}>
            {picked === null ? t.cast : t.castChoice(wordFor(picked))}
          </Button>
        </div>
      </div>
    )
  const mark = <code className={s.mark}>{spokenMark(kept.blank.mark)}</code>
  if (kept.cast)
    return (
      <div className={s.receipt}>
        <p role="status" className={s.inBox}>
          <IconCircleCheck aria-hidden="true" />
          <span>{t.inBox}</span>
        </p>
        <p>
          {t.mark}: {mark}
        </p>
        <p className={s.soft}>{t.markWhy}</p>
      </div>
    )
  if (kept.refused) return <ErrorLine>{t.refused(kept.refused === 'vote-closed' ? t.lateWhy : whyNotDone(all, kept.refused))}</ErrorLine>
  return (
    <div className={s.receipt}>
      <p role="status" className={s.waiting}>
        <IconHourglass aria-hidden="true" />
        <span>{t.waiting}</span>
      </p>
      <p className={s.soft}>{t.waitingWhy}</p>
    </div>
  )
}
