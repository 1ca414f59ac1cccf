import { randomBytes } from 'node:crypto'
import { assertOpen } from './faults.ts'
import type { LoadedRoom, RoomStorage } from './ports.ts'

/** Rooms that live as long as the process. */
export class MemoryRoomStorage implements RoomStorage {
  readonly #rooms = new Map<string, { epoch: string; updates: Uint8Array[] }>()
  #closed = false

  async load(room: string): Promise<LoadedRoom | null> {
    assertOpen(this.#closed)
    const held = this.#rooms.get(room)
    return held ? { epoch: held.epoch, updates: [...held.updates], quarantined: [] } : null
  }

  async append(room: string, update: Uint8Array): Promise<void> {
    assertOpen(this.#closed)
    const held = this.#rooms.get(room)
    if (held) held.updates.push(update.slice())
    else this.#rooms.set(room, { epoch: newEpoch(), updates: [update.slice()] })
  }

  async compact(room: string, snapshot: Uint8Array): Promise<void> {
    assertOpen(this.#closed)
    this.#rooms.set(room, { epoch: this.#rooms.get(room)?.epoch ?? newEpoch(), updates: [snapshot.slice()] })
  }

  async reclaim(): Promise<void> {
    assertOpen(this.#closed)
  }

  async renewEpochs(): Promise<void> {
    assertOpen(this.#closed)
    for (const held of this.#rooms.values()) held.epoch = newEpoch()
  }

  async list(): Promise<readonly string[]> {
    assertOpen(this.#closed)
    return [...this.#rooms.keys()].sort()
  }

  async close(): Promise<void> {
    this.#closed = true
  }
}

/** A name for one life of a room, never given twice. */
export const newEpoch = (): string => randomBytes(12).toString('hex')
