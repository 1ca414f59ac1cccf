import type { z } from 'zod'
import { type MeetingDeed, mayInUnit } from '#core/access/access.ts'
import type { AgendaItemId, CommandId, MeetingId } from '#core/ids.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import type { RecordEvent, RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { addAgendaItem, seedMeeting } from '#core/shared-doc/meeting-doc.ts'
import { isAllowedHost, parseVideoLink } from '#core/site/video-link.ts'
import type { MeetingCommand, newMeetingRequest, Reason } from '#protocol/http-api.ts'
import { vi } from '#text/index.ts'
import { subjectOf } from '../directory/people.ts'
import type { Rooms } from '../rooms/ports.ts'
import { isPaperBoxCommand } from '../secret-ballot/decide-secret.ts'
import type { SecretBallots } from '../secret-ballot/secret-ballots.ts'
import type { Directory, StoredUser } from '../storage/ports.ts'
import { decide, deedOf, type LookUp, refusalOf } from './decide.ts'
import { decideVote, isVoteCommand, type VoteDecision } from './decide-vote.ts'
import type { MeetingBook } from './meeting-book.ts'
import type { Turn } from './meeting-turn.ts'

export type NewMeeting = z.output<typeof newMeetingRequest>

export interface MeetingsParts {
  readonly book: MeetingBook
  readonly rooms: Rooms
  readonly directory: Directory
  readonly secret: SecretBallots
  readonly now: () => Date
  /** [RE3] A rehearsal that is gone does not come back. */
  readonly isForgotten?: (meeting: MeetingId) => boolean
}

/** Commands on meetings: each acts at most once, is authorised by core/access and is on disk when it is answered. */
export class Meetings {
  readonly #parts: MeetingsParts

  constructor(parts: MeetingsParts) {
    this.#parts = parts
  }

