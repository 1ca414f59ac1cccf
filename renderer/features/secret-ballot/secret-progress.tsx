import { useEffect, useState } from 'react'
import type { MeetingId, VoteId } from '#core/ids.ts'
import { givenCount } from '#core/secret-ballot/secret-vote.ts'
import { ballotPaths, boxCountMs, boxShape } from '#protocol/ballot-api.ts'
import { useSession } from '../../session/session.ts'
import { Progress, useText } from '../../ui/index.ts'
import s from './secret-ballot.module.css'
import type { SecretMatter } from './secret-matter.ts'

/** How many have taken a ballot, and how many ballots are in the box; of nobody whether theirs is. `large`: for a screen read from afar. */
export function SecretProgress(props: Pick<SecretMatter, 'meeting' | 'record' | 'vote'> & { readonly large?: boolean }) {
  const t = useText().secretBallot
  const { vote } = props
  const inBox = useBoxCount(props.meeting, vote.vote, vote.state === 'open')
  const { device, paper } = givenCount(props.record, vote)
  const of = vote.roll.length
  const words = [t.given(device + paper, of), paper > 0 ? t.onPaper(paper) : '', inBox === null ? '' : t.inTheBox(inBox)].filter(Boolean)
  return (
    <div className={s.progress} data-large={props.large ?? false}>
      <p className={s.numbers}>{words.join(' · ')}</p>
      <Progress value={of === 0 ? 0 : (device + paper) / of} label={t.given(device + paper, of)} />
      {inBox !== null && device > inBox ? <p className={s.soft}>{t.notAll(device - inBox)}.</p> : null}
      <p className={s.soft}>{t.seldom}</p>
    </div>
  )
}

/** [SB2] As the server says it, which moves seldom; null while it is not known. */
function useBoxCount(meeting: MeetingId, vote: VoteId, open: boolean): number | null {
  const { api } = useSession()
  const [count, setCount] = useState<number | null>(null)
  useEffect(() => {
    if (!open) return
    const stop = new AbortController()
    const ask = async () => {
      const answer = await api.call('GET', ballotPaths.box(meeting, vote), boxShape, undefined, stop.signal)
      if (answer.ok && !stop.signal.aborted) setCount(answer.value.ballots)
    }
    void ask()
    const timer = setInterval(() => void ask(), boxCountMs / 3)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [api, meeting, vote, open])
  return open ? count : null
}
