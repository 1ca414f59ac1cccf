import type * as Y from 'yjs'
import type { Room, RoomRights } from '#core/access/room.ts'
import type { Presence, StampedPresence } from '#protocol/sync.ts'

/** The honest states of what I wrote, and since when. */
export type SaveState =
  | { readonly kind: 'loading' }
  /** Being written to this computer (shown only after 1 s). */
  | { readonly kind: 'saving' }
  /** On this computer; the server is not reached since `since` (ms), or has not confirmed yet. */
  | { readonly kind: 'local'; readonly offlineSince: number | null }
  /** In this window alone: this computer cannot keep it (no storage, full disk), and the server has not confirmed it. */
  | { readonly kind: 'unkept'; readonly offlineSince: number | null }
  | { readonly kind: 'server' }

export type RoomCondition =
  | { readonly kind: 'loading' }
  /** Contents are there, from this computer or the server. */
  | { readonly kind: 'ready' }
  /** The server says: no such room, or not yours; nothing is held here. */
  | { readonly kind: 'none' }

/** One open shared document. Everybody who asks for the same room shares it; it closes when the last one lets go. */
export interface OpenRoom {
  readonly room: Room
  readonly doc: Y.Doc
  readonly getSnapshot: () => RoomSnapshot
  /** For useSyncExternalStore; fires at most once per frame. */
  readonly subscribe: (listener: () => void) => () => void
  readonly setPresence: (presence: Presence) => void
  readonly release: () => void
}

export interface RoomSnapshot {
  /** Grows with every change of the document. */
  readonly revision: number
  readonly condition: RoomCondition
  readonly save: SaveState
  readonly rights: RoomRights
  /** Others and me, stamped by the server. */
  readonly present: readonly StampedPresence[]
}

/** My text the server refused (4403 / 4400), set aside so that it can be copied out. */
export interface SetAside {
  readonly room: Room
  readonly at: string
  readonly text: string
}

/**
 * The client's rooms for one server and one person; made anew at sign-in, closed at sign-out.
 * React side (renderer/sync/hooks.ts): useRoom(room) → OpenRoom & snapshot; useRoomValue(room, (doc) => value) re-rendering only when the
 * value changes by structure; useSaveState() over all open rooms; <SharedTextInput text={Y.Text} /> binds a field key by key.
 */
export interface ClientRooms {
  /** What is written outlasts this window; false where the browser refuses any storage. */
  readonly keeps: boolean
  open(room: Room): OpenRoom
  /** Takes a room that no screen shows off this computer, with what the server lacks of it: nobody can send that any more. Rejects on a failing disk. */
  forget(room: Room): Promise<void>
  /** Worst state over all open rooms, for the top bar. */
  readonly overall: { readonly getSnapshot: () => SaveState; readonly subscribe: (listener: () => void) => () => void }
  readonly setAside: {
    readonly getSnapshot: () => readonly SetAside[]
    readonly subscribe: (listener: () => void) => () => void
    readonly dismiss: (at: string) => void
  }
  close(): Promise<void>
}
