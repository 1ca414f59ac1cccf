import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { KeepPaperOutcome, PaperKey } from '#protocol/desktop-api.ts'
import { paths } from '#protocol/http-api.ts'
import { syncFolder } from './json-file.ts'

/** No byte for so long: the line counts as lost; what came is kept and continued from. */
const silentLineMs = 30_000
/** Progress is told no more often than a screen needs. */
const progressEveryMs = 100
/** One read over the wire to the page; pdf.js asks for far less. */
const maxReadBytes = 8 * 1024 * 1024

export interface ExpectedFile {
  readonly hash: FileHash
  readonly bytes: number
}
/** Where a server is and the session to use there, or null when either is not known. */
export type Access = (server: string, user: UserId) => { readonly url: string; readonly token: string } | null

/** Papers kept as verified files, per server and person: what stands under its final name was checked against its hash and outlasts a power failure. */
export interface PaperShelf {
  keep(key: PaperKey, expected: ExpectedFile): Promise<KeepPaperOutcome>
  read(key: PaperKey, begin: number, end: number): Promise<Uint8Array | null>
  kept(server: string, user: UserId): Promise<readonly { readonly version: VersionId; readonly bytes: number }[]>
  drop(key: PaperKey): Promise<void>
}
export interface PaperShelfOptions {
  readonly folder: string
  readonly fetch: typeof globalThis.fetch
  readonly access: Access
  readonly progress: (progress: { readonly version: VersionId; readonly received: number }) => void
}

class Failure extends Error {
  readonly outcome: Exclude<KeepPaperOutcome, 'kept'>
  constructor(outcome: Exclude<KeepPaperOutcome, 'kept'>) {
    super(outcome)
    this.outcome = outcome
  }
}

const finalName = /^([a-z0-9-]+)\.([a-z0-9-]+)\.pdf$/

/** `paper` and `version` are ids: letters, digits and hyphens, so that they are safe as names. */
const nameOf = (key: PaperKey) => `${key.paper}.${key.version}`

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

const sizeOf = (path: string) =>
  stat(path).then(
    found => found.size,
    () => null
  )

