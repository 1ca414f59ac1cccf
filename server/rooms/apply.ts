import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Admitted } from './gate.ts'
import { deletionSteps, endsAtUnstored, placingSteps } from './placing.ts'
import type { ReadStruct } from './update-reader.ts'

/**
 * Work Yjs may have with one update, in steps of about half a microsecond. Two people who wrote at the top of one empty text for a day, each
 * without the other, need some 250,000 once; what is typed at a keyboard needs a few. Who empties a long document deletes it all at once.
 */
export const mostSteps = { wholeState: 400_000, update: 50_000, deletions: 400_000 } as const

/** New items in one go: among themselves they may cost their square. */
const sliceStructs = 64

export interface Applied {
  /** 'too-costly': nothing was done. 'spoilt': found too late, the document must be thrown away. */
  readonly outcome: 'applied' | 'too-costly' | 'spoilt'
  readonly steps: number
}

/**
 * [W6] Applies an admitted update without ever holding up the server: 60 KB of items, each with neighbours far apart, cost Yjs half a minute.
 * The search for the place of each item is measured against what is stored just before it is integrated, slice by slice.
 */
export function applyAdmitted(doc: Y.Doc, update: Uint8Array, { read, order }: Admitted, origin: unknown, most: number): Applied {
  let deleting = 0
  for (const { client, clock, length } of read.deletes) {
    deleting += deletionSteps(doc, client, clock, length, mostSteps.deletions - deleting)
    if (deleting > mostSteps.deletions) return { outcome: 'too-costly', steps: deleting }
  }
  let steps = 0
  let slice: { readonly client: number; readonly struct: ReadStruct }[] = []
  let isCut = false
  const flush = (): void => {
    if (slice.length > 0) Y.applyUpdate(doc, encodeSlice(update, slice), origin)
    slice = []
    isCut = true
  }
  for (const next of order) {
    const { client, struct } = next
    if (struct.clock + struct.length <= Y.getState(doc.store, client)) continue
    if (slice.length >= sliceStructs || endsAtUnstored(doc, struct)) flush()
    steps += placingSteps(doc, client, struct, most - steps)
    if (steps > most) return { outcome: isCut ? 'spoilt' : 'too-costly', steps: steps + deleting }
    slice.push(next)
  }
  if (isCut) {
    flush()
    Y.applyUpdate(doc, Buffer.concat([Uint8Array.of(0), update.subarray(read.deletesFrom)]), origin)
  } else Y.applyUpdate(doc, update, origin)
  return { outcome: 'applied', steps: steps + deleting }
}

/** The slice as an update of its own, without deletions; the structs of one client follow each other in it. */
function encodeSlice(update: Uint8Array, slice: readonly { readonly client: number; readonly struct: ReadStruct }[]): Uint8Array {
  const sections = new Map<number, ReadStruct[]>()
  for (const { client, struct } of slice) {
    const structs = sections.get(client)
    if (structs) structs.push(struct)
    else sections.set(client, [struct])
  }
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, sections.size)
    for (const [client, structs] of sections) {
      encoding.writeVarUint(encoder, structs.length)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, structs[0]?.clock ?? 0)
      for (const { from, to } of structs) encoding.writeUint8Array(encoder, update.subarray(from, to))
    }
    encoding.writeVarUint(encoder, 0)
  })
}
