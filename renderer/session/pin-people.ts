import { z } from 'zod'
import type { UserId } from '#core/ids.ts'
import { idSchema } from '#protocol/http-api.ts'
import type { SmallMemory } from '../platform/small-memory.ts'

/** Somebody this computer takes a PIN of, as lists name them. */
export interface PinPerson {
  readonly user: UserId
  readonly name: string
  readonly title: string
}

const people = z.array(z.object({ user: idSchema<UserId>(), name: z.string(), title: z.string() }))
const keyOf = (server: string): string => `hopso pin people ${server}`

/** Whom this computer takes a PIN of, by name. The PIN itself is nowhere on it. */
export function pinPeople(storage: SmallMemory, server: string): readonly PinPerson[] {
  try {
    const known = people.parse(JSON.parse(storage.getItem(keyOf(server)) ?? '[]'))
    return known.sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  } catch {
    return []
  }
}

/** Remembers, or forgets, that this computer takes a PIN of this person. */
export function notePinPerson(storage: SmallMemory, server: string, person: PinPerson, takes: boolean): void {
  const others = pinPeople(storage, server).filter(({ user }) => user !== person.user)
  try {
    storage.setItem(keyOf(server), JSON.stringify(takes ? [...others, person] : others))
  } catch {
    // Without storage the password remains.
  }
}
