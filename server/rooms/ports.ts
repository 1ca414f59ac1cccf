import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type * as Y from 'yjs'
import type { Room, RoomRights } from '#core/access/room.ts'
import type { SessionId, UserId } from '#core/ids.ts'
import type { SocketAllowances } from './socket-door.ts'

/** Who sits at the other end of a socket. `session` is the token's hash: closing a session closes its sockets. */
export interface SocketSession {
  readonly session: SessionId
  readonly user: UserId
  readonly name: string
}

/** What the rooms ask of the rest of the server; answered from memory, per message, so that a revoked right bites at once. */
export interface RoomAccess {
  /** From cookie or subprotocol token; null → 4401. */
  authenticate(request: IncomingMessage): SocketSession | null
  /** null-object free: 'none' covers rooms that do not exist and rooms that are not yours. */
  rights(session: SocketSession, room: Room): RoomRights
  /** [R5] Nobody knows for certain who may see it: whoever may not is told to come back later, lest he drop his copy. */
  isSetAside(room: Room, session: SocketSession): boolean
  /** The role shown beside a name in presence, e.g. `chair`; '' outside meetings. */
  roleIn(session: SocketSession, room: Room): string
  /** False once the session ended, ran out, or its user was locked or must change the password. */
  isAlive(session: SocketSession): boolean
  /** Called while sockets of the session are open, at most once a minute per session. */
  touch(session: SocketSession): void
}

export interface RoomsLimits {
  /** 8 MiB: a socket that cannot take more is closed 4500. */
  readonly maxQueuedBytes: number
  /** 50 messages a second sustained; bursts of four times that. */
  readonly messagesPerSecond: number
  /** Sockets at once and openings per second, of a session and of an address. */
  readonly sockets: SocketAllowances
  /** A room nobody looks at leaves memory after this. */
  readonly idleRoomMs: number
  /** Said at least this often to every socket, by ping and by message. */
  readonly heartbeatMs: number
  /** A peer that has not answered for this long is gone. */
  readonly deadPeerMs: number
  /** A stored tail of more updates or bytes than this is rewritten as one snapshot. */
  readonly compactAfterUpdates: number
  readonly compactAfterBytes: number
  /** How often a room that could not be stored tries again. */
  readonly storageRetryMs: number
}

/** For operators; counted since the start where it is not of this moment. */
export interface RoomsStats {
  readonly rooms: number
  readonly sockets: number
  /** Waiting to be sent, all sockets together. */
  readonly queuedBytes: number
  readonly messages: number
  readonly receivedBytes: number
  /** Sockets this server closed, by close code. */
  readonly closed: ReadonlyMap<number, number>
}

/** The sync rooms of one server. */
export interface Rooms {
  /** Takes over an upgrade whose Origin and Host were already checked, from this address. Never throws; ends the socket itself. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void
  /**
   * The server's own writing (record, inbox, seeds) and reading. Loads the room, runs `change` in one transaction, resolves when stored.
   * `read` looks at what is stored: await an edit before reading it back.
   */
  edit<T>(room: Room, change: (doc: Y.Doc) => T): Promise<T>
  read<T>(room: Room, look: (doc: Y.Doc) => T): Promise<T>
  /** What was deleted in the room leaves the disk: everything stored of it is written anew, and what that replaced is overwritten. */
  scrub(room: Room): Promise<void>
  /** Told after every stored change to a room of these kinds, whoever made it; coalesced per tick. */
  onChange(kinds: readonly Room['kind'][], listener: (room: Room) => void): () => void
  /** Rights may have changed: sockets that may no longer read are closed 4404, hellos are sent again to the others. */
  recheck(): void
  closeSession(session: SessionId): void
  /** Sockets in a room and how old what they show may be, ms: of the last ping that was answered, or since one is not; null before the first. */
  peers(room: Room): readonly { readonly user: UserId; readonly staleMs: number | null }[]
  /** For /healthz. */
  counts(): { readonly rooms: number; readonly sockets: number }
  /** For /metrics. */
  stats(): RoomsStats
  /** Stores everything, closes sockets 4503. Idempotent. */
  close(): Promise<void>
}
