import { z } from 'zod'
import type { UserId } from '#core/ids.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { idSchema, type SessionShape, sessionShape } from '#protocol/http-api.ts'
import { mostPinPeople, pinPaths, pinPeopleShape } from '#protocol/pin-api.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import type { ApiClient, ApiFailure } from '../sync/api-client.ts'
import { deviceSecret } from './remembered.ts'

/** Somebody this computer takes a PIN of, as lists name them. */
export interface PinPerson {
  readonly user: UserId
  readonly name: string
  readonly title: string
}
/** `pin-gone`: the PIN that was set here is good no more: the password was changed, or somebody else set it. */
export type PinFailure = ApiFailure | 'pin-gone'

const people = z.array(z.object({ user: idSchema<UserId>(), name: z.string(), title: z.string() }))
const keyOf = (server: string): string => `hopso pin people ${server}`

/** [H8] Whom this computer takes a PIN of, by name, for each server. The PIN itself is nowhere on it. */
export class PinPeople {
  readonly #storage: SmallMemory
  readonly #randomBytes: (count: number) => Uint8Array

  constructor(storage: SmallMemory, randomBytes: (count: number) => Uint8Array) {
    this.#storage = storage
    this.#randomBytes = randomBytes
  }

  /** By name; nobody where nothing can be kept. */
  of(server: string): readonly PinPerson[] {
    try {
      const known = people.parse(JSON.parse(this.#storage.getItem(keyOf(server)) ?? '[]'))
      return known.sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    } catch {
      return []
    }
  }

  /** Forgets whom this computer takes no PIN of any more; whether there was anybody. What cannot be asked stays as it was. */
  async check(server: string, client: ApiClient): Promise<boolean> {
    const asked = this.of(server).slice(0, mostPinPeople)
    const device = this.#device()
    if (asked.length === 0 || device === null) return false
    const answer = await client.call('POST', pinPaths.people, pinPeopleShape, { device, people: asked.map(({ user }) => user) })
    if (!answer.ok) return false
    const gone = asked.filter(({ user }) => !answer.value.people.includes(user))
    for (const person of gone) this.#note(server, person, false)
    return gone.length > 0
  }

  /** Signs in by PIN. Whose PIN was locked or is good no more is forgotten here. */
  async enter(server: string, client: ApiClient, user: UserId, pin: string): Promise<Result<SessionShape, PinFailure>> {
    const device = this.#device()
    if (device === null) return fail('wrong-pin')
    const answer = await client.call('POST', pinPaths.signIn, sessionShape, { user, device, pin })
    if (answer.ok) return answer
    const person = this.of(server).find(known => known.user === user)
    if (answer.reason === 'pin-locked' && person) this.#note(server, person, false)
    const isGone =
      answer.reason === 'wrong-pin' && (await this.check(server, client)) && !this.of(server).some(known => known.user === user)
    return fail(isGone ? 'pin-gone' : answer.reason)
  }

  /** Lets this computer take a PIN of this person, who is signed in with `client`, or none (null) any more. */
  async set(
    server: string,
    client: ApiClient,
    person: PinPerson,
    pin: { readonly pin: string; readonly password: string } | null
  ): Promise<Result<null, ApiFailure>> {
    const device = this.#device()
    if (device === null) return fail('no-right')
    const told = await (pin
      ? client.call('PUT', pinPaths.pin, z.unknown(), { device, ...pin })
      : client.call('DELETE', pinPaths.pin, z.unknown(), { device }))
    if (!told.ok) return fail(told.reason)
    this.#note(server, person, pin !== null)
    return ok(null)
  }

  #device(): string | null {
    return deviceSecret(this.#storage, this.#randomBytes)
  }

  #note(server: string, person: PinPerson, takes: boolean): void {
    const others = this.of(server).filter(({ user }) => user !== person.user)
    try {
      this.#storage.setItem(keyOf(server), JSON.stringify(takes ? [...others, person] : others))
    } catch {
      // Without storage the password remains.
    }
  }
}
