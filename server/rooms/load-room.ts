import * as Y from 'yjs'
import type { Room } from '#core/access/room.ts'
import { formatRoom } from '#protocol/sync.ts'
import type { LogEntry } from '../options.ts'
import type { RoomStorage } from '../storage/ports.ts'
import { type ClientOwners, openClientOwners } from './client-owners.ts'
import { emptyUpdate } from './messages.ts'

export interface LoadedContents {
  readonly epoch: string
  readonly doc: Y.Doc
  readonly owners: ClientOwners
  /** Updates stored after the last snapshot. */
  readonly tail: { readonly updates: number; readonly bytes: number }
  /** Something stored waits for what was lost; it must stay on disk as it is. */
  readonly incomplete: boolean
}

export interface LoadSurroundings {
  readonly storage: RoomStorage
  readonly now: () => Date
  readonly log: (entry: LogEntry) => void
  /** The Yjs client id for the server's own writing: never one of an earlier start, never one after a failure. */
  readonly serverClient: () => number
}

/** A room as it is stored, created when it is new. What is damaged is named in the log; whoever still has the lost part brings it back. */
export async function loadRoom(room: Room, { storage, now, log, serverClient }: LoadSurroundings): Promise<LoadedContents> {
  const name = formatRoom(room)
  let loaded = await storage.load(name)
  if (!loaded) {
    await storage.append(name, emptyUpdate)
    loaded = await storage.load(name)
  }
  if (!loaded) throw new Error('a room that was just stored is not there')
  const { epoch, updates, quarantined } = loaded
  const doc = new Y.Doc()
  doc.on('afterTransaction', leaveFormatting)
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const incomplete = doc.store.pendingStructs !== null || doc.store.pendingDs !== null
  const damaged = incomplete || quarantined.length > 0
  if (damaged) log({ level: 'error', event: 'room-damaged', room: name, quarantined: quarantined.length })
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  doc.clientID = serverClient()
  const owners = await openClientOwners(storage, room, { epoch, damaged, isNew: doc.store.clients.size === 0 }, now())
  const later = updates.slice(1)
  return { epoch, doc, owners, incomplete, tail: { updates: later.length, bytes: later.reduce((sum, update) => sum + update.length, 0) } }
}

/**
 * After a remote change Yjs tidies up formatting that says nothing (https://github.com/yjs/yjs/blob/v13.6.33/src/types/YText.js,
 * cleanupYTextAfterTransaction), at the square of the marks in a text. Clients do that; 250 KB would cost the server half a minute.
 */
function leaveFormatting(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false
}
