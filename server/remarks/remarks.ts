import { seesMeeting } from '#core/access/access.ts'
import { type MeetingId, type PaperId, parseId, type RemarkId, type UserId } from '#core/ids.ts'
import { decideRemark, deedOfRemark } from '#core/remark/decide-remark.ts'
import { mayReadRemark, peopleOf, type Remark } from '#core/remark/remark.ts'
import { fail, ok, type Result } from '#core/result.ts'
import {
  changeThreads,
  doneCommand,
  dropScrub,
  noteScrub,
  owedScrubs,
  readThreads,
  type Threads,
  writeRemarks
} from '#core/shared-doc/remarks-doc.ts'
import type { Reason } from '#protocol/http-api.ts'
import type { RemarkCommand } from '#protocol/remark-api.ts'
import { KeyedQueues } from '../queue.ts'
import { refusalOf } from '../record/decide.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { Rooms } from '../rooms/ports.ts'
import type { StoredUser } from '../storage/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'

export interface RemarksParts {
  readonly book: MeetingBook
  readonly rooms: Rooms
  readonly around: Surroundings
  /** Names of all stored rooms. */
  readonly roomNames: () => Promise<readonly string[]>
}

/** Copies that could not be delivered are tried again this long after. */
const retryMs = 2000
const threadsPrefix = 'threads/'

/**
 * [N1] What people share of their marks. Room `threads/<paper>`, which nobody opens, holds the truth; rooms `remarks/<paper>` and
 * `shares/<user>` are written from it and put right at the start and whenever the people of a meeting change.
 */
export class Remarks {
  readonly #parts: RemarksParts
  readonly #queues = new KeyedQueues<PaperId>()
  readonly #retries = new Map<PaperId, NodeJS.Timeout>()
  /** Papers of which something is shared. */
  readonly #papers = new Set<PaperId>()
  /** Whose paper each remark is on, withdrawn ones too: lists over several papers know a remark by its id. */
  readonly #ids = new Map<RemarkId, PaperId>()
  /** Whose lists hold own answers alone. */
  readonly #alone = new Map<PaperId, Set<UserId>>()
  #closed = false
  #healing: Promise<void> = Promise.resolve()

  private constructor(parts: RemarksParts) {
    this.#parts = parts
  }

  /** Copies that lag behind are put right in the background: no right depends on them. */
  static async start(parts: RemarksParts): Promise<Remarks> {
    const remarks = new Remarks(parts)
    for (const name of await parts.roomNames()) {
      const paper = name.startsWith(threadsPrefix) ? parseId<PaperId>(name.slice(threadsPrefix.length)) : null
      if (paper) remarks.#papers.add(paper)
    }
    // Who is back since may still have a row that stands alone.
    remarks.#healing = remarks.#healAll([...remarks.#papers], ({ answers }) => answers.map(({ by }) => by))
    return remarks
  }

