import { IconChevronDown, IconChevronUp, IconHandStop } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import type { VoteId } from '#core/ids.ts'
import { waitedFor } from '#core/reminder/reminder.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import { rollOf, type Vote, voteAtHand, voterOf } from '#core/vote/vote.ts'
import { choiceWord } from '#text/choice.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, ErrorLine, Tag, useText } from '../../ui/index.ts'
import { MyBallot, noDraft, Options } from './ballot.tsx'
import { type BallotPicking, howFar, mineSoFar, ruleOf, type VoteHall } from './hall.ts'
import { VoteLead } from './lead.tsx'
import { VoteClock, VoteProgress, VoteResult } from './progress.tsx'
import { ResultDialog } from './result-dialog.tsx'
import s from './vote.module.css'

export interface VoteCardProps extends VoteHall {
  /** Lies in its place on the chair's desk instead of in front of everything. */
  readonly inline?: boolean
  /** Rises when somebody asks for the ballot from elsewhere on the screen. */
  readonly asked?: number
  /** Something was opened that slides over the screen, where there is no room beside the card. */
  readonly slidOver?: boolean
  /** Large buttons stand at the foot of the screen: it stays above them. */
  readonly lifted?: boolean
}

/** Somebody who writes is not covered: the vote then comes as one line, and opens when they ask for it. */
const isTyping = (): boolean => {
  const at = document.activeElement
  return at instanceof HTMLElement && (at.isContentEditable || at.matches('textarea, input:not([type="checkbox"], [type="radio"])'))
}

/**
 * The vote at hand, in front of whatever is on the screen, for everybody in the meeting: is one ready, what does one choose, how many have, and
 * what came of it. It takes no focus; screen readers hear of it. Nothing while there is no vote, and none that ended before one came.
 */
export function VoteCard(props: VoteCardProps) {
  const t = useText().vote
  const { record } = props
  const atHand = voteAtHand(record)
  const [latest, setLatest] = useState<VoteId | null>(null)
  const id = atHand?.vote ?? null
  useEffect(() => {
    if (id !== null) setLatest(id)
  }, [id])
  const vote = atHand ?? (latest === null ? null : (record.votes.get(latest) ?? null))
  const shown = vote && vote.state !== 'prepared' ? vote : null
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {shown?.state === 'open' ? t.announced(shown.subject) : shown?.state === 'called' ? t.soon : ''}
      </p>
      {shown ? <Shown key={`${shown.vote} ${shown.state === 'called'}`} {...props} vote={shown} onDone={() => setLatest(null)} /> : null}
    </>
  )
}

