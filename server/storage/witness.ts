import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { openJson, sealJson } from './chain-row.ts'
import { replaceFile } from './durable-file.ts'
import { codeOf } from './faults.ts'

/** Chains changed longer ago than this many others lie in LevelDB's tables, where a loss leaves a head or an error behind. */
const maxChains = 4096
/** A kill loses at most this much of the second opinion, never of what is stored. */
const writeEveryMs = 1000

const seal = 'witness'
const schema = z.array(z.tuple([z.string(), z.number().int().nonnegative()]))

/** For a database that was just filled by other means. */
export const writeWitness = (path: string, lasts: Iterable<readonly [chain: string, last: number]>): Promise<void> =>
  replaceFile(path, sealJson(seal, [...lasts].slice(-maxChains)))

/**
 * A second opinion on how long the chains changed last are, in a file beside LevelDB: the newest rows and their heads lie in one log,
 * and one flipped byte there can take both away without a trace.
 */
export class Witness {
  readonly #path: string
  readonly #last: Map<string, number>
  #timer: NodeJS.Timeout | null = null
  #writing: Promise<void> = Promise.resolve()
  #dirty = false

  private constructor(path: string, last: Map<string, number>) {
    this.#path = path
    this.#last = last
  }

  /** An unreadable witness is none: the chains still speak for themselves. */
  static async open(path: string): Promise<Witness> {
    const bytes = await readFile(path).catch(error => {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    })
    const parsed = schema.safeParse(bytes ? openJson(seal, bytes) : [])
    return new Witness(path, new Map(parsed.success ? parsed.data : []))
  }

  lastOf(chain: string): number {
    return this.#last.get(chain) ?? 0
  }

  chains(): readonly string[] {
    return [...this.#last.keys()]
  }

  /** Called with what is on disk already, never before. */
  saw(chain: string, last: number): void {
    this.#last.delete(chain)
    this.#last.set(chain, last)
    for (const oldest of this.#last.keys()) {
      if (this.#last.size <= maxChains) break
      this.#last.delete(oldest)
    }
    this.#dirty = true
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      // Without it nothing is lost; the next one, or the one at closing, is written just the same.
      this.write().catch(() => undefined)
    }, writeEveryMs).unref()
  }

  write(): Promise<void> {
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        if (!this.#dirty) return
        this.#dirty = false
        try {
          await replaceFile(this.#path, sealJson(seal, [...this.#last]))
        } catch (error) {
          this.#dirty = true
          throw error
        }
      })
    return this.#writing
  }

  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    await this.write()
  }
}
