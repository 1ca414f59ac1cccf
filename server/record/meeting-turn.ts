import type { MeetingStanding } from '#core/access/access.ts'
import type { CommandId, MeetingId, UserId } from '#core/ids.ts'
import { sealEvent } from '#core/record/chain.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import type { SealedBallot } from '#core/vote/tally.ts'
import type { StoredUser } from '../storage/ports.ts'
import { sha256 } from '../surroundings.ts'
import { type DoneCommand, doneIn, type Entry, foresee, type Group, keepSealed, standingIn } from './meeting-entry.ts'

/** Ends an open vote: what is sealed of it goes off the disk. */
export const endedVote = (fact: RecordFact) => (fact.kind === 'vote-ended' || fact.kind === 'vote-cancelled' ? fact.vote : null)

export interface TurnParts {
  readonly entry: Entry
  readonly meeting: MeetingId
  readonly now: () => Date
  /** A new group, on its way to the disk as soon as those before it are there. */
  readonly begin: () => Group
}

/** [R7] One change of a meeting: what it is decided on, with everything decided before it, and where it is written down. */
export class Turn {
  readonly #parts: TurnParts
  #own: Group | null = null

  constructor(parts: TurnParts) {
    this.#parts = parts
  }

  /** Null when there is no such meeting. */
  get projection(): RecordProjection | null {
    const { ahead, damage } = this.#parts.entry
    return ahead.head.seq > 0 || damage !== null ? ahead : null
  }

  standing(user: UserId): MeetingStanding | null {
    const { projection } = this
    return projection && standingIn(projection, this.#parts.entry, user)
  }

  done(command: CommandId): DoneCommand | null {
    return doneIn(this.#parts.entry, command)
  }

  /** What a commitment of the open vote stands for. */
  sealedBy(commitment: string): SealedBallot | null {
    return this.#parts.entry.sealed.get(commitment) ?? null
  }

  /** Remembers a command that found everything as it wished: sent again soon, it does not act then either. */
  remember(command: CommandId, actor: UserId): number {
    const { withoutEffect, ahead } = this.#parts.entry
    withoutEffect.add(command, { actor, seq: ahead.head.seq, refusal: null })
    return ahead.head.seq
  }

  /** Seals facts, and ballots with them, and sends them to the disk; the number of the last event. Throws when what it was decided on was lost. */
  append(actor: StoredUser, command: CommandId, facts: readonly RecordFact[], sealed: readonly SealedBallot[] = []): number {
    const { entry, meeting, now, begin } = this.#parts
    if (entry.lost) throw entry.lost.error
    const group = entry.waits && entry.newest ? entry.newest : begin()
    this.#own = group
    const at = now().toISOString()
    for (const fact of facts) {
      const { seq, hash: previous } = entry.ahead.head
      const event = sealEvent({ seq: seq + 1, meeting, at, actor: actor.id, actorName: actor.name, command, fact, previous }, sha256)
      group.events.push(event)
      foresee(entry, event)
    }
    group.leadsTo = entry.ahead
    group.sealed.push(...sealed)
    keepSealed(entry, meeting, sealed)
    // Ballots of the next vote come to the disk when those of this one are gone from it.
    if (facts.some(fact => endedVote(fact) !== null)) entry.waits = false
    return entry.ahead.head.seq
  }

  /** Resolves when all that was decided so far is on the disk; rejects, with what is stored known again, when it will not be. */
  async stored(): Promise<void> {
    const { entry } = this.#parts
    await entry.newest?.stored
    if (entry.lost) throw entry.lost.error
  }

  /** Resolves when everybody's copy shows what was stored of this turn. */
  async told(): Promise<void> {
    await this.#own?.told
  }
}
