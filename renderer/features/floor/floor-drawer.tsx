import { IconMicrophone2, IconPlayerPause, IconPlayerStop, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import { type Floor, heldOf, type Speech, speakerOf, spokenMs, waitingOf } from '#core/floor/floor.ts'
import { type FloorRules, speechClock } from '#core/floor/rules.ts'
import type { AgendaItemId, MeetingId, SpeechId, UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import type { Questions } from '#core/question/question.ts'
import { useAct } from '../../session/use-act.ts'
import { Button, clockTime, Menu, type MenuEntry, useText } from '../../ui/index.ts'
import { moveEntries } from '../../ui/move-entries.tsx'
import { stopwatch, useSecond } from '../../ui/second.ts'
import {
  TurnActs,
  TurnClock,
  TurnEnds,
  TurnKeeper,
  TurnList,
  TurnNobody,
  TurnNow,
  TurnPanel,
  TurnPerson,
  TurnRow,
  TurnsDone,
  TurnTook
} from '../../ui/turns.tsx'
import { AskDialog } from './ask-dialog.tsx'
import s from './floor.module.css'
import { RulesDialog } from './rules-dialog.tsx'
import { StatisticsDialog } from './statistics-dialog.tsx'

export interface FloorDrawerProps {
  readonly meeting: MeetingId
  /** Of the meeting, as it is printed. */
  readonly title: string
  readonly standing: MeetingStanding
  readonly me: UserId
  readonly floor: Floor
  readonly rules: FloorRules
  /** [C10] People put themselves on the list. */
  readonly open: boolean
  readonly questions: Questions
  readonly exportDialog: (onClose: () => void) => ReactNode
  readonly participants: ReadonlyMap<UserId, Participant>
  readonly items: readonly AgendaNode[]
  /** What a request is about unless told: the item that is on. */
  readonly on: AgendaItemId | null
}

const usualMinutes = [3, 5, 10] as const

/** Who speaks, who waits in which order, who has spoken for how long; and my own place in it. */
export function FloorDrawer(props: FloorDrawerProps) {
  const all = useText()
  const t = all.floor
  const { running, act } = useAct(props.meeting, t.notDone)
  const [asking, setAsking] = useState(false)
  const [open, setOpen] = useState<'rules' | 'statistics' | null>(null)
  const { floor, me, rules } = props
  const speaker = speakerOf(floor)
  const waiting = waitingOf(floor)
  const held = heldOf(floor)
  const done = [...floor.values()]
    .filter(({ state }) => state === 'done')
    .sort((a, b) => (a.calledAt ?? '').localeCompare(b.calledAt ?? ''))
  const mayAsk = mayInMeeting(props.standing, 'ask-to-speak')
  const leads = mayInMeeting(props.standing, 'lead-floor')
  const minePlace = waiting.findIndex(({ user }) => user === me) + 1
  const mine = waiting[minePlace - 1]
  // On a slow line the answer to my own call may be here before the list shows it; whatever the list shows since is what counts.
  const speaks = speaker?.speech ?? null
  const shown = useRef(speaks)
  const called = useRef<SpeechId | null>(null)
  useEffect(() => {
    shown.current = speaks
    called.current = null
  }, [speaks])
  const call = async ({ speech }: Speech, minutes: number) => {
    const done = await act({ kind: 'call-speaker', speech, minutes, instead: called.current ?? speaks })
    called.current = done && shown.current === speaks ? speech : null
  }
  const line = (speech: Speech) => <Line {...props} speech={speech} />
  const foot = mayAsk ? (
    <>
      {props.open ? null : <p role="status">{leads ? t.closedShort : t.closed}</p>}
      {mine ? (
        <>
          <p role="status">{t.waitingMine(minePlace)}</p>
          <Button wide busy={running} onClick={() => void act({ kind: 'withdraw-speech', speech: mine.speech })}>
            {t.withdraw}
          </Button>
        </>
      ) : speaker?.user === me && !leads ? (
        <p role="status">{t.yours}</p>
      ) : held.some(({ user }) => user === me) && !leads ? (
        <p role="status">{t.heldMine}</p>
      ) : null}
      {(!mine && speaker?.user !== me) || leads ? (
        <Button
          wide
          kind={mayInMeeting(props.standing, 'use-desk') ? 'quiet' : 'primary'}
          icon={<IconMicrophone2 />}
          onClick={() => setAsking(true)}
        >
          {t.ask}
        </Button>
      ) : null}
    </>
  ) : null
  const below = mayInMeeting(props.standing, 'use-desk') ? (
    <TurnKeeper>
      {mayInMeeting(props.standing, 'set-floor-rules') ? (
        <Button
          kind="bare"
          aria-label={t.rules}
          title={t.rulesNow(rules.minutes.discussion, rules.minutes.statement, rules.minutes.order)}
          onClick={() => setOpen('rules')}
        >
          {t.rulesShort}
        </Button>
      ) : null}
      {mayInMeeting(props.standing, 'set-floor-rules') ? (
        <Button
          kind="bare"
          title={t.closeListHint}
          busy={running}
          onClick={() => void act({ kind: 'set-registration', list: 'floor', open: !props.open })}
        >
          {props.open ? t.closeList : t.openList}
        </Button>
      ) : null}
      <Button kind="bare" aria-label={t.statistics} onClick={() => setOpen('statistics')}>
        {t.statisticsShort}
      </Button>
    </TurnKeeper>
  ) : null
  return (
    <>
      <TurnPanel foot={foot} below={below}>
        {speaker ? (
          <TurnNow title={t.speaking} clock={<SpeechTime speech={speaker} rules={rules} />}>
            {line(speaker)}
            {leads ? (
              <TurnEnds>
                <Button
                  icon={<IconPlayerPause />}
                  title={t.holdHint}
                  busy={running}
                  onClick={() => void act({ kind: 'hold-speech', speech: speaker.speech })}
                >
                  {t.hold}
                </Button>
                <Button
                  icon={<IconPlayerStop />}
                  aria-label={t.end}
                  busy={running}
                  onClick={() => void act({ kind: 'end-speech', speech: speaker.speech })}
                >
                  {t.endHeld}
                </Button>
              </TurnEnds>
            ) : null}
          </TurnNow>
        ) : null}
        {held.length > 0 ? (
          <TurnList heading={t.held(held.length)}>
            {held.map(speech => (
              <TurnRow key={speech.speech} mine={speech.user === me}>
                <Line {...props} speech={speech} spoken={t.time(stopwatch(spokenMs(speech, 0)), speech.minutes)} />
                {leads ? (
                  <TurnActs>
                    <Button aria-label={t.goOnOf(nameOf(props, speech))} busy={running} onClick={() => void call(speech, speech.minutes)}>
                      {t.goOn}
                    </Button>
                    <Button
                      kind="bare"
                      aria-label={t.endHeldOf(nameOf(props, speech))}
                      busy={running}
                      onClick={() => void act({ kind: 'withdraw-speech', speech: speech.speech })}
                    >
                      {t.endHeld}
                    </Button>
                  </TurnActs>
                ) : null}
              </TurnRow>
            ))}
          </TurnList>
        ) : null}
        {waiting.length > 0 ? (
          <TurnList heading={(props.standing.state === 'ended' ? t.notCalled : t.waiting)(waiting.length)}>
            {waiting.map(speech => {
              const name = nameOf(props, speech)
              // [C5] Points of order stand before all others and have an order of their own.
              const peers = waiting.filter(({ as }) => (as === 'order') === (speech.as === 'order')).map(one => one.speech)
              const entries: readonly MenuEntry[] = [
                ...usualMinutes
                  .filter(minutes => minutes !== rules.minutes[speech.as])
                  .map(
                    (minutes): MenuEntry => ({
                      key: `call-${minutes}`,
                      label: t.callFor(minutes),
                      icon: <IconMicrophone2 />,
                      onPick: () => void call(speech, minutes)
                    })
                  ),
                {
                  key: 'call-0',
                  label: t.callFree,
                  icon: <IconMicrophone2 />,
                  onPick: () => void call(speech, 0)
                },
                ...moveEntries(t, peers, peers.indexOf(speech.speech), {
                  first: () => void act({ kind: 'put-speech-first', speech: speech.speech }),
                  before: before => void act({ kind: 'move-speech', speech: speech.speech, before })
                }),
                {
                  key: 'withdraw',
                  label: t.withdrawOf(name),
                  icon: <IconX />,
                  danger: true,
                  onPick: () => void act({ kind: 'withdraw-speech', speech: speech.speech })
                }
              ]
              return (
                <TurnRow key={speech.speech} mine={speech.user === me} led={leads}>
                  {line(speech)}
                  {leads ? (
                    <TurnActs>
                      <Button aria-label={t.callOf(name)} busy={running} onClick={() => void call(speech, rules.minutes[speech.as])}>
                        {t.call}
                      </Button>
                      <Menu label={t.more(name)} busy={running} entries={entries} />
                    </TurnActs>
                  ) : null}
                </TurnRow>
              )
            })}
          </TurnList>
        ) : null}
        {done.length > 0 ? (
          <TurnsDone heading={t.done(done.length)} open={!speaker && waiting.length + held.length === 0}>
            {done.map(speech => (
              <TurnRow key={speech.speech} mine={false}>
                {line(speech)}
                <TurnTook>{t.took(clockTime(all.app.dates, speech.calledAt ?? ''), stopwatch(spokenMs(speech, 0)))}</TurnTook>
              </TurnRow>
            ))}
          </TurnsDone>
        ) : null}
        {!speaker && waiting.length + held.length + done.length === 0 ? (
          <TurnNobody icon={<IconMicrophone2 />} title={t.nobody}>
            {mayAsk ? t.nobodyHint : null}
          </TurnNobody>
        ) : null}
      </TurnPanel>
      {open === 'rules' ? <RulesDialog meeting={props.meeting} rules={rules} onClose={() => setOpen(null)} /> : null}
      {open === 'statistics' ? <StatisticsDialog {...props} onClose={() => setOpen(null)} /> : null}
      {asking ? <AskDialog {...props} leads={leads} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

const nameOf = ({ participants }: FloorDrawerProps, { user }: Speech): string => participants.get(user)?.name ?? ''

/** Who, as what, about what; and what they had of their time, where they were stopped. */
function Line(props: FloorDrawerProps & { readonly speech: Speech; readonly spoken?: string }) {
  const t = useText().floor
  const { speech, items } = props
  const who = props.participants.get(speech.user)
  const item = items.find(({ id }) => id === speech.item)
  return (
    <TurnPerson
      name={who?.name ?? ''}
      under={who?.title || who?.unitName}
      more={
        <>
          {speech.as === 'discussion' ? null : <span className={s.as}>{t.kinds[speech.as]}</span>}
          {props.spoken ? <span className={s.spoken}>{t.spoken(props.spoken)}</span> : null}
        </>
      }
      said={[item ? `${item.number}.` : '', speech.subject || item?.title].filter(Boolean).join(' ')}
    />
  )
}

/** The speaker's clock: a word before the time is over, and after. */
function SpeechTime({ speech, rules }: { readonly speech: Speech; readonly rules: FloorRules }) {
  const t = useText().floor
  const used = spokenMs(speech, useSecond(true))
  const state = speechClock(speech.minutes, used, rules)
  return (
    <TurnClock
      time={t.time(stopwatch(used), speech.minutes)}
      state={state}
      word={state === 'over' ? t.over : state === 'soon' ? t.soonOver : null}
    />
  )
}
