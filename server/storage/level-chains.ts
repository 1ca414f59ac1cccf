// Beyond 300 lines: whoever changes how a row is written changes how it is read, checked and mended.
import { randomBytes } from 'node:crypto'
import { type Inspection, inspectChain, parseHead } from './chain-inspection.ts'
import {
  after,
  type Chain,
  chainKey,
  chainOf,
  type Head,
  headKey,
  hex16,
  noChecksum,
  openJson,
  quarantinePrefix,
  rowKey,
  rowPrefix,
  sealJson,
  sealRow
} from './chain-row.ts'
import { CommitPace } from './commit-pace.ts'
import { asStorageFault, assertOpen, codeOf, guarded } from './faults.ts'
import { type Level, LevelDatabase, type LevelOperation } from './level-database.ts'
import { newEpoch } from './memory-room-storage.ts'
import { StorageFault, type ValueCodec } from './ports.ts'
import { Witness } from './witness.ts'

/** Rows held in memory while everything is read. */
const dumpedAtOnce = 256

/** What one member of a group wants written; taken over whole or not at all. */
export interface Stage {
  /** The head with everything staged before; null for a chain that does not exist yet. Rejects with 'damaged' when it cannot be trusted. */
  head(chain: Chain): Promise<Head | null>
  append(chain: Chain, head: Head | null, payload: Uint8Array, tail?: string): Head
  setHead(chain: Chain, head: Head): void
  operations: LevelOperation[]
}

interface Waiting {
  /** Reads rows, so nothing else of its group may be staged. */
  readonly alone: boolean
  /** Stages its operations; resolves with what tells the caller. */
  readonly plan: (stage: Stage) => Promise<() => void>
  readonly reject: (reason: unknown) => void
}

/** Chains of checked values in one LevelDB. What is asked for within one tick, for whichever chains, is one batch and one fsync. */
export class LevelChains {
  readonly #database: LevelDatabase
  readonly #witness: Witness
  readonly #heads = new Map<string, Head | null>()
  #waiting: Waiting[] = []
  readonly #pace = new CommitPace()
  #draining: Promise<void> | null = null
  #closing: Promise<void> | null = null

  private constructor(database: LevelDatabase, witness: Witness) {
    this.#database = database
    this.#witness = witness
  }

  static async open(location: string): Promise<LevelChains> {
    const witness = await guarded('opening the database', () => Witness.open(`${location}.witness`))
    return new LevelChains(await LevelDatabase.open(location, witness.chains().length > 0), witness)
  }

