import { after, type Chain, type Head, headKey, noChecksum, openJson, openRow, rowKey, rowPrefix, seqOfKey } from './chain-row.ts'
import { codeOf } from './faults.ts'
import type { Level } from './level-database.ts'

/** One thing found wrong. `raw` is what lay there, empty where nothing did. */
interface ChainDamage {
  readonly seq: number
  readonly name: string
  readonly raw: Uint8Array
}

export interface Inspection {
  readonly head: Head | null
  /** Payloads that are what was stored, oldest first. */
  readonly payloads: readonly Uint8Array[]
  readonly damage: readonly ChainDamage[]
  /** Keys of every row found, good or not. */
  readonly keys: readonly string[]
  /** No row was ever stored beyond this one, as far as anything here knows. */
  readonly last: number
}

type Entry = readonly [key: string, bytes: Uint8Array]

/**
 * Reads a whole chain as of one moment and compares it with what must be there: by its head, by its own numbers and checksums,
 * and by `expectedLast`, the last row that is known from elsewhere to have been stored. Null when there never was anything.
 */
export async function inspectChain(
  level: Level,
  chain: Chain,
  expectedLast: number,
  decodes: (payload: Uint8Array) => boolean
): Promise<Inspection | null> {
  const snapshot = level.snapshot()
  try {
    const stored = await level.get(headKey(chain), { snapshot }).catch(ifCorrupt(undefined))
    const head = stored ? parseHead(chain, stored) : null
    const entries = await level
      .iterator({ gte: rowPrefix(chain), lt: after(rowPrefix(chain)), snapshot })
      .all()
      .catch(async error => {
        if (codeOf(error) !== 'LEVEL_CORRUPTION' || head === null) throw error
        return oneByOne(level, chain, head)
      })
    if (head === null && entries.length === 0 && expectedLast === 0) return null
    return judge(chain, head, entries, expectedLast, decodes)
  } finally {
    await snapshot.close()
  }
}

/** The head, or null when it is not what was stored. */
export function parseHead(chain: Chain, stored: Uint8Array): Head | null {
  return openJson(headKey(chain), stored) as Head | null
}

async function oneByOne(level: Level, chain: Chain, head: Head): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let seq = head.first; seq <= head.last; seq += 1) {
    const bytes = await level.get(rowKey(chain, seq)).catch(ifCorrupt(undefined))
    if (bytes) entries.push([rowKey(chain, seq), bytes])
  }
  return entries
}

function judge(
  chain: Chain,
  head: Head | null,
  entries: readonly Entry[],
  expectedLast: number,
  decodes: (payload: Uint8Array) => boolean
): Inspection {
  const payloads: Uint8Array[] = []
  const damage: ChainDamage[] = []
  const found = (seq: number, name: string, raw: Uint8Array = new Uint8Array()) => damage.push({ seq, name, raw })
  let expected = head?.first ?? 1
  let previous = noChecksum
  if (head === null) found(0, 'the head is missing or damaged')

  for (const [key, bytes] of entries) {
    const seq = seqOfKey(chain, key)
    if (seq === null) {
      found(0, `a row under the damaged key ${JSON.stringify(key)}`, bytes)
      continue
    }
    // What a compaction replaced and a damaged table brought back is part of the snapshot already.
    if (head !== null && seq < head.first) continue
    // Without a head nobody knows where the chain began after its last compaction: it begins where it is found.
    const begins = head === null && payloads.length === 0
    if (seq > expected && !begins) found(expected, missing(expected, seq - 1))
    const follows = seq === expected && !begins
    expected = seq + 1
    const row = openRow(chain, seq, bytes)
    if (row === null || !decodes(row.payload)) {
      found(seq, row === null ? `row ${seq} has a wrong checksum` : `row ${seq} does not open with its key`, bytes)
      previous = noChecksum
      continue
    }
    if (follows && previous !== noChecksum && row.previous !== previous) found(seq, `row ${seq} does not follow row ${seq - 1}`)
    previous = row.checksum
    payloads.push(row.payload)
  }

  const last = Math.max(head?.last ?? 0, expectedLast)
  if (expected <= last) found(expected, missing(expected, last))
  else if (head !== null && expected - 1 > head.last) found(expected - 1, `row ${expected - 1} is newer than the head`)
  else if (head !== null && head.first <= head.last && previous !== noChecksum && previous !== head.checksum)
    found(head.last, `row ${head.last} is not the one the head names`)
  return { head, payloads, damage, keys: entries.map(([key]) => key), last: Math.max(last, expected - 1) }
}

const missing = (begin: number, end: number): string => (begin === end ? `row ${begin} is missing` : `rows ${begin} to ${end} are missing`)

const ifCorrupt =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (codeOf(error) === 'LEVEL_CORRUPTION') return instead
    throw error
  }
