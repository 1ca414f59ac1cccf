import type { MeetingStanding } from '#core/access/access.ts'
import type { CommandId, MeetingId, PaperId, UserId, VoteId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { RecordEvent } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { KeyedQueues } from '../queue.ts'
import type { RecordStorage } from '../storage/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import {
  asStored,
  type DoneCommand,
  doneIn,
  type Entry,
  entryOf,
  type Group,
  keepSealed,
  keepTail,
  show,
  standingIn,
  tailAfter
} from './meeting-entry.ts'
import { endedVote, Turn } from './meeting-turn.ts'

/** All meetings' records as they stand, in memory; the only writer of the record storage. */
export class MeetingBook {
  readonly #storage: RecordStorage
  readonly #around: Surroundings
  readonly #entries = new Map<MeetingId, Entry>()
  readonly #papers = new Map<PaperId, MeetingId>()
  readonly #queues = new KeyedQueues<MeetingId>()
  #tell: (meeting: MeetingId) => Promise<void> = async () => undefined

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
    entry.ahead = shown
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

  /** What is stored of a command. */
  done(meeting: MeetingId, command: CommandId): DoneCommand | null {
    const entry = this.#entries.get(meeting)
    const done = entry && doneIn(entry, command)
    return entry && done && done.seq <= entry.projection.head.seq ? done : null
  }

