import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileHash, parseHash } from '#core/paper/paper.ts'
import { syncFolder, uniqueBeside } from '../storage/durable-file.ts'

/** What is made of a paper's file; the number is raised when it is made in another way, and what was made before goes. */
const folders = { text: 'text-1', copy: 'copy-1' } as const
export type DerivedKind = keyof typeof folders
/** Beside a file of which a part is missing: how often it was tried. */
const tried = /\.tried-(\d+)$/

/** One whole file, checked. */
export interface DerivedFile {
  readonly path: string
  readonly bytes: number
  /** SHA-256 of its own bytes. */
  readonly sum: string
}

/**
 * What is made of papers and can be made again, apart from them: `<kind>/<two digits>/<hash of the paper's file>.<hash of its own bytes>`.
 * A file gets its name when it is whole and on disk; what does not hash to its name is dropped and counts as not made.
 */
export class DerivedFiles {
  readonly #folder: string
  readonly #lasts: boolean
  readonly #known = new Map<string, DerivedFile | 'impossible'>()

  private constructor(folder: string, lasts: boolean) {
    this.#folder = folder
    this.#lasts = lasts
  }

  /** Opens the folder and clears what a crash, or an earlier release, left in it; null: a temporary one that goes when it is closed. */
  static async open(folder: string | null): Promise<DerivedFiles> {
    if (folder === null) return new DerivedFiles(await mkdtemp(join(tmpdir(), 'hopso-derived-')), false).#prepared()
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return new DerivedFiles(folder, true).#prepared()
  }

  async #prepared(): Promise<DerivedFiles> {
    const mine: readonly string[] = Object.values(folders)
    for (const name of await readdir(this.#folder))
      if (!mine.includes(name)) await rm(join(this.#folder, name), { recursive: true, force: true })
    await mkdir(join(this.#folder, 'work'), { mode: 0o700 })
    return this
  }

  /** A path for a file on its way; whoever made it removes it unless it was kept. */
  workFile(): string {
    return uniqueBeside(join(this.#folder, 'work', 'file'))
  }

  /** The file, whole; `impossible` when it was tried and cannot be made; null when it is still to be made. */
  async find(kind: DerivedKind, hash: FileHash): Promise<DerivedFile | 'impossible' | null> {
    const known = this.#known.get(kind + hash)
    if (known) return known
    for (const name of await this.#namesOf(kind, hash)) {
      if (tried.test(name)) continue
      const sum = name.slice(hash.length + 1)
      const path = join(this.#place(kind, hash), name)
      if (sum === 'impossible') return this.#remember(kind, hash, 'impossible')
      const found = await sumOf(path)
      if (found.sum === sum) return this.#remember(kind, hash, { path, ...found })
      await unlink(path)
    }
    return null
  }

  /** Whether there is anything of this name, unchecked: so much is asked of every paper at every start. */
  async has(kind: DerivedKind, hash: FileHash): Promise<boolean> {
    return this.#known.has(kind + hash) || (await this.#namesOf(kind, hash)).length > 0
  }

  /** How often that was made of which a part is missing; 0: it is whole, or was not made. */
  async triesOf(kind: DerivedKind, hash: FileHash): Promise<number> {
    return Math.max(0, ...(await this.#namesOf(kind, hash)).map(name => Number(tried.exec(name)?.[1] ?? 0)))
  }

  async noteTries(kind: DerivedKind, hash: FileHash, tries: number): Promise<void> {
    await writeFile(join(await this.#make(kind, hash), `${hash}.tried-${tries}`), '')
  }

  /** Gives a file of `workFile` its place, and takes what was there before. */
  async keep(kind: DerivedKind, hash: FileHash, work: string): Promise<DerivedFile> {
    const handle = await open(work, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    const found = await sumOf(work)
    const path = join(await this.#make(kind, hash), `${hash}.${found.sum}`)
    await rename(work, path)
    await syncFolder(this.#place(kind, hash))
    for (const name of await this.#namesOf(kind, hash))
      if (name !== `${hash}.${found.sum}`) await rm(join(this.#place(kind, hash), name), { force: true })
    return this.#remember(kind, hash, { path, ...found })
  }

  /** `for-good`: it is not tried again until this program makes it in another way; `for-now`: not before the next start. */
  async giveUp(kind: DerivedKind, hash: FileHash, how: 'for-now' | 'for-good'): Promise<void> {
    // A full disk, which may be the reason, takes no byte: then it is tried again.
    if (how === 'for-good') await writeFile(join(await this.#make(kind, hash), `${hash}.impossible`), 'impossible\n')
    this.#remember(kind, hash, 'impossible')
  }

  /** Everything made of this file. */
  async drop(hash: FileHash): Promise<void> {
    for (const kind of Object.keys(folders) as DerivedKind[]) {
      for (const name of await this.#namesOf(kind, hash)) await rm(join(this.#place(kind, hash), name), { force: true })
      this.#known.delete(kind + hash)
    }
  }

  async close(): Promise<void> {
    if (!this.#lasts) await rm(this.#folder, { recursive: true, force: true })
  }

  #remember<Found extends DerivedFile | 'impossible'>(kind: DerivedKind, hash: FileHash, found: Found): Found {
    this.#known.set(kind + hash, found)
    return found
  }

  #place(kind: DerivedKind, hash: FileHash): string {
    if (parseHash(hash) === null) throw new RangeError('not the hash of a file')
    return join(this.#folder, folders[kind], hash.slice(0, 2))
  }

  async #make(kind: DerivedKind, hash: FileHash): Promise<string> {
    const place = this.#place(kind, hash)
    await mkdir(place, { recursive: true, mode: 0o700 })
    return place
  }

  async #namesOf(kind: DerivedKind, hash: FileHash): Promise<readonly string[]> {
    const names = await readdir(this.#place(kind, hash)).catch(() => [])
    return names.filter(name => name.startsWith(`${hash}.`))
  }
}

async function sumOf(path: string): Promise<{ readonly sum: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(piece as Buffer)
    bytes += (piece as Buffer).length
  }
  return { sum: hash.digest('hex'), bytes }
}
