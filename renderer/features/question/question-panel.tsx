import { IconCheck, IconHelpCircle, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import {
  answeredQuestions,
  askingOf,
  type Question,
  type Questions,
  unansweredQuestions,
  waitingQuestions
} from '#core/question/question.ts'
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
  TurnTook,
  TurnWords
} from '../../ui/turns.tsx'
import { RegisterDialog } from './register-dialog.tsx'

export interface QuestionPanelProps {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly me: UserId
  readonly questions: Questions
  /** [QU5] People put themselves on the list. */
  readonly open: boolean
  readonly participants: ReadonlyMap<UserId, Participant>
}

/** Questions (chất vấn): the one that is on, who waits with one in which order, what was answered and what was not. */
export function QuestionPanel(props: QuestionPanelProps) {
  const all = useText()
  const t = all.question
  const { running, act } = useAct(props.meeting, t.notDone)
  const [registering, setRegistering] = useState(false)
  const { questions, me } = props
  const asking = askingOf(questions)
  const waiting = waitingQuestions(questions)
  const unanswered = unansweredQuestions(questions)
  const answered = answeredQuestions(questions)
  const mayRegister = mayInMeeting(props.standing, 'ask-to-speak')
  const leads = mayInMeeting(props.standing, 'lead-floor')
  const keeps = leads || mayInMeeting(props.standing, 'note-attendance')
  const nameOf = (user: UserId) => props.participants.get(user)?.name ?? t.gone
  const call = (question: Question, word: string) => (
    <Button
      aria-label={t.callOf(nameOf(question.user))}
      busy={running}
      onClick={() => void act({ kind: 'call-question', question: question.question })}
    >
      {word}
    </Button>
  )
  const line = (question: Question, after?: ReactNode) => (
    <TurnRow key={question.question} mine={question.user === me}>
      <Line {...props} question={question} />
      {after}
    </TurnRow>
  )
  const end = ({ question }: Question, answered: boolean) => void act({ kind: 'end-question', answered, question })
  const when = (question: Question) => (
    <TurnTook>
      {t.took(
        clockTime(all.app.dates, question.calledAt ?? ''),
        stopwatch(Math.max(0, Date.parse(question.endedAt ?? '') - Date.parse(question.calledAt ?? '')))
      )}
    </TurnTook>
  )
  const below = mayInMeeting(props.standing, 'set-floor-rules') ? (
    <TurnKeeper>
      <Button
        kind="bare"
        title={t.closeListHint}
        busy={running}
        onClick={() => void act({ kind: 'set-registration', list: 'questions', open: !props.open })}
      >
        {props.open ? t.closeList : t.openList}
      </Button>
    </TurnKeeper>
  ) : null
  const closed = props.open ? null : <p role="status">{keeps ? t.closedShort : t.closed}</p>
  const register = (
    <Button wide icon={<IconHelpCircle />} onClick={() => setRegistering(true)}>
      {t.register}
    </Button>
  )
  const foot = mayRegister ? (
    <>
      {closed}
      {props.open || keeps ? register : null}
    </>
  ) : null
  return (
    <>
      <TurnPanel foot={foot} below={below}>
        {asking ? (
          <TurnNow title={t.asking} clock={<Clock question={asking} />}>
            <Line {...props} question={{ ...asking, about: '' }} />
            {leads ? (
              <TurnEnds>
                <Button icon={<IconCheck />} busy={running} onClick={() => end(asking, true)}>
                  {t.endAnswered}
                </Button>
                <Button icon={<IconX />} busy={running} onClick={() => end(asking, false)}>
                  {t.endUnanswered}
                </Button>
              </TurnEnds>
            ) : null}
            <TurnWords>{asking.about}</TurnWords>
          </TurnNow>
        ) : null}
        {waiting.length > 0 ? (
          <TurnList heading={(props.standing.state === 'ended' ? t.notCalled : t.waiting)(waiting.length)}>
            {waiting.map((question, index) => {
              const name = nameOf(question.user)
              const entries: readonly MenuEntry[] = [
                ...(leads
                  ? moveEntries(
                      t,
                      waiting.map(one => one.question),
                      index,
                      {
                        first: () => void act({ kind: 'put-question-first', question: question.question }),
                        before: before => void act({ kind: 'move-question', question: question.question, before })
                      }
                    )
                  : []),
                {
                  key: 'withdraw',
                  label: t.withdrawOf(name),
                  icon: <IconX />,
                  danger: true,
                  onPick: () => void act({ kind: 'withdraw-question', question: question.question })
                }
              ]
              return line(
                question,
                <TurnActs>
                  {leads ? call(question, t.call) : null}
                  {keeps ? (
                    <Menu label={t.more(name)} busy={running} entries={entries} />
                  ) : question.user === me ? (
                    <Button kind="bare" busy={running} onClick={() => void act({ kind: 'withdraw-question', question: question.question })}>
                      {t.withdraw}
                    </Button>
                  ) : null}
                </TurnActs>
              )
            })}
          </TurnList>
        ) : null}
        {unanswered.length > 0 ? (
          <TurnList heading={t.unanswered(unanswered.length)}>
            {unanswered.map(question =>
              line(
                question,
                <TurnActs>
                  {when(question)}
                  {leads ? call(question, t.callAgain) : null}
                </TurnActs>
              )
            )}
          </TurnList>
        ) : null}
        {answered.length > 0 ? (
          <TurnsDone heading={t.answered(answered.length)} open={asking === null && waiting.length === 0}>
            {answered.map(question => line(question, when(question)))}
          </TurnsDone>
        ) : null}
        {asking || waiting.length + unanswered.length + answered.length > 0 ? null : (
          <TurnNobody icon={<IconHelpCircle />} title={t.none}>
            {mayRegister ? t.noneHint : null}
          </TurnNobody>
        )}
      </TurnPanel>
      {registering ? <RegisterDialog {...props} keeps={keeps} onClose={() => setRegistering(false)} /> : null}
    </>
  )
}

/** Who asks whom about what. */
function Line(props: QuestionPanelProps & { readonly question: Question }) {
  const t = useText().question
  const { user, to, about } = props.question
  const name = (of: UserId) => props.participants.get(of)?.name ?? t.gone
  return <TurnPerson name={name(user)} under={t.asks(name(to))} said={about} />
}

function Clock({ question }: { readonly question: Question }) {
  const now = useSecond(true)
  return <TurnClock time={stopwatch(Math.max(0, now - Date.parse(question.calledAt ?? '')))} />
}
