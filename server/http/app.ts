import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { type Reason, uploadPieceBytes } from '#protocol/http-api.ts'
import { requestCredential } from '../access/credentials.ts'
import { isAddress } from '../access/network.ts'
import type { Sessions, ValidSession } from '../access/sessions.ts'
import { StorageFault } from '../storage/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import { refuse } from './answers.ts'
import type { Guard, Verdict } from './guard.ts'
import { corsHeaders, preflightHeaders, stayWithHttps } from './headers.ts'
import type { RequestLimit } from './request-limit.ts'
import type { Route } from './route.ts'
import type { WebClient } from './web-client.ts'

/** JSON of any request: an agenda of 500 participants fits several times. */
const maxJsonBytes = 256 * 1024

interface Environment {
  Bindings: HttpBindings
  Variables: { verdict: Extract<Verdict, { kind: 'allowed' }>; session: ValidSession | null; address: string }
}
type AppContext = Context<Environment>

export interface AppParts {
  readonly routes: readonly Route[]
  readonly guard: () => Guard
  readonly sessions: Sessions
  readonly limit: RequestLimit
  readonly webClient: WebClient | null
  readonly around: Surroundings
  /** A proxy on this machine may say whom it speaks for. */
  readonly behindProxy: boolean
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Everything that is answered over HTTP. */
export function createApp(parts: AppParts): Hono<Environment> {
  const { routes, guard, sessions, limit, webClient, around } = parts
  const app = new Hono<Environment>()

  app.use('*', async (context, next) => {
    const { headers } = context.env.incoming
    const verdict = guard().judge(context.env.incoming, requestCredential(headers), !safeMethods.has(context.req.method))
    if (verdict.kind === 'refused') return refuse(verdict.reason)
    if (context.req.method === 'OPTIONS')
      return verdict.cors
        ? new Response(null, { status: 204, headers: preflightHeaders(verdict.cors, 'access-control-request-private-network' in headers) })
        : new Response(null, { status: 204, headers: { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' } })
    const address = addressOf(context.env.incoming, parts.behindProxy)
    const session = verdict.credential && sessions.byToken(verdict.credential.token)
    context.set('verdict', verdict)
    context.set('session', session)
    context.set('address', address)
    if (!context.req.path.startsWith('/api/') || limit.take(session?.session ?? null, address)) await next()
    else context.res = refuse('too-many-requests')
    if (verdict.secure) context.res.headers.set('strict-transport-security', stayWithHttps)
    if (verdict.cors) for (const [name, value] of Object.entries(corsHeaders(verdict.cors))) context.res.headers.set(name, value)
    return undefined
  })

  for (const route of routes) app.on(route.method, route.path, context => answer(context, route, around))
  app.all('/api/*', () => refuse('not-found'))
  app.all('/sync/*', () => refuse('not-found'))
  app.get('*', context => webClient?.answer(context.req.raw, context.env.incoming) ?? refuse('not-found'))
  app.notFound(() => refuse('not-found'))
  app.onError((error, context) => fault(error, context.req.method, context.req.routePath, around))
  return app
}

async function answer(context: AppContext, route: Route, around: Surroundings): Promise<Response> {
  const { incoming } = context.env
  const session = context.get('session')
  if (route.access !== 'open') {
    if (!session) return refuse('no-session')
    if (route.access === 'signed-in' && session.user.mustChangePassword) return refuse('password-must-change')
  }
  const params = route.params?.safeParse(context.req.param())
  if (params && !params.success) return refuse('not-found')
  const query = route.query?.safeParse(context.req.query())
  if (query && !query.success) return refuse('malformed', { detail: 'query' })
  const body = await bodyOf(incoming, route)
  if ('refused' in body) return refuse(body.refused, body.detail === undefined ? {} : { detail: body.detail })
  const call = { params: params?.data, query: query?.data, body: body.value, session, request: incoming, address: context.get('address') }
  try {
    return await route.handle({ ...call, secure: context.get('verdict').secure })
  } catch (error) {
    return fault(error, route.method, route.path, around)
  }
}

type Body = { readonly value: unknown } | { readonly refused: Reason; readonly detail?: string }

async function bodyOf(incoming: IncomingMessage, route: Route): Promise<Body> {
  if (!route.body && !route.piece) return { value: undefined }
  const bytes = await readAtMost(incoming, route.piece ? uploadPieceBytes : maxJsonBytes)
  if (!bytes) return { refused: 'too-large' }
  if (route.piece) return { value: bytes }
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    return { refused: 'malformed', detail: 'json' }
  }
  const parsed = route.body?.safeParse(value)
  if (parsed?.success) return { value: parsed.data }
  return {
    refused: 'malformed',
    detail:
      parsed?.error.issues
        .map(issue => issue.path.join('.'))
        .join(', ')
        .slice(0, 200) ?? ''
  }
}

/** The body, or null when it is longer; the rest is then not waited for. */
async function readAtMost(incoming: IncomingMessage, limit: number): Promise<Buffer | null> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return null
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function fault(error: unknown, method: string, path: string, around: Surroundings): Response {
  if (error instanceof StorageFault && error.kind === 'disk-full') {
    around.log({ level: 'error', event: 'disk-full', method, path })
    return refuse('disk-full')
  }
  around.log({ level: 'error', event: 'request-failed', method, path, fault: faultOf(error) })
  return refuse('internal')
}

/** Whose request it is: the peer, or the one for whom a proxy on this machine speaks. */
export function addressOf(incoming: IncomingMessage, behindProxy: boolean): string {
  const peer = incoming.socket.remoteAddress ?? ''
  if (!behindProxy || !/^(127\.|::1$|::ffff:127\.)/.test(peer)) return peer
  const said =
    String(incoming.headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? ''
  return isAddress(said) ? said : peer
}
