import type { SpeechState } from '#core/floor/floor.ts'
import type { SpeechId, UserId } from '#core/ids.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'

/** [C1] [QU1] What taking somebody out of the meeting comes to: their site, questions and requests to speak go with them. */
export function removal(before: RecordProjection, user: UserId): Result<readonly RecordFact[], Reason> {
  if (!before.participants.has(user)) return fail('not-found')
  const presents = [...before.presenters].filter(([, presenter]) => presenter === user)
  const speeches = [...before.floor.values()].filter(speech => speech.user === user)
  const questions = [...before.questions.values()].filter(question => question.user === user && question.state === 'waiting')
  return ok([
    ...(before.siteOf.has(user) ? [{ kind: 'site-assigned', site: null, users: [user] } as const] : []),
    ...questions.map(({ question }): RecordFact => ({ kind: 'question-withdrawn', question })),
    ...speeches.flatMap(({ speech, state }) => endOf(speech, state)),
    ...presents.map(([item]): RecordFact => ({ kind: 'presenter-set', item, user: null })),
    { kind: 'participant-removed', user }
  ])
}

function endOf(speech: SpeechId, state: SpeechState): readonly RecordFact[] {
  if (state === 'waiting') return [{ kind: 'speech-withdrawn', speech }]
  if (state === 'held') return [{ kind: 'speech-withdrawn', speech, rest: true }]
  return state === 'speaking' ? [{ kind: 'speech-ended' }] : []
}
