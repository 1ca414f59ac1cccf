import type { Result } from '#core/result.ts'
import { apiVersion, paths, type ServerShape, serverShape } from '#protocol/http-api.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import type { ApiClient, ApiFailure } from '../sync/api-client.ts'
import type { Clock } from '../ui/clock.ts'

const key = 'hopso server clock'
/** The computer's clock and its counter of time passed drift apart by less than this, unless somebody set the clock or the computer slept. */
const driftMs = 5_000
/** What the answers of one server differ by without its clock having been set. */
const jitterMs = 250

export interface ServerClockOptions {
  /** This computer's clock, right or wrong. */
  readonly wall: () => number
  /** Time passed, which nobody can set. */
  readonly ticks: () => number
  readonly storage: SmallMemory
}

/** [F9] The server's time: this computer's clock and by how much it is off, which is kept for a start without a network. */
export class ServerClock implements Clock {
  readonly #options: ServerClockOptions
  readonly #listeners = new Set<() => void>()
  #offMs: number
  /** This computer's clock less its counter when the server was last heard; null before. */
  #heardAt: number | null = null
  #serverVersion = apiVersion

  constructor(options: ServerClockOptions) {
    this.#options = options
    this.#offMs = Number(options.storage.getItem(key)) || 0
  }

  readonly now = (): number => this.#options.wall() + this.#offMs
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Not heard since the start, or somebody set this computer's clock since, or it slept. */
  isDoubtful(): boolean {
    const { wall, ticks } = this.#options
    return this.#heardAt === null || Math.abs(wall() - ticks() - this.#heardAt) > driftMs
  }

  /** [S9] The server has things that this release of the client does not understand. */
  readonly isBehind = (): boolean => this.#serverVersion > apiVersion

  /** Asks the server which one it is, and what time it has; half of the way there and back has passed since. */
  async ask(api: ApiClient, signal?: AbortSignal): Promise<Result<ServerShape, ApiFailure>> {
    const { wall, ticks, storage } = this.#options
    const asked = ticks()
    const answer = await api.call('GET', paths.server, serverShape, undefined, signal)
    if (!answer.ok) return answer
    const wasBehind = this.isBehind()
    this.#serverVersion = answer.value.apiVersion
    if (this.isBehind() !== wasBehind) this.#tell()
    if (answer.value.time === undefined) return answer
    const onTheWayMs = (ticks() - asked) / 2
    const offMs = Math.round(Date.parse(answer.value.time) + onTheWayMs - wall())
    this.#heardAt = wall() - ticks()
    if (Math.abs(offMs - this.#offMs) <= onTheWayMs + jitterMs) return answer
    this.#offMs = offMs
    try {
      storage.setItem(key, String(offMs))
    } catch {
      // Storage is off or full: the next start without a network goes by this computer's clock.
    }
    this.#tell()
    return answer
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
