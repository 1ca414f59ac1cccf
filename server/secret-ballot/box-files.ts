import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { idPattern, type VoteId } from '#core/ids.ts'
import { isLeftover, replaceFile, syncFolder } from '../storage/durable-file.ts'
import { codeOf, guarded } from '../storage/faults.ts'

/** What lies on the disk of one secret ballot under way. */
export interface StoredBox {
  readonly vote: VoteId
  readonly keys: Uint8Array
  /** Null: it is gone. */
  readonly box: Uint8Array | null
}

/**
 * [SB4] Keys and boxes of secret ballots under way, apart from everything else and in no backup: the database would keep the order in which
 * things were written. Every write is on disk when it resolves.
 */
export interface BoxFiles {
  load(): Promise<readonly StoredBox[]>
  putKeys(vote: VoteId, bytes: Uint8Array): Promise<void>
  putBox(vote: VoteId, bytes: Uint8Array): Promise<void>
  /** Overwrites the keys before both files go. */
  destroy(vote: VoteId): Promise<void>
}

/** Files `<vote>.keys` and `<vote>.box` in a folder of their own. */
export class DiskBoxFiles implements BoxFiles {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(folder: string): Promise<DiskBoxFiles> {
    return guarded('opening the ballot boxes', async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      for (const name of await readdir(folder)) if (isLeftover(name)) await unlink(join(folder, name))
      return new DiskBoxFiles(folder)
    })
  }

  load(): Promise<readonly StoredBox[]> {
    return guarded('reading the ballot boxes', async () => {
      const boxes: StoredBox[] = []
      const names = await readdir(this.#folder)
      // Without its keys a box is of no use to anybody.
      for (const name of names)
        if (name.endsWith('.box') && !names.includes(name.replace(/box$/, 'keys'))) await unlink(join(this.#folder, name))
      for (const name of names) {
        const vote = name.endsWith('.keys') ? name.slice(0, -'.keys'.length) : ''
        if (!idPattern.test(vote)) continue
        const id = vote as VoteId
        boxes.push({ vote: id, keys: await readFile(this.#path(id, 'keys')), box: await orNull(readFile(this.#path(id, 'box'))) })
      }
      return boxes
    })
  }

  putKeys(vote: VoteId, bytes: Uint8Array): Promise<void> {
    return guarded('storing the keys of a ballot', () => replaceFile(this.#path(vote, 'keys'), bytes))
  }

  putBox(vote: VoteId, bytes: Uint8Array): Promise<void> {
    return guarded('storing a ballot box', () => replaceFile(this.#path(vote, 'box'), bytes))
  }

  destroy(vote: VoteId): Promise<void> {
    return guarded('destroying a ballot box', async () => {
      const keys = await orNull(open(this.#path(vote, 'keys'), 'r+'))
      if (keys) {
        try {
          await keys.write(randomBytes((await keys.stat()).size), 0)
          await keys.sync()
        } finally {
          await keys.close()
        }
      }
      for (const kind of ['box', 'keys'] as const) await orNull(unlink(this.#path(vote, kind)))
      await syncFolder(this.#folder)
    })
  }

  #path(vote: VoteId, kind: 'keys' | 'box'): string {
    return join(this.#folder, `${vote}.${kind}`)
  }
}

/** For servers that forget everything when they end. */
export class MemoryBoxFiles implements BoxFiles {
  readonly #keys = new Map<VoteId, Uint8Array>()
  readonly #boxes = new Map<VoteId, Uint8Array>()

  async load(): Promise<readonly StoredBox[]> {
    return [...this.#keys].map(([vote, keys]) => ({ vote, keys, box: this.#boxes.get(vote) ?? null }))
  }

  async putKeys(vote: VoteId, bytes: Uint8Array): Promise<void> {
    this.#keys.set(vote, bytes)
  }

  async putBox(vote: VoteId, bytes: Uint8Array): Promise<void> {
    this.#boxes.set(vote, bytes)
  }

  async destroy(vote: VoteId): Promise<void> {
    this.#keys.delete(vote)
    this.#boxes.delete(vote)
  }
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
