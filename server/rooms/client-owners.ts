import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Room } from '#core/access/room.ts'
import type { UserId } from '#core/ids.ts'
import { formatRoom } from '#protocol/sync.ts'
import type { RoomStorage } from '../storage/ports.ts'

/**
 * [W2] A Yjs client id belongs to the person who first wrote under it. Kept beside the room, under a name no client can ask for, and stored
 * before the first update under the id is: a restart forgets nobody. A private room has one writer and needs no list.
 */
export interface ClientOwners {
  /** `known`: the room holds structs under this id. `whole`: sent in answer to the server's question, as after a restore. */
  mayWrite(client: number, user: UserId, known: boolean, whole: boolean): boolean
  isForeign(client: number, user: UserId): boolean
  /** Notes who owns these ids from now on and gives the work of storing it; null when there is nothing to note. */
  claim(clients: readonly number[], user: UserId, whole: boolean): (() => Promise<void>) | null
}

/** After a restore anybody may bring back what others wrote (the server lost it), for this long. */
const healingDays = 7
const maxTail = 500

/** A page that is opened and written in takes one id: far more than a person comes to in one meeting, few enough for everybody to carry. */
const mostPerPerson = 2000

const entry = { owner: 0, epoch: 1 } as const

export async function openClientOwners(
  storage: RoomStorage,
  room: Room,
  loaded: { readonly epoch: string; readonly isNew: boolean; readonly damaged: boolean },
  now: Date
): Promise<ClientOwners> {
  if (room.kind !== 'meeting' && room.kind !== 'minutes') return { mayWrite: () => true, isForeign: () => false, claim: () => null }
  const name = `owners/${formatRoom(room)}`
  const owners = new Map<number, UserId>()
  const epochs = new Map<string, { readonly since: number; readonly restored: boolean }>()
  const stored = await storage.load(name)
  for (const chunk of stored?.updates ?? []) readEntries(chunk, owners, epochs)
  const counts = new Map<UserId, number>()
  const count = (user: UserId): number => counts.get(user) ?? 0
  for (const user of owners.values()) counts.set(user, count(user) + 1)

  let life = epochs.get(loaded.epoch)
  if (!life) {
    life = { since: now.getTime(), restored: !loaded.isNew }
    await storage.append(name, epochEntry(loaded.epoch, life))
  }
  if ((stored?.updates.length ?? 0) > maxTail) await storage.compact(name, everything(owners, loaded.epoch, life))
  const healing = loaded.damaged || (life.restored && now.getTime() - life.since < healingDays * 86_400_000)

  return {
    mayWrite(client, user, known, whole) {
      const owner = owners.get(client)
      if (owner !== undefined) return owner === user || (healing && whole)
      if (!known && !healing && count(user) >= mostPerPerson) return false
      return !known || healing
    },
    isForeign(client, user) {
      const owner = owners.get(client)
      return owner !== undefined && owner !== user
    },
    claim(clients, user, whole) {
      if (healing && whole) return null // what is brought back may be another's
      const fresh = clients.filter(client => !owners.has(client))
      if (fresh.length === 0) return null
      for (const client of fresh) owners.set(client, user)
      counts.set(user, count(user) + fresh.length)
      return () => storage.append(name, ownerEntries(fresh.map(client => [client, user])))
    }
  }
}

function ownerEntries(owned: Iterable<readonly [number, UserId]>): Uint8Array {
  return encoding.encode(encoder => {
    for (const [client, user] of owned) {
      encoding.writeVarUint(encoder, entry.owner)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarString(encoder, user)
    }
  })
}

function epochEntry(epoch: string, life: { readonly since: number; readonly restored: boolean }): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, entry.epoch)
    encoding.writeVarString(encoder, epoch)
    encoding.writeVarUint(encoder, life.since)
    encoding.writeVarUint(encoder, life.restored ? 1 : 0)
  })
}

function everything(
  owners: ReadonlyMap<number, UserId>,
  epoch: string,
  life: { readonly since: number; readonly restored: boolean }
): Uint8Array {
  return Buffer.concat([epochEntry(epoch, life), ownerEntries(owners)])
}

function readEntries(
  chunk: Uint8Array,
  owners: Map<number, UserId>,
  epochs: Map<string, { readonly since: number; readonly restored: boolean }>
): void {
  const decoder = decoding.createDecoder(chunk)
  while (decoding.hasContent(decoder)) {
    if (decoding.readVarUint(decoder) === entry.owner) {
      const client = decoding.readVarUint(decoder)
      const user = decoding.readVarString(decoder) as UserId
      if (!owners.has(client)) owners.set(client, user)
    } else {
      const epoch = decoding.readVarString(decoder)
      const since = decoding.readVarUint(decoder)
      epochs.set(epoch, { since, restored: decoding.readVarUint(decoder) === 1 })
    }
  }
}
