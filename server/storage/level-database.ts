import { open, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { uniqueBeside } from './durable-file.ts'
import { asStorageFault, assertOpen, codeOf } from './faults.ts'
import { deadlyTables } from './level-tables.ts'
import { StorageFault } from './ports.ts'

export type Level = ClassicLevel<string, Uint8Array>
/** For what LevelDB writes beside its tables. */
const spareBytes = 128 * 1024

export type LevelOperation =
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: string }

/**
 * One LevelDB. After a write that failed it is opened anew before the next one: the tail of its log is then of unknown shape. What was
 * stored before can be read meanwhile, for on a full disk LevelDB would not open again.
 */
export class LevelDatabase {
  readonly #level: Level
  #broken = false
  #reopening: Promise<void> | null = null
  #closed = false

  private constructor(level: Level) {
    this.#level = level
  }

  /** Makes one where there is none, unless something is known to have been stored. */
  static async open(location: string, mustExist = false): Promise<LevelDatabase> {
    await refuseHeadless(location, mustExist)
    const [deadly] = await deadlyTables(location)
    if (deadly !== undefined) throw new StorageFault('damaged', `table ${deadly} of the database is damaged`)
    const level: Level = new ClassicLevel(location, { keyEncoding: 'utf8', valueEncoding: 'view' })
    try {
      await level.open()
    } catch (error) {
      await level.close().catch(() => undefined)
      throw asStorageFault(error, 'opening the database')
    }
    return new LevelDatabase(level)
  }

  async read<T>(doing: string, look: (level: Level) => Promise<T>): Promise<T> {
    try {
      assertOpen(this.#closed)
      if (this.#level.status !== 'open') await this.mend()
      return await look(this.#level)
    } catch (error) {
      throw asStorageFault(error, doing)
    }
  }

  /** All or nothing, and on disk when it resolves. When it rejects, it may be stored or not. */
  async write(operations: readonly LevelOperation[]): Promise<void> {
    await this.mend()
    try {
      await this.#level.batch([...operations], { sync: true })
    } catch (error) {
      this.#broken = true
      throw asStorageFault(error, 'writing to the database')
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#reopening?.catch(() => undefined)
    await this.#level.close()
  }

  /** After a write that failed: what is read from now on is what is on disk, stored by that write or not. Rejects while that cannot be found out. */
  async mend(): Promise<void> {
    assertOpen(this.#closed)
    if (!this.#broken && this.#level.status === 'open') return
    this.#reopening ??= this.#reopen().finally(() => {
      this.#reopening = null
    })
    await this.#reopening
  }

  async #reopen(): Promise<void> {
    try {
      await expectRoom(this.#level.location)
      await this.#level.close()
      await this.#level.open()
      this.#broken = false
    } catch (error) {
      throw asStorageFault(error, 'opening the database again')
    }
  }
}

/** When LevelDB is opened it makes tables of its logs. Rejects, with the database still open for reading, when there is no room for that. */
async function expectRoom(location: string): Promise<void> {
  const logs = (await readdir(location)).filter(name => name.endsWith('.log'))
  const sizes = await Promise.all(logs.map(async name => (await stat(join(location, name))).size))
  const needed = sizes.reduce((sum, size) => sum + size, spareBytes)
  const probe = uniqueBeside(location)
  const handle = await open(probe, 'wx', 0o600)
  try {
    for (let written = 0; written < needed; written += spareBytes) await handle.writeFile(new Uint8Array(spareBytes))
    await handle.sync()
  } finally {
    await handle.close()
    await unlink(probe)
  }
}

/** Without its CURRENT file LevelDB takes a full folder for a new one and clears its tables away. */
async function refuseHeadless(location: string, mustExist: boolean): Promise<void> {
  const names: readonly string[] = await readdir(location).catch(error => {
    if (codeOf(error) === 'ENOENT') return []
    throw asStorageFault(error, 'opening the database')
  })
  if (names.includes('CURRENT')) return
  if (names.some(name => /^\d+\.(ldb|log)$/.test(name))) throw new StorageFault('damaged', 'the database has lost its CURRENT file')
  if (mustExist) throw new StorageFault('damaged', 'the database is gone')
}
