import { z } from 'zod'
import { ballotAnswer, ballotPaths, ballotRequest, boxShape, castBytes, castReceipt, castRequest } from '#protocol/ballot-api.ts'
import { pathParameters } from '#protocol/http-api.ts'
import type { SecretBallots } from '../secret-ballot/secret-ballots.ts'
import { json, refuse } from './answers.ts'
import { openRoute, type Route, route } from './route.ts'

/** Nothing else comes over the connection a ballot came over. */
const alone = { connection: 'close' }

/** Secret ballots: taken under a name, cast without one. */
export function ballotRoutes({ ballots }: { readonly ballots: SecretBallots }): readonly Route[] {
  const votePath = z.object({ meeting: pathParameters.meeting, vote: pathParameters.vote })
  return [
    route({
      method: 'POST',
      path: '/api/meetings/:meeting/votes/:vote/ballot',
      summary: 'Take a ballot of a secret vote under my name: a blind signature (RFC 9474); the same request again gets the same answer',
      params: votePath,
      body: ballotRequest,
      answers: { 200: { description: 'Given, and recorded', schema: ballotAnswer } },
      reasons: [
        'not-found',
        'conflict',
        'meeting-ended',
        'vote-closed',
        'not-on-roll',
        'ballot-given',
        'box-lost',
        'malformed',
        'disk-full'
      ],
      handle: async ({ params, body, session }) => {
        const taken = await ballots.take(session.user, params.meeting, params.vote, body)
        return taken.ok ? json(200, { signed: taken.value }) : refuse(taken.reason)
      }
    }),
    route({
      method: 'GET',
      path: '/api/meetings/:meeting/votes/:vote/box',
      summary: 'How many ballots are in the box of a secret vote, as of a while ago',
      params: votePath,
      answers: { 200: { description: 'The number, not the choices', schema: boxShape } },
      reasons: ['not-found', 'vote-closed'],
      handle: ({ params, session }) => {
        const count = ballots.count(session.user, params.meeting, params.vote)
        return count.ok ? json(200, { ballots: count.value }) : refuse(count.reason)
      }
    }),
    openRoute({
      method: 'POST',
      path: ballotPaths.cast,
      summary: `Cast a ballot of a secret vote; without a session, ${castBytes} bytes, see docs/secret-ballot.md`,
      body: castRequest,
      answers: { 200: { description: 'In the box, on disk', schema: castReceipt } },
      reasons: ['malformed', 'vote-closed', 'ballot-changed', 'ballot-refused', 'disk-full'],
      handle: async ({ body, request: { headers } }) => {
        // [SB4] A client that says who it is, or whose ballot is told from others by its length, is at fault: better refused than counted.
        if (headers.cookie !== undefined || headers.authorization !== undefined) return refuse('malformed', { detail: 'session' })
        if (headers['content-length'] !== String(castBytes)) return refuse('malformed', { detail: 'length' })
        const { vote, padding: _, ...ballot } = body
        const cast = await ballots.cast(vote, ballot)
        return cast.ok ? json(200, { cast: true }, alone) : withHeaders(refuse(cast.reason), alone)
      }
    })
  ]
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}
