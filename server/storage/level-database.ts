import { readdir } from 'node:fs/promises'
import { ClassicLevel } from 'classic-level'
import { asStorageFault, assertOpen, codeOf } from './faults.ts'
import { StorageFault } from './ports.ts'

export type Level = ClassicLevel<string, Uint8Array>
export type LevelOperation =
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: string }

/** One LevelDB. After a write that failed it is opened anew before anything else: the tail of its log is then of unknown shape. */
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
      return await look(await this.#ready())
    } catch (error) {
      throw asStorageFault(error, doing)
    }
  }

  /** All or nothing, and on disk when it resolves. When it rejects, it may be stored or not. */
  async write(operations: readonly LevelOperation[]): Promise<void> {
    const level = await this.#ready()
    try {
      await level.batch([...operations], { sync: true })
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

  async #ready(): Promise<Level> {
    assertOpen(this.#closed)
    if (this.#broken) {
      this.#reopening ??= this.#reopen().finally(() => {
        this.#reopening = null
      })
      await this.#reopening
    }
    return this.#level
  }

  async #reopen(): Promise<void> {
    try {
      await this.#level.close()
      await this.#level.open()
      this.#broken = false
    } catch (error) {
      throw asStorageFault(error, 'opening the database again')
    }
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
