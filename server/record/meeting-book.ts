import type { MeetingStanding } from '#core/access/access.ts'
import type { CommandId, MeetingId, PaperId, UserId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { sealEvent } from '#core/record/chain.ts'
import type { RecordEvent, RecordFact } from '#core/record/event.ts'
import { applyEvent, emptyProjection, type RecordProjection } from '#core/record/projection.ts'
import { commitmentOf, type SealedBallot } from '#core/vote/tally.ts'
import type { Reason } from '#protocol/http-api.ts'
import { KeyedQueues } from '../queue.ts'
import type { RecordStorage, StoredUser } from '../storage/ports.ts'
import { faultOf, type Surroundings, sha256 } from '../surroundings.ts'

/** What is remembered of a command that had an effect. */
export interface DoneCommand {
  readonly actor: UserId
  readonly seq: number
  /** What was recorded of it is why it was refused. */
  readonly refusal: Reason | null
}

interface Entry {
  projection: RecordProjection
  readonly commands: Map<CommandId, DoneCommand>
  /** Everybody who ever took part, so that a removed person's list is put right too. */
  readonly everInvolved: Set<UserId>
  /** [VT3] What the commitments of the vote that is open stand for; nobody is shown it. */
  readonly sealed: Map<string, SealedBallot>
  /** [R5] What is wrong with the record; null when nothing is. */
  damage: string | null
}

const emptyEntry = (): Entry => ({
  projection: emptyProjection,
  commands: new Map(),
  everInvolved: new Set(),
  sealed: new Map(),
  damage: null
})

/** All meetings' records as they stand, in memory; the only writer of the record storage. */
export class MeetingBook {
  readonly #storage: RecordStorage
  readonly #around: Surroundings
  readonly #entries = new Map<MeetingId, Entry>()
  readonly #papers = new Map<PaperId, MeetingId>()
  readonly #queues = new KeyedQueues<MeetingId>()

  private constructor(storage: RecordStorage, around: Surroundings) {
    this.#storage = storage
    this.#around = around
  }

  static async open(storage: RecordStorage, around: Surroundings): Promise<MeetingBook> {
    const book = new MeetingBook(storage, around)
    for (const meeting of await storage.listMeetings()) await book.#load(meeting)
    return book
  }

  /** [R5] Meetings that can be read as far as they are known and not be changed: their record is damaged. */
  setAside(): readonly MeetingId[] {
    return [...this.#entries].filter(([, { damage }]) => damage !== null).map(([meeting]) => meeting)
  }

  isSetAside(meeting: MeetingId): boolean {
    return (this.#entries.get(meeting)?.damage ?? null) !== null
  }

  /** [R5] What was last shown of a meeting set aside, when that goes further than its readable events. */
  showAside(meeting: MeetingId, shown: RecordProjection): void {
    const entry = this.#entries.get(meeting)
    if (!entry || entry.damage === null || shown.head.seq <= entry.projection.head.seq) return
    entry.projection = shown
    for (const paper of shown.papers.keys()) this.#papers.set(paper, meeting)
  }

  meetings(): readonly MeetingId[] {
    return [...this.#entries.keys()]
  }

  projection(meeting: MeetingId): RecordProjection | null {
    return this.#entries.get(meeting)?.projection ?? null
  }

  everInvolved(meeting: MeetingId): ReadonlySet<UserId> {
    return this.#entries.get(meeting)?.everInvolved ?? new Set()
  }

  done(meeting: MeetingId, command: CommandId): DoneCommand | null {
    return this.#entries.get(meeting)?.commands.get(command) ?? null
  }

  /** Remembers, for as long as the process lives, a command that found everything as it wished; it shall not act later either. */
  remember(meeting: MeetingId, command: CommandId, actor: UserId): number {
    const entry = this.#entries.get(meeting)
    const seq = entry?.projection.head.seq ?? 0
    entry?.commands.set(command, { actor, seq, refusal: null })
    return seq
  }

  /** What a commitment of the open vote stands for. */
  sealedBy(meeting: MeetingId, commitment: string): SealedBallot | null {
    return this.#entries.get(meeting)?.sealed.get(commitment) ?? null
  }

  /** The meeting a paper belongs to, for ever. */
  meetingOf(paper: PaperId): MeetingId | null {
    return this.#papers.get(paper) ?? null
  }

  /** [Z4] A version of some paper, removed ones too, has these bytes; said also while a damaged record may name them. */
  namesFile(hash: FileHash): boolean {
    for (const { projection, damage } of this.#entries.values()) {
      if (damage !== null) return true
      for (const { versions } of projection.papers.values()) if (versions.some(version => version.hash === hash)) return true
    }
    return false
  }

  /** What core/access needs to know before it answers; null when there is no such meeting. */
  standing(meeting: MeetingId, user: UserId): MeetingStanding | null {
    const projection = this.projection(meeting)
    if (!projection) return null
    const standing = { state: projection.state, role: projection.participants.get(user)?.role ?? null }
    return this.isSetAside(meeting) ? { ...standing, setAside: true } : standing
  }

  /** The whole record, or null when it is damaged: the meeting is then set aside at once. */
  async events(meeting: MeetingId): Promise<readonly RecordEvent[] | null> {
    const { events, damage } = await this.#storage.loadReadable(meeting)
    if (damage === null) return events
    if (!this.isSetAside(meeting)) await this.exclusively(meeting, () => this.#load(meeting))
    return null
  }

  /** One change of a meeting at a time: what `task` decides on is still so when it appends. */
  exclusively<T>(meeting: MeetingId, task: () => Promise<T>): Promise<T> {
    return this.#queues.run(meeting, task)
  }

  /** Seals and stores facts, and ballots with them, then shows the facts; inside `exclusively` only. Returns the number of the last event. */
  async append(
    meeting: MeetingId,
    actor: StoredUser,
    command: CommandId,
    facts: readonly RecordFact[],
    sealed: readonly SealedBallot[] = []
  ): Promise<number> {
    const before = this.projection(meeting) ?? emptyProjection
    const at = this.#around.now().toISOString()
    const events: RecordEvent[] = []
    let { seq, hash: previous } = before.head
    for (const fact of facts) {
      seq += 1
      const event = sealEvent({ seq, meeting, at, actor: actor.id, actorName: actor.name, command, fact, previous }, sha256)
      events.push(event)
      previous = event.hash
    }
    try {
      await this.#storage.append(events, sealed)
    } catch (error) {
      // Stored or not, nobody knows. Not even that can be found out now: the next event does not continue the chain then, and it is read again.
      await this.#load(meeting).catch(() => undefined)
      throw error
    }
    for (const event of events) this.#show(event)
    this.#keepSealed(meeting, sealed)
    if (facts.some(({ kind }) => kind === 'vote-ended' || kind === 'vote-cancelled')) await this.#dropSealed(meeting)
    return seq
  }

  /** [RE3] As if it had never been: for rehearsals alone; inside `exclusively` only. */
  forget(meeting: MeetingId): void {
    this.#entries.delete(meeting)
  }

  /** Resolves when nothing is being decided or written. */
  idle(): Promise<void> {
    return this.#queues.idle()
  }

  async #load(meeting: MeetingId): Promise<void> {
    const { events, damage } = await this.#storage.loadReadable(meeting)
    this.#entries.delete(meeting)
    for (const event of events) this.#show(event)
    const { projection } = this.#entries.get(meeting) ?? emptyEntry()
    if (projection.state === 'live') {
      const sealed = await this.#storage.loadSealed(meeting)
      if ([...projection.votes.values()].some(({ state }) => state === 'open')) this.#keepSealed(meeting, sealed)
      else if (sealed.length > 0) await this.#dropSealed(meeting)
    }
    if (damage === null) return
    this.#entries.set(meeting, { ...(this.#entries.get(meeting) ?? emptyEntry()), damage })
    this.#around.log({ level: 'error', event: 'record-damaged', meeting, readable: events.length, damage })
  }

  #keepSealed(meeting: MeetingId, sealed: readonly SealedBallot[]): void {
    for (const ballot of sealed) this.#entries.get(meeting)?.sealed.set(commitmentOf(meeting, ballot, sha256), ballot)
  }

  /** Ballots that were counted stand in the record, those that were changed or not counted stand nowhere from now on. */
  async #dropSealed(meeting: MeetingId): Promise<void> {
    this.#entries.get(meeting)?.sealed.clear()
    await this.#storage.dropSealed(meeting).catch(error => {
      this.#around.log({ level: 'error', event: 'sealed-ballots-not-dropped', meeting, fault: faultOf(error) })
    })
  }

  #show(event: RecordEvent): void {
    const { meeting, fact } = event
    const entry = this.#entries.get(meeting) ?? emptyEntry()
    entry.projection = applyEvent(entry.projection, event)
    entry.commands.set(event.command, { actor: event.actor, seq: event.seq, refusal: refusalIn(fact) })
    if (fact.kind === 'participants-added') for (const { user } of fact.participants) entry.everInvolved.add(user)
    if (fact.kind === 'paper-added') this.#papers.set(fact.paper, meeting)
    this.#entries.set(meeting, entry)
  }
}

/** [VT9] The second person read something else: recorded, and told as a refusal each time the command is sent. */
const refusalIn = (fact: RecordFact): Reason | null => (fact.kind === 'paper-ballot-withdrawn' && fact.differed ? 'paper-differs' : null)
