import type { AgendaNode } from '../agenda/agenda.ts'
import { stageOf } from '../agenda/balance.ts'
import { heldOf, waitingOf } from '../floor/floor.ts'
import { unansweredQuestions, waitingQuestions } from '../question/question.ts'
import type { RecordProjection } from '../record/projection.ts'

/** What a meeting has not come to, in numbers. */
export interface LeftOver {
  readonly items: number
  readonly votes: number
  readonly speakers: number
  readonly questions: number
}

/** [V7] What would be left if the meeting ended now; parts of the agenda are counted, not what holds them. */
export function leftOver(
  agenda: readonly AgendaNode[],
  { course, conclusions, votes, floor, questions }: Pick<RecordProjection, 'course' | 'conclusions' | 'votes' | 'floor' | 'questions'>
): LeftOver {
  return {
    items: agenda.filter(({ id, children }) => children.length === 0 && stageOf(id, course, conclusions) === 'coming').length,
    votes: [...votes.values()].filter(({ state }) => state === 'prepared' || state === 'called').length,
    speakers: waitingOf(floor).length + heldOf(floor).length,
    questions: waitingQuestions(questions).length + unansweredQuestions(questions).length
  }
}
