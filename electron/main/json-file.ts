import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Adapter } from 'lowdb'

/** Makes a rename in this folder outlast a power failure. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * lowdb's file adapter with what its own lacks: written beside, fsynced and renamed over, one write at a time, readable by this
 * system user alone, the last good generation kept as `.bak` (unless what leaves the file must be gone), and nothing believed
 * that `parse` does not accept.
 */
export class JsonFile<T> implements Adapter<T> {
  #last: Promise<unknown> = Promise.resolve()
  readonly #path: string
  readonly #parse: (value: unknown) => T | null
  readonly #keepBackup: boolean

  constructor(path: string, parse: (value: unknown) => T | null, options: { readonly keepBackup: boolean } = { keepBackup: true }) {
    this.#path = path
    this.#parse = parse
    this.#keepBackup = options.keepBackup
  }

  /** The file's contents, else those of the generation before, else null. */
  async read(): Promise<T | null> {
    for (const path of [this.#path, `${this.#path}.bak`]) {
      try {
        const data = this.#parse(JSON.parse(await readFile(path, 'utf8')))
        if (data !== null) return data
      } catch {
        // A missing or broken generation: the next one answers.
      }
    }
    return null
  }

  /** Resolves when the data outlast a power failure. */
  write(data: T): Promise<void> {
    const text = JSON.stringify(data, null, 2)
    const mine = this.#last.then(() => this.#replace(text))
    this.#last = mine.catch(() => undefined)
    return mine
  }

  async #replace(text: string): Promise<void> {
    const folder = dirname(this.#path)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const beside = `${this.#path}.${randomBytes(6).toString('hex')}.tmp`
    try {
      const handle = await open(beside, 'wx', 0o600)
      try {
        await handle.writeFile(text)
        await handle.sync()
      } finally {
        await handle.close()
      }
      if (this.#keepBackup)
        await rename(this.#path, `${this.#path}.bak`).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error
        })
      await rename(beside, this.#path)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
    await syncFolder(folder)
  }
}
