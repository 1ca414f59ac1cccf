import { fail, ok, type Result } from '#core/result.ts'
import { ByteReader, type ReadRefusal, Unreadable } from './byte-reader.ts'

/**
 * Reads the bytes of a Yjs V1 update without Yjs: shape, lengths, references and nesting, nothing of the contents is kept.
 * Layout: https://github.com/yjs/yjs/blob/v13.6.33/src/utils/encoding.js (readClientsStructRefs) and src/structs/.
 */
export interface StructId {
  readonly client: number
  readonly clock: number
}
export interface ReadStruct {
  /** 0 GC, 10 skip, 1…8 an item by its content; 7 holds a nested type. */
  readonly kind: number
  readonly clock: number
  readonly length: number
  readonly origin: StructId | null
  readonly rightOrigin: StructId | null
  /** Where neither origin is named: the item of the parent type, or the name of a root. */
  readonly parent: StructId | null
  readonly root: string | null
  /** Of an entry in a map. */
  readonly key: string | null
  /** Where it lies in the update. */
  readonly from: number
  readonly to: number
}
export interface ReadSection {
  readonly client: number
  /** First clock, and the clock after the last struct. */
  readonly begin: number
  readonly end: number
  readonly structs: readonly ReadStruct[]
}
export interface ReadUpdate {
  readonly sections: readonly ReadSection[]
  readonly deletes: readonly { readonly client: number; readonly clock: number; readonly length: number }[]
  /** Where the deletions begin in the update. */
  readonly deletesFrom: number
}

export const structKind = { gc: 0, deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8, skip: 10 } as const

/** What one update may hold, however large the room: Yjs applies this many in well under 250 ms. */
export const updateLimits = {
  structs: 20_000,
  /** A room of 5,000 sessions holds the ids of as many. */
  clients: 5000,
  deleteRanges: 10_000,
  /** Elements of arrays and objects in contents; each costs Yjs an allocation. */
  values: 100_000,
  /** JSON text is parsed twice, here and by Yjs. */
  jsonBytes: 1024 * 1024,
  /** Types within types, and values within values: Yjs and JSON.stringify recurse. */
  nesting: 32,
  /** Yjs draws client ids from 32 bits. */
  client: 0xffffffff,
  clock: 0x7fffffff,
  rootNameBytes: 64,
  keyBytes: 4096
} as const

/** The whole update read to its last byte, or why not. Never throws; linear in the bytes. */
export function readUpdate(bytes: Uint8Array): Result<ReadUpdate, ReadRefusal> {
  try {
    return ok(new UpdateReader(bytes).update())
  } catch (error) {
    if (error instanceof Unreadable) return fail(error.reason)
    throw error
  }
}

class UpdateReader extends ByteReader {
  private structs = 0
  private values = 0
  private jsonBytes = 0

  update(): ReadUpdate {
    const sections: ReadSection[] = []
    const seen = new Set<number>()
    for (let left = this.count(updateLimits.clients); left > 0; left--) {
      const section = this.section()
      this.must(!seen.has(section.client))
      seen.add(section.client)
      sections.push(section)
    }
    const deletesFrom = this.at
    const deletes = this.deletes()
    this.must(this.at === this.bytes.length)
    return { sections, deletes, deletesFrom }
  }

  private section(): ReadSection {
    const count = this.count(updateLimits.structs)
    this.must(count > 0)
    this.structs += count
    if (this.structs > updateLimits.structs) throw new Unreadable('too-many')
    const client = this.varUint(updateLimits.client)
    const begin = this.varUint(updateLimits.clock)
    const structs: ReadStruct[] = []
    let clock = begin
    for (let i = 0; i < count; i++) {
      const struct = this.struct(clock)
      this.must(struct.length > 0)
      clock += struct.length
      this.must(clock <= updateLimits.clock)
      structs.push(struct)
    }
    return { client, begin, end: clock, structs }
  }

  private struct(clock: number): ReadStruct {
    const from = this.at
    const info = this.byte()
    const kind = info & 31
    if (kind === structKind.gc || kind === structKind.skip) {
      this.must(info === kind)
      const length = this.varUint(updateLimits.clock)
      return { kind, clock, length, origin: null, rightOrigin: null, parent: null, root: null, key: null, from, to: this.at }
    }
    const origin = info & 128 ? this.id() : null
    const rightOrigin = info & 64 ? this.id() : null
    const named = !origin && !rightOrigin
    const inRoot = named && this.varUint(1) === 1
    const root = inRoot ? this.name(updateLimits.rootNameBytes) : null
    const parent = named && !inRoot ? this.id() : null
    const key = named && info & 32 ? this.name(updateLimits.keyBytes) : null
    const length = this.content(kind)
    return { kind, clock, length, origin, rightOrigin, parent, root, key, from, to: this.at }
  }

