import { describe, expect, it } from 'vitest'
import { agendaTree, flattenAgenda } from '../agenda/agenda.ts'
import { withItem } from '../agenda/course.ts'
import { withCalled, withHeld, withRequest } from '../floor/floor.ts'
import type { AgendaItemId, QuestionId, SpeechId, UserId } from '../ids.ts'
import { withQuestion, withQuestionCalled, withQuestionEnded } from '../question/question.ts'
import { emptyProjection } from '../record/projection.ts'
import { leftOver } from './left-over.ts'

const at = '2026-11-23T02:00:00.000Z'
const item = (id: string, parent: string | null = null) => ({
  id: id as AgendaItemId,
  parent: parent as AgendaItemId | null,
  order: id,
  title: id,
  minutes: 10,
  leadUnit: ''
})
const agenda = flattenAgenda(agendaTree([item('a1'), item('a2'), item('a3', 'a2'), item('a4', 'a2')]))
const ask = (n: number) => ({ speech: `phat-bieu-${n}` as SpeechId, user: `nguoi-000${n}` as UserId, subject: '', item: null })
const question = (n: number) => ({
  question: `chat-van-${n}` as QuestionId,
  user: 'nguoi-0001' as UserId,
  to: 'nguoi-0002' as UserId,
  about: ''
})

describe('what a meeting has not come to', () => {
  it('[V7] is counted: parts that were not on, speakers who wait or were stopped, questions without an answer', () => {
    expect(leftOver(agenda, emptyProjection)).toEqual({ items: 3, votes: 0, speakers: 0, questions: 0 })
    const floor = withHeld(withCalled(withRequest(withRequest(new Map(), ask(1), at), ask(2), at), ask(1).speech, 5, at), at)
    const unanswered = withQuestionEnded(withQuestionCalled(withQuestion(new Map(), question(1), at), question(1).question, at), false, at)
    const questions = withQuestion(unanswered, question(2), at)
    const course = withItem(withItem(emptyProjection.course, 'a1' as AgendaItemId, at), 'a3' as AgendaItemId, at)
    expect(leftOver(agenda, { ...emptyProjection, course, floor, questions })).toEqual({ items: 1, votes: 0, speakers: 2, questions: 2 })
    const answered = withQuestionEnded(withQuestionCalled(questions, question(2).question, at), true, at)
    expect(leftOver(agenda, { ...emptyProjection, questions: answered }).questions).toBe(1)
  })
})
