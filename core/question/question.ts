import { movedBefore } from '../floor/moved-before.ts'
import type { QuestionId, UserId } from '../ids.ts'

/** chờ chất vấn, đang chất vấn, đã trả lời, chưa trả lời (sẽ trả lời sau), đã rút. */
export const questionStates = ['waiting', 'asking', 'answered', 'unanswered', 'withdrawn'] as const
export type QuestionState = (typeof questionStates)[number]

/** One question (chất vấn) put to somebody, and what became of it. Times are the server's, ISO 8601. */
export interface Question {
  readonly question: QuestionId
  /** Who asks. */
  readonly user: UserId
  /** Who is to answer. */
  readonly to: UserId
  readonly about: string
  readonly state: QuestionState
  /** Smaller stands before. */
  readonly place: number
  readonly askedAt: string
  /** When it was last called, and when that ended. */
  readonly calledAt: string | null
  readonly endedAt: string | null
}

/** All questions of a meeting, in no order. */
export type Questions = ReadonlyMap<QuestionId, Question>

/** [QU1] One person has at most so many questions waiting; a council deputy rarely registers three. */
export const mostWaiting = 10

/** [QU3] The one that is being asked and answered now, or null. */
export const askingOf = (questions: Questions): Question | null => [...questions.values()].find(({ state }) => state === 'asking') ?? null

const inState = (questions: Questions, wanted: QuestionState): readonly Question[] =>
  [...questions.values()].filter(({ state }) => state === wanted).sort((a, b) => a.place - b.place)

/** Of one person in one meeting, withdrawn ones too: nobody fills the record. */
export const mostAsked = 50

/** [QU2] Who waits with a question: first come, first listed; one that was put first stands before all others. */
export const waitingQuestions = (questions: Questions): readonly Question[] => inState(questions, 'waiting')

/** [QU4] Called and not answered: they stay open until they are. */
export const unansweredQuestions = (questions: Questions): readonly Question[] => inState(questions, 'unanswered')

export const answeredQuestions = (questions: Questions): readonly Question[] => inState(questions, 'answered')

const lastPlace = (questions: Questions): number => [...questions.values()].reduce((last, { place }) => Math.max(last, place), 0)
const firstPlace = (questions: Questions): number => [...questions.values()].reduce((first, { place }) => Math.min(first, place), 0)

const changed = (questions: Questions, question: QuestionId, change: (known: Question) => Partial<Question> | null): Questions => {
  const known = questions.get(question)
  const next = known && change(known)
  return known && next ? new Map(questions).set(question, { ...known, ...next }) : questions
}

/** One more question, at the end of the list. */
export const withQuestion = (
  questions: Questions,
  { question, user, to, about }: Pick<Question, 'question' | 'user' | 'to' | 'about'>,
  at: string
): Questions =>
  new Map(questions).set(question, {
    question,
    user,
    to,
    about,
    state: 'waiting',
    place: lastPlace(questions) + 1,
    askedAt: at,
    calledAt: null,
    endedAt: null
  })

/** [QU4] Whether it may be called: it waits, or was called before and not answered. */
export const mayBeCalled = ({ state }: Question): boolean => state === 'waiting' || state === 'unanswered'

/** [QU3] Calls a question; the one before ends unanswered unless it was ended otherwise. */
export function withQuestionCalled(questions: Questions, question: QuestionId, at: string): Questions {
  const known = questions.get(question)
  if (!known || !mayBeCalled(known)) return questions
  return changed(withQuestionEnded(questions, false, at), question, () => ({ state: 'asking', calledAt: at, endedAt: null }))
}

/** [QU4] Ends the one that is on, as answered or not. */
export function withQuestionEnded(questions: Questions, answered: boolean, at: string): Questions {
  const asking = askingOf(questions)
  return asking ? changed(questions, asking.question, () => ({ state: answered ? 'answered' : 'unanswered', endedAt: at })) : questions
}

export const withQuestionWithdrawn = (questions: Questions, question: QuestionId, at: string): Questions =>
  changed(questions, question, ({ state }) => (state === 'waiting' ? { state: 'withdrawn', endedAt: at } : null))

/** [QU2] Puts a waiting question before all others. */
export const withQuestionFirst = (questions: Questions, question: QuestionId): Questions =>
  changed(questions, question, ({ state }) => (state === 'waiting' ? { place: firstPlace(questions) - 1 } : null))

/** [QU2] Moves a waiting question right before another; null: behind all others. */
export const withQuestionMoved = (questions: Questions, question: QuestionId, before: QuestionId | null): Questions =>
  new Map([
    ...questions,
    ...movedBefore(waitingQuestions(questions), one => one.question, question, before).map(one => [one.question, one] as const)
  ])
