import type { MeetingId, UnitId, UploadId, UserId } from '#core/ids.ts'
import type { Unit, User } from '#core/organisation/organisation.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { RecordEvent } from '#core/record/event.ts'
import type { HouseRules } from '#core/vote/house-rules.ts'
import type { SealedBallot } from '#core/vote/tally.ts'
import type { DeviceKind } from '#protocol/http-api.ts'

/**
 * Narrow doors to what lasts. Each port has a contract suite (`*.contract.ts`) that every implementation runs.
 * Every write resolves after the bytes would survive a power cut (fsync), and rejects with `StorageFault` when they would not.
 */
export type StorageFaultKind = 'disk-full' | 'io' | 'damaged' | 'locked' | 'newer-format' | 'unreadable'
export class StorageFault extends Error {
  constructor(
    readonly kind: StorageFaultKind,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
    this.name = 'StorageFault'
  }
}

/** Turns stored values into bytes on disk and back; for encryption at rest. `context` binds a value to its place. Throws StorageFault 'damaged'. */
export interface ValueCodec {
  encode(context: string, value: Uint8Array): Uint8Array
  decode(context: string, stored: Uint8Array): Uint8Array
}

export interface LoadedRoom {
  readonly epoch: string
  /** V1 updates in order of arrival; the first may be a compacted snapshot. */
  readonly updates: readonly Uint8Array[]
  /** Named gaps that were found and set aside; empty when the room is whole. */
  readonly quarantined: readonly string[]
}

/** Updates of rooms by name. Many rooms' appends within one tick are one batch and one fsync. */
export interface RoomStorage {
  load(room: string): Promise<LoadedRoom | null>
  /** Appends; creates the room with a fresh epoch if it is new. */
  append(room: string, update: Uint8Array): Promise<void>
  /** Replaces everything stored for the room before the call by one snapshot; the epoch stays. Appends made meanwhile are kept after it. */
  compact(room: string, snapshot: Uint8Array): Promise<void>
  /** Nobody is in the room any more: gives back the disk space of what snapshots have replaced. May take a while; changes nothing. */
  reclaim(room: string): Promise<void>
  /** New epochs for all rooms: after a restore from backup. */
  renewEpochs(): Promise<void>
  list(): Promise<readonly string[]>
  close(): Promise<void>
}

export interface ReadableRecord {
  readonly events: readonly RecordEvent[]
  readonly damage: string | null
  /** Why it cannot be found out whether what a failed write held is on the disk; absent when this is what is there. */
  readonly unsure?: StorageFault
}

/** The meetings' records. Append is refused unless `seq` and `previous` continue the stored chain. */
export interface RecordStorage {
  /** All of it or nothing, with what is sealed of ballots cast by these events. */
  append(events: readonly RecordEvent[], sealed?: readonly SealedBallot[]): Promise<void>
  /** [VT3] Everything sealed of the meeting since the last `dropSealed`, as far as it can be read. */
  loadSealed(meeting: MeetingId): Promise<readonly SealedBallot[]>
  /** Takes it off the disk. */
  dropSealed(meeting: MeetingId): Promise<void>
  /** The whole record; rejects with 'damaged' rather than giving less. */
  load(meeting: MeetingId): Promise<readonly RecordEvent[]>
  /** As much of the record as is unbroken from its first event on, and what is wrong with the rest; null when nothing is. */
  loadReadable(meeting: MeetingId): Promise<ReadableRecord>
  listMeetings(): Promise<readonly MeetingId[]>
  close(): Promise<void>
}

