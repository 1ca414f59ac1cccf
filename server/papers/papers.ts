import { mayWithPersonal } from '#core/access/personal.ts'
import type { PaperId, VersionId } from '#core/ids.ts'
import type { PaperVersion } from '#core/paper/paper.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'
import type { ValidSession } from '../access/sessions.ts'
import type { ShelfIndex } from '../personal/shelf-index.ts'
import { refusalOf } from '../record/decide.ts'
import type { MeetingBook } from '../record/meeting-book.ts'

/** Where a paper is looked for: in the meetings' records, and among people's own. */
export interface PaperPlaces {
  readonly book: MeetingBook
  readonly personal: ShelfIndex
}

/** The version of a paper that this person may read now; asked anew at every request. */
export function readableVersion(
  places: PaperPlaces,
  { user: reader, privateFrom }: ValidSession,
  paper: PaperId,
  version: VersionId
): Result<PaperVersion, Reason> {
  const { book, personal } = places
  const standing = personal.standing(paper, reader.id)
  if (standing) {
    // [Z1] [H7] One that is not theirs is answered like one that does not exist.
    const own = privateFrom === null && mayWithPersonal(standing, 'read-personal') ? personal.paper(paper)?.version : undefined
    return own?.version === version ? ok(own) : fail('not-found')
  }
  const meeting = book.meetingOf(paper)
  if (!meeting) return fail('not-found')
  const refusal = refusalOf(book.standing(meeting, reader.id), 'read-papers')
  if (refusal) return fail(refusal)
  const found = book.projection(meeting)?.papers.get(paper)
  const wanted = found?.removed ? undefined : found?.versions.find(candidate => candidate.version === version)
  return wanted ? ok(wanted) : fail('not-found')
}

/** Every version of every paper that can be read, the newest of each first. */
export function versionsOf(book: MeetingBook): readonly PaperVersion[] {
  const papers = book
    .meetings()
    .flatMap(meeting => [...(book.projection(meeting)?.papers.values() ?? [])].filter(({ removed }) => !removed))
  const newest = papers.flatMap(({ versions }) => versions.slice(-1))
  return [...newest, ...papers.flatMap(({ versions }) => versions.slice(0, -1).reverse())]
}
