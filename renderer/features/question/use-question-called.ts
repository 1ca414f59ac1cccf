import { useEffect, useRef } from 'react'
import type { UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { askingOf, type Questions } from '#core/question/question.ts'
import { useNotice, useText } from '../../ui/index.ts'

/** Tells me, wherever in the meeting I am, that my question is called or that I am being asked one; not again when I come back to the screen. */
export function useQuestionCalled(questions: Questions, participants: ReadonlyMap<UserId, Participant>, me: UserId, ready: boolean): void {
  const t = useText().question
  const notice = useNotice()
  const asking = askingOf(questions)
  const words = asking?.user === me ? t.yours : asking?.to === me ? t.toYou(participants.get(asking.user)?.name ?? t.gone) : null
  const call = words === null ? null : `${asking?.question} ${asking?.calledAt}`
  const told = useRef<string | null | undefined>(undefined)
  const say = useRef(words)
  say.current = words
  const takeAway = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (!ready || told.current === call) return
    takeAway.current?.()
    takeAway.current = call !== null && told.current !== undefined ? notice({ text: say.current ?? '', stayMs: 30_000 }) : null
    told.current = call
  }, [ready, call, notice])
}
