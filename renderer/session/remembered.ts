import { type Me, meShape } from '#protocol/http-api.ts'
import type { SmallMemory } from '../platform/small-memory.ts'

/** Who used the app here last, so that it starts without a network. No token, no password. */
export interface Remembered {
  readonly serverId: string
  readonly baseUrl: string
  readonly organisation: string
  readonly me: Me
}

const key = 'hopso last person'

/** Null when nobody is remembered or what is there cannot be read. */
export function recall(storage: SmallMemory): Remembered | null {
  try {
    const { serverId, baseUrl, organisation, me } = JSON.parse(storage.getItem(key) ?? 'null') ?? {}
    const parsed = meShape.safeParse(me)
    if (typeof serverId !== 'string' || typeof baseUrl !== 'string' || !parsed.success) return null
    return { serverId, baseUrl, organisation: typeof organisation === 'string' ? organisation : '', me: parsed.data }
  } catch {
    return null
  }
}

export function remember(storage: SmallMemory, remembered: Remembered): void {
  try {
    storage.setItem(key, JSON.stringify(remembered))
  } catch {
    // Storage is off or full: the next start needs a network, nothing else.
  }
}

export function forget(storage: SmallMemory): void {
  try {
    storage.removeItem(key)
  } catch {
    // See above.
  }
}

const debt = 'hopso sign-out to tell'

/** Somebody signed out without a network: the server has still to be told. */
export function owe(storage: SmallMemory): void {
  try {
    storage.setItem(debt, 'yes')
  } catch {
    // Without storage nobody is remembered either.
  }
}
export function owes(storage: SmallMemory): boolean {
  try {
    return storage.getItem(debt) !== null
  } catch {
    return false
  }
}
export function settle(storage: SmallMemory): void {
  try {
    storage.removeItem(debt)
  } catch {
    // As above.
  }
}

const device = 'hopso device'

/** [H7] What the server knows this device by: 64 hex digits, made once; null where nothing can be kept. */
export function deviceSecret(storage: SmallMemory, randomBytes: (count: number) => Uint8Array): string | null {
  try {
    const kept = storage.getItem(device)
    if (kept !== null) return kept
    const made = Array.from(randomBytes(32), byte => byte.toString(16).padStart(2, '0')).join('')
    storage.setItem(device, made)
    return made
  } catch {
    return null
  }
}
