import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * LevelDB reads its tables without looking at their checksums, and ends the whole process over a table whose damage makes no sense to it.
 * So they are looked at before it opens: format as in leveldb/doc/table_format.md.
 */
const footerBytes = 48
const trailerBytes = 5
const magic = Buffer.from([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb])
/** Every key inside ends with its sequence and kind. */
const internalKeyBytes = 8

/** Names of the tables LevelDB would not survive. One with a flipped bit where it does no harm passes: its row tells of it. */
export async function deadlyTables(location: string): Promise<readonly string[]> {
  const names = await readdir(location).catch(() => [])
  const deadly: string[] = []
  for (const name of names.filter(each => each.endsWith('.ldb')).sort())
    if (!isBearable(await readFile(join(location, name)))) deadly.push(name)
  return deadly
}

function isBearable(table: Buffer): boolean {
  try {
    const footer = table.subarray(table.length - footerBytes)
    if (table.length < footerBytes || !footer.subarray(-magic.length).equals(magic)) return false
    const handles = new Reader(footer)
    const meta = handles.handle()
    const index = blockAt(table, handles.handle())
    if (index === null || blockAt(table, meta) === null || !isSum(table, meta)) return false
    return entriesIn(index).every(({ value }) => {
      const data = new Reader(value).handle()
      const block = isSum(table, data) ? 'whole' : blockAt(table, data)
      return block !== null && (block === 'whole' || isHarmless(block))
    })
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

interface Handle {
  readonly offset: number
  readonly size: number
}

/** Varints and bytes from the front on; throws RangeError past the end. */
class Reader {
  at = 0
  constructor(readonly bytes: Buffer) {}

  varint(): number {
    let value = 0
    for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
      const byte = this.bytes.readUInt8(this.at)
      this.at += 1
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    throw new RangeError('a number too long')
  }

  handle(): Handle {
    return { offset: this.varint(), size: this.varint() }
  }

  take(count: number): Buffer {
    if (this.at + count > this.bytes.length) throw new RangeError('the end comes too early')
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }
}

const isSum = (table: Buffer, { offset, size }: Handle): boolean => {
  if (offset + size + trailerBytes > table.length) return false
  const masked = table.readUInt32LE(offset + size + 1)
  const rotated = (masked - 0xa282ead8) >>> 0
  return crc32c(table.subarray(offset, offset + size + 1)) === ((rotated >>> 17) | (rotated << 15)) >>> 0
}

/** The block as it was before it was compressed, or null when it does not unfold; LevelDB says so itself then. */
function blockAt(table: Buffer, { offset, size }: Handle): Buffer | null {
  if (offset + size + trailerBytes > table.length) return null
  const stored = table.subarray(offset, offset + size)
  const kind = table.readUInt8(offset + size)
  return kind === 0 ? stored : kind === 1 ? unsnapped(stored) : null
}

interface Entry {
  readonly key: Buffer
  readonly value: Buffer
}

function entriesIn(block: Buffer): readonly Entry[] {
  const end = block.length - 4 * (1 + block.readUInt32LE(block.length - 4))
  if (end < 0) throw new RangeError('more restarts than bytes')
  const reader = new Reader(block.subarray(0, end))
  const entries: Entry[] = []
  let key = Buffer.alloc(0)
  while (reader.at < end) {
    const [shared, unshared, length] = [reader.varint(), reader.varint(), reader.varint()]
    if (shared > key.length) throw new RangeError('more shared than there is')
    key = Buffer.concat([key.subarray(0, shared), reader.take(unshared)])
    entries.push({ key, value: reader.take(length) })
  }
  return entries
}

/** Whether LevelDB can walk through a damaged block: every key has its end, and they ascend. */
function isHarmless(block: Buffer): boolean {
  const keys = entriesIn(block).map(({ key }) => key)
  for (let at = 0, restarts = block.readUInt32LE(block.length - 4); at < restarts; at += 1)
    if (block.readUInt32LE(block.length - 4 * (1 + restarts) + 4 * at) >= block.length) return false
  const user = (key: Buffer | undefined) => key?.subarray(0, -internalKeyBytes) ?? Buffer.alloc(0)
  return keys.every(
    (key, at) => key.length >= internalKeyBytes && (key.at(-8) ?? 2) <= 1 && Buffer.compare(user(keys[at - 1]), user(key)) <= 0
  )
}

/** Snappy, https://github.com/google/snappy/blob/main/format_description.txt; null for what is none. */
function unsnapped(stored: Buffer): Buffer | null {
  const reader = new Reader(stored)
  const length = reader.varint()
  if (length > 64 * 1024 * 1024) return null
  const out = Buffer.alloc(length)
  let at = 0
  while (reader.at < stored.length) {
    const tag = reader.take(1)[0] ?? 0
    if ((tag & 3) === 0) {
      const extra = (tag >> 2) - 59
      const count = 1 + (extra > 0 ? reader.take(extra).readUIntLE(0, extra) : tag >> 2)
      if (at + count > length) return null
      at += reader.take(count).copy(out, at)
    } else {
      const count = (tag & 3) === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2)
      const back =
        (tag & 3) === 1
          ? ((tag >> 5) << 8) | (reader.take(1)[0] ?? 0)
          : reader.take((tag & 3) === 2 ? 2 : 4).readUIntLE(0, (tag & 3) === 2 ? 2 : 4)
      if (back === 0 || back > at || at + count > length) return null
      for (let done = 0; done < count; done += 1, at += 1) out[at] = out[at - back] ?? 0
    }
  }
  return at === length ? out : null
}

/** CRC-32C (Castagnoli), RFC 3720. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const crcTable: Int32Array = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  return value
})
