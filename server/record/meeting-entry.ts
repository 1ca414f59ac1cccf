import type { MeetingStanding } from '#core/access/access.ts'
import type { CommandId, MeetingId, UserId } from '#core/ids.ts'
import type { RecordEvent, RecordFact } from '#core/record/event.ts'
import { applyEvent, emptyProjection, type RecordProjection } from '#core/record/projection.ts'
import { commitmentOf, type SealedBallot } from '#core/vote/tally.ts'
import type { Reason } from '#protocol/http-api.ts'
import { Queue } from '../queue.ts'
import { sha256 } from '../surroundings.ts'
import { WithoutEffect } from './without-effect.ts'

/** What is remembered of a command. */
export interface DoneCommand {
  readonly actor: UserId
  readonly seq: number
  /** What was recorded of it is why it was refused. */
  readonly refusal: Reason | null
}

/** [R7] Events that go to the disk by one flush, all of them or none. */
export interface Group {
  readonly events: RecordEvent[]
  readonly sealed: SealedBallot[]
  /** What is shown once they are there. */
  leadsTo: RecordProjection
  stored: Promise<void>
  /** Resolves when everybody's copy shows it; begins when it is stored. */
  told: Promise<void>
}

/** What who follows a record while it grows asks for: a vote of a full hall. Some 200 KB a meeting. */
const tailEvents = 400

/** One meeting's record in memory. */
export interface Entry {
  /** What is on the disk: all that anybody is shown. */
  projection: RecordProjection
  /** With what is on its way to the disk: what the next command is decided on. */
  ahead: RecordProjection
  /** [F7] All that had an effect: they stand in the record. */
  readonly commands: Map<CommandId, DoneCommand>
  readonly withoutEffect: WithoutEffect
  /** Everybody who ever took part, so that a removed person's list is put right too. */
  readonly everInvolved: Set<UserId>
  /** [VT3] What the commitments of the vote that is open stand for; nobody is shown it. */
  readonly sealed: Map<string, SealedBallot>
  /** [R5] What is wrong with the record; null when nothing is. */
  readonly damage: string | null
  /** [R9] The newest stored events, those last asked for from the disk or stored since; empty while nobody asked. */
  tail: readonly RecordEvent[]
  /** Groups on their way to the disk, one after the other. */
  readonly writes: Queue
  newest: Group | null
  /** The newest group has not left yet: what is decided now goes with it. */
  waits: boolean
  /** A group was not stored: nothing of what is ahead comes about, and another entry takes the place of this one. */
  lost: { readonly error: unknown } | null
  /** A write failed and what is on the disk could not be read since: nothing is decided on it before it has been. */
  readonly unsure: boolean
}

/** A record as it was read; `found`: commands without effect that are still known. */
export function entryOf(events: readonly RecordEvent[], damage: string | null, found = new WithoutEffect()): Entry {
  const entry: Entry = {
    projection: emptyProjection,
    ahead: emptyProjection,
    commands: new Map(),
    withoutEffect: found,
    everInvolved: new Set(),
    sealed: new Map(),
    damage,
    tail: [],
    writes: new Queue(),
    newest: null,
    waits: false,
    lost: null,
    unsure: false
  }
  for (const event of events) foresee(entry, event)
  show(entry, events, entry.ahead)
  return entry
}

/** The entry without what may not be stored. */
export function asStored({ projection, commands, withoutEffect, everInvolved, sealed, damage }: Entry): Entry {
  const stored = new Map([...commands].filter(([, { seq }]) => seq <= projection.head.seq))
  const known = { projection, ahead: projection, commands: stored, everInvolved, sealed }
  return { ...entryOf([], damage, withoutEffect.upTo(projection.head.seq)), ...known, unsure: true }
}

/** What is known of a command, with or without an effect. */
export const doneIn = ({ commands, withoutEffect }: Entry, command: CommandId): DoneCommand | null =>
  commands.get(command) ?? withoutEffect.get(command)

/** The next command is decided on this too. */
export function foresee(entry: Entry, event: RecordEvent): void {
  entry.ahead = applyEvent(entry.ahead, event)
  entry.commands.set(event.command, { actor: event.actor, seq: event.seq, refusal: refusalIn(event.fact) })
}

/** These events, which lead to this, are on the disk. */
export function show(entry: Entry, events: readonly RecordEvent[], projection: RecordProjection): void {
  entry.projection = projection
  for (const { fact } of events)
    if (fact.kind === 'participants-added') for (const { user } of fact.participants) entry.everInvolved.add(user)
}

/** [R9] These events, the newest there are, are on the disk. */
export function keepTail(entry: Entry, events: readonly RecordEvent[]): void {
  if (events.at(-1)?.hash === entry.projection.head.hash) entry.tail = events.slice(-tailEvents)
}

/** [R9] The stored events after this number, where the memory has them all. */
export function tailAfter({ tail, damage, lost }: Entry, seq: number): readonly RecordEvent[] | null {
  const [first] = tail
  return first && first.seq <= seq + 1 && damage === null && lost === null ? tail.filter(event => event.seq > seq) : null
}

export function keepSealed(entry: Entry, meeting: MeetingId, sealed: readonly SealedBallot[]): void {
  for (const ballot of sealed) entry.sealed.set(commitmentOf(meeting, ballot, sha256), ballot)
}

/** What core/access needs to know before it answers. */
export function standingIn(projection: RecordProjection, { damage }: Entry, user: UserId): MeetingStanding {
  const standing = { state: projection.state, role: projection.participants.get(user)?.role ?? null }
  return damage === null ? standing : { ...standing, setAside: true }
}

/** [VT9] [SB8] The second person read something else: recorded, and told as a refusal each time the command is sent. */
const refusalIn = (fact: RecordFact): Reason | null =>
  fact.kind === 'paper-ballot-withdrawn' && fact.differed
    ? 'paper-differs'
    : fact.kind === 'paper-box-voided'
      ? 'paper-count-differs'
      : null