/** Files by the hash of their content, immutable. Unfinished uploads lie apart. */
export interface FileStorage {
  /** Bytes held of an unfinished upload; 0 for a new one. */
  uploadOffset(upload: UploadId): Promise<number>
  /** Appends at `offset`, which must be the bytes held; returns the new offset, on disk. */
  appendUpload(upload: UploadId, offset: number, bytes: Uint8Array): Promise<number>
  readUpload(upload: UploadId, begin: number, end: number): Promise<Uint8Array>
  dropUpload(upload: UploadId): Promise<void>
  /** Checks the hash over all bytes and moves the upload to its place; false (upload kept) when it differs. The same content twice is one file. */
  finishUpload(upload: UploadId, hash: FileHash): Promise<boolean>
  size(hash: FileHash): Promise<number | null>
  /** Rejects with 'damaged' when the file is missing or any byte of it is not what was stored. */
  read(hash: FileHash, begin: number, end: number): Promise<Uint8Array>
  /** Gives the bytes back, if they are there. Only `FileHolders` knows that nobody needs them. */
  remove(hash: FileHash): Promise<void>
  /** Drops uploads untouched for longer than this. */
  sweepUploads(olderThanMs: number): Promise<number>
  close(): Promise<void>
}

export interface StoredSession {
  /** SHA-256 of the token, hex. The token itself is never stored. */
  readonly tokenHash: string
  readonly user: UserId
  readonly createdAt: string
  /** Last moment a request or an open socket was seen. */
  readonly lastSeenAt: string
  /** Of the device it was opened on; sessions made before 0.2 know nothing of it. */
  readonly app?: DeviceKind['app'] | undefined
  readonly system?: DeviceKind['system'] | undefined
  readonly network?: string | undefined
  /** [H7] Until then it reads nothing private. */
  readonly privateFrom?: string | undefined
}

export interface StoredUser extends User {
  /** argon2id, PHC string. */
  readonly passwordHash: string
  readonly mustChangePassword: boolean
  /** [H7] When somebody else last set the password, and who, until the person says that it was wanted. */
  readonly reset?: { readonly at: string; readonly by: string } | undefined
  /** [H7] SHA-256 of the secrets of devices this person has signed in on, newest first. */
  readonly devices?: string[] | undefined
  /** [H8] By the SHA-256 of the device: argon2id of the PIN, and how many wrong ones came in a row. */
  readonly pins?: { readonly device: string; readonly hash: string; readonly wrong: number }[] | undefined
}

export type UserChange = Partial<Omit<StoredUser, 'id'>>

/** Units, people, sessions: small, read often. Every mutation is one durable transaction. */
export interface Directory {
  /** Names this data folder for ever. */
  readonly serverId: string
  units(): ReadonlyMap<UnitId, Unit>
  users(): ReadonlyMap<UserId, StoredUser>
  userByAccount(account: string): StoredUser | null
  session(tokenHash: string): StoredSession | null
  sessionsOf(user: UserId): readonly StoredSession[]
  putUnit(unit: Unit): Promise<void>
  putUser(user: StoredUser): Promise<void>
  /**
   * Changes these fields of the user as stored at that moment: two changes at once both last. `change` may look at what is stored then, after
   * every change that was asked for before. Nothing happens for an unknown id.
   */
  changeUser(id: UserId, change: UserChange | ((stored: StoredUser) => UserChange)): Promise<void>
  putSession(session: StoredSession): Promise<void>
  /** [SI3] Servers whose video links may be set; the usual ones until an administrator says otherwise. */
  videoHosts(): readonly string[]
  putVideoHosts(hosts: readonly string[]): Promise<void>
  /** [VT13] What votes begin with; the usual rules until an administrator says otherwise. */
  houseRules(): HouseRules
  putHouseRules(rules: HouseRules): Promise<void>
  removeSession(tokenHash: string): Promise<void>
  close(): Promise<void>
}

/** Everything `startServer` needs to remember, opened together under one lock. */
export interface Storage {
  readonly rooms: RoomStorage
  readonly records: RecordStorage
  readonly files: FileStorage
  readonly directory: Directory
  /** Every key and value of rooms and records as of one moment, for a backup; null where nothing lasts. */
  readonly rows: (() => AsyncIterable<readonly [key: string, value: Uint8Array]>) | null
  close(): Promise<void>
}
