import type * as Y from 'yjs'
import type { Room, RoomRights } from '#core/access/room.ts'
import type { UserId } from '#core/ids.ts'
import { knownRoots } from '#core/shared-doc/roots.ts'
import { type CloseReason, closeReasons, maxFrameBytes, maxUpdateBytes } from '#protocol/sync.ts'
import { applyAdmitted, mostSteps } from './apply.ts'
import type { ClientOwners } from './client-owners.ts'
import { admit } from './gate.ts'
import { isEmptyUpdate } from './messages.ts'

/** An update frame and who sent it. */
export interface Plea {
  readonly update: Uint8Array
  readonly step2: boolean
  readonly user: UserId
  readonly rights: RoomRights
  /** The connection's whole state has been accepted before. */
  readonly synced: boolean
}
export interface Court {
  readonly room: Room
  readonly doc: Y.Doc
  readonly owners: ClientOwners
  readonly readOnly: boolean
  readonly presenceOwner: (client: number) => UserId | null
}
export type Verdict = { readonly steps: number } & (
  | { readonly kind: 'applied'; readonly claim: (() => Promise<void>) | null }
  /** There was nothing in it. */
  | { readonly kind: 'empty' }
  /** Not an offence, and not applied. */
  | { readonly kind: 'set-aside' }
  /** The connection is to be closed; `spoilt`: and the document thrown away. */
  | { readonly kind: 'refused'; readonly close: CloseReason; readonly why: string; readonly spoilt?: true }
)

/** A room is loaded, encoded and cleared in one go: so many structs (a document of some 50,000 paragraphs) keep that below 200 ms. */
const mostStructs = 300_000

/** Decides on one update frame and applies it when it may be. */
export function judgeUpdate({ update, step2, user, rights, synced }: Plea, { room, doc, owners, readOnly, presenceOwner }: Court): Verdict {
  const refused = (close: CloseReason, why: string, steps = 0): Verdict => ({ kind: 'refused', close, why, steps })
  if (rights === 'none') return refused(closeReasons.noSuchRoom, 'no-room')
  if (isEmptyUpdate(update)) return { kind: 'empty', steps: 0 }
  if (rights !== 'write' || readOnly) {
    // A reader in sync answers with its whole delete set, if it was ever asked.
    if (step2) return { kind: 'set-aside', steps: 0 }
    return rights === 'write' ? refused(closeReasons.closing, 'read-only') : refused(closeReasons.noRight, 'no-right')
  }
  if (structsIn(doc) > mostStructs && !isDeletionOnly(update)) return refused(closeReasons.malformed, 'room-full')
  const mayWriteAs = (client: number, known: boolean): boolean => {
    if (client === doc.clientID || !owners.mayWrite(client, user, known, step2)) return false
    const present = presenceOwner(client)
    return known || present === null || present === user
  }
  const gate = admit(update, doc, { maxBytes: step2 ? maxFrameBytes : maxUpdateBytes, roots: knownRoots[room.kind], mayWriteAs })
  if (!gate.ok) {
    // A stock client sends what is typed at once, before it was asked for what it has: its step 2 will hold both.
    if (gate.reason === 'gap' && !step2 && !synced) return { kind: 'set-aside', steps: 0 }
    return refused(closeReasons.malformed, gate.reason)
  }
  try {
    const { outcome, steps } = applyAdmitted(doc, update, gate.value, user, step2 ? mostSteps.wholeState : mostSteps.update)
    if (outcome === 'too-costly') return refused(closeReasons.malformed, 'too-costly', steps)
    if (outcome === 'spoilt') return spoilt('too-costly', steps)
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return spoilt('left pending', steps)
    return { kind: 'applied', claim: owners.claim(gate.value.writers, user, step2), steps }
  } catch (error) {
    return spoilt(String(error), 0)
  }
}

const spoilt = (why: string, steps: number): Verdict => ({ kind: 'refused', close: closeReasons.malformed, why, spoilt: true, steps })

function structsIn(doc: Y.Doc): number {
  let count = 0
  for (const structs of doc.store.clients.values()) count += structs.length
  return count
}

/** No sections: what empties a room that is full is let in. */
const isDeletionOnly = (update: Uint8Array): boolean => update[0] === 0
