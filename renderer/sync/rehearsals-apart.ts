import { rehearsalIn } from '#core/meeting/rehearsal.ts'
import type { RoomStore } from './room-store.ts'

/** [RE3] Rooms of rehearsals are kept in `memory` alone, all others in `store`: a rehearsal is never on the disk of this computer. */
export function rehearsalsApart(store: RoomStore, memory: RoomStore): RoomStore {
  const of = (name: string): RoomStore => (rehearsalIn(name) === null ? store : memory)
  return {
    durable: store.durable,
    load: room => of(room).load(room),
    append: (room, update, writer) => of(room).append(room, update, writer),
    describe: (room, epoch, rights) => of(room).describe(room, epoch, rights),
    oweAll: writer => store.oweAll(writer),
    settle: (room, writers) => of(room).settle(room, writers),
    replace: (room, epoch, rights, update) => of(room).replace(room, epoch, rights, update),
    trim: room => of(room).trim(room),
    drop: room => of(room).drop(room),
    pendingRooms: () => store.pendingRooms(),
    putAside: aside => store.putAside(aside),
    asides: () => store.asides(),
    dropAside: at => store.dropAside(at),
    close: async () => {
      await memory.close()
      await store.close()
    }
  }
}
