import { describe, expect, it } from 'vitest'
import type { QuestionId, UserId } from '../ids.ts'
import {
  answeredQuestions,
  askingOf,
  type Questions,
  unansweredQuestions,
  waitingQuestions,
  withQuestion,
  withQuestionCalled,
  withQuestionEnded,
  withQuestionFirst,
  withQuestionMoved,
  withQuestionWithdrawn
} from './question.ts'

const at = (minute: number) => new Date(Date.parse('2026-11-23T02:00:00.000Z') + minute * 60_000).toISOString()
const id = (n: number) => `question-${n}` as QuestionId
const asked = (count: number): Questions =>
  Array.from({ length: count }).reduce<Questions>(
    (questions, _, n) =>
      withQuestion(questions, { question: id(n), user: `asker-${n}` as UserId, to: 'answerer' as UserId, about: `${n}` }, at(n)),
    new Map()
  )
const names = (list: readonly { readonly question: QuestionId }[]) => list.map(({ question }) => question)

describe('questions', () => {
  it('[QU2] are first come, first listed, and the chair may put one first', () => {
    expect(names(waitingQuestions(asked(3)))).toEqual([id(0), id(1), id(2)])
    const moved = withQuestionFirst(withQuestionFirst(asked(3), id(2)), id(1))
    expect(names(waitingQuestions(moved))).toEqual([id(1), id(2), id(0)])
    expect(names(waitingQuestions(withQuestionWithdrawn(moved, id(2), at(9))))).toEqual([id(1), id(0)])
  })

  it('[QU2] stand in any order the chair gives them', () => {
    const moved = withQuestionMoved(asked(4), id(3), id(1))
    expect(names(waitingQuestions(moved))).toEqual([id(0), id(3), id(1), id(2)])
    expect(names(waitingQuestions(withQuestionMoved(moved, id(0), null)))).toEqual([id(3), id(1), id(2), id(0)])
    const called = withQuestionCalled(moved, id(1), at(9))
    expect(withQuestionMoved(called, id(1), id(0))).toEqual(called)
  })

  it('[QU3] are called one at a time; the one before ends without an answer', () => {
    const second = withQuestionCalled(withQuestionCalled(asked(2), id(0), at(10)), id(1), at(12))
    expect(askingOf(second)?.question).toBe(id(1))
    expect(second.get(id(0))).toMatchObject({ state: 'unanswered', calledAt: at(10), endedAt: at(12) })
  })

  it('[QU4] stay open until they are answered, and can be called again', () => {
    const left = withQuestionEnded(withQuestionCalled(asked(1), id(0), at(10)), false, at(14))
    expect(names(unansweredQuestions(left))).toEqual([id(0)])
    expect(waitingQuestions(left)).toEqual([])
    const answered = withQuestionEnded(withQuestionCalled(left, id(0), at(20)), true, at(25))
    expect(names(answeredQuestions(answered))).toEqual([id(0)])
    expect(answered.get(id(0))).toMatchObject({ calledAt: at(20), endedAt: at(25) })
    // What is answered, on or withdrawn does not move again.
    expect(withQuestionCalled(answered, id(0), at(30))).toBe(answered)
    expect(withQuestionWithdrawn(answered, id(0), at(30))).toBe(answered)
    expect(withQuestionFirst(answered, id(0))).toBe(answered)
  })
})
