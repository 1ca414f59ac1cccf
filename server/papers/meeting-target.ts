import type { MeetingId } from '#core/ids.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import type { PaperVersion } from '#core/paper/paper.ts'
import type { RecordFact } from '#core/record/event.ts'
import { fail, ok } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'
import { refusalOf } from '../record/decide.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import type { FinishedUpload, NewUpload, UploadTarget } from './uploads.ts'

export interface MeetingTargetParts {
  readonly book: MeetingBook
  readonly around: Surroundings
  /** Ids that personal papers bear. */
  readonly isTaken: (paper: NewUpload['paper']) => boolean
}

/** A paper of a meeting, new or as a new version: what the record says of it afterwards. */
export function meetingTarget(
  parts: MeetingTargetParts,
  actor: StoredUser,
  meeting: MeetingId,
  request: Omit<NewUpload, 'upload'>
): UploadTarget {
  const { book, around } = parts
  const right = (standing = book.standing(meeting, actor.id)): Reason | null =>
    refusalOf(standing, 'add-paper') ?? (isRehearsal(meeting) ? 'conflict' : null)
  /** Ids that are taken, or a paper that is gone. */
  const unfit = (projection = book.projection(meeting)): Reason | null => {
    const owner = book.meetingOf(request.paper)
    if ((owner !== null && owner !== meeting) || parts.isTaken(request.paper)) return 'conflict'
    const present = projection?.papers.get(request.paper)
    return present?.removed || present?.versions.some(known => known.version === request.version) ? 'conflict' : null
  }
  return {
    key: meeting,
    right: () => right(),
    refusal: () => right() ?? unfit(),
    finished(): FinishedUpload | null {
      const done = book.done(meeting, request.id)
      const { paper, version } = request
      const recorded = book
        .projection(meeting)
        ?.papers.get(paper)
        ?.versions.find(known => known.version === version)
      return done?.actor === actor.id && recorded ? { paper, version, pages: recorded.pages, seq: done.seq } : null
    },
    record: (store, pages) =>
      book.exclusively(meeting, async turn => {
        const refusal = right(turn.standing(actor.id)) ?? unfit(turn.projection)
        if (refusal) return fail(refusal)
        if (!(await store())) return fail('hash-mismatch')
        const present = turn.projection?.papers.get(request.paper)
        const version: PaperVersion = {
          version: request.version,
          replaces: present?.versions.at(-1)?.version ?? null,
          hash: request.hash,
          bytes: request.bytes,
          pages,
          fileName: request.fileName,
          addedAt: around.now().toISOString(),
          addedBy: actor.id
        }
        const fact: RecordFact = present
          ? { kind: 'paper-version-added', paper: request.paper, version }
          : { kind: 'paper-added', paper: request.paper, title: request.title, item: request.item, version }
        const seq = turn.append(actor, request.id, [fact])
        return ok({ paper: request.paper, version: request.version, pages, seq })
      })
  }
}
