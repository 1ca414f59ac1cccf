import { mayInMeeting } from '#core/access/access.ts'
import type { UserId } from '#core/ids.ts'
import { askingOf, mayBeCalled, mostAsked, mostWaiting, withQuestionMoved } from '#core/question/question.ts'
import { canonicalJson } from '#core/record/chain.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import type { MeetingCommand, Reason } from '#protocol/http-api.ts'

export type QuestionCommand = Extract<
  MeetingCommand,
  { readonly kind: 'register-question' | 'withdraw-question' | 'put-question-first' | 'move-question' | 'call-question' | 'end-question' }
>

/** [QU1] [QU2] [QU3] [QU4] What a command about questions comes to; whoever leads acts for others as well. */
export function decideQuestion(before: RecordProjection, command: QuestionCommand, actor: UserId): Result<readonly RecordFact[], Reason> {
  const { questions, participants, state } = before
  const role = participants.get(actor)?.role ?? null
  // Before the meeting is on, whoever will lead it already keeps the list.
  const leads = mayInMeeting({ role, state }, 'lead-floor') || mayInMeeting({ role, state }, 'note-attendance')
  switch (command.kind) {
    case 'register-question': {
      const { question, user, to, about } = command
      if (user !== actor && !leads) return fail('no-right')
      if (!participants.has(user) || !participants.has(to)) return fail('not-found')
      const own = [...questions.values()].filter(one => one.user === user)
      if (questions.has(question) || user === to) return fail('conflict')
      if (!leads && !before.registration.questions) return fail('list-closed')
      if (own.filter(one => one.state === 'waiting').length >= mostWaiting) return fail('too-many-questions')
      if (!leads && own.length >= mostAsked) return fail('too-often')
      return ok([{ kind: 'question-registered', question, user, to, about }])
    }
    case 'withdraw-question': {
      const known = questions.get(command.question)
      if (!known) return fail('not-found')
      if (known.user !== actor && !leads) return fail('no-right')
      if (known.state === 'withdrawn') return ok([])
      return known.state === 'waiting' ? ok([{ kind: 'question-withdrawn', question: known.question }]) : fail('conflict')
    }
    case 'put-question-first': {
      const known = questions.get(command.question)
      if (!known) return fail('not-found')
      return known.state === 'waiting' ? ok([{ kind: 'question-put-first', question: known.question }]) : fail('conflict')
    }
    case 'move-question': {
      const { question, before: next } = command
      const [known, follower] = [questions.get(question), next === null ? null : questions.get(next)]
      if (!known || follower === undefined) return fail('not-found')
      if (known.state !== 'waiting' || (follower && follower.state !== 'waiting')) return fail('conflict')
      const same = canonicalJson([...withQuestionMoved(questions, question, next).values()]) === canonicalJson([...questions.values()])
      return ok(same ? [] : [{ kind: 'question-moved', question, before: next }])
    }
    case 'call-question': {
      const known = questions.get(command.question)
      if (!known) return fail('not-found')
      if (known.state === 'asking') return ok([])
      if (before.course.suspended) return fail('suspended')
      return mayBeCalled(known) ? ok([{ kind: 'question-called', question: known.question }]) : fail('conflict')
    }
    case 'end-question': {
      const asking = askingOf(questions)
      // Two who lead at once: the second does not end the one that was called meanwhile.
      const isMeant = asking !== null && (command.question === undefined || command.question === asking.question)
      return ok(isMeant ? [{ kind: 'question-ended', answered: command.answered }] : [])
    }
    default:
      return assertNever(command)
  }
}