function Shown(props: VoteCardProps & { readonly vote: Vote; readonly onDone: () => void }) {
  const all = useText()
  const t = all.vote
  const { vote, inline = false } = props
  const [small, setSmall] = useState(() => !inline && isTyping())
  const [names, setNames] = useState(false)
  /** [VT6] What I sent in vain: whoever came too late is told so also when the ballot is gone from the screen. */
  const [late, setLate] = useState<VoteChoice | null>(null)
  const [draft, setDraft] = useState(noDraft)
  const leads = mayInMeeting(props.standing, 'lead-vote')
  const section = useRef<HTMLElement>(null)
  useRoomAtTheFoot(section, small, inline)
  const over = vote.state === 'ended' || vote.state === 'cancelled'
  const { asked = 0 } = props
  useEffect(() => {
    if (asked > 0) setSmall(false)
  }, [asked])
  // What somebody opens beside it is theirs to read: the card becomes one line.
  const { slidOver = false } = props
  const wasSlidOver = useRef(slidOver)
  useEffect(() => {
    if (slidOver && !wasSlidOver.current && !inline) setSmall(true)
    wasSlidOver.current = slidOver
  }, [slidOver, inline])
  // The result is for everybody, also who had made the ballot small; not over what somebody is writing.
  const wasOver = useRef(over)
  useEffect(() => {
    if (over && !wasOver.current && !isTyping()) setSmall(false)
    wasOver.current = over
  }, [over])
  const picking: BallotPicking = {
    picked: draft.picked,
    onPick: picked => setDraft({ ...draft, picked }),
    options: label => <Options vote={vote} label={label} picked={picking.picked} onPick={picking.onPick} />
  }
  const tag = over ? t.resultTitle : vote.state === 'called' ? t.calledTag : t.forms[vote.form]
  const mine = mineSoFar(all, props, vote)
  // [RM2] Reminded, who has something to do yet has it in front again; who writes is told at the foot of the screen alone.
  const reminded = props.record.reminders.get(vote.vote)
  const wasReminded = useRef(reminded)
  const waited = waitedFor(props.record, vote).includes(props.me)
  useEffect(() => {
    if (reminded !== wasReminded.current && waited && !isTyping()) setSmall(false)
    wasReminded.current = reminded
  }, [reminded, waited])
  if (small)
    return (
      <section
        ref={section}
        className={`${s.card} ${s.small}`}
        aria-label={t.title}
        data-state={vote.state}
        data-lifted={props.lifted ?? false}
      >
        <Tag tone={over ? 'plain' : 'on'}>{over ? tag : `● ${tag}`}</Tag>
        <span className={s.smallText}>
          <strong title={vote.subject}>{vote.subject}</strong>
          {vote.state === 'open' ? (
            <span className={s.soft}>
              {howFar(all, props, vote)}
              {mine.words ? ` · ${mine.words}` : ''}
            </span>
          ) : null}
        </span>
        <Button kind={over ? 'quiet' : 'primary'} icon={<IconChevronUp />} onClick={() => setSmall(false)}>
          {over ? t.show : vote.state === 'called' ? t.calledTag : t.expand}
        </Button>
      </section>
    )
  return (
    <section
      ref={section}
      className={inline ? s.inline : s.card}
      aria-label={t.title}
      data-lifted={props.lifted ?? false}
      data-state={vote.state}
    >
      <header className={s.head}>
        <Tag tone={over ? 'plain' : 'on'}>{over ? tag : `● ${tag}`}</Tag>
        <span className={s.soft}>
          {over || vote.state === 'called' ? ruleOf(t, vote) : null}
          {vote.state === 'open' ? (
            <>
              <VoteClock vote={vote} />
              {leads ? null : howFar(all, props, vote)}
            </>
          ) : null}
        </span>
        {over || inline ? null : (
          <Button kind="bare" icon={<IconChevronDown />} onClick={() => setSmall(true)}>
            {vote.state === 'open' && !mine.done ? t.lookFirst : t.collapse}
          </Button>
        )}
      </header>
      <h2 className={s.question}>{vote.subject}</h2>
      {vote.state === 'called' ? <Readiness {...props} /> : null}
      {vote.state === 'open' ? (
        vote.form === 'open' ? (
          <MyBallot key={vote.vote} {...props} draft={draft} onDraft={setDraft} onLate={setLate} />
        ) : (
          props.secret.ballot(vote, picking)
        )
      ) : null}
      {vote.state === 'open' && leads ? (
        vote.form === 'open' ? (
          <VoteProgress vote={vote} all={props.record} />
        ) : (
          props.secret.progress(vote)
        )
      ) : null}
      {vote.state === 'open' || vote.state === 'called' ? <VoteLead {...props} /> : null}
      {over ? (
        <>
          <VoteResult vote={vote} />
          {late !== null && vote.state === 'ended' && !vote.ballots.some(({ voter, choice }) => voter === props.me && choice === late) ? (
            <ErrorLine>{t.late(choiceWord(t, vote, late))}</ErrorLine>
          ) : null}
          <div className={s.sendRow}>
            <span />
            {vote.state === 'ended' ? (
              <Button onClick={() => setNames(true)}>{vote.form === 'open' ? t.seeNames : all.secretBallot.seeList}</Button>
            ) : null}
            <Button kind="primary" onClick={props.onDone}>
              {t.close}
            </Button>
          </div>
        </>
      ) : null}
      {names ? <ResultDialog {...props} onClose={() => setNames(false)} /> : null}
    </section>
  )
}

/** Messages at the foot of the screen stand above the card, not on its buttons. */
function useRoomAtTheFoot(card: RefObject<HTMLElement | null>, small: boolean, inline: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: small or large, it is another element
  useEffect(() => {
    if (!card.current || inline) return
    const root = document.documentElement.style
    const watch = new ResizeObserver(([entry]) => {
      const top = entry?.target.getBoundingClientRect().top ?? innerHeight
      root.setProperty('--foot', `${Math.ceil(innerHeight - top) - 8}px`)
    })
    watch.observe(card.current)
    return () => {
      watch.disconnect()
      root.removeProperty('--foot')
    }
  }, [card, small, inline])
}

/** [VT4] Am I ready? */
function Readiness(props: VoteHall & { readonly vote: Vote }) {
  const all = useText()
  const t = all.vote
  const { vote, record, me } = props
  const { running, send } = useCommand(props.meeting)
  const [refused, setRefused] = useState<string | null>(null)
  const roll = rollOf(record.participants.values(), record.attendance)
  const ready = roll.filter(user => voterOf(record, vote.vote, user).ready).length
  const role = record.participants.get(me)?.role
  const leads = mayInMeeting(props.standing, 'lead-vote')
  const say = async () => {
    setRefused(null)
    const outcome = await send({ kind: 'be-ready', vote: vote.vote })
    if (outcome && !outcome.ok) setRefused(t.notDone(whyNotDone(all, outcome.reason)))
  }
  return (
    <div className={s.readiness}>
      <p className={s.soft}>{t.ready(ready, roll.length)}</p>
      {!roll.includes(me) ? (
        role === 'member' || role === 'chair' ? (
          <p>{t.notPresent}</p>
        ) : (
          <p>{t.soon}</p>
        )
      ) : voterOf(record, vote.vote, me).ready ? (
        <p role="status">{t.iAmReady}</p>
      ) : (
        <Button kind={leads ? 'quiet' : 'primary'} size="large" icon={<IconHandStop />} busy={running} onClick={() => void say()}>
          {t.beReady}
        </Button>
      )}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </div>
  )
}
