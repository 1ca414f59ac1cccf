import { IconBell } from '@tabler/icons-react'
import type { MeetingId, VoteId } from '#core/ids.ts'
import { isJustReminded, type Reminders } from '#core/reminder/reminder.ts'
import { Button, clockTime, useClock, useNotice, useText } from '../ui/index.ts'
import { useSecond } from '../ui/second.ts'
import { useCommand, whyNotDone } from './use-command.ts'

/** [RM1] Reminds so many people of a vote or of checking in; for half a minute after that it says when it was done. */
export function RemindButton(props: {
  readonly meeting: MeetingId
  readonly about: VoteId | 'check-in'
  readonly count: number
  readonly reminders: Reminders
  /** What is written on it; its accessible name says more. */
  readonly word: string
  readonly label: string
}) {
  const all = useText()
  const t = all.reminder
  const notice = useNotice()
  const clock = useClock()
  const { running, send } = useCommand(props.meeting)
  const { about, count, reminders } = props
  const just = isJustReminded(reminders, about, Math.max(clock.now(), useSecond(isJustReminded(reminders, about, clock.now()))))
  if (count === 0) return null
  const remind = async () => {
    const outcome = await send(about === 'check-in' ? { kind: 'remind-check-in' } : { kind: 'remind-voters', vote: about })
    if (!outcome) return
    if (outcome.ok) notice({ text: t.done(count) })
    else notice({ text: t.notDone(whyNotDone(all, outcome.reason)), stayMs: 15_000 })
  }
  // It stays focusable: whoever pressed it by keyboard is not thrown to the top of the page.
  return (
    <Button
      icon={<IconBell />}
      busy={running}
      aria-disabled={just}
      {...(just ? {} : { 'aria-label': props.label })}
      onClick={() => (just ? undefined : void remind())}
    >
      {just ? t.justNow(clockTime(all.app.dates, reminders.get(about) ?? '')) : props.word}
    </Button>
  )
}
