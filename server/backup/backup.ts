import { createHash } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type DataFormat, readFormat } from '../storage/data-folder.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { LevelChains } from '../storage/level-chains.ts'
import { readDirectoryFile } from '../storage/lowdb-directory.ts'
import { type ArchiveEntry, archiveOf } from './archive.ts'

/** Version of what is in the archive; a reader refuses a higher one. */
export const backupVersion = 1
/** Rows of the database in one entry. */
const rowsBytes = 4 * 1024 * 1024
const pieceBytes = 1024 * 1024

export interface BackupSource {
  readonly dataDir: string
  /** Everything in the database as of one moment. */
  readonly rows: () => AsyncIterable<readonly [key: string, value: Uint8Array]>
  readonly now: () => Date
}

/**
 * Everything in a data folder but keys, sessions and unfinished uploads, as of one moment of the database: whatever a record names was
 * stored before, so the files looked at afterwards are all there. Writing goes on meanwhile.
 */
export async function* backupOf(source: BackupSource): AsyncGenerator<Uint8Array> {
  const format: DataFormat = await readFormat(source.dataDir)
  yield* archiveOf(entriesOf(source, format), { product: 'hopso', backup: backupVersion, at: source.now().toISOString() })
}

/** The same of a folder whose server is not running. Rejects with StorageFault 'locked' when it is. */
export async function* backupOfStopped(dataDir: string, now: () => Date): AsyncGenerator<Uint8Array> {
  const unlock = await lockFolder(join(dataDir, 'lock'))
  try {
    const chains = await LevelChains.open(join(dataDir, 'level'))
    try {
      yield* backupOf({ dataDir, rows: () => chains.dump(), now })
    } finally {
      await chains.close()
    }
  } finally {
    await unlock()
  }
}

async function* entriesOf({ dataDir, rows: rowsOf }: BackupSource, format: DataFormat): AsyncGenerator<ArchiveEntry> {
  yield whole('format.json', Buffer.from(`${JSON.stringify(format)}\n`))
  let count = 0
  let rows: Buffer[] = []
  let bytes = 0
  const part = (): ArchiveEntry => {
    const entry = whole(`level/${String(++count).padStart(6, '0')}.rows`, Buffer.concat(rows))
    rows = []
    bytes = 0
    return entry
  }
  for await (const [key, value] of rowsOf()) {
    const row = rowOf(key, value)
    rows.push(row)
    bytes += row.length
    if (bytes >= rowsBytes) yield part()
  }
  if (rows.length > 0) yield part()
  // Who was signed in then need not be now.
  const directory = await readDirectoryFile(join(dataDir, 'directory.json'))
  yield whole('directory.json', Buffer.from(`${JSON.stringify({ ...directory, sessions: [] }, null, 1)}\n`))
  const files = join(dataDir, 'files')
  for (const folder of (await readdir(files)).filter(name => /^[0-9a-f]{2}$/.test(name)).sort())
    for (const hash of (await readdir(join(files, folder))).sort())
      if (/^[0-9a-f]{64}$/.test(hash)) yield* fileEntry(join(files, folder, hash), hash)
}

/** A stored paper that is no longer what its name says is left out: in its place an entry of its own says that it is damaged. */
async function* fileEntry(path: string, hash: string): AsyncGenerator<ArchiveEntry> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const pieces = () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: pieceBytes }) as AsyncIterable<Uint8Array>
    const found = createHash('sha256')
    for await (const piece of pieces()) found.update(piece)
    if (found.digest('hex') === hash) yield { name: `files/${hash}`, size, content: pieces() }
    else yield whole(`damaged/${hash}`, new Uint8Array())
  } finally {
    await handle.close()
  }
}

const whole = (name: string, bytes: Uint8Array): ArchiveEntry => ({ name, size: bytes.length, content: [bytes] })

function rowOf(key: string, value: Uint8Array): Buffer {
  const name = Buffer.from(key)
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32BE(name.length, 0)
  lengths.writeUInt32BE(value.length, 4)
  return Buffer.concat([lengths, name, value])
}

/** What `rowOf` made, many in a row; throws RangeError where the bytes are something else. */
export function* rowsIn(bytes: Buffer): Generator<readonly [key: string, value: Uint8Array]> {
  for (let at = 0; at < bytes.length; ) {
    const [name, value] = [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
    const begin = at + 8 + name
    at = begin + value
    if (at > bytes.length) throw new RangeError('rows end too early')
    yield [bytes.toString('utf8', begin - name, begin), bytes.subarray(begin, at)]
  }
}