  /** Makes a draft whose first secretary is `actor`. `again`: the same command had made it before. */
  create(actor: StoredUser, request: NewMeeting): Promise<Result<{ readonly seq: number; readonly again: boolean }, Reason>> {
    const { book, rooms, directory } = this.#parts
    const { meeting, id, unit } = request
    return book.exclusively(meeting, async turn => {
      const done = turn.done(id)
      if (done) return done.actor === actor.id ? ok({ seq: done.seq, again: true }) : fail('conflict')
      if (turn.projection || this.#parts.isForgotten?.(meeting)) return fail('conflict')
      const unitName = directory.units().get(unit)?.name
      if (unitName === undefined || !mayInUnit(subjectOf(directory, actor), 'create-meeting', unit)) return fail('no-right')
      const person = lookUpIn(directory)(actor.id)
      if (!person) return fail('no-right')
      await rooms.edit({ kind: 'meeting', meeting }, doc => {
        if (!isUnseeded(doc)) return
        seedMeeting(doc, request)
        if (isRehearsal(meeting)) pretendItems(doc)
      })
      const seq = turn.append(actor, id, [
        { kind: 'meeting-created', unit, unitName },
        { kind: 'participants-added', participants: [{ ...person, role: 'secretary' }] }
      ])
      // Until then there is no such meeting.
      await turn.stored()
      return ok({ seq, again: false })
    })
  }

  /** Carries out one command; the number of the event that recorded it. */
  command(actor: StoredUser, meeting: MeetingId, command: MeetingCommand): Promise<Result<number, Reason>> {
    const { book, secret } = this.#parts
    return book.exclusively(meeting, async turn => {
      await secret.settle(meeting)
      const done = turn.done(command.id)
      if (done) return done.actor !== actor.id ? fail('conflict') : done.refusal ? fail(done.refusal) : ok(done.seq)
      const before = turn.projection
      const refusal = refusalOf(turn.standing(actor.id), deedOf[command.kind])
      if (!before || refusal) return fail(refusal ?? 'not-found')
      // [RE1] The keys of a secret ballot lie on the disk: it is not practised.
      if (isRehearsal(meeting) && command.kind === 'prepare-vote' && command.form === 'secret') return fail('conflict')
      // Keys and boxes are known by the vote alone: its number stands for one vote of the whole house.
      if (command.kind === 'prepare-vote' && book.hasVoteElsewhere(meeting, command.vote)) return fail('conflict')
      const decision = await this.#decide(turn, before, meeting, command, actor)
      if (!decision.ok) return decision
      const { facts, sealed } = decision.value
      if (facts.length === 0) return ok(turn.remember(command.id, actor.id))
      const vote = 'vote' in command ? before.votes.get(command.vote) : undefined
      const withoutSecrecy = command.kind === 'end-vote' ? command.withoutSecrecy : undefined
      const step = vote?.form === 'secret' ? await secret.step(meeting, before, vote, facts, withoutSecrecy) : null
      if (step && !step.ok) return step
      try {
        const seq = turn.append(actor, command.id, step?.value.facts ?? facts, sealed)
        const told = turn.done(command.id)?.refusal
        return told ? fail(told) : ok(seq)
      } finally {
        // A box is closed: nothing else happens until it is known whether for good, also when what this was decided on is lost meanwhile.
        if (step?.value.closes) await turn.stored().catch(() => undefined)
        await secret.settle(meeting)
      }
    })
  }

  /** Records, once for each id and with this right, what the server itself found out; the number of the event. */
  note(
    actor: StoredUser,
    meeting: MeetingId,
    id: CommandId,
    deed: MeetingDeed,
    found: (before: RecordProjection) => Result<readonly RecordFact[], Reason>
  ): Promise<Result<number, Reason>> {
    const { book } = this.#parts
    return book.exclusively(meeting, async turn => {
      const done = turn.done(id)
      if (done) return done.actor === actor.id ? ok(done.seq) : fail('conflict')
      const before = turn.projection
      const refusal = refusalOf(turn.standing(actor.id), deed)
      if (!before || refusal) return fail(refusal ?? 'not-found')
      const facts = found(before)
      if (!facts.ok) return facts
      return ok(facts.value.length === 0 ? turn.remember(id, actor.id) : turn.append(actor, id, facts.value))
    })
  }

  /** Why this person may not do this here now; null when they may. */
  refusal(actor: StoredUser, meeting: MeetingId, deed: MeetingDeed): Reason | null {
    return refusalOf(this.#parts.book.standing(meeting, actor.id), deed)
  }

  /** A command of this id has had its effect. */
  isDone(meeting: MeetingId, id: CommandId): boolean {
    return this.#parts.book.done(meeting, id) !== null
  }

  async #decide(
    turn: Turn,
    before: RecordProjection,
    meeting: MeetingId,
    command: MeetingCommand,
    actor: StoredUser
  ): Promise<Result<VoteDecision, Reason>> {
    const { directory, secret, now } = this.#parts
    // [SI3] Also of a link that stood there before: the list may have changed.
    const link = 'link' in command ? parseVideoLink(command.link) : null
    if (link && !isAllowedHost(link.host, directory.videoHosts())) return fail('link-not-allowed')
    if (isVoteCommand(command)) return decideVote(before, command, actor.id, { meeting, sealedBy: commitment => turn.sealedBy(commitment) })
    const facts = isPaperBoxCommand(command)
      ? await secret.decidePaper(before, command, actor)
      : decide(before, command, actor.id, lookUpIn(directory), now())
    return facts.ok ? ok({ facts: facts.value, sealed: [] }) : facts
  }

  /** The record, from the event after number `seq` on, for those who may read it. */
  async record(actor: StoredUser, meeting: MeetingId, seq = 0): Promise<Result<readonly RecordEvent[], Reason>> {
    const refusal = refusalOf(this.#parts.book.standing(meeting, actor.id), 'read-record')
    if (refusal) return fail(refusal)
    const events = await this.#parts.book.events(meeting, seq)
    if (events) return ok(events)
    this.#parts.rooms.recheck()
    return fail('record-damaged')
  }
}

/** [RE1] What is practised on. */
function pretendItems(doc: Parameters<typeof seedMeeting>[0]): void {
  for (const [n, { title, minutes }] of vi.rehearsal.items.entries())
    addAgendaItem(doc, { id: `hop-thu-muc-${n + 1}` as AgendaItemId, parent: null, order: `a${n}`, title, minutes, leadUnit: '' })
}

/** Names as of today, of people who can still sign in. */
const lookUpIn =
  (directory: Directory): LookUp =>
  user => {
    const found = directory.users().get(user)
    if (!found || found.locked) return null
    return { user, name: found.name, title: found.title, unitName: directory.units().get(found.unit)?.name ?? '' }
  }

/** True until particulars were written; a crash between seed and first event must not seed twice. */
const isUnseeded = (doc: Parameters<typeof seedMeeting>[0]): boolean => !doc.getMap('particulars').has('startsAt')
