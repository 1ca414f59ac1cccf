import { z } from 'zod'
import type { UserId } from '#core/ids.ts'
import { idSchema } from './http-api.ts'

/**
 * The part of the HTTP wire that is about changing the person at one computer; version and rules as in http-api.ts. A PIN is good on one
 * computer, for one person, and only where that person signed in with the password before and allowed it.
 */
export const pinPaths = { pin: '/api/pin', people: '/api/pin/people', signIn: '/api/sessions/pin' } as const

/** [H8] Wrong ones after which only the password opens. */
export const mostWrongPins = 5
export const pinLength = 6
/** So many people of one computer are asked about at a time. */
export const mostPinPeople = 200

const device = z.string().regex(/^[0-9a-f]{64}$/)
const pin = z.string().regex(new RegExp(`^[0-9]{${pinLength}}$`))

/** PUT /api/pin → 204. */
export const setPinRequest = z.object({ device, pin, password: z.string().min(1).max(200) })
/** DELETE /api/pin → 204: none of mine on this computer any more. */
export const dropPinRequest = z.object({ device })
/** POST /api/pin/people → 200: those of `people` whose PIN this computer still takes. Nobody, for whoever does not hold the computer's own secret. */
export const pinPeopleRequest = z.object({ device, people: z.array(idSchema<UserId>()).max(mostPinPeople) })
export const pinPeopleShape = z.object({ people: z.array(idSchema<UserId>()) })
/** POST /api/sessions/pin → 201 sessionShape. Whoever was signed in here before is no longer. */
export const pinSignInRequest = z.object({ user: idSchema<UserId>(), device, pin })

/** Whether a PIN is one of those tried first: all the same, or counted up or down. */
export function isCommonPin(digits: string): boolean {
  const steps = new Set([...digits].slice(1).map((digit, at) => Number(digit) - Number(digits[at])))
  return steps.size === 1 && [...steps].every(step => Math.abs(step) <= 1)
}
