import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

/**
 * A backup is one tar file (POSIX ustar), so that any archiver can look into it: the entries, then `manifest.json` with the size and
 * SHA-256 of each, then `manifest.sha256`. It can be written without knowing its end, and is believed only with it.
 */
export interface ArchiveEntry {
  readonly name: string
  readonly size: number
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}
export interface ManifestLine {
  readonly name: string
  readonly size: number
  readonly sha256: string
}
/** Where an entry's bytes lie. */
export interface IndexedEntry {
  readonly name: string
  readonly size: number
  readonly begin: number
}

export const manifestName = 'manifest.json'
export const manifestSumName = 'manifest.sha256'

const blockBytes = 512
const pieceBytes = 1024 * 1024

/** The archive piece by piece; `about` stands in the manifest beside the lines. */
export async function* archiveOf(entries: AsyncIterable<ArchiveEntry>, about: object): AsyncGenerator<Uint8Array> {
  const lines: ManifestLine[] = []
  for await (const entry of entries) {
    yield headerOf(entry.name, entry.size)
    const hash = createHash('sha256')
    let size = 0
    for await (const piece of entry.content) {
      hash.update(piece)
      size += piece.length
      yield piece
    }
    if (size !== entry.size) throw new Error(`${entry.name} has ${size} bytes, not the ${entry.size} it began with`)
    yield padding(size)
    lines.push({ name: entry.name, size, sha256: hash.digest('hex') })
  }
  const manifest = Buffer.from(JSON.stringify({ ...about, entries: lines }, null, 1))
  for (const [name, bytes] of [
    [manifestName, manifest],
    [manifestSumName, Buffer.from(sha256Of(manifest))]
  ] as const) {
    yield headerOf(name, bytes.length)
    yield bytes
    yield padding(bytes.length)
  }
  yield Buffer.alloc(2 * blockBytes)
}

/** What lies where, or a sentence fragment that says at which byte it is no archive of this kind. Nothing but plain files passes. */
export async function indexOf(file: FileHandle): Promise<readonly IndexedEntry[] | string> {
  const { size: whole } = await file.stat()
  const entries: IndexedEntry[] = []
  const seen = new Set<string>()
  let at = 0
  for (;;) {
    const header = await readAt(file, at, blockBytes)
    if (header.length < blockBytes) return `byte ${at}: the file ends too early`
    if (header.every(byte => byte === 0)) {
      const end = await readAt(file, at, whole - at > 4 * blockBytes ? 4 * blockBytes : whole - at)
      return end.length === 2 * blockBytes && end.every(byte => byte === 0) ? entries : `byte ${at}: the end is not where it should be`
    }
    const name = header
      .subarray(0, 100)
      .toString('latin1')
      .replace(/\0[\s\S]*$/, '')
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    // Whatever else a header may say, links and devices among it, is not what was written here.
    if (!Number.isSafeInteger(size) || !headerOf(name, size).equals(header)) return `byte ${at}: a damaged header`
    if (seen.has(name)) return `byte ${at}: ${name} comes twice`
    if (at + blockBytes + size > whole) return `${name}: the file ends in the middle of it`
    const gap = padding(size)
    if (!(await readAt(file, at + blockBytes + size, gap.length)).equals(gap)) return `${name}: what follows it is damaged`
    seen.add(name)
    entries.push({ name, size, begin: at + blockBytes })
    at += blockBytes + size + gap.length
  }
}

/** The bytes of an entry, piece by piece. */
export async function* contentOf(file: FileHandle, { begin, size }: IndexedEntry): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += pieceBytes) {
    const piece = await readAt(file, begin + at, Math.min(pieceBytes, size - at))
    if (piece.length === 0) throw new Error('the archive became shorter while it was read')
    yield piece
  }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function readAt(file: FileHandle, at: number, count: number): Promise<Buffer> {
  const bytes = Buffer.alloc(count)
  let done = 0
  while (done < count) {
    const { bytesRead } = await file.read(bytes, done, count - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

const padding = (size: number): Buffer => Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes)

/** Name, mode 0600, no owner, size, no time, plain file. */
function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(blockBytes)
  header.write(name, 0, 100, 'latin1')
  const octal = (value: number, at: number, width: number) => header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(0, 136, 12)
  header.write('        0', 148, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}
