import type { CommandId, UserId } from '#core/ids.ts'
import type { DoneCommand } from './meeting-entry.ts'

/** [F7] So many are kept, of one meeting and of one person in it: a retry comes within seconds, and nobody fills the memory of the server. */
export const mostWithoutEffect = { meeting: 5000, person: 500 }

/** [F7] Commands that found everything as they wished, the newest of each person; of too many, those of whoever sent most go first. */
export class WithoutEffect {
  readonly #all = new Map<CommandId, DoneCommand>()
  /** Oldest first. */
  readonly #of = new Map<UserId, Set<CommandId>>()

  get(command: CommandId): DoneCommand | null {
    return this.#all.get(command) ?? null
  }

  get size(): number {
    return this.#all.size
  }

  add(command: CommandId, done: DoneCommand): void {
    const own = this.#of.get(done.actor) ?? new Set()
    this.#of.set(done.actor, own.add(command))
    this.#all.set(command, done)
    if (own.size > mostWithoutEffect.person) this.#dropOldest(own)
    else if (this.#all.size > mostWithoutEffect.meeting)
      this.#dropOldest([...this.#of.values()].reduce((a, b) => (b.size > a.size ? b : a)))
  }

  /** Those decided on nothing that came after this event. */
  upTo(seq: number): WithoutEffect {
    const kept = new WithoutEffect()
    for (const [command, done] of this.#all) if (done.seq <= seq) kept.add(command, done)
    return kept
  }

  #dropOldest(own: Set<CommandId>): void {
    const [oldest] = own
    if (oldest === undefined) return
    own.delete(oldest)
    this.#all.delete(oldest)
  }
}
