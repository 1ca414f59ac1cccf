import type { Room } from '#core/access/room.ts'
import type { UserId } from '#core/ids.ts'
import type { LiveRoom } from './live-room.ts'
import type { SetAside } from './ports.ts'
import type { RoomStore } from './room-store.ts'

/** What a live room needs from outside; one for all rooms of a sign-in. */
export interface RoomSurroundings {
  /** `ws(s)://host/sync`. */
  readonly syncUrl: string
  readonly protocols: () => string[]
  readonly store: RoomStore
  readonly me: { readonly id: UserId; readonly name: string }
  /** One per start of the app, for every document. */
  readonly clientId: number
  /** Name of this start in the store's list of unconfirmed writers. */
  readonly writer: string
  readonly socketClass: typeof WebSocket
  readonly now: () => number
  readonly sessionLost: () => void
  /** Another number after every signing in anew. */
  readonly signings: () => number
  /** The server was restored from a backup; resolves when it is noted what else it has to get again. */
  readonly restored: () => Promise<void>
  /** Shows it and keeps it; false when it could not be written to this computer. */
  readonly putAside: (aside: Omit<SetAside, 'at'>) => Promise<boolean>
  /** Something a screen shows has changed. */
  readonly changed: (room: LiveRoom) => void
}

/** Rooms nobody but me writes: usable before the server was ever reached. */
export const mineAlone = (room: Room): boolean => room.kind === 'marks' || room.kind === 'notes' || room.kind === 'state'
