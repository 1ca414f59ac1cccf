import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { join } from 'node:path'
import { parseId, type UploadId } from '#core/ids.ts'
import { type FileHash, parseHash } from '#core/paper/paper.ts'
import { syncFolder } from './durable-file.ts'
import { assertOpen, codeOf, guarded } from './faults.ts'
import { type FileSystem, machineFileSystem, type OpenFile } from './file-system.ts'
import { assertOffset } from './memory-file-storage.ts'
import { type FileStorage, StorageFault } from './ports.ts'

/** One piece of a file in memory while its hash is computed. */
const pieceBytes = 1024 * 1024

/** Files in `<files>/<first two digits>/<hash>`, unfinished uploads in `<uploads>/<id>`. */
export class DiskFileStorage implements FileStorage {
  readonly #files: string
  readonly #uploads: string
  readonly #nowMs: () => number
  readonly #fs: FileSystem
  /** Files looked at from beginning to end since this was opened; what is damaged is looked at again each time. */
  readonly #whole = new Map<FileHash, Promise<boolean>>()
  readonly #turns = new Map<UploadId, Promise<unknown>>()
  #closed = false

  private constructor(files: string, uploads: string, nowMs: () => number, fs: FileSystem) {
    this.#files = files
    this.#uploads = uploads
    this.#nowMs = nowMs
    this.#fs = fs
  }

  /** Makes both folders where they are missing; they must lie on one file system. */
  static open(
    files: string,
    uploads: string,
    nowMs: () => number = Date.now,
    fs: FileSystem = machineFileSystem
  ): Promise<DiskFileStorage> {
    return guarded('opening the files', async () => {
      await fs.mkdir(files, { recursive: true })
      await fs.mkdir(uploads, { recursive: true })
      return new DiskFileStorage(files, uploads, nowMs, fs)
    })
  }

  uploadOffset(upload: UploadId): Promise<number> {
    return this.#inTurn(upload, 'looking at an upload', async path => (await sizeOf(this.#fs, path)) ?? 0)
  }

  appendUpload(upload: UploadId, offset: number, bytes: Uint8Array): Promise<number> {
    return this.#inTurn(upload, 'storing a piece of an upload', async path => {
      const isNew = (await sizeOf(this.#fs, path)) === null
      const handle = await this.#fs.open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        assertOffset(upload, offset, (await handle.stat()).size)
        await writeAll(handle, bytes, offset)
      } finally {
        await handle.close()
      }
      if (isNew) await syncFolder(this.#uploads, this.#fs)
      return offset + bytes.length
    })
  }

  readUpload(upload: UploadId, begin: number, end: number): Promise<Uint8Array> {
    return this.#inTurn(upload, 'reading an upload', async path => (await readRange(this.#fs, path, begin, end)) ?? new Uint8Array())
  }

  async dropUpload(upload: UploadId): Promise<void> {
    await this.#inTurn(upload, 'dropping an upload', async path => void (await unlinkIfThere(this.#fs, path)))
  }

