import * as Y from 'yjs'
import type { RoomRights } from '#core/access/room.ts'
import type { SetAside } from './ports.ts'
import type { RoomStore, StoredRoom } from './room-store.ts'

interface Row {
  epoch: string | null
  rights: RoomRights
  updates: Uint8Array[]
  pending: Set<string>
}

/** Rooms in memory: for tests, and where a browser refuses any storage. */
export class MemoryRoomStore implements RoomStore {
  readonly durable: boolean
  readonly #rows = new Map<string, Row>()
  readonly #asides = new Map<string, SetAside>()

  /** Tests let it stand for a disk. */
  constructor(durable = false) {
    this.durable = durable
  }

  #row(room: string): Row {
    const found = this.#rows.get(room)
    if (found) return found
    const made: Row = { epoch: null, rights: 'none', updates: [], pending: new Set() }
    this.#rows.set(room, made)
    return made
  }

  async load(room: string): Promise<StoredRoom | null> {
    const row = this.#rows.get(room)
    return row ? { epoch: row.epoch, rights: row.rights, updates: [...row.updates], pending: [...row.pending] } : null
  }

  async append(room: string, update: Uint8Array, writer: string | null): Promise<void> {
    const row = this.#row(room)
    row.updates.push(update.slice())
    if (writer !== null) row.pending.add(writer)
  }

  async describe(room: string, epoch: string, rights: RoomRights): Promise<void> {
    Object.assign(this.#row(room), { epoch, rights })
  }

  async oweAll(writer: string): Promise<readonly string[]> {
    const writable = [...this.#rows].filter(([, row]) => row.rights === 'write')
    for (const [, row] of writable) row.pending.add(writer)
    return writable.map(([room]) => room)
  }

  async settle(room: string, writers: readonly string[]): Promise<void> {
    for (const writer of writers) this.#rows.get(room)?.pending.delete(writer)
  }

  async replace(room: string, epoch: string, rights: RoomRights, update: Uint8Array): Promise<void> {
    this.#rows.set(room, { epoch, rights, updates: [update.slice()], pending: new Set() })
  }

  async trim(room: string): Promise<void> {
    const row = this.#rows.get(room)
    if (row && row.updates.length > 1) row.updates = [Y.mergeUpdates(row.updates)]
  }

  async drop(room: string): Promise<void> {
    this.#rows.delete(room)
  }

  async pendingRooms(): Promise<readonly string[]> {
    return [...this.#rows].filter(([, row]) => row.pending.size > 0).map(([room]) => room)
  }

  async putAside(aside: SetAside): Promise<void> {
    this.#asides.set(aside.at, aside)
  }

  async asides(): Promise<readonly SetAside[]> {
    return [...this.#asides.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
  }

  async dropAside(at: string): Promise<void> {
    this.#asides.delete(at)
  }

  async close(): Promise<void> {}
}