  /** Carries out one command; when it was recorded, by the server's clock. */
  command(actor: StoredUser, paper: PaperId, command: RemarkCommand): Promise<Result<string, Reason>> {
    const { book, rooms, around } = this.#parts
    const room = { kind: 'threads', paper } as const
    return this.#queues.run(paper, async (): Promise<Result<string, Reason>> => {
      const meeting = book.meetingOf(paper)
      const projection = meeting && book.projection(meeting)
      const standing = meeting && book.standing(meeting, actor.id)
      if (!meeting || !projection || !standing) return fail(refusalOf(standing, 'read-papers') ?? 'not-found')
      const { done, threads } = await rooms.read(room, doc => ({ done: doneCommand(doc, command.id), threads: readThreads(doc) }))
      const mine = command.kind === 'withdraw' && !standing.setAside && isOwn(command, actor.id, threads)
      // Who may not see the paper learns nothing of it, not even that he once did something there: he only takes back what he said.
      if (!mine && !seesMeeting(standing)) return fail(refusalOf(standing, 'read-papers') ?? 'not-found')
      if (done) return done.actor === actor.id ? ok(done.at) : fail('conflict')
      const refusal = mine ? null : refusalOf(standing, deedOfRemark[command.kind])
      if (refusal) return fail(refusal)
      if (command.kind === 'share' && (this.#ids.get(command.remark) ?? paper) !== paper) return fail('conflict')
      const at = around.now().toISOString()
      const known = projection.papers.get(paper)
      const decision = decideRemark(command, {
        meeting,
        paper,
        stamp: { by: actor.id, name: projection.participants.get(actor.id)?.name ?? actor.name, at },
        remarks: threads.remarks,
        withdrawn: threads.withdrawn,
        pagesOf: version => (known?.removed ? null : (known?.versions.find(each => each.version === version)?.pages ?? null)),
        nameOf: user => (this.#sees(meeting, user) ? (projection.participants.get(user)?.name ?? null) : null)
      })
      if (!decision.ok) return decision
      const change = decision.value
      const touched =
        change?.kind === 'put' ? change.remark : change && threads.remarks.get(change.kind === 'withdraw' ? command.remark : change.remark)
      // What somebody said may have stood alone in their own list.
      const said = change?.kind === 'take-answer' ? [actor.id] : change?.kind === 'withdraw' ? touched?.answers.map(({ by }) => by) : []
      const people = touched ? [...new Set([...peopleOf(touched), ...this.#leftAnswerers(meeting, touched), ...(said ?? [])])] : []
      const scrubs = change?.kind === 'withdraw' || change?.kind === 'take-answer'
      await rooms.edit(room, doc => {
        changeThreads(doc, command.id, { actor: actor.id, at }, change)
        if (scrubs) noteScrub(doc, command.id, people)
      })
      this.#papers.add(paper)
      if (command.kind === 'share') this.#ids.set(command.remark, paper)
      if (!change) return ok(at)
      if (command.kind === 'hide')
        around.log({ level: 'warn', event: command.hidden ? 'remark-hidden' : 'remark-shown', paper, remark: command.remark, by: actor.id })
      const delivered = this.#deliver(meeting, paper, people).then(() => (scrubs ? this.#scrub(paper) : undefined))
      await delivered.catch(error => this.#late(paper, error))
      return ok(at)
    })
  }

  /** Who sees the meeting may have changed: lists of those who do no more are put right. Never rejects. */
  async recordChanged(meeting: MeetingId): Promise<void> {
    await this.#healAll([...this.#papers].filter(paper => this.#parts.book.meetingOf(paper) === meeting))
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#retries.values()) clearTimeout(timer)
    await this.#healing
    await this.#queues.idle()
  }

  async #healAll(papers: readonly PaperId[], more: (remark: Remark) => readonly UserId[] = () => []): Promise<void> {
    for (const paper of papers) {
      if (this.#closed) return
      await this.#queues.run(paper, () => this.#heal(paper, more)).catch(error => this.#late(paper, error))
    }
  }

  /** [N5] Also what a crash had left of a withdrawn remark in somebody's list. */
  async #heal(paper: PaperId, more: (remark: Remark) => readonly UserId[]): Promise<void> {
    const { threads, owed } = await this.#parts.rooms.read({ kind: 'threads', paper }, doc => ({
      threads: readThreads(doc),
      owed: owedScrubs(doc)
    }))
    for (const remark of [...threads.remarks.keys(), ...threads.withdrawn.keys()]) this.#ids.set(remark, paper)
    const meeting = this.#parts.book.meetingOf(paper)
    // [R5] Who takes part in a meeting set aside is not certain: nobody's list gets longer or shorter.
    if (!meeting || this.#parts.book.isSetAside(meeting)) return
    const people = new Set<UserId>([...[...owed.values()].flat(), ...(this.#alone.get(paper) ?? [])])
    for (const remark of threads.remarks.values())
      for (const user of [...peopleOf(remark), ...this.#leftAnswerers(meeting, remark), ...more(remark)]) people.add(user)
    for (const withdrawn of threads.withdrawn.values()) for (const user of withdrawn.people) people.add(user)
    await this.#deliver(meeting, paper, [...people], threads)
    await this.#scrub(paper)
  }

  async #deliver(meeting: MeetingId, paper: PaperId, people: readonly UserId[], known?: Threads): Promise<void> {
    const { rooms } = this.#parts
    const threads = known ?? (await rooms.read({ kind: 'threads', paper }, readThreads))
    const all = [...threads.remarks.values()]
    const isOpen = (remark: Remark): boolean => remark.to === 'all' && remark.hidden === null
    await rooms.edit({ kind: 'remarks', paper }, doc => writeRemarks(doc, paper, all.filter(isOpen)))
    for (const user of people) {
      const room = { kind: 'shares', user } as const
      if (this.#sees(meeting, user)) {
        const mine = all.filter(each => peopleOf(each).includes(user) && mayReadRemark(each, user))
        await rooms.edit(room, doc => writeRemarks(doc, paper, mine))
        this.#alone.get(paper)?.delete(user)
        continue
      }
      // Who sees the meeting no more keeps what they said themselves, to take it back.
      const own = all.map(each => ({ ...each, answers: each.answers.filter(({ by }) => by === user) }))
      const alone = own.flatMap(({ by, answers, remark }) =>
        by === user ? [] : answers.map(each => ({ ...each, remark, meeting, paper }))
      )
      if (alone.length > 0) this.#alone.set(paper, (this.#alone.get(paper) ?? new Set()).add(user))
      await rooms.edit(room, doc =>
        writeRemarks(
          doc,
          paper,
          own.filter(({ by }) => by === user),
          alone
        )
      )
    }
  }

  /** Who answered and sees the meeting no more. */
  #leftAnswerers(meeting: MeetingId, { answers }: Remark): readonly UserId[] {
    return [...new Set(answers.map(({ by }) => by))].filter(user => !this.#sees(meeting, user))
  }

  /** [N5] The bytes of what was withdrawn leave the data folder too; what a crash or a failure leaves is noted and done later. */
  async #scrub(paper: PaperId): Promise<void> {
    const { rooms } = this.#parts
    const book = { kind: 'threads', paper } as const
    const owed = await rooms.read(book, owedScrubs)
    if (owed.size === 0) return
    await rooms.scrub(book)
    await rooms.scrub({ kind: 'remarks', paper })
    for (const user of new Set([...owed.values()].flat())) await rooms.scrub({ kind: 'shares', user })
    await rooms.edit(book, doc => {
      for (const command of owed.keys()) dropScrub(doc, command)
    })
  }

  #sees(meeting: MeetingId, user: UserId): boolean {
    const standing = this.#parts.book.standing(meeting, user)
    return standing !== null && seesMeeting(standing)
  }

  #late(paper: PaperId, error: unknown): void {
    if (this.#closed || this.#retries.has(paper)) return
    this.#parts.around.log({ level: 'error', event: 'remarks-not-delivered', paper, fault: faultOf(error) })
    const again = (): void => {
      this.#retries.delete(paper)
      void this.#healAll([paper])
    }
    this.#retries.set(paper, setTimeout(again, retryMs).unref())
  }
}

/** Whether what is to be withdrawn, or was, is this person's. */
const isOwn = (deed: Extract<RemarkCommand, { kind: 'withdraw' }>, user: UserId, { remarks, withdrawn }: Threads): boolean => {
  const remark = remarks.get(deed.remark)
  if (deed.answer !== undefined) return remark?.answers.some(({ answer, by }) => answer === deed.answer && by === user) ?? false
  return (remark ?? withdrawn.get(deed.remark))?.by === user
}
