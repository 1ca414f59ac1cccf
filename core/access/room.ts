import type { MeetingId, PaperId, UserId } from '../ids.ts'

/** [A1] Every shared document, one per writer or group of writers; docs/architecture.md has the table. */
export type Room =
  | { readonly kind: 'meeting'; readonly meeting: MeetingId }
  | { readonly kind: 'minutes'; readonly meeting: MeetingId }
  | { readonly kind: 'record'; readonly meeting: MeetingId }
  | { readonly kind: 'notes'; readonly meeting: MeetingId; readonly user: UserId }
  | { readonly kind: 'marks'; readonly paper: PaperId; readonly user: UserId }
  | { readonly kind: 'remarks'; readonly paper: PaperId }
  /** What was shared of the paper's marks, with everybody and with chosen people: the server's own book, opened by nobody. */
  | { readonly kind: 'threads'; readonly paper: PaperId }
  /** What was shared with this person and by this person. */
  | { readonly kind: 'shares'; readonly user: UserId }
  | { readonly kind: 'state'; readonly user: UserId }
  | { readonly kind: 'inbox'; readonly user: UserId }
  | { readonly kind: 'shelf'; readonly user: UserId }

export type RoomKind = Room['kind']
export const roomKinds = [
  'meeting',
  'minutes',
  'record',
  'notes',
  'marks',
  'remarks',
  'threads',
  'shares',
  'state',
  'inbox',
  'shelf'
] as const

/** none: for this person the room does not exist. The server's own rooms are `read` at most for everybody. */
export type RoomRights = 'none' | 'read' | 'write'
