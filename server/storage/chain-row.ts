import { createHash } from 'node:crypto'

/**
 * How a chain of values lies in LevelDB. LevelDB opens after a flipped byte with rows missing and no error, so every row carries
 * its sequence (in key and value), a checksum over all of it, and the checksum of the row before.
 *
 *   h!<space>!<name>                  head: first and last sequence, checksum of the last row, epoch
 *   u!<space>!<name>!<sequence>       row: form 1 · sequence 8 · previous 8 · checksum 8 · payload
 *   q!<space>!<name>!<sequence>!<id>  what was set aside: its name and the bytes found
 */
export interface Chain {
  /** `r` rooms, `m` meetings' records, `b` ballots of votes that are open. */
  readonly space: 'r' | 'm' | 'b'
  readonly name: string
}

export interface Head {
  readonly epoch: string
  /** Sequence of the oldest row that counts; `last + 1` when there is none. */
  readonly first: number
  readonly last: number
  /** Checksum of the last row, hex. */
  readonly checksum: string
  /** What the owner of the chain wants to know of its last row without reading it. */
  readonly tail: string
}

export interface Row {
  readonly seq: number
  readonly previous: string
  readonly checksum: string
  readonly payload: Uint8Array
}

/** `previous` of a row that follows none. */
export const noChecksum = '0'.repeat(16)

const form = 1
const sumBytes = 8
const headerBytes = 1 + 8 + sumBytes + sumBytes

/** Names hold what room names and ids are made of; `!` would tear the key apart. */
export function chainOf(space: Chain['space'], name: string): Chain {
  if (!/^[\w./-]{1,300}$/.test(name)) throw new RangeError(`not a name that can be stored: ${JSON.stringify(name.slice(0, 80))}`)
  return { space, name }
}

export const chainKey = (chain: Chain): string => `${chain.space}!${chain.name}`
export const headKey = (chain: Chain): string => `h!${chainKey(chain)}`
export const rowKey = (chain: Chain, seq: number): string => `${rowPrefix(chain)}${hex16(seq)}`
export const rowPrefix = (chain: Chain): string => `u!${chainKey(chain)}!`
export const quarantinePrefix = (chain: Chain): string => `q!${chainKey(chain)}!`
/** Greater than every key that begins with the prefix. */
export const after = (prefix: string): string => `${prefix}~`
export const hex16 = (seq: number): string => seq.toString(16).padStart(16, '0')

/** The sequence a row's key names, or null if the key is none. */
export function seqOfKey(chain: Chain, key: string): number | null {
  const digits = key.slice(rowPrefix(chain).length)
  const seq = /^[0-9a-f]{16}$/.test(digits) ? Number.parseInt(digits, 16) : 0
  return Number.isSafeInteger(seq) && seq > 0 ? seq : null
}

/** The stored form of a row and its checksum. */
export function sealRow(
  chain: Chain,
  seq: number,
  previous: string,
  payload: Uint8Array
): { readonly row: Uint8Array; readonly checksum: string } {
  const row = Buffer.alloc(headerBytes + payload.length)
  row[0] = form
  row.writeBigUInt64BE(BigInt(seq), 1)
  row.write(previous, 9, 'hex')
  row.set(payload, headerBytes)
  const checksum = checksumOf(rowKey(chain, seq), row.subarray(1, 17), payload)
  row.write(checksum, 17, 'hex')
  return { row, checksum }
}

/** The row, or null when a bit of it is not what was stored under this key. */
export function openRow(chain: Chain, seq: number, bytes: Uint8Array): Row | null {
  const row = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (row.length < headerBytes || row[0] !== form || row.readBigUInt64BE(1) !== BigInt(seq)) return null
  const payload = row.subarray(headerBytes)
  const checksum = row.toString('hex', 17, headerBytes)
  if (checksumOf(rowKey(chain, seq), row.subarray(1, 17), payload) !== checksum) return null
  return { seq, previous: row.toString('hex', 9, 17), checksum, payload }
}

/** JSON behind its checksum, bound to its key. */
export function sealJson(key: string, value: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(value))
  return Buffer.concat([Buffer.from(checksumOf(key, json), 'hex'), json])
}

/** What `sealJson` closed, or null when a bit of it differs. */
export function openJson(key: string, bytes: Uint8Array): unknown {
  const stored = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const json = stored.subarray(sumBytes)
  if (stored.length < sumBytes || checksumOf(key, json) !== stored.toString('hex', 0, sumBytes)) return null
  return JSON.parse(json.toString())
}

function checksumOf(key: string, ...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(key).update('\0')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, sumBytes * 2)
}
