import { seesMeeting } from '#core/access/access.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { MeetingSummary, Particulars } from '#core/meeting/meeting.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import { maxTitleLength } from '#core/paper/paper.ts'
import { canonicalJson } from '#core/record/chain.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { dropMeeting, putMeeting } from '#core/shared-doc/inbox-doc.ts'
import { readParticulars } from '#core/shared-doc/meeting-doc.ts'
import { readProjection, writeProjection } from '#core/shared-doc/record-doc.ts'
import { KeyedQueues } from '../queue.ts'
import type { Rooms } from '../rooms/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import type { MeetingBook } from './meeting-book.ts'

/** As http-api.ts takes them when a meeting is made. */
const mostPlace = 300
const mostInstant = 40

/** Typing in a title reaches the lists of those invited at most this often. */
const settleMs = 1000

/** Copies that could not be written are tried again this long after. */
const retryMs = 2000

/** Whatever a line of somebody's list is made of. */
interface Listed extends Pick<RecordProjection, 'participants' | 'papers' | 'state'> {
  readonly particulars: Particulars | undefined
}

/** Keeps what clients read of the records, room `record/<meeting>` and the lists in `inbox/<user>`, in step with the book. */
export class Mirror {
  readonly #book: MeetingBook
  readonly #rooms: Rooms
  readonly #around: Surroundings
  readonly #particulars = new Map<MeetingId, Particulars>()
  readonly #queues = new KeyedQueues<MeetingId>()
  readonly #timers = new Map<MeetingId, NodeJS.Timeout>()
  readonly #retries = new Map<MeetingId, NodeJS.Timeout>()
  /** Copies that are waiting for those before them. */
  readonly #next = new Map<MeetingId, Promise<void>>()
  readonly #changed: ((meeting: MeetingId) => void)[] = []
  /** What rights in a meeting come from, as they were at its last change. */
  readonly #people = new Map<MeetingId, Pick<RecordProjection, 'participants' | 'state'>>()
  /** What the lists say of a meeting, once all of them say it. */
  readonly #listed = new Map<MeetingId, Listed>()
  #closed = false
  readonly #stop: () => void