  /** What is read from now on is what a failed write left on the disk; resolves with why that cannot be found out now, or null. */
  mended(): Promise<StorageFault | null> {
    return this.#database.mend().then(
      () => null,
      error => asStorageFault(error, 'opening the database again')
    )
  }

  /** Joins the next group; resolves when it is on disk. */
  async commit<T>(plan: (stage: Stage) => Promise<T>, alone = false): Promise<T> {
    assertOpen(this.#closing !== null)
    const done = new Promise<T>((resolve, reject) => {
      const staged = async (stage: Stage) => {
        const value = await plan(stage)
        return () => resolve(value)
      }
      this.#waiting.push({ alone, plan: staged, reject })
    })
    this.#draining ??= this.#drain()
    return done
  }

  /** The chain as it lies there, compared with what must be there; null when there never was anything. */
  inspect(chain: Chain, codec: ValueCodec): Promise<Inspection | null> {
    const decodes = (payload: Uint8Array): boolean => {
      try {
        codec.decode(chain.name, payload)
        return true
      } catch {
        return false
      }
    }
    return this.#database.read(`reading ${chain.name}`, level => inspectChain(level, chain, this.#witness.lastOf(chainKey(chain)), decodes))
  }

  /** Moves what is damaged to its quarantine and makes a whole chain of the readable rest, in one batch; resolves with the names of the damage. */
  async setAside(chain: Chain, codec: ValueCodec): Promise<readonly string[]> {
    return this.commit(async stage => {
      const found = await this.inspect(chain, codec)
      if (found === null || found.damage.length === 0) return []
      this.stageRest(stage, chain, found, found.payloads)
      return found.damage.map(({ name }) => name)
    }, true)
  }

  /** Replaces every row that was found by these payloads, and keeps the damage. */
  stageRest(stage: Stage, chain: Chain, found: Inspection, payloads: readonly Uint8Array[]): void {
    for (const key of found.keys) stage.operations.push({ type: 'del', key })
    for (const { seq, name, raw } of found.damage) {
      const key = `${quarantinePrefix(chain)}${hex16(seq)}!${randomBytes(4).toString('hex')}`
      stage.operations.push({ type: 'put', key, value: sealJson(key, { name, raw: Buffer.from(raw).toString('base64') }) })
    }
    // Numbers are never used twice: what was set aside keeps its own.
    let head: Head = { epoch: found.head?.epoch ?? newEpoch(), first: found.last + 1, last: found.last, checksum: noChecksum, tail: '' }
    stage.setHead(chain, head)
    for (const payload of payloads) head = stage.append(chain, head, payload)
  }

  /** Names of what was ever set aside from this chain. */
  quarantined(chain: Chain): Promise<readonly string[]> {
    const prefix = quarantinePrefix(chain)
    return this.#database.read(`reading what was set aside of ${chain.name}`, async level => {
      const entries = await level
        .iterator({ gte: prefix, lt: after(prefix) })
        .all()
        .catch(error => {
          if (codeOf(error) === 'LEVEL_CORRUPTION') return null
          throw error
        })
      if (entries === null) return ['what was set aside cannot be read']
      return entries.map(([key, value]) => {
        const kept = openJson(key, value) as { readonly name: string } | null
        return kept?.name ?? 'something whose description is damaged'
      })
    })
  }

  /** Names of all chains of a space that have a head, a row, or are known to have had one. */
  list(space: Chain['space']): Promise<readonly string[]> {
    return this.#database.read('listing', async level => {
      const names = new Set(await headNames(level, space))
      for (const name of await rowNames(level, space)) names.add(name)
      for (const key of this.#witness.chains()) if (key.startsWith(`${space}!`)) names.add(key.slice(2))
      return [...names].sort()
    })
  }

  /** Every key and value as of one moment, whatever is written meanwhile. */
  async *dump(): AsyncGenerator<readonly [key: string, value: Uint8Array]> {
    const iterator = await this.#database.read('reading everything', async level => level.iterator())
    try {
      for (;;) {
        const entries = await this.#database.read('reading everything', () => iterator.nextv(dumpedAtOnce))
        if (entries.length === 0) return
        yield* entries
      }
    } finally {
      await iterator.close()
    }
  }

  /** Removes from the disk what rows of the chain were deleted; LevelDB by itself does that only when much else is written. */
  reclaim(chain: Chain): Promise<void> {
    return this.#database.read(`reclaiming the space of ${chain.name}`, level =>
      level.compactRange(rowPrefix(chain), after(rowPrefix(chain)))
    )
  }

  /** Resolves when nothing waits to be written. */
  async drained(): Promise<void> {
    await this.#draining
  }

  /** Everything acknowledged or asked for before is on disk when it resolves. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#draining
      try {
        await this.#witness.close()
      } finally {
        await this.#database.close()
      }
    })()
    return this.#closing
  }

  async #drain(): Promise<void> {
    await new Promise<void>(resolve => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const restMs = this.#pace.restMs(performance.now())
      if (restMs > 0) await new Promise(resolve => setTimeout(resolve, restMs))
      const until = this.#waiting.findIndex(({ alone }) => alone)
      await this.#writeGroup(this.#waiting.splice(0, until === -1 ? this.#waiting.length : Math.max(until, 1)))
    }
    // In the same breath as the look at what waits: whoever comes next starts anew.
    this.#draining = null
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      // Plans read heads and rows: what is on disk, not what was before a write that failed.
      await this.#database.mend()
    } catch (error) {
      const fault = asStorageFault(error, 'preparing a write')
      for (const { reject } of group) reject(fault)
      return
    }
    const operations: LevelOperation[] = []
    const heads = new Map<string, { readonly chain: Chain; readonly head: Head }>()
    const staged: { readonly told: () => void; readonly reject: (reason: unknown) => void }[] = []
    for (const { plan, reject } of group) {
      const own = this.#stage(heads)
      try {
        staged.push({ told: await plan(own), reject })
      } catch (error) {
        reject(error instanceof RangeError ? error : asStorageFault(error, 'preparing a write'))
        continue
      }
      for (const operation of own.operations) operations.push(operation)
      for (const [key, changed] of own.heads) heads.set(key, changed)
    }
    for (const { chain, head } of heads.values())
      operations.push({ type: 'put', key: headKey(chain), value: sealJson(headKey(chain), head) })
    try {
      this.#pace.begins(new Set(heads.keys()), performance.now())
      if (operations.length > 0) await this.#database.write(operations)
    } catch (error) {
      // Stored or not, nobody knows: the heads are read again.
      for (const key of heads.keys()) this.#heads.delete(key)
      for (const { reject } of staged) reject(error)
      return
    }
    for (const [key, { head }] of heads) {
      this.#heads.set(key, head)
      this.#witness.saw(key, head.last)
    }
    for (const { told } of staged) told()
  }

  #stage(
    before: ReadonlyMap<string, { readonly head: Head }>
  ): Stage & { readonly heads: Map<string, { readonly chain: Chain; readonly head: Head }> } {
    const heads = new Map<string, { readonly chain: Chain; readonly head: Head }>()
    const operations: LevelOperation[] = []
    return {
      heads,
      operations,
      head: async chain => heads.get(chainKey(chain))?.head ?? before.get(chainKey(chain))?.head ?? (await this.#storedHead(chain)),
      setHead: (chain, head) => void heads.set(chainKey(chain), { chain, head }),
      append(chain, head, payload, tail = '') {
        const seq = (head?.last ?? 0) + 1
        const { row, checksum } = sealRow(chain, seq, head?.checksum ?? noChecksum, payload)
        operations.push({ type: 'put', key: rowKey(chain, seq), value: row })
        const next: Head = { epoch: head?.epoch ?? newEpoch(), first: head?.first ?? seq, last: seq, checksum, tail }
        heads.set(chainKey(chain), { chain, head: next })
        return next
      }
    }
  }

  async #storedHead(chain: Chain): Promise<Head | null> {
    const key = chainKey(chain)
    const known = this.#heads.get(key)
    if (known !== undefined) return known
    const head = await this.#database.read(`reading ${chain.name}`, level => readHead(level, chain))
    const last = this.#witness.lastOf(key)
    if (head === 'damaged' || (head?.last ?? 0) < last) throw new StorageFault('damaged', `${chain.name}: the head is missing or damaged`)
    this.#heads.set(key, head)
    return head
  }
}

async function readHead(level: Level, chain: Chain): Promise<Head | 'damaged' | null> {
  try {
    const stored = await level.get(headKey(chain))
    if (stored) return parseHead(chain, stored) ?? 'damaged'
  } catch (error) {
    if (codeOf(error) === 'LEVEL_CORRUPTION') return 'damaged'
    throw error
  }
  const rows = await level.keys({ gte: rowKey(chain, 0), lt: after(rowKey(chain, Number.MAX_SAFE_INTEGER)), limit: 1 }).all()
  return rows.length > 0 ? 'damaged' : null
}

async function headNames(level: Level, space: Chain['space']): Promise<readonly string[]> {
  const prefix = `h!${space}!`
  const keys = await level.keys({ gte: prefix, lt: after(prefix) }).all()
  return keys.map(key => key.slice(prefix.length))
}

/** Leaps from chain to chain, so that its cost is in chains, not in rows. */
async function rowNames(level: Level, space: Chain['space']): Promise<readonly string[]> {
  const prefix = `u!${space}!`
  const names: string[] = []
  const keys = level.keys({ gte: prefix, lt: after(prefix), highWaterMarkBytes: 0 })
  try {
    for (let key = await keys.next(); key !== undefined; key = await keys.next()) {
      const name = key.slice(prefix.length, key.indexOf('!', prefix.length))
      if (!/^[\w./-]{1,300}$/.test(name)) continue
      names.push(name)
      keys.seek(`u!${chainKey(chainOf(space, name))}"`)
    }
  } catch (error) {
    // Chains with a head are known without their rows.
    if (codeOf(error) !== 'LEVEL_CORRUPTION') throw error
  } finally {
    await keys.close()
  }
  return names
}
