import type { RoomRights } from '#core/access/room.ts'
import type { SetAside } from './ports.ts'

/** What this computer holds of one room. */
export interface StoredRoom {
  /** Of the server's copy this one descends from; null when the server was never reached. */
  readonly epoch: string | null
  /** As the server last said. */
  readonly rights: RoomRights
  readonly updates: readonly Uint8Array[]
  /** Names of the writers (one per start of the app) whose changes the server has not confirmed. */
  readonly pending: readonly string[]
}

/** One person's rooms of one server on this computer. A promise that resolves means: it survives a power cut. */
export interface RoomStore {
  /** What is written here is still there after the app ends; false where a browser refuses any storage. */
  readonly durable: boolean
  load(room: string): Promise<StoredRoom | null>
  /** Adds an update. With `writer`, it holds changes of mine that the server has yet to confirm. */
  append(room: string, update: Uint8Array, writer: string | null): Promise<void>
  /** What the server said of the room. */
  describe(room: string, epoch: string, rights: RoomRights): Promise<void>
  /** The server may lack anything: notes that this writer owes it every room that could be written when it was last seen. Resolves with their names. */
  oweAll(writer: string): Promise<readonly string[]>
  /** The server has everything these writers wrote. */
  settle(room: string, writers: readonly string[]): Promise<void>
  /** Throws the copy away and keeps `update` instead. */
  replace(room: string, epoch: string, rights: RoomRights, update: Uint8Array): Promise<void>
  /** Merges the updates of a room into one. */
  trim(room: string): Promise<void>
  drop(room: string): Promise<void>
  /** Rooms with unconfirmed changes, also of earlier starts. */
  pendingRooms(): Promise<readonly string[]>
  putAside(aside: SetAside): Promise<void>
  asides(): Promise<readonly SetAside[]>
  dropAside(at: string): Promise<void>
  close(): Promise<void>
}

/** More rows than this are merged when a room is opened: one row reads ten times faster than two hundred. */
export const trimAbove = 64
