import * as Y from 'yjs'
import { fail, ok, type Result } from '#core/result.ts'
import type { ReadRefusal } from './byte-reader.ts'
import { type ReadSection, type ReadStruct, type ReadUpdate, readUpdate, type StructId, structKind, updateLimits } from './update-reader.ts'

/** 'gap': it builds on something the server has not got (yet). */
export type GateRefusal = ReadRefusal | 'too-large' | 'foreign-client' | 'unknown-root' | 'gap'

export interface GateContext {
  readonly maxBytes: number
  readonly roots: readonly string[]
  /** Whether the sender may add structs under a client id; `known` when the room already holds some under it. */
  readonly mayWriteAs: (client: number, known: boolean) => boolean
}
export interface Admitted {
  /** Client ids under which the update adds structs. */
  readonly writers: readonly number[]
  readonly read: ReadUpdate
  /** The structs as Yjs will integrate them, by client. */
  readonly order: readonly { readonly client: number; readonly struct: ReadStruct }[]
}

/** More client ids than any person has had in one room between two visits. */
const maxNewClients = 1000

/**
 * [W1] The gate before `applyUpdate`, which may throw after it has applied, and waits for ever for what is missing. An update that passes
 * is applied whole by Yjs and leaves nothing pending; one that does not has touched nothing.
 */
export function admit(update: Uint8Array, doc: Y.Doc, context: GateContext): Result<Admitted, GateRefusal> {
  if (update.length > context.maxBytes) return fail('too-large')
  const read = readUpdate(update)
  if (!read.ok) return read
  const { sections, deletes } = read.value
  for (const { structs } of sections)
    for (const { root } of structs) if (root !== null && !context.roots.includes(root)) return fail('unknown-root')

  const ends = new Map<number, number>()
  const writers: number[] = []
  let newClients = 0
  for (const section of sections) {
    const state = Y.getState(doc.store, section.client)
    if (section.begin > state) return fail('gap')
    ends.set(section.client, Math.max(state, section.end))
    if (section.end <= state) continue
    if (!context.mayWriteAs(section.client, state > 0)) return fail('foreign-client')
    if (state === 0 && ++newClients > maxNewClients) return fail('too-many')
    writers.push(section.client)
  }
  for (const { client, clock, length } of deletes)
    if (clock + length > (ends.get(client) ?? Y.getState(doc.store, client))) return fail('gap')

  const rehearsal = new Rehearsal(doc, sections)
  const refusal = rehearsal.run()
  return refusal === null ? ok({ writers, read: read.value, order: rehearsal.order }) : fail(refusal)
}

interface Progress {
  readonly section: ReadSection
  readonly stored: number
  /** Clock up to which Yjs would have integrated. */
  state: number
  next: number
  /** How deep the list lies in which each struct stands; a root's is 0. */
  readonly depths: number[]
}

/** Walks the structs in the order in which Yjs will integrate them, so that nothing is left waiting and no type lies too deep. */
class Rehearsal {
  readonly order: { readonly client: number; readonly struct: ReadStruct }[] = []
  private readonly progress = new Map<number, Progress>()

  constructor(
    private readonly doc: Y.Doc,
    sections: readonly ReadSection[]
  ) {
    for (const section of sections) {
      const stored = Y.getState(doc.store, section.client)
      this.progress.set(section.client, { section, stored, state: stored, next: 0, depths: [] })
    }
  }

  run(): GateRefusal | null {
    for (const start of this.progress.values()) {
      const waiting: { readonly of: Progress; readonly until: number }[] = [{ of: start, until: Number.POSITIVE_INFINITY }]
      const onStack = new Set([start])
      for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
        const { of, until } = top
        const struct = of.section.structs[of.next]
        if (!struct || of.state > until) {
          waiting.pop()
          onStack.delete(of)
          continue
        }
        const missing = this.missing(of, struct)
        if (missing === null) {
          const refusal = this.integrate(of, struct)
          if (refusal) return refusal
          continue
        }
        const needed = this.progress.get(missing.client)
        if (!needed || needed === of || onStack.has(needed) || needed.section.end <= missing.clock) return 'gap'
        waiting.push({ of: needed, until: missing.clock })
        onStack.add(needed)
      }
    }
    return null
  }

  private missing(of: Progress, struct: ReadStruct): StructId | null {
    const { origin, rightOrigin, parent } = struct
    if (origin && !this.has(of, struct, origin)) return origin
    if (rightOrigin && !this.has(of, struct, rightOrigin)) return rightOrigin
    if (parent && !this.has(of, struct, parent)) return parent
    return null
  }

  private has(of: Progress, struct: ReadStruct, id: StructId): boolean {
    if (id.client === of.section.client) return id.clock < struct.clock
    return id.clock < (this.progress.get(id.client)?.state ?? Y.getState(this.doc.store, id.client))
  }

  private integrate(of: Progress, struct: ReadStruct): GateRefusal | null {
    const end = struct.clock + struct.length
    if (struct.kind === structKind.skip && end > of.stored) return 'gap'
    if (struct.clock < of.stored && of.stored < end && !this.overlapIsSafe(of, struct)) return 'malformed'
    const depth = this.depth(struct)
    if (struct.kind === structKind.type && depth >= updateLimits.nesting) return 'too-deep'
    this.order.push({ client: of.section.client, struct })
    of.depths.push(depth)
    of.next += 1
    of.state = Math.max(of.state, end)
    return null
  }

  /**
   * Yjs cuts off the part of an item that it holds and hangs the rest behind it. Behind a GC struct that leaves an item that cannot be
   * encoded any more, unless the item becomes a GC struct itself because what it refers to is one.
   */
  private overlapIsSafe(of: Progress, struct: ReadStruct): boolean {
    if (struct.kind === structKind.gc || struct.kind === structKind.skip) return true
    if (!(this.stored({ client: of.section.client, clock: of.stored - 1 }) instanceof Y.GC)) return true
    const gone = (id: StructId | null): boolean => id !== null && this.isStored(id) && this.stored(id) instanceof Y.GC
    return gone(struct.origin) || gone(struct.rightOrigin) || gone(struct.parent)
  }

  private depth({ origin, rightOrigin, parent }: ReadStruct): number {
    if (parent) return this.depthAt(parent) + 1
    const beside = origin ?? rightOrigin
    return beside ? this.depthAt(beside) : 0
  }

  private depthAt(id: StructId): number {
    if (this.isStored(id)) {
      const struct = this.stored(id)
      let depth = 0
      for (let item = struct; item instanceof Y.Item && item.parent instanceof Y.AbstractType; depth++) {
        const above: Y.Item | null = item.parent._item
        if (above === null) break
        item = above
      }
      return depth
    }
    const within = this.progress.get(id.client)
    return within?.depths[indexAt(within.section.structs, id.clock)] ?? 0
  }

  private isStored(id: StructId): boolean {
    return id.clock < Y.getState(this.doc.store, id.client)
  }

  private stored(id: StructId): Y.Item | Y.GC {
    const structs = this.doc.store.clients.get(id.client) ?? []
    return structs[Y.findIndexSS(structs, id.clock)] as Y.Item | Y.GC
  }
}

/** Index of the struct that holds `clock`; structs are gapless and in order. */
function indexAt(structs: readonly ReadStruct[], clock: number): number {
  let low = 0
  let high = structs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((structs[middle]?.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  return low
}
