import type { Room, RoomRights } from '#core/access/room.ts'
import { type MeetingId, type PaperId, parseId, type UserId } from '#core/ids.ts'

/** The sync wire: plain y-websocket at `/sync/<room>`, plus message 100. Version of this contract. @public */
export const syncVersion = 1
export const syncPath = '/sync/'
/** Offered by clients that understand message 100; the token rides beside it as `token.<base64url>`. */
export const hopsoSubprotocol = 'hopso'
export const tokenSubprotocolPrefix = 'token.'

export const messageKind = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 100 } as const
/** Second byte of a sync message. */
export const syncStep = { step1: 0, step2: 1, update: 2 } as const

export interface CloseReason {
  readonly code: number
  readonly reason: string
}
/** 44xx are final: y-websocket's provider does not come back after them. 45xx: come back later. */
export const closeReasons = {
  malformed: { code: 4400, reason: 'malformed message' },
  noSession: { code: 4401, reason: 'no session' },
  noRight: { code: 4403, reason: 'no right to write here' },
  noSuchRoom: { code: 4404, reason: 'no such room' },
  tooSlow: { code: 4500, reason: 'too slow' },
  closing: { code: 4503, reason: 'server is closing' },
  tooMuch: { code: 4529, reason: 'too many messages' }
} as const satisfies Record<string, CloseReason>

/** The server says something at least this often: the provider hangs up after 30 s of silence. */
export const heartbeatMs = 15_000
/** A first sync (step 2) brings everything that was written without a network: up to here. */
export const maxFrameBytes = 4 * 1024 * 1024
/** Any other frame above this closes the connection with 4400… */
export const maxMessageBytes = 1024 * 1024
/** …and an interactive update above this is refused. */
export const maxUpdateBytes = 256 * 1024
/** One person's presence in one room, JSON in UTF-8. */
export const maxPresenceBytes = 256

export function formatRoom(room: Room): string {
  switch (room.kind) {
    case 'notes':
      return `notes/${room.meeting}/${room.user}`
    case 'marks':
      return `marks/${room.paper}/${room.user}`
    case 'remarks':
    case 'threads':
      return `${room.kind}/${room.paper}`
    case 'shares':
    case 'state':
    case 'inbox':
    case 'shelf':
      return `${room.kind}/${room.user}`
    default:
      return `${room.kind}/${room.meeting}`
  }
}

/** The room a name stands for, or null. Names are ASCII, so no decoding takes place: an escaped name is no name. */
export function parseRoom(name: string): Room | null {
  const [kind, first, second, ...rest] = name.split('/')
  if (rest.length > 0) return null
  const two = second !== undefined
  switch (kind) {
    case 'meeting':
    case 'minutes':
    case 'record': {
      const meeting = parseId<MeetingId>(first)
      return meeting && !two ? { kind, meeting } : null
    }
    case 'notes': {
      const meeting = parseId<MeetingId>(first)
      const user = parseId<UserId>(second)
      return meeting && user ? { kind, meeting, user } : null
    }
    case 'marks': {
      const paper = parseId<PaperId>(first)
      const user = parseId<UserId>(second)
      return paper && user ? { kind, paper, user } : null
    }
    case 'remarks':
    case 'threads': {
      const paper = parseId<PaperId>(first)
      return paper && !two ? { kind, paper } : null
    }
    case 'shares':
    case 'state':
    case 'inbox':
    case 'shelf': {
      const user = parseId<UserId>(first)
      return user && !two ? { kind, user } : null
    }
    default:
      return null
  }
}

/**
 * Message 100. `n` counts this connection's frames that carried an update (sync step 2 and update alike) and are on the server's disk;
 * the first one is a hello with n = 0. `epoch` changes when the room was restored from a backup.
 * Bytes: varUint 100, varString epoch, varUint rights (0 read, 1 write), varUint n.
 */
export interface SavedMessage {
  readonly epoch: string
  readonly rights: Exclude<RoomRights, 'none'>
  readonly n: number
}

/** What a client may say of itself. The server adds `id`, `name` and `role` and drops everything else. */
export interface Presence {
  readonly paper?: PaperId | undefined
  readonly page?: number | undefined
  /** Of the page, 0…1 from top left. */
  readonly pointer?: { readonly x: number; readonly y: number } | undefined
  readonly typing?: boolean | undefined
  /** I lead the pages; believed only from the chair or a presenter. */
  readonly lead?: boolean | undefined
}
export interface StampedPresence extends Presence {
  readonly id: UserId
  readonly name: string
  readonly role: string
}