  /** Skips one item's content; returns how many clocks it takes. */
  private content(kind: number): number {
    switch (kind) {
      case structKind.deleted:
        return this.varUint(updateLimits.clock)
      case structKind.json: {
        const length = this.count(updateLimits.values)
        this.value(length)
        for (let i = 0; i < length; i++) this.json('undefined')
        return length
      }
      case structKind.binary:
        this.skip(this.varUint())
        return 1
      case structKind.string:
        return this.string()
      case structKind.embed:
        this.json()
        return 1
      case structKind.format:
        this.string()
        this.json()
        return 1
      case structKind.type: {
        const type = this.varUint(6)
        if (type === 3 || type === 5) this.string() // an XML element or hook has a name
        return 1
      }
      case structKind.any: {
        const length = this.count(updateLimits.values)
        for (let i = 0; i < length; i++) this.any(1)
        return length
      }
      case 9:
        throw new Unreadable('subdocument')
      default:
        throw new Unreadable('malformed')
    }
  }

  /** One value in lib0's any-encoding. */
  private any(depth: number): void {
    if (depth > updateLimits.nesting) throw new Unreadable('too-deep')
    this.value(1)
    switch (this.byte()) {
      case 127:
      case 126:
      case 121:
      case 120:
        return
      case 125:
        this.varInt()
        return
      case 124:
        this.skip(4)
        return
      case 123:
      case 122:
        this.skip(8)
        return
      case 119:
        this.string()
        return
      case 118:
        for (let left = this.count(updateLimits.values); left > 0; left--) {
          this.key()
          this.any(depth + 1)
        }
        return
      case 117:
        for (let left = this.count(updateLimits.values); left > 0; left--) this.any(depth + 1)
        return
      case 116:
        this.skip(this.varUint())
        return
      default:
        throw new Unreadable('malformed')
    }
  }

  /** `__proto__` would set the prototype of what Yjs builds. */
  private key(): void {
    const begin = this.at
    this.string()
    if (this.at - begin === 10 && this.utf8.decode(this.bytes.subarray(begin + 1, this.at)) === '__proto__')
      throw new Unreadable('malformed')
  }

  private json(alsoAllowed?: string): void {
    const length = this.varUint()
    const begin = this.at
    this.skip(length)
    this.jsonBytes += length
    if (this.jsonBytes > updateLimits.jsonBytes) throw new Unreadable('too-many')
    this.jsonDepth(begin, this.at)
    try {
      const text = this.utf8.decode(this.bytes.subarray(begin, this.at))
      if (text !== alsoAllowed) JSON.parse(text)
    } catch {
      throw new Unreadable('malformed')
    }
  }

  private jsonDepth(begin: number, end: number): void {
    let depth = 0
    let quoted = false
    for (let i = begin; i < end; i++) {
      const byte = this.bytes[i]
      if (quoted) {
        if (byte === 0x5c) i++
        else if (byte === 0x22) quoted = false
      } else if (byte === 0x22) quoted = true
      else if (byte === 0x5b || byte === 0x7b) {
        if (++depth > updateLimits.nesting) throw new Unreadable('too-deep')
        this.value(1)
      } else if (byte === 0x5d || byte === 0x7d) depth--
      else if (byte === 0x2c) this.value(1)
    }
  }

  private deletes(): ReadUpdate['deletes'] {
    const found: { client: number; clock: number; length: number }[] = []
    for (let left = this.count(updateLimits.deleteRanges); left > 0; left--) {
      const client = this.varUint(updateLimits.client)
      const count = this.count(updateLimits.deleteRanges)
      if (found.length + count > updateLimits.deleteRanges) throw new Unreadable('too-many')
      for (let i = 0; i < count; i++) {
        const clock = this.varUint(updateLimits.clock)
        const length = this.varUint(updateLimits.clock)
        this.must(length > 0)
        found.push({ client, clock, length })
      }
    }
    return found
  }

  private id(): StructId {
    const client = this.varUint(updateLimits.client)
    return { client, clock: this.varUint(updateLimits.clock) }
  }

  /** A number of things to come; each takes a byte at least. */
  private count(most: number): number {
    const count = this.varUint()
    if (count > most) throw new Unreadable('too-many')
    this.must(count <= this.bytes.length - this.at)
    return count
  }

  private value(count: number): void {
    this.values += count
    if (this.values > updateLimits.values) throw new Unreadable('too-many')
  }
}
