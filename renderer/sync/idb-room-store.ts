import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import * as Y from 'yjs'
import type { RoomRights } from '#core/access/room.ts'
import type { UserId } from '#core/ids.ts'
import type { SetAside } from './ports.ts'
import type { RoomStore, StoredRoom } from './room-store.ts'

interface Schema extends DBSchema {
  rooms: { key: string; value: { room: string; epoch: string | null; rights: RoomRights } }
  updates: { key: number; value: { room: string; update: Uint8Array }; indexes: { room: string } }
  pending: { key: [string, string]; value: { room: string; writer: string }; indexes: { room: string } }
  asides: { key: string; value: SetAside }
}

const strict = { durability: 'strict' } as const
const all = ['rooms', 'updates', 'pending'] as const

/** Opens the copy of one person's rooms of one server; nobody's copy opens under another name. */
export async function openIdbRoomStore(server: string, user: UserId): Promise<RoomStore> {
  const database = await openDB<Schema>(`hopso rooms ${server} ${user}`, 1, {
    upgrade(db) {
      db.createObjectStore('rooms', { keyPath: 'room' })
      db.createObjectStore('updates', { autoIncrement: true }).createIndex('room', 'room')
      db.createObjectStore('pending', { keyPath: ['room', 'writer'] }).createIndex('room', 'room')
      db.createObjectStore('asides', { keyPath: 'at' })
    },
    blocking(_current, _blocked, event) {
      const target = event.target
      if (target instanceof IDBDatabase) target.close()
    }
  })
  return new IdbRoomStore(database)
}

class IdbRoomStore implements RoomStore {
  readonly durable = true
  readonly #database: IDBPDatabase<Schema>

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database
  }

  async load(room: string): Promise<StoredRoom | null> {
    const tx = this.#database.transaction(all, 'readonly')
    const [about, updates, pending] = await Promise.all([
      tx.objectStore('rooms').get(room),
      tx.objectStore('updates').index('room').getAll(room),
      tx.objectStore('pending').index('room').getAll(room)
    ])
    await tx.done
    if (!about && updates.length === 0) return null
    return {
      epoch: about?.epoch ?? null,
      rights: about?.rights ?? 'none',
      updates: updates.map(row => row.update),
      pending: pending.map(row => row.writer)
    }
  }

  async append(room: string, update: Uint8Array, writer: string | null): Promise<void> {
    const tx = this.#database.transaction(['updates', 'pending'], 'readwrite', strict)
    // A slice: a view on a large buffer would be stored whole.
    void tx.objectStore('updates').add({ room, update: update.slice() })
    if (writer !== null) void tx.objectStore('pending').put({ room, writer })
    await tx.done
  }

  async describe(room: string, epoch: string, rights: RoomRights): Promise<void> {
    const tx = this.#database.transaction('rooms', 'readwrite', strict)
    void tx.store.put({ room, epoch, rights })
    await tx.done
  }

  async oweAll(writer: string): Promise<readonly string[]> {
    const tx = this.#database.transaction(['rooms', 'pending'], 'readwrite', strict)
    const rooms = await tx.objectStore('rooms').getAll()
    const writable = rooms.filter(({ rights }) => rights === 'write').map(({ room }) => room)
    for (const room of writable) void tx.objectStore('pending').put({ room, writer })
    await tx.done
    return writable
  }

  async settle(room: string, writers: readonly string[]): Promise<void> {
    const tx = this.#database.transaction('pending', 'readwrite')
    for (const writer of writers) void tx.store.delete([room, writer])
    await tx.done
  }

  async replace(room: string, epoch: string, rights: RoomRights, update: Uint8Array): Promise<void> {
    const tx = this.#database.transaction(all, 'readwrite', strict)
    await clearRows(tx, room)
    void tx.objectStore('updates').add({ room, update: update.slice() })
    void tx.objectStore('rooms').put({ room, epoch, rights })
    await tx.done
  }

  async trim(room: string): Promise<void> {
    const tx = this.#database.transaction('updates', 'readwrite', strict)
    const index = tx.store.index('room')
    const [keys, rows] = await Promise.all([index.getAllKeys(room), index.getAll(room)])
    if (rows.length > 1) {
      const merged = Y.mergeUpdates(rows.map(row => row.update))
      for (const key of keys) void tx.store.delete(key)
      void tx.store.add({ room, update: merged })
    }
    await tx.done
  }

  async drop(room: string): Promise<void> {
    const tx = this.#database.transaction(all, 'readwrite', strict)
    await clearRows(tx, room)
    void tx.objectStore('rooms').delete(room)
    await tx.done
  }

  async pendingRooms(): Promise<readonly string[]> {
    const rows = await this.#database.getAll('pending')
    return [...new Set(rows.map(row => row.room))]
  }

  async putAside(aside: SetAside): Promise<void> {
    const tx = this.#database.transaction('asides', 'readwrite', strict)
    void tx.store.put(aside)
    await tx.done
  }

  asides(): Promise<readonly SetAside[]> {
    return this.#database.getAll('asides')
  }

  dropAside(at: string): Promise<void> {
    return this.#database.delete('asides', at)
  }

  async close(): Promise<void> {
    this.#database.close()
  }
}

/** Deletes updates and pending marks of a room within a running transaction. */
async function clearRows(tx: IDBPTransaction<Schema, typeof all, 'readwrite'>, room: string): Promise<void> {
  const updates = tx.objectStore('updates')
  const pending = tx.objectStore('pending')
  const [keys, marks] = await Promise.all([updates.index('room').getAllKeys(room), pending.index('room').getAllKeys(room)])
  for (const key of keys) void updates.delete(key)
  for (const key of marks) void pending.delete(key)
}
