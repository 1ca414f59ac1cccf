import type { CSSProperties } from 'react'
import { speechClock } from '#core/floor/rules.ts'
import type { ScreenView, ScreenVote } from '#core/screen/screen-view.ts'
import { choicesOf } from '#core/vote/options.ts'
import { choiceWord } from '#text/choice.ts'
import { useText } from '../../ui/index.ts'
import { stopwatch } from '../../ui/second.ts'
import s from './big-screen.module.css'

const minuteMs = 60_000
/** A result that nobody has gone on from is read by then. */
const resultStandsMs = 3 * minuteMs

/** What the room looks at: a vote before everything else, then the item and whoever speaks to it. */
export function Stage({ view, now }: { readonly view: ScreenView; readonly now: number }) {
  const t = useText().screen
  if (view.vote && (view.vote.isOpen || now - Date.parse(view.vote.endedAt ?? '') < resultStandsMs)) return <Vote vote={view.vote} />
  const { item, speaker } = view
  return (
    <main className={s.stage}>
      {item ? (
        <>
          <div className={s.line}>
            <p className={s.kind} data-tone="on">
              {t.item(item.number)}
            </p>
            {speaker ? <ItemTime item={item} now={now} /> : null}
          </div>
          <h1
            className={s.headline}
            data-small={speaker !== null && item.title.length > 70 ? 'result' : speaker !== null || item.title.length > 90}
          >
            {item.title}
          </h1>
          {speaker ? null : <ItemTime item={item} now={now} />}
        </>
      ) : (
        <h1 className={s.headline}>{t.nothingOn}</h1>
      )}
      {speaker ? <Speaker speaker={speaker} now={now} /> : null}
      {view.waiting.count > 0 ? <p className={s.soft}>{t.waiting(view.waiting.count, view.waiting.next)}</p> : null}
    </main>
  )
}

function ItemTime(props: { readonly item: NonNullable<ScreenView['item']>; readonly now: number }) {
  const t = useText().screen
  const { usedMs, countingFrom, minutes } = props.item
  const used = usedMs + (countingFrom === null ? 0 : Math.max(0, props.now - Date.parse(countingFrom)))
  const over = minutes > 0 ? Math.floor(used / minuteMs) - minutes : 0
  return (
    <p className={s.time} data-over={over > 0}>
      {t.used(stopwatch(used), minutes)}
      {over > 0 ? ` · ${t.over(over)}` : ''}
    </p>
  )
}

function Speaker(props: { readonly speaker: NonNullable<ScreenView['speaker']>; readonly now: number }) {
  const t = useText().screen
  const { name, title, calledAt, minutes } = props.speaker
  const used = Math.max(0, props.now - Date.parse(calledAt))
  const state = speechClock(minutes, used, props.speaker)
  return (
    <section className={s.speaker} aria-label={t.speaking}>
      <div>
        <p className={s.kind}>{t.speaking}</p>
        <p className={s.speakerName} data-small={name.length > 20}>
          {name}
        </p>
        <p className={s.soft}>{title}</p>
      </div>
      <div className={s.speakerTime} data-state={state}>
        <p className={s.big}>{stopwatch(used)}</p>
        <p className={s.soft}>
          {state === 'over' ? t.timeOver : state === 'soon' ? t.timeSoon : minutes > 0 ? t.used('', minutes).replace(/^ ?\/ /, '/ ') : ''}
        </p>
      </div>
    </section>
  )
}

/** More options than these, or longer words, stand a line each over the whole width, and the question takes what they leave. */
const fewOptions = 3
const shortWords = 19
const mostOptionsOnWall = 6

/** A question stands whole, however long: its letters are the smaller, never below what is read from the last row. */
function sizeOf({ isOpen, question }: ScreenVote): boolean | string {
  if (!isOpen) return question.length > 150 ? 'result-long' : 'result'
  return question.length > 330 ? 'longest' : question.length > 150 ? 'long' : question.length > 70
}

function Vote({ vote }: { readonly vote: ScreenVote }) {
  const all = useText()
  const t = all.screen
  const { outcome } = vote
  const results = choicesOf(vote).map(choice => ({
    label: choiceWord(all.vote, vote, choice),
    count: outcome?.counts[choice] ?? 0
  }))
  const most = Math.max(1, ...results.map(({ count }) => count))
  const isWide = !vote.isOpen && (results.length > fewOptions || results.some(({ label }) => label.length > shortWords))
  const passed = outcome ? <p className={s.outcome}>{outcome.passed ? t.passed : t.notPassed}</p> : null
  const isRoomy = results.length <= 4 && vote.question.length <= 320
  const lines = { '--lines': isRoomy ? 4 : Math.floor(3 + (mostOptionsOnWall - results.length) * 1.5) } as CSSProperties
  return (
    <main className={s.stage} data-wide={isWide} data-roomy={isRoomy} style={isWide ? lines : {}}>
      <div className={s.line}>
        <p className={s.kind} data-tone={vote.isOpen ? 'on' : 'plain'}>
          {vote.isOpen ? (vote.isSecret ? t.votingSecret : t.voting) : t.result}
        </p>
        {isWide ? passed : null}
      </div>
      <h1 className={s.headline} data-small={isWide ? 'wide' : sizeOf(vote)}>
        {vote.question}
      </h1>
      {vote.isOpen ? (
        <div className={s.cast}>
          <p className={s.huge}>
            {vote.cast}
            <span>/{vote.voters}</span>
          </p>
          <div>
            <div className={s.bar} aria-hidden="true">
              <i style={{ width: `${vote.voters === 0 ? 0 : (vote.cast / vote.voters) * 100}%` }} />
            </div>
            <p className={s.lead}>{vote.isSecret ? t.givenBallots : t.voted}</p>
          </div>
        </div>
      ) : (
        <>
          {/* Every answer is drawn alike: nothing leans on anybody. */}
          <ul className={s.results}>
            {results.map(({ label, count }) => (
              <li key={label}>
                <span>{label}</span>
                <span className={s.bar} aria-hidden="true">
                  <i style={{ width: `${(count / most) * 100}%` }} />
                </span>
                <strong>{count}</strong>
              </li>
            ))}
          </ul>
          {isWide ? null : passed}
        </>
      )}
    </main>
  )
}
