import type { z } from 'zod'
import { fail, ok } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'
import type { newPersonalUpload } from '#protocol/personal-api.ts'
import type { UploadTarget } from '../papers/uploads.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import type { ShelfIndex } from './shelf-index.ts'
import type { Shelves } from './shelves.ts'

export interface ShelfTargetParts {
  readonly shelves: Shelves
  readonly index: ShelfIndex
  readonly book: MeetingBook
  readonly around: Surroundings
}

/** A paper of one's own. `beside`: bytes of other uploads of this person that are on their way to the same place. */
export function shelfTarget(
  { shelves, index, book, around }: ShelfTargetParts,
  actor: StoredUser,
  request: z.output<typeof newPersonalUpload>,
  beside: () => number
): UploadTarget {
  const { paper, version, hash, bytes, fileName, title, folder } = request
  const mine = () => {
    const found = index.of(actor.id).papers.get(paper)
    return found?.version.version === version ? found : null
  }
  const right = (): Reason | null => shelves.noRoomFor(actor.id, bytes, beside())
  const unfit = (): Reason | null => (book.meetingOf(paper) !== null || index.paper(paper) ? 'conflict' : null)
  return {
    key: 'personal',
    right,
    refusal: () => unfit() ?? right(),
    finished() {
      const done = mine()
      return done ? { paper, version, pages: done.version.pages, seq: 0 } : null
    },
    async record(store, pages) {
      const refusal = unfit()
      if (refusal) return fail(refusal)
      await shelves.expect(actor.id, hash)
      if (!(await store())) return fail('hash-mismatch')
      const addedAt = around.now().toISOString()
      const added = await shelves.add(
        actor.id,
        {
          paper,
          title,
          folder,
          version: { version, replaces: null, hash, bytes, pages, fileName, addedAt, addedBy: actor.id },
          readers: [],
          removedAt: null
        },
        request.id
      )
      return added.ok ? ok({ paper, version, pages, seq: 0 }) : added
    }
  }
}
