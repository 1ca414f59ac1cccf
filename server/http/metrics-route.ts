import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { paths } from '#protocol/http-api.ts'
import type { ValidSession } from '../access/sessions.ts'
import { refuse } from './answers.ts'
import { openRoute, type Route } from './route.ts'

export interface MetricsDoor {
  readonly text: () => string
  /** For a collector that comes from elsewhere. */
  readonly token: string | null
  /** A proxy may stand on this machine: then a request from it may come from anybody. */
  readonly behindProxy: boolean
}

/** [H6] Numbers for operators: for whoever works on the server's own machine, a system administrator, and who has the token. */
export function metricsRoute({ text, token, behindProxy }: MetricsDoor): Route {
  const wanted = token === null ? null : digest(`Bearer ${token}`)
  const mayRead = (request: IncomingMessage, session: ValidSession | null): boolean =>
    (session?.user.role === 'administrator' && !session.user.mustChangePassword) ||
    (wanted !== null && timingSafeEqual(wanted, digest(request.headers.authorization ?? ''))) ||
    (!behindProxy && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '') && !('x-forwarded-for' in request.headers))
  return openRoute({
    method: 'GET',
    path: paths.metrics,
    summary: 'Numbers for operators, in the text format of Prometheus; only for this machine, administrators and who has the token',
    answers: { 200: { description: 'No name of a person, a meeting or a room', contentType: 'text/plain' } },
    reasons: ['not-found'],
    handle: ({ request, session }) =>
      mayRead(request, session)
        ? new Response(text(), { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' } })
        : refuse('not-found')
  })
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
