import { z } from 'zod'
import type { ScreenId } from '#core/ids.ts'
import { fail, ok } from '#core/result.ts'
import { commandReceipt, pathParameters } from '#protocol/http-api.ts'
import { pairScreenRequest, screenAsked, screenPaths } from '#protocol/screen-api.ts'
import { Attempts } from '../access/attempts.ts'
import { requestCredential } from '../access/credentials.ts'
import type { Meetings } from '../record/meetings.ts'
import type { Pairings } from '../screens/pairings.ts'
import type { ScreenFeed } from '../screens/screen-feed.ts'
import type { Surroundings } from '../surroundings.ts'
import { json, refuse } from './answers.ts'
import { openRoute, type Route, route } from './route.ts'

export interface ScreenParts {
  readonly meetings: Meetings
  readonly pairings: Pairings
  readonly feed: ScreenFeed
  readonly around: Surroundings
  /** Keeps an answer waiting. */
  readonly wait: (ms: number) => Promise<unknown>
}

/** Big screens: asking to be let in, letting in, and what they are told. */
export function screenRoutes({ meetings, pairings, feed, around, wait }: ScreenParts): readonly Route[] {
  // Apart from the passwords: whoever mistypes a code is not kept from signing in.
  const attempts = new Attempts(around.now)
  return [
    openRoute({
      method: 'POST',
      path: screenPaths.screens,
      summary: 'A big screen asks for a code, which whoever leads a meeting types there',
      answers: { 201: { description: 'Its token and its code', schema: screenAsked } },
      reasons: ['too-many-requests'],
      handle: ({ address }) => {
        const asked = pairings.ask(address)
        if (!asked) return refuse('too-many-requests')
        return json(201, { ...asked, until: new Date(asked.until).toISOString() })
      }
    }),
    openRoute({
      method: 'GET',
      path: screenPaths.stream,
      summary: 'What a big screen shows, as JSON lines for as long as it listens; its own token goes as Bearer',
      answers: { 200: { description: 'Lines, the newest last', contentType: 'application/x-ndjson' } },
      reasons: ['no-session', 'too-many-requests'],
      handle: async ({ request }) => {
        const credential = requestCredential(request.headers)
        const stream = credential?.from === 'header' ? await feed.open(credential.token) : null
        if (!stream) return refuse('no-session')
        // It keeps its token and comes again.
        if (stream === 'full') return refuse('too-many-requests')
        return new Response(stream, {
          // A proxy that gathers lines would show the room what was.
          headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
        })
      }
    }),
    route({
      method: 'POST',
      path: '/api/meetings/:meeting/screens',
      summary: 'Let the big screen that shows this code into the meeting',
      params: z.object({ meeting: pathParameters.meeting }),
      body: pairScreenRequest,
      answers: { 200: { description: 'Recorded', schema: commandReceipt } },
      reasons: ['no-right', 'not-found', 'conflict', 'meeting-ended', 'wrong-code', 'too-many-attempts', 'disk-full', 'record-damaged'],
      handle: async ({ params: { meeting }, body, session: { user }, address }) => {
        const refusal = meetings.refusal(user, meeting, 'lead-screens')
        if (refusal) return refuse(refusal)
        let screen: ScreenId | null = null
        // An answer lost on the way must not cost the code a second time.
        if (!meetings.isDone(meeting, body.id)) {
          const outcome = await attempts.attempt(user.id, address, async () => {
            screen = pairings.take(body.code)
            return screen !== null
          })
          if (outcome === 'wrong') await wait(attempts.delayMs(user.id))
          if (outcome !== 'right') return refuse(outcome === 'wrong' ? 'wrong-code' : 'too-many-attempts')
        }
        const found = screen as ScreenId | null
        const done = await meetings
          .note(user, meeting, body.id, 'lead-screens', before => {
            const { site } = body
            if (found === null) return fail('conflict')
            if (site === undefined) return ok([{ kind: 'screen-paired', screen: found }])
            return before.sites.has(site) ? ok([{ kind: 'screen-paired', screen: found, site }]) : fail('not-found')
          })
          .catch(error => {
            if (found !== null) pairings.release(found)
            throw error
          })
        if (!done.ok) {
          if (found !== null) pairings.release(found)
          return refuse(done.reason)
        }
        if (found !== null) {
          pairings.forget(found)
          await feed.paired(found, meeting)
        }
        return json(200, { seq: done.value })
      }
    })
  ]
}
