import { z } from 'zod'
import type { SiteId } from '#core/ids.ts'
import { fail, ok } from '#core/result.ts'
import { checkInCodeShape, checkInRequest } from '#protocol/check-in-api.ts'
import { commandReceipt, idSchema, pathParameters } from '#protocol/http-api.ts'
import { Attempts } from '../access/attempts.ts'
import type { CheckInCodes } from '../attendance/check-in-codes.ts'
import { mayNoteSelf } from '../record/decide.ts'
import type { Meetings } from '../record/meetings.ts'
import type { Surroundings } from '../surroundings.ts'
import { json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

export interface CheckInParts {
  readonly meetings: Meetings
  readonly codes: CheckInCodes
  readonly around: Surroundings
  /** Keeps an answer waiting. */
  readonly wait: (ms: number) => Promise<unknown>
}

/** [J5] The code that hangs in a room: for those who lead to show, and for everybody to check in by. */
export function checkInRoutes({ meetings, codes, around, wait }: CheckInParts): readonly Route[] {
  const meetingPath = z.object({ meeting: pathParameters.meeting })
  const attempts = new Attempts(around.now)
  return [
    route({
      method: 'GET',
      path: '/api/meetings/:meeting/check-in-code',
      summary: 'The code that hangs in the room of the meeting, or of one of its sites, now',
      params: meetingPath,
      query: z.object({ site: idSchema<SiteId>().optional() }),
      answers: { 200: { description: 'The code, and until when it hangs', schema: checkInCodeShape } },
      reasons: ['no-right', 'not-found', 'conflict', 'meeting-ended', 'record-damaged'],
      handle: ({ params: { meeting }, query, session: { user } }) => {
        const refusal = meetings.refusal(user, meeting, 'note-attendance')
        return refusal ? refuse(refusal) : json(200, codes.now(meeting, query.site ?? null))
      }
    }),
    route({
      method: 'POST',
      path: '/api/meetings/:meeting/check-in',
      summary: 'I am in the room in which this code hangs',
      params: meetingPath,
      body: checkInRequest,
      answers: { 200: { description: 'Recorded', schema: commandReceipt } },
      reasons: [
        'no-right',
        'not-found',
        'conflict',
        'meeting-ended',
        'wrong-code',
        'late-code',
        'too-many-attempts',
        'too-often',
        'disk-full',
        'record-damaged'
      ],
      handle: async ({ params: { meeting }, body: { id, code, site }, session: { user } }) => {
        const refusal = meetings.refusal(user, meeting, 'check-in')
        if (refusal) return refuse(refusal)
        if (!meetings.isDone(meeting, id)) {
          const hangs = codes.isGood(meeting, site ?? null, code)
          if (!hangs && codes.wasGood(meeting, site ?? null, code)) return refuse('late-code')
          // A hall stands behind one address: each guesses for themselves.
          const outcome = await attempts.attempt(user.id, user.id, async () => hangs)
          if (outcome === 'wrong') await wait(attempts.delayMs(user.id))
          if (outcome !== 'right') return refuse(outcome === 'wrong' ? 'wrong-code' : 'too-many-attempts')
        }
        const done = await meetings.note(user, meeting, id, 'check-in', before => {
          const known = before.attendance.get(user.id)
          if (site !== undefined && !before.sites.has(site)) return fail('not-found')
          const place = site === undefined ? 'room' : 'remote'
          if (known?.state === 'present' && known.place === place && known.site === site && known.byCode) return ok([])
          if (!mayNoteSelf(before, user.id)) return fail('too-often')
          const at = site === undefined ? {} : { site }
          return ok([{ kind: 'attendance-noted', user: user.id, state: 'present', place, ...at, byCode: true, reason: '' }])
        })
        return done.ok ? json(200, { seq: done.value }) : refuse(done.reason)
      }
    })
  ]
}