/** Opens the shelf in a folder of its own. */
export function openPaperShelf({ folder, fetch, access, progress }: PaperShelfOptions): PaperShelf {
  const running = new Map<string, Promise<KeepPaperOutcome>>()
  const folderOf = (server: string, user: UserId) => join(folder, server, user)
  const pathOf = (key: PaperKey) => join(folderOf(key.server, key.user), `${nameOf(key)}.pdf`)

  /** The rest of the file, from where an earlier try ended. */
  async function ask(key: PaperKey, from: number, signal: AbortSignal): Promise<Response> {
    const way = access(key.server, key.user)
    if (!way) throw new Failure('refused')
    const headers: Record<string, string> = { authorization: `Bearer ${way.token}` }
    if (from > 0) headers.range = `bytes=${from}-`
    let answer: Response
    try {
      answer = await fetch(way.url + paths.paperFile(key.paper, key.version), { headers, signal, redirect: 'error' })
    } catch {
      throw new Failure('offline')
    }
    if (answer.status === 200 || answer.status === 206 || answer.status === 416) return answer
    await answer.body?.cancel()
    throw new Failure(answer.status >= 500 || answer.status === 429 ? 'offline' : 'refused')
  }

  async function pour(key: PaperKey, expected: ExpectedFile, file: FileHandle, from: number): Promise<void> {
    const silence = new AbortController()
    let timer = setTimeout(() => silence.abort(), silentLineMs)
    try {
      const answer = await ask(key, from, silence.signal)
      const resumes = answer.status === 206 && (answer.headers.get('content-range') ?? '').startsWith(`bytes ${from}-`)
      if (from > 0 && !resumes) {
        await answer.body?.cancel()
        throw new Failure('damaged')
      }
      if (!answer.body || answer.status === 416) throw new Failure('damaged')
      let at = from
      let told = 0
      const reader = answer.body.getReader()
      for (;;) {
        const { done, value } = await reader.read().catch(() => {
          throw new Failure('offline')
        })
        if (done) break
        clearTimeout(timer)
        timer = setTimeout(() => silence.abort(), silentLineMs)
        if (at + value.length > expected.bytes) {
          await reader.cancel()
          throw new Failure('damaged')
        }
        let written = 0
        while (written < value.length) {
          const { bytesWritten } = await file.write(value, written, value.length - written, at + written)
          written += bytesWritten
        }
        at += value.length
        const now = performance.now()
        if (now - told >= progressEveryMs || at === expected.bytes) {
          told = now
          progress({ version: key.version, received: at })
        }
      }
      if (at < expected.bytes) throw new Failure('offline')
    } finally {
      clearTimeout(timer)
    }
  }

  async function fetchOnce(key: PaperKey, expected: ExpectedFile): Promise<void> {
    const own = folderOf(key.server, key.user)
    await mkdir(own, { recursive: true, mode: 0o700 })
    const part = join(own, `${nameOf(key)}.part`)
    let from = (await sizeOf(part)) ?? 0
    if (from > expected.bytes) {
      await rm(part, { force: true })
      from = 0
    }
    const file = await open(part, from > 0 ? 'r+' : 'w', 0o600)
    try {
      if (from < expected.bytes) await pour(key, expected, file, from)
      await file.sync()
    } finally {
      await file.close()
    }
    if ((await hashOf(part)) !== expected.hash) {
      await rm(part, { force: true })
      throw new Failure('damaged')
    }
    await rename(part, pathOf(key))
    await syncFolder(own)
  }

  async function keepNow(key: PaperKey, expected: ExpectedFile): Promise<KeepPaperOutcome> {
    const size = await sizeOf(pathOf(key))
    if (size === expected.bytes) return 'kept'
    const part = join(folderOf(key.server, key.user), `${nameOf(key)}.part`)
    const resumed = (await sizeOf(part)) !== null
    try {
      try {
        await fetchOnce(key, expected)
      } catch (error) {
        // What an earlier try left may be the damage itself: once more from the first byte.
        if (!(error instanceof Failure) || error.outcome !== 'damaged' || !resumed) throw error
        await rm(part, { force: true })
        await fetchOnce(key, expected)
      }
      return 'kept'
    } catch (error) {
      if (error instanceof Failure) {
        if (error.outcome === 'damaged') await rm(part, { force: true })
        return error.outcome
      }
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk-full'
      throw error
    }
  }

  return {
    keep: (key, expected) => {
      const path = pathOf(key)
      const already = running.get(path)
      if (already) return already
      const mine = keepNow(key, expected).finally(() => running.delete(path))
      running.set(path, mine)
      return mine
    },
    read: async (key, begin, end) => {
      const file = await open(pathOf(key), 'r').catch(() => null)
      if (!file) return null
      try {
        const { size } = await file.stat()
        const length = Math.max(0, Math.min(end, size, begin + maxReadBytes) - begin)
        const bytes = new Uint8Array(length)
        let filled = 0
        while (filled < length) {
          const { bytesRead } = await file.read(bytes, filled, length - filled, begin + filled)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return bytes.subarray(0, filled)
      } finally {
        await file.close()
      }
    },
    kept: async (server, user) => {
      const own = folderOf(server, user)
      const names = await readdir(own).catch(() => [])
      const found = await Promise.all(
        names.map(async name => {
          const version = finalName.exec(name)?.[2]
          const bytes = version === undefined ? null : await sizeOf(join(own, name))
          return version === undefined || bytes === null ? [] : [{ version: version as VersionId, bytes }]
        })
      )
      return found.flat()
    },
    drop: async key => {
      await running.get(pathOf(key))
      await rm(pathOf(key), { force: true })
    }
  }
}
