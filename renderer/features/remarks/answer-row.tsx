import { IconTrash } from '@tabler/icons-react'
import type { LoneAnswer } from '#core/remark/remark.ts'
import { useSession } from '../../session/session.ts'
import { clockTime, daysUntil, IconButton, shortDate, useNotice, useText } from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'
import s from './remarks.module.css'
import { useRemarkCommand } from './use-remark-command.ts'

/** The hour, and the day unless it is today. */
export function useWhen(): (instant: string) => string {
  const { dates } = useText().app
  const now = useMinute()
  return instant => [clockTime(dates, instant), ...(daysUntil(instant, now) === 0 ? [] : [shortDate(dates, instant)])].join(' ')
}

/** One answer to a shared mark, in a list; its author takes it back where `mayTake`. */
export function AnswerRow({ answer, mayTake }: { readonly answer: Omit<LoneAnswer, 'meeting'>; readonly mayTake: boolean }) {
  const text = useText().remarks
  const { me } = useSession()
  const at = useWhen()
  const notify = useNotice()
  const { running, send } = useRemarkCommand()
  const mine = answer.by === me.user.id
  const take = async () => {
    if (running) return
    const why = await send(answer.paper, { kind: 'withdraw', remark: answer.remark, answer: answer.answer })
    notify(why === null ? { text: text.tookAnswer } : { text: why, stayMs: 15_000 })
  }
  return (
    <li>
      <p>
        <strong>{mine ? text.you : answer.name}</strong> <span className={s.faintInline}>{at(answer.at)}</span>
        {mine && mayTake ? (
          <IconButton label={text.takeAnswer} className={s.take} onClick={() => void take()}>
            <IconTrash />
          </IconButton>
        ) : null}
      </p>
      <p className={s.answerWords}>{answer.words}</p>
    </li>
  )
}
