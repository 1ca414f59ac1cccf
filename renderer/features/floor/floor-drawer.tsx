import { IconArrowUp, IconDots, IconMicrophone2, IconPlayerStop, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import { type Floor, type Speech, speakerOf, waitingOf } from '#core/floor/floor.ts'
import { type FloorRules, speechClock } from '#core/floor/rules.ts'
import type { AgendaItemId, MeetingId, UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import type { Questions } from '#core/question/question.ts'
import type { CommandWords } from '../../session/send-command.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Avatar, Button, clockTime, EmptyState, IconButton, Menu, type MenuEntry, useNotice, useText } from '../../ui/index.ts'
import { stopwatch, useSecond } from '../../ui/second.ts'
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
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [asking, setAsking] = useState(false)
  const [open, setOpen] = useState<'rules' | 'statistics' | null>(null)
  const { floor, me, rules } = props
  const speaker = speakerOf(floor)
  const waiting = waitingOf(floor)
  const done = [...floor.values()]
    .filter(({ state }) => state === 'done')
    .sort((a, b) => (a.calledAt ?? '').localeCompare(b.calledAt ?? ''))
  const mayAsk = mayInMeeting(props.standing, 'ask-to-speak')
  const leads = mayInMeeting(props.standing, 'lead-floor')
  const minePlace = waiting.findIndex(({ user }) => user === me) + 1
  const mine = waiting[minePlace - 1]
  const act = async (words: CommandWords) => {
    const outcome = await send(words)
    if (outcome && !outcome.ok) notice({ text: t.notDone(whyNotDone(all, outcome.reason)), stayMs: 15_000 })
  }
  const line = (speech: Speech) => <Line {...props} speech={speech} />
  return (
    <div className={s.panel}>
      <div className={s.scroll}>
        {speaker ? (
          <section className={s.speaker} aria-label={t.speaking}>
            <h3>{t.speaking}</h3>
            {line(speaker)}
            <SpeechTime speech={speaker} rules={rules} />
            {leads ? (
              <Button wide icon={<IconPlayerStop />} busy={running} onClick={() => void act({ kind: 'end-speech' })}>
                {t.end}
              </Button>
            ) : null}
          </section>
        ) : null}
        {waiting.length > 0 ? (
          <section>
            <h3 className={s.heading}>{t.waiting(waiting.length)}</h3>
            <ol className={s.list}>
              {waiting.map(speech => {
                const name = nameOf(props, speech)
                const entries: readonly MenuEntry[] = [
                  ...usualMinutes.map(
                    (minutes): MenuEntry => ({
                      key: `call-${minutes}`,
                      label: t.callFor(minutes),
                      icon: <IconMicrophone2 />,
                      onPick: () => void act({ kind: 'call-speaker', speech: speech.speech, minutes })
                    })
                  ),
                  {
                    key: 'call-0',
                    label: t.callFree,
                    icon: <IconMicrophone2 />,
                    onPick: () => void act({ kind: 'call-speaker', speech: speech.speech, minutes: 0 })
                  },
                  {
                    key: 'first',
                    label: t.first,
                    icon: <IconArrowUp />,
                    onPick: () => void act({ kind: 'put-speech-first', speech: speech.speech })
                  },
                  {
                    key: 'withdraw',
                    label: t.withdrawOf(name),
                    icon: <IconX />,
                    danger: true,
                    onPick: () => void act({ kind: 'withdraw-speech', speech: speech.speech })
                  }
                ]
                return (
                  <li key={speech.speech} className={s.row} data-mine={speech.user === me} data-led={leads}>
                    {line(speech)}
                    {leads ? (
                      <span className={s.acts}>
                        <Button
                          aria-label={t.callOf(name)}
                          busy={running}
                          onClick={() => void act({ kind: 'call-speaker', speech: speech.speech, minutes: rules.minutes[speech.as] })}
                        >
                          {t.call}
                        </Button>
                        <Menu
                          label={t.more(name)}
                          trigger={
                            <IconButton label={t.more(name)}>
                              <IconDots />
                            </IconButton>
                          }
                          entries={entries}
                        />
                      </span>
                    ) : null}
                  </li>
                )
              })}
            </ol>
          </section>
        ) : null}
        {done.length > 0 ? (
          <details className={s.done} open={!speaker && waiting.length === 0}>
            <summary>{t.done(done.length)}</summary>
            <ol className={s.list}>
              {done.map(speech => (
                <li key={speech.speech} className={s.row}>
                  {line(speech)}
                  <span className={s.took}>
                    {t.took(clockTime(all.app.dates, speech.calledAt ?? ''), stopwatch(lengthOf(speech, Date.parse(speech.endedAt ?? ''))))}
                  </span>
                </li>
              ))}
            </ol>
          </details>
        ) : null}
        {!speaker && waiting.length === 0 && done.length === 0 ? (
          <EmptyState icon={<IconMicrophone2 />} title={t.nobody}>
            {mayAsk ? t.nobodyHint : null}
          </EmptyState>
        ) : null}
      </div>
      {mayAsk ? (
        <div className={s.foot}>
          {mine ? (
            <>
              <p role="status">{t.waitingMine(minePlace)}</p>
              <Button wide busy={running} onClick={() => void act({ kind: 'withdraw-speech', speech: mine.speech })}>
                {t.withdraw}
              </Button>
            </>
          ) : speaker?.user === me && !leads ? (
            <p role="status">{t.yours}</p>
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
        </div>
      ) : null}
      {mayInMeeting(props.standing, 'use-desk') ? (
        <div className={s.keeper}>
          {mayInMeeting(props.standing, 'set-floor-rules') ? (
            <Button
              kind="bare"
              title={t.rulesNow(rules.minutes.discussion, rules.minutes.statement, rules.minutes.order)}
              onClick={() => setOpen('rules')}
            >
              {t.rules}
            </Button>
          ) : null}
          <Button kind="bare" onClick={() => setOpen('statistics')}>
            {t.statistics}
          </Button>
        </div>
      ) : null}
      {open === 'rules' ? <RulesDialog meeting={props.meeting} rules={rules} onClose={() => setOpen(null)} /> : null}
      {open === 'statistics' ? <StatisticsDialog {...props} onClose={() => setOpen(null)} /> : null}
      {asking ? <AskDialog {...props} leads={leads} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

const nameOf = ({ participants }: FloorDrawerProps, { user }: Speech): string => participants.get(user)?.name ?? ''
const lengthOf = ({ calledAt }: Speech, untilMs: number): number => Math.max(0, untilMs - Date.parse(calledAt ?? ''))

/** Who, as what, about what. */
function Line(props: FloorDrawerProps & { readonly speech: Speech }) {
  const t = useText().floor
  const { speech, items } = props
  const who = props.participants.get(speech.user)
  const item = items.find(({ id }) => id === speech.item)
  return (
    <span className={s.who}>
      <Avatar name={who?.name ?? ''} size={36} />
      <span>
        <span className={s.name}>{who?.name}</span>
        <span className={s.under}>{who?.title || who?.unitName}</span>
        {speech.as === 'discussion' ? null : <span className={s.as}>{t.kinds[speech.as]}</span>}
        {speech.subject || item ? (
          <span className={s.subject}>{[item ? `${item.number}.` : '', speech.subject || item?.title].filter(Boolean).join(' ')}</span>
        ) : null}
      </span>
    </span>
  )
}

/** The speaker's clock: a word before the time is over, and after. */
function SpeechTime({ speech, rules }: { readonly speech: Speech; readonly rules: FloorRules }) {
  const t = useText().floor
  const used = lengthOf(speech, useSecond(true))
  const state = speechClock(speech.minutes, used, rules)
  return (
    <p className={s.clock} data-state={state}>
      <span aria-hidden="true">{t.time(stopwatch(used), speech.minutes)}</span>
      {state === 'free' ? null : <span role="status">{state === 'over' ? t.over : t.soonOver}</span>}
    </p>
  )
}
