/** [I1] Every id is random, lower-case letters and digits, and one segment of a room name. */
declare const brand: unique symbol
type Id<K extends string> = string & { readonly [brand]: K }

export type UserId = Id<'user'>
export type UnitId = Id<'unit'>
export type MeetingId = Id<'meeting'>
export type AgendaItemId = Id<'agenda-item'>
export type PaperId = Id<'paper'>
export type VersionId = Id<'version'>
export type MarkId = Id<'mark'>
export type RemarkId = Id<'remark'>
export type AnswerId = Id<'answer'>
export type SpeechId = Id<'speech'>
export type VoteId = Id<'vote'>
export type QuestionId = Id<'question'>
export type ScreenId = Id<'screen'>
export type SiteId = Id<'site'>
export type CommandId = Id<'command'>
export type UploadId = Id<'upload'>
export type SessionId = Id<'session'>
/** What a session is called in a list; not its token. */
export type OpenSessionId = Id<'open-session'>
export type EventId = Id<'event'>
export type FolderId = Id<'folder'>
export type AnyId =
  | UserId
  | UnitId
  | MeetingId
  | AgendaItemId
  | PaperId
  | VersionId
  | MarkId
  | RemarkId
  | AnswerId
  | SpeechId
  | VoteId
  | QuestionId
  | ScreenId
  | SiteId
  | CommandId
  | UploadId
  | SessionId
  | OpenSessionId
  | EventId
  | FolderId

/** What an id must look like on any wire. 8 characters at least: demonstration ids are readable, real ones are 20 random characters. */
export const idPattern = /^[a-z0-9][a-z0-9-]{6,38}[a-z0-9]$/

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789' // 32 signs, none that is misread for another (no l, o, 0, 1)

/** 100 random bits as 20 characters. `randomBytes(n)` gives n unpredictable bytes (crypto.getRandomValues or node:crypto). */
export function newId<T extends AnyId>(randomBytes: (count: number) => Uint8Array): T {
  let id = ''
  for (const byte of randomBytes(20)) id += alphabet[byte & 31]
  return id as T
}

/** The id if it has the form of one, else null. */
export function parseId<T extends AnyId>(value: unknown): T | null {
  return typeof value === 'string' && idPattern.test(value) ? (value as T) : null
}
