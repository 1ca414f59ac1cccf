import { sessionShape } from '#protocol/http-api.ts'
import {
  dropPinRequest,
  isCommonPin,
  pinPaths,
  pinPeopleRequest,
  pinPeopleShape,
  pinSignInRequest,
  setPinRequest
} from '#protocol/pin-api.ts'
import { Attempts } from '../access/attempts.ts'
import { deviceOf } from '../access/device.ts'
import { deviceHash } from '../access/known-devices.ts'
import { networkOf } from '../access/network.ts'
import { Pins } from '../access/pins.ts'
import { idleMinutes } from '../access/sessions.ts'
import { meOf } from '../directory/people.ts'
import { empty, json, refuse } from './answers.ts'
import { openRoute, type Route, route } from './route.ts'
import { type SessionParts, sessionCookieHeader } from './session-routes.ts'

/** [H8] Changing the person at one computer: each with a PIN of their own, each with a session of their own. */
export function pinRoutes({ sessions, passwords, directory, around, wait }: SessionParts): readonly Route[] {
  const attempts = new Attempts(around.now)
  const pins = new Pins(directory, passwords)
  return [
    route({
      method: 'PUT',
      path: pinPaths.pin,
      summary: 'Allow a PIN in place of my password on this computer, where I signed in with the password before',
      body: setPinRequest,
      answers: { 204: { description: 'Set' } },
      reasons: ['wrong-password', 'weak-pin', 'no-right', 'too-many-attempts', 'disk-full'],
      handle: async ({ body, session: { user, privateFrom }, address }) => {
        if (passwords.overloaded) return refuse('too-many-requests')
        const outcome = await passwords.inTurn(check =>
          attempts.attempt(`password ${user.account}`, address, () => check(body.password, user.passwordHash))
        )
        if (outcome === 'wrong') await wait(attempts.delayMs(`password ${user.account}`))
        if (outcome !== 'right') return outcome === 'wrong' ? refuse('wrong-password', { status: 403 }) : refuse('too-many-attempts')
        if (isCommonPin(body.pin)) return refuse('weak-pin')
        const set =
          privateFrom === null && (await pins.set(user.id, body.device, deviceHash(user.id, body.device), body.pin, user.passwordHash))
        if (!set) return refuse('no-right')
        around.log({ level: 'info', event: 'pin-set', user: user.id })
        return empty()
      }
    }),
    route({
      method: 'DELETE',
      path: pinPaths.pin,
      summary: 'No PIN of mine on this computer any more',
      body: dropPinRequest,
      answers: { 204: { description: 'Dropped' } },
      reasons: ['disk-full'],
      handle: async ({ body, session: { user } }) => {
        await pins.drop(user.id, deviceHash(user.id, body.device))
        return empty()
      }
    }),
    openRoute({
      method: 'POST',
      path: pinPaths.people,
      summary: 'Whose PIN this computer still takes, of those it names; nobody’s for whoever does not hold its secret',
      body: pinPeopleRequest,
      answers: { 200: { description: 'Those of them', schema: pinPeopleShape } },
      reasons: [],
      handle: ({ body: { device, people } }) => json(200, { people: people.filter(user => pins.takes(user, deviceHash(user, device))) })
    }),
    openRoute({
      method: 'POST',
      path: pinPaths.signIn,
      summary: 'Sign in by PIN on a computer where that is allowed; whoever was signed in here before no longer is',
      body: pinSignInRequest,
      answers: { 201: { description: 'A session of this person; its token is also set as an HttpOnly cookie', schema: sessionShape } },
      reasons: ['wrong-pin', 'pin-locked', 'too-many-attempts'],
      handle: async ({ body, address, secure, request, session: before }) => {
        if (passwords.overloaded) return refuse('too-many-requests')
        const known = deviceHash(body.user, body.device)
        // Counted for this computer: who tries elsewhere keeps nobody out here.
        const key = `pin ${known}`
        let locked = false
        const outcome = await attempts.attempt(key, address, async () => {
          const tried = await pins.try(body.user, body.device, known, body.pin)
          locked = tried === 'locked'
          return tried === 'right'
        })
        if (outcome === 'blocked') return refuse('too-many-attempts')
        if (outcome === 'wrong') {
          around.log({ level: 'warn', event: 'wrong-pin', address })
          await wait(attempts.delayMs(key))
          return refuse(locked ? 'pin-locked' : 'wrong-pin')
        }
        const user = directory.users().get(body.user)
        // Locked, or given a new first password: the PIN says nothing of that.
        if (!user || user.locked || user.mustChangePassword) return refuse('wrong-pin')
        const { token, expiresAt } = await sessions.open(user.id, {
          ...deviceOf(request.headers['user-agent']),
          network: networkOf(address)
        })
        if (before && before.user.id !== user.id) await sessions.end(before.session)
        around.log({ level: 'info', event: 'signed-in-by-pin', user: user.id })
        return json(
          201,
          { ...meOf(directory, user, null), token, idleMinutes, expiresAt },
          { 'set-cookie': sessionCookieHeader(token, secure) }
        )
      }
    })
  ]
}
