import { mayInMeeting } from '#core/access/access.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { isRehearsal, type LivingRehearsal, rehearsalIdleMs, rehearsalRestMs, rehearsalsToEnd } from '#core/meeting/rehearsal.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'
import { Queue } from '../queue.ts'
import type { StorageApart } from '../storage/rehearsals-apart.ts'
import type { Surroundings } from '../surroundings.ts'
import type { MeetingBook } from './meeting-book.ts'
import type { Mirror } from './mirror.ts'

export interface RehearsalsParts {
  readonly book: MeetingBook
  readonly mirror: Mirror
  readonly storage: Pick<StorageApart, 'forget' | 'isForgotten'>
  readonly around: Surroundings
}

/** [RE1] [RE2] [RE3] Meetings for practice: held in memory, in no list, and gone with everything when they end. */
export class Rehearsals {
  readonly #parts: RehearsalsParts
  readonly #making = new Queue()

  constructor(parts: RehearsalsParts) {
    this.#parts = parts
  }

  /** Those this person takes part in. */
  list(user: UserId): readonly MeetingSummary[] {
    return this.#parts.mirror.rehearsals(user)
  }

  /** Whether there was one by this id that is gone. */
  isForgotten(meeting: MeetingId): boolean {
    return this.#parts.storage.isForgotten(meeting)
  }

  /** [RE4] Makes one where there is room; others may have to end for it. */
  begin<T>(user: UserId, meeting: MeetingId, make: () => Promise<Result<T, Reason>>): Promise<Result<T, Reason>> {
    return this.#making.run(async () => {
      for (;;) {
        const over = this.#parts.book.projection(meeting) ? [] : await this.#over(user)
        if (!over) return fail('too-many-rehearsals')
        const made = await this.#inPlaceOf(over, make)
        if (made) return made
      }
    })
  }

  /** Makes one while nothing can happen in these, which end for it. Null, and nothing made, when one of them does not rest any more. */
  async #inPlaceOf<T>(over: readonly MeetingId[], make: () => Promise<Result<T, Reason>>): Promise<Result<T, Reason> | null> {
    const [one, ...others] = over
    if (one === undefined) return make()
    return this.#parts.book.exclusively(one, async turn => {
      await turn.stored()
      if (!(await this.#restsSince(one, rehearsalRestMs))) return null
      const made = await this.#inPlaceOf(others, make)
      // Whoever may not make one ends none.
      if (made?.ok) this.#drop(one)
      return made
    })
  }

  /** Nothing was recorded in it for so long. */
  async #restsSince(meeting: MeetingId, ms: number): Promise<boolean> {
    const last = (await this.#parts.book.events(meeting))?.at(-1)
    return last !== undefined && this.#parts.around.now().getTime() - Date.parse(last.at) >= ms
  }

  async #over(user: UserId): Promise<readonly MeetingId[] | null> {
    const { book, around } = this.#parts
    const living: LivingRehearsal[] = []
    for (const meeting of book.meetings().filter(isRehearsal)) {
      const events = (await book.events(meeting)) ?? []
      const [first, last] = [events[0], events.at(-1)]
      if (first && last) living.push({ meeting, by: first.actor, lastMs: Date.parse(last.at) })
    }
    return rehearsalsToEnd(living, user, around.now().getTime())
  }

  /** Deletes one on demand, by whoever leads it; once more does nothing. */
  async end(user: UserId, meeting: MeetingId): Promise<Result<null, Reason>> {
    if (!isRehearsal(meeting)) return fail('not-found')
    if (this.isForgotten(meeting)) return ok(null)
    const standing = this.#parts.book.standing(meeting, user)
    if (!standing?.role || (standing.state === 'draft' && !mayInMeeting(standing, 'use-desk'))) return fail('not-found')
    if (!mayInMeeting(standing, 'use-desk')) return fail('no-right')
    await this.forget(meeting)
    return ok(null)
  }

  async forget(meeting: MeetingId): Promise<void> {
    if (isRehearsal(meeting))
      await this.#parts.book.exclusively(meeting, async turn => {
        await turn.stored()
        this.#drop(meeting)
      })
  }

  /** Inside `exclusively` only, when everything is stored. */
  #drop(meeting: MeetingId): void {
    const { book, mirror, storage } = this.#parts
    book.forget(meeting)
    storage.forget(meeting)
    mirror.forget(meeting)
  }

  /** Forgets those in which nothing has happened for hours. */
  async sweep(): Promise<void> {
    for (const meeting of this.#parts.book.meetings())
      if (isRehearsal(meeting))
        await this.#parts.book.exclusively(meeting, async turn => {
          await turn.stored()
          if (await this.#restsSince(meeting, rehearsalIdleMs)) this.#drop(meeting)
        })
  }
}
