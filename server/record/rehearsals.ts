import { mayInMeeting } from '#core/access/access.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { isRehearsal, rehearsalIdleMs } from '#core/meeting/rehearsal.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'
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
    const { book, mirror, storage } = this.#parts
    if (!isRehearsal(meeting)) return
    await book.exclusively(meeting, async turn => {
      await turn.stored()
      book.forget(meeting)
      storage.forget(meeting)
      mirror.forget(meeting)
    })
  }

  /** Forgets those in which nothing has happened for hours. */
  async sweep(): Promise<void> {
    const { book, around } = this.#parts
    for (const meeting of book.meetings()) {
      if (!isRehearsal(meeting)) continue
      const last = (await book.events(meeting))?.at(-1)
      if (!last || around.now().getTime() - Date.parse(last.at) > rehearsalIdleMs) await this.forget(meeting)
    }
  }
}