  finishUpload(upload: UploadId, hash: FileHash): Promise<boolean> {
    return this.#inTurn(upload, 'finishing an upload', async path => {
      const target = this.#pathOf(hash)
      if ((await sizeOf(this.#fs, path)) === null) await (await this.#fs.open(path, 'a', 0o600)).close()
      if ((await hashOf(this.#fs, path)) !== hash) return false
      if ((await hashOf(this.#fs, target)) === hash) {
        this.#whole.set(hash, Promise.resolve(true))
        await unlinkIfThere(this.#fs, path)
        return true
      }
      const folder = join(this.#files, hash.slice(0, 2))
      if (await this.#fs.mkdir(folder, { recursive: true })) await syncFolder(this.#files, this.#fs)
      await this.#fs.rename(path, target)
      await syncFolder(folder, this.#fs)
      await syncFolder(this.#uploads, this.#fs)
      this.#whole.set(hash, Promise.resolve(true))
      return true
    })
  }

  size(hash: FileHash): Promise<number | null> {
    return this.#open('looking at a file', () => sizeOf(this.#fs, this.#pathOf(hash)))
  }

  read(hash: FileHash, begin: number, end: number): Promise<Uint8Array> {
    return this.#open('reading a file', async () => {
      if (!(await this.#isWhole(hash))) throw new StorageFault('damaged', `file ${hash} is damaged on disk`)
      const bytes = await readRange(this.#fs, this.#pathOf(hash), begin, end)
      if (bytes === null) throw new StorageFault('damaged', `file ${hash} is not stored`)
      return bytes
    })
  }

  remove(hash: FileHash): Promise<void> {
    return this.#open('giving a file back', async () => {
      const path = this.#pathOf(hash)
      this.#whole.delete(hash)
      if (await unlinkIfThere(this.#fs, path)) await syncFolder(join(this.#files, hash.slice(0, 2)), this.#fs)
    })
  }

  sweepUploads(olderThanMs: number): Promise<number> {
    return this.#open('sweeping uploads', async () => {
      let swept = 0
      for (const name of await this.#fs.readdir(this.#uploads)) {
        const upload = parseId<UploadId>(name)
        if (upload === null) continue
        swept += await this.#inTurn(upload, 'sweeping uploads', async path => {
          const found = await statIfThere(this.#fs, path)
          if (!found || this.#nowMs() - found.mtimeMs <= olderThanMs) return 0
          return (await unlinkIfThere(this.#fs, path)) ? 1 : 0
        })
      }
      return swept
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled(this.#turns.values())
  }

  #pathOf(hash: FileHash): string {
    if (parseHash(hash) === null) throw new RangeError('not the hash of a file')
    return join(this.#files, hash.slice(0, 2), hash)
  }

  #isWhole(hash: FileHash): Promise<boolean> {
    const known = this.#whole.get(hash)
    if (known) return known
    const looking = hashOf(this.#fs, this.#pathOf(hash)).then(found => found === hash || found === null)
    this.#whole.set(hash, looking)
    const forget = () => void (this.#whole.get(hash) === looking && this.#whole.delete(hash))
    looking.then(isWhole => !isWhole && forget(), forget)
    return looking
  }

  #open<T>(doing: string, action: () => Promise<T>): Promise<T> {
    return guarded(doing, async () => {
      assertOpen(this.#closed)
      return action()
    })
  }

  /** One upload, one action at a time: two senders of the same piece cannot tear it. */
  #inTurn<T>(upload: UploadId, doing: string, action: (path: string) => Promise<T>): Promise<T> {
    return this.#open(doing, () => {
      if (parseId(upload) === null) throw new RangeError('not the id of an upload')
      const turn = (this.#turns.get(upload) ?? Promise.resolve()).catch(() => undefined).then(() => action(join(this.#uploads, upload)))
      this.#turns.set(upload, turn)
      const forget = () => {
        if (this.#turns.get(upload) === turn) this.#turns.delete(upload)
      }
      turn.then(forget, forget)
      return turn
    })
  }
}

async function writeAll(handle: OpenFile, bytes: Uint8Array, offset: number): Promise<void> {
  try {
    let done = 0
    while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten
    await handle.sync()
  } catch (error) {
    // What was not acknowledged is not held.
    await handle.truncate(offset).catch(() => undefined)
    throw error
  }
}

async function readRange(fs: FileSystem, path: string, begin: number, end: number): Promise<Uint8Array | null> {
  const handle = await openIfThere(fs, path)
  if (handle === null) return null
  try {
    const until = Math.min(end, (await handle.stat()).size)
    const bytes = new Uint8Array(Math.max(0, until - begin))
    let done = 0
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, begin + done)
      if (bytesRead === 0) throw new StorageFault('damaged', 'a file became shorter while it was read')
      done += bytesRead
    }
    return bytes
  } finally {
    await handle.close()
  }
}

async function hashOf(fs: FileSystem, path: string): Promise<string | null> {
  const handle = await openIfThere(fs, path)
  if (handle === null) return null
  try {
    const hash = createHash('sha256')
    const piece = new Uint8Array(pieceBytes)
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, null)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(piece.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}

const ifMissing = (error: unknown): null => {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

const openIfThere = (fs: FileSystem, path: string) => fs.open(path, 'r').catch(ifMissing)
const statIfThere = (fs: FileSystem, path: string) => fs.stat(path).catch(ifMissing)
const sizeOf = async (fs: FileSystem, path: string): Promise<number | null> => (await statIfThere(fs, path))?.size ?? null
const unlinkIfThere = async (fs: FileSystem, path: string): Promise<boolean> => (await fs.unlink(path).then(() => true, ifMissing)) === true