  /** [R7] A vote of this number is decided on somewhere, stored or not. */
  hasVoteElsewhere(meeting: MeetingId, vote: VoteId): boolean {
    return [...this.#entries].some(([other, { ahead }]) => other !== meeting && ahead.votes.has(vote))
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

  /** False while what is shown may not be what is stored: a write failed, and what became of it could not be read yet. */
  isKnown(meeting: MeetingId): boolean {
    const entry = this.#entries.get(meeting)
    return !entry?.lost && !entry?.unsure
  }

  /** What core/access needs to know before it answers; null when there is no such meeting. */
  standing(meeting: MeetingId, user: UserId): MeetingStanding | null {
    const entry = this.#entries.get(meeting)
    return entry ? standingIn(entry.projection, entry, user) : null
  }

  /** The record after event number `seq`, or null when it is damaged: the meeting is then set aside at once. */
  async events(meeting: MeetingId, seq = 0): Promise<readonly RecordEvent[] | null> {
    const entry = this.#entries.get(meeting)
    // The whole is read from the disk each time: that is how damage is found.
    const known = seq > 0 && entry ? tailAfter(entry, seq) : null
    if (known) return known
    const { events, damage } = await this.#storage.loadReadable(meeting)
    if (damage === null) {
      if (entry && this.#entries.get(meeting) === entry) keepTail(entry, events)
      return events.filter(event => event.seq > seq)
    }
    if (!this.isSetAside(meeting))
      await this.exclusively(meeting, async turn => {
        await turn.stored()
        await this.#load(meeting)
      })
    return null
  }

  /** `tell` is called after each change of what is shown, and resolves when everybody's copy shows it. */
  onShown(tell: (meeting: MeetingId) => Promise<void>): void {
    this.#tell = tell
  }

  /**
   * [R7] One change of a meeting at a time, each decided on all before it. Resolves when what it was decided on and what it recorded is on
   * the disk and in everybody's copy; the next one begins before that, and goes to the disk with others.
   */
  async exclusively<T>(meeting: MeetingId, task: (turn: Turn) => Promise<T>): Promise<T> {
    const { turn, outcome, stored } = await this.#queues.run(meeting, async () => {
      const entry = await this.#current(meeting)
      const turn = new Turn({ entry, meeting, now: this.#around.now, begin: () => this.#begin(meeting, entry) })
      const outcome = task(turn)
      await outcome.catch(() => undefined)
      const stored = turn.stored()
      stored.catch(() => undefined)
      return { turn, outcome, stored }
    })
    try {
      const result = await outcome
      await stored
      return result
    } finally {
      await turn.told()
    }
  }

  /** [RE3] As if it had never been: for rehearsals alone; inside `exclusively` only, when everything is stored. */
  forget(meeting: MeetingId): void {
    this.#entries.delete(meeting)
  }

  /** Resolves when nothing is being decided or written. */
  async idle(): Promise<void> {
    await this.#queues.idle()
    await Promise.all([...this.#entries.values()].map(({ writes }) => writes.idle()))
  }

  /** What the next command is decided on; rejects while nobody can say what is stored. */
  async #current(meeting: MeetingId): Promise<Entry> {
    for (;;) {
      const entry = this.#entries.get(meeting)
      if (entry?.lost) await entry.writes.idle()
      else if (entry?.unsure) {
        await this.#load(meeting)
        if ((this.projection(meeting)?.head.seq ?? 0) !== entry.projection.head.seq) void this.#tell(meeting)
      } else return entry ?? entryOf([], null)
    }
  }

  /** [R7] While one group is written the next one grows. */
  #begin(meeting: MeetingId, entry: Entry): Group {
    const group: Group = { events: [], sealed: [], leadsTo: entry.ahead, stored: Promise.resolve(), told: Promise.resolve() }
    group.stored = entry.writes.run(() => this.#store(meeting, entry, group))
    // Whoever waits for it hears of it.
    group.stored.catch(() => undefined)
    entry.newest = group
    entry.waits = true
    return group
  }

  async #store(meeting: MeetingId, entry: Entry, group: Group): Promise<void> {
    if (entry.newest === group) entry.waits = false
    if (entry.lost) throw entry.lost.error
    try {
      await this.#storage.append(group.events, group.sealed)
    } catch (error) {
      entry.lost = { error }
      // Stored or not, nobody knows.
      await this.#load(meeting).catch(() => {
        // Not even that can be found out now.
        if (this.#entries.get(meeting) === entry) this.#entries.set(meeting, asStored(entry))
      })
      if ((this.projection(meeting)?.head.seq ?? 0) !== entry.projection.head.seq) group.told = this.#tell(meeting)
      throw error
    }
    this.#show(meeting, entry, group.events, group.leadsTo)
    if (entry.tail.length > 0) keepTail(entry, [...entry.tail, ...group.events])
    group.told = this.#tell(meeting)
    const ended = new Set(group.events.map(({ fact }) => endedVote(fact)))
    for (const [commitment, { vote }] of entry.sealed) if (ended.has(vote)) entry.sealed.delete(commitment)
    if ([...ended].some(vote => vote !== null)) await this.#dropSealed(meeting)
  }

  async #load(meeting: MeetingId): Promise<void> {
    const { events, damage, unsure } = await this.#storage.loadReadable(meeting)
    if (unsure) throw unsure
    // [F7] What failed on the disk makes nobody's command act that had found everything as it wished.
    const entry = entryOf(events, damage, this.#entries.get(meeting)?.withoutEffect.upTo(events.at(-1)?.seq ?? 0))
    const { state, votes } = entry.projection
    // [VT7] What a crash or a failed deletion left; of a damaged record nobody knows which ballots count.
    if (damage === null && (state === 'live' || state === 'ended')) {
      const sealed = await this.#storage.loadSealed(meeting)
      if ([...votes.values()].some(vote => vote.state === 'open')) keepSealed(entry, meeting, sealed)
      else if (sealed.length > 0) await this.#dropSealed(meeting)
    }
    this.#entries.delete(meeting)
    if (events.length > 0 || damage !== null) this.#show(meeting, entry, events, entry.projection)
    if (damage !== null) this.#around.log({ level: 'error', event: 'record-damaged', meeting, readable: events.length, damage })
  }

  /** Ballots that were counted stand in the record, those that were changed or not counted stand nowhere from now on. */
  async #dropSealed(meeting: MeetingId): Promise<void> {
    await this.#storage.dropSealed(meeting).catch(error => {
      this.#around.log({ level: 'error', event: 'sealed-ballots-not-dropped', meeting, fault: faultOf(error) })
    })
  }

  #show(meeting: MeetingId, entry: Entry, events: readonly RecordEvent[], projection: RecordProjection): void {
    show(entry, events, projection)
    for (const { fact } of events) if (fact.kind === 'paper-added') this.#papers.set(fact.paper, meeting)
    this.#entries.set(meeting, entry)
  }
}
