import { meShape, passwordRequest, paths, sessionCookie, sessionShape, signInRequest } from '#protocol/http-api.ts'
import { Attempts, type Outcome } from '../access/attempts.ts'
import { deviceOf } from '../access/device.ts'
import { deviceHash, knowsDevice as knows } from '../access/known-devices.ts'
import { networkOf } from '../access/network.ts'
import { isStrongPassword, type Passwords } from '../access/passwords.ts'
import { idleMinutes, type Sessions } from '../access/sessions.ts'
import { meOf } from '../directory/people.ts'
import type { Directory } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { empty, json, refuse } from './answers.ts'
import { openRoute, type Route, route } from './route.ts'

export interface SessionParts {
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly directory: Directory
  readonly around: Surroundings
  /** Keeps an answer waiting. */
  readonly wait: (ms: number) => Promise<unknown>
}

export const sessionCookieHeader = (value: string, secure: boolean): string =>
  `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}${value === '' ? '; Max-Age=0' : ''}`

/** [H7] Time for somebody whose password was taken over to notice, also over a weekend. */
const waitDays = 3
/** PCs, phones and tablets a person signs in on; the one longest unused is forgotten first. */
const mostDevices = 10
const opensAt = (resetAt: string): string => new Date(Date.parse(resetAt) + waitDays * 86_400_000).toISOString()

/** Signing in and out, and one's own password. */
export function sessionRoutes({ sessions, passwords, directory, around, wait }: SessionParts): readonly Route[] {
  const attempts = new Attempts(around.now)

  /** `stored` null: nobody of that name. Wrong tries are counted and answered late, whoever was asked for. */
  const tries = async (account: string, address: string, password: string, stored: string | null): Promise<Outcome> => {
    const outcome = await passwords.inTurn(check => attempts.attempt(account, address, () => check(password, stored)))
    if (outcome !== 'wrong') return outcome
    around.log({ level: 'warn', event: 'wrong-password', address })
    // Outside the turn: whoever guesses at a name does not keep its owner waiting.
    await wait(attempts.delayMs(account))
    return outcome
  }

  const signOut = {
    summary: 'Sign out: ends this session and closes its sockets',
    answers: { 204: { description: 'Ended' } },
    reasons: [],
    first: true
  } as const

  return [
    openRoute({
      method: 'POST',
      path: paths.sessions,
      summary: 'Sign in',
      body: signInRequest,
      answers: { 201: { description: 'A session; its token is also set as an HttpOnly cookie', schema: sessionShape } },
      reasons: ['wrong-password', 'password-was-reset', 'account-locked', 'too-many-attempts'],
      handle: async ({ body, address, secure, request }) => {
        if (passwords.overloaded) return refuse('too-many-requests')
        const user = directory.userByAccount(body.account.toLowerCase())
        const outcome = await tries(body.account, address, body.password, user?.passwordHash ?? null)
        if (outcome === 'blocked') return refuse('too-many-attempts')
        const device = user && body.device !== undefined ? deviceHash(user.id, body.device) : null
        // [H7] Said on the person's own devices alone: whoever else guesses learns nothing of it.
        if (outcome === 'wrong' && user?.reset && device && knows(user, device)) return refuse('password-was-reset')
        if (outcome === 'wrong' || !user) return refuse('wrong-password')
        // While the password was being checked it may have been changed, or the account locked.
        const latest = directory.users().get(user.id)
        if (latest?.passwordHash !== user.passwordHash) return refuse('wrong-password')
        if (latest.locked) return refuse('account-locked')
        const opens = latest.reset && !(device && knows(latest, device)) ? opensAt(latest.reset.at) : null
        const privateFrom = opens !== null && Date.parse(opens) > around.now().getTime() ? opens : null
        const { token, expiresAt } = await sessions.open(user.id, {
          ...deviceOf(request.headers['user-agent']),
          network: networkOf(address),
          ...(privateFrom !== null && { privateFrom })
        })
        // A first password is known to whoever gave it: a device where it was tried is not yet the person's own.
        if (privateFrom === null && device && !latest.mustChangePassword && !knows(latest, device))
          await directory.changeUser(user.id, { devices: [device, ...(latest.devices ?? [])].slice(0, mostDevices) })
        around.log({ level: 'info', event: 'signed-in', user: user.id })
        return json(
          201,
          { ...meOf(directory, latest, privateFrom), token, idleMinutes, expiresAt },
          { 'set-cookie': sessionCookieHeader(token, secure) }
        )
      }
    }),
    route({
      method: 'GET',
      path: paths.session,
      summary: 'Who I am',
      answers: { 200: { description: 'The signed-in person', schema: meShape } },
      reasons: [],
      first: true,
      handle: ({ session }) => json(200, meOf(directory, session.user, session.privateFrom))
    }),
    route({
      method: 'POST',
      path: paths.passwordReset,
      summary: 'My password was set by somebody else because I asked for it: the notice goes, and what is private opens on all my devices',
      answers: { 204: { description: 'Noted' } },
      reasons: ['no-right'],
      handle: async ({ session }) => {
        if (session.privateFrom !== null) return refuse('no-right')
        await directory.changeUser(session.user.id, { reset: undefined })
        around.log({ level: 'info', event: 'password-reset-confirmed', user: session.user.id })
        return empty()
      }
    }),
    ...[paths.session, paths.sessions].map(path =>
      route({
        ...signOut,
        method: 'DELETE',
        path,
        handle: async ({ session, secure }) => {
          await sessions.end(session.session)
          return empty(204, { 'set-cookie': sessionCookieHeader('', secure) })
        }
      })
    ),
    route({
      method: 'PUT',
      path: paths.password,
      summary: 'Change my password; my other sessions end',
      body: passwordRequest,
      answers: { 204: { description: 'Changed' } },
      reasons: ['wrong-password', 'weak-password', 'too-many-attempts'],
      first: true,
      handle: async ({ body, session, address }) => {
        if (passwords.overloaded) return refuse('too-many-requests')
        const { user } = session
        const outcome = await tries(user.account, address, body.current, user.passwordHash)
        if (outcome === 'blocked') return refuse('too-many-attempts')
        if (outcome === 'wrong') return refuse('wrong-password', { status: 403 })
        if (body.next === body.current || !isStrongPassword(body.next, user.account)) return refuse('weak-password')
        const passwordHash = await passwords.hash(body.next)
        await directory.changeUser(user.id, { passwordHash, mustChangePassword: false, pins: undefined })
        await sessions.endAll(user.id, session.session)
        around.log({ level: 'info', event: 'password-changed', user: user.id })
        return empty()
      }
    })
  ]
}