  private constructor(book: MeetingBook, rooms: Rooms, around: Surroundings) {
    this.#book = book
    this.#rooms = rooms
    this.#around = around
    this.#stop = rooms.onChange(['meeting'], room => {
      if (room.kind === 'meeting') this.#refreshSoon(room.meeting)
    })
  }

  /** Puts right what lags behind the records before anybody is let in. */
  static async start(book: MeetingBook, rooms: Rooms, around: Surroundings): Promise<Mirror> {
    const mirror = new Mirror(book, rooms, around)
    book.onShown(meeting => mirror.#recordChanged(meeting))
    await Promise.all(book.setAside().map(meeting => mirror.#showAside(meeting)))
    await Promise.all(book.meetings().map(meeting => mirror.#quietly(meeting, () => mirror.#readParticulars(meeting))))
    const involved = new Map<UserId, MeetingId[]>()
    for (const meeting of book.meetings())
      for (const user of book.everInvolved(meeting)) involved.set(user, [...(involved.get(user) ?? []), meeting])
    const inLists = async ([user, meetings]: readonly [UserId, readonly MeetingId[]]) => {
      await mirror.#writeInbox(user, meetings).catch(error => {
        for (const meeting of meetings) mirror.#late(meeting, error)
      })
    }
    await Promise.all([
      ...book.meetings().map(meeting => mirror.#quietly(meeting, () => mirror.#writeRecord(meeting))),
      ...[...involved].map(inLists)
    ])
    return mirror
  }

  /** The lines of this person's list, earliest first. [RE2] Rehearsals are in no list. */
  summaries(user: UserId): readonly MeetingSummary[] {
    return this.#lines(user, meeting => !isRehearsal(meeting))
  }

  /** [RE2] The rehearsals this person may enter now. */
  rehearsals(user: UserId): readonly MeetingSummary[] {
    return this.#lines(user, isRehearsal)
  }

  /** [RE3] Nothing is known of it any more, and whoever is in it is let out. */
  forget(meeting: MeetingId): void {
    for (const timers of [this.#timers, this.#retries]) {
      clearTimeout(timers.get(meeting))
      timers.delete(meeting)
    }
    for (const known of [this.#particulars, this.#people, this.#listed]) known.delete(meeting)
    this.#rooms.recheck()
  }

  #lines(user: UserId, wanted: (meeting: MeetingId) => boolean): readonly MeetingSummary[] {
    return this.#book
      .meetings()
      .filter(wanted)
      .flatMap(meeting => this.#summary(meeting, user) ?? [])
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.meeting < b.meeting ? -1 : 1))
  }

  /** After a change to the record: rights bite at once; resolves when everybody's copy is written. Never rejects: the record itself is safe. */
  async #recordChanged(meeting: MeetingId): Promise<void> {
    const people = this.#peopleChanged(meeting)
    if (people) this.#rooms.recheck()
    await this.#copiesWritten(meeting)
    if (people) for (const listener of this.#changed) listener(meeting)
  }

  /** Copies that are still to be begun will hold this change too: of three hundred ballots within a second few are told one by one. */
  #copiesWritten(meeting: MeetingId): Promise<void> {
    const next = this.#next.get(meeting)
    if (next) return next
    const written = this.#quietly(meeting, () => {
      this.#next.delete(meeting)
      return this.#writeCopies(meeting)
    })
    this.#next.set(meeting, written)
    return written
  }

  /** Told after every change of who may see a meeting, or what may be done in it. */
  onPeopleChanged(listener: (meeting: MeetingId) => void): void {
    this.#changed.push(listener)
  }

  /** Whoever checks in or speaks changes nobody's rights: five hundred at once do not make the whole house ask for theirs. */
  #peopleChanged(meeting: MeetingId): boolean {
    const [before, now] = [this.#people.get(meeting), this.#book.projection(meeting)]
    if (!now) return true
    this.#people.set(meeting, { participants: now.participants, state: now.state })
    return before?.participants !== now.participants || before.state !== now.state
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stop()
    for (const timer of [...this.#timers.values(), ...this.#retries.values()]) clearTimeout(timer)
    const late = [...this.#timers.keys()]
    this.#timers.clear()
    await Promise.all(late.map(meeting => this.#refresh(meeting)))
    await this.#queues.idle()
  }

  #refreshSoon(meeting: MeetingId): void {
    if (this.#timers.has(meeting) || !this.#book.projection(meeting)) return
    this.#timers.set(
      meeting,
      setTimeout(() => {
        this.#timers.delete(meeting)
        void this.#refresh(meeting)
      }, settleMs)
    )
  }

  #refresh(meeting: MeetingId): Promise<void> {
    return this.#quietly(meeting, async () => {
      const before = this.#particulars.get(meeting)
      await this.#readParticulars(meeting)
      if (canonicalJson(before) !== canonicalJson(this.#particulars.get(meeting))) await this.#writeInboxes(meeting)
    })
  }

  async #quietly(meeting: MeetingId, task: () => Promise<void>): Promise<void> {
    await this.#queues.run(meeting, task).catch(error => this.#late(meeting, error))
  }

  /** Says so once, and tries until everybody's copy is written. */
  #late(meeting: MeetingId, error: unknown): void {
    if (this.#closed || this.#retries.has(meeting)) return
    this.#around.log({ level: 'error', event: 'copies-not-written', meeting, fault: faultOf(error) })
    const again = async (): Promise<void> => {
      const written = await this.#queues
        .run(meeting, () => this.#writeCopies(meeting))
        .then(
          () => true,
          () => false
        )
      if (written || this.#closed) this.#retries.delete(meeting)
      else this.#retries.set(meeting, setTimeout(again, retryMs).unref())
    }
    this.#retries.set(meeting, setTimeout(again, retryMs).unref())
  }

  /** The record needs nothing of the particulars: a meeting's room that cannot be read keeps it from nobody. */
  async #writeCopies(meeting: MeetingId): Promise<void> {
    const lists = async () => {
      await this.#readParticulars(meeting)
      if (!this.#isListed(meeting)) await this.#writeInboxes(meeting)
    }
    const results = await Promise.allSettled([this.#writeRecord(meeting), lists()])
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  /** [R5] The record room was written from the whole record, so it may know more than what is left of it. */
  async #showAside(meeting: MeetingId): Promise<void> {
    try {
      this.#book.showAside(meeting, await this.#rooms.read({ kind: 'record', meeting }, readProjection))
    } catch (error) {
      this.#around.log({ level: 'error', event: 'record-room-unreadable', meeting, fault: faultOf(error) })
    }
  }

  async #readParticulars(meeting: MeetingId): Promise<void> {
    const { title, place, startsAt, endsAt, ...chosen } = await this.#rooms.read({ kind: 'meeting', meeting }, readParticulars)
    // Whatever was typed or crafted in the meeting's own room, hundreds of lists carry no more than a form would have taken.
    this.#particulars.set(meeting, {
      ...chosen,
      note: '',
      title: title.slice(0, maxTitleLength),
      place: place.slice(0, mostPlace),
      startsAt: startsAt.slice(0, mostInstant),
      endsAt: endsAt.slice(0, mostInstant)
    })
  }

  async #writeRecord(meeting: MeetingId): Promise<void> {
    const projection = this.#book.projection(meeting)
    if (projection && !this.#book.isSetAside(meeting))
      await this.#rooms.edit({ kind: 'record', meeting }, doc => writeProjection(doc, projection))
  }

  async #writeInboxes(meeting: MeetingId): Promise<void> {
    if (isRehearsal(meeting)) return
    this.#listed.delete(meeting)
    const projection = this.#book.projection(meeting)
    const particulars = this.#particulars.get(meeting)
    await Promise.all([...this.#book.everInvolved(meeting)].map(user => this.#writeInbox(user, [meeting])))
    if (!projection) return
    const { participants, papers, state } = projection
    this.#listed.set(meeting, { participants, papers, state, particulars })
  }

  #isListed(meeting: MeetingId): boolean {
    const [listed, now] = [this.#listed.get(meeting), this.#book.projection(meeting)]
    return (
      listed !== undefined &&
      listed.participants === now?.participants &&
      listed.papers === now.papers &&
      listed.state === now.state &&
      canonicalJson(listed.particulars) === canonicalJson(this.#particulars.get(meeting))
    )
  }

  async #writeInbox(user: UserId, meetings: readonly MeetingId[]): Promise<void> {
    await this.#rooms.edit({ kind: 'inbox', user }, doc => {
      for (const meeting of meetings) {
        const summary = this.#summary(meeting, user)
        if (summary) putMeeting(doc, summary)
        else if (this.#particulars.has(meeting) && !this.#book.isSetAside(meeting)) dropMeeting(doc, meeting)
      }
    })
  }

  #summary(meeting: MeetingId, user: UserId): MeetingSummary | null {
    const projection = this.#book.projection(meeting)
    const particulars = this.#particulars.get(meeting)
    const role = projection?.participants.get(user)?.role ?? null
    if (!projection?.unit || !particulars || role === null || !seesMeeting({ state: projection.state, role })) return null
    const { title, place, startsAt, endsAt, type, form } = particulars
    return {
      meeting,
      unit: projection.unit,
      unitName: projection.unitName,
      title,
      place,
      startsAt,
      endsAt,
      type,
      form,
      state: projection.state,
      role,
      chairName: chairName(projection),
      paperCount: [...projection.papers.values()].filter(({ removed }) => !removed).length,
      participantCount: projection.participants.size
    }
  }
}

const chairName = ({ participants }: RecordProjection): string =>
  [...participants.values()].find(({ role }) => role === 'chair')?.name ?? ''
