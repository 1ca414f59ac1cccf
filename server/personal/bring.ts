import type { MeetingId } from '#core/ids.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'
import type { BroughtPaper } from '#protocol/personal-api.ts'
import type { FileHolders } from '../papers/file-holders.ts'
import { type MeetingTargetParts, meetingTarget } from '../papers/meeting-target.ts'
import type { FinishedUpload, Uploads } from '../papers/uploads.ts'
import { refusalOf } from '../record/decide.ts'
import { type FileStorage, StorageFault, type StoredUser } from '../storage/ports.ts'
import type { ShelfIndex } from './shelf-index.ts'
import type { Shelves } from './shelves.ts'

export interface BringParts extends Omit<MeetingTargetParts, 'isTaken'> {
  readonly shelves: Shelves
  readonly index: ShelfIndex
  readonly uploads: Uploads
  readonly files: FileStorage
  readonly holders: FileHolders
}

/** [Z6] Makes a paper of one's own one of the meeting: the same bytes, looked at again as an upload is, sent only once. */
export async function bringIntoMeeting(
  parts: BringParts,
  actor: StoredUser,
  meeting: MeetingId,
  request: BroughtPaper
): Promise<Result<FinishedUpload, Reason>> {
  const { book, shelves, index, uploads, files, holders } = parts
  const noRight = refusalOf(book.standing(meeting, actor.id), 'add-paper')
  const refused = shelves.refusal(actor.id, request.from, 'bring-personal')
  const own = refused === null ? index.paper(request.from) : null
  if (noRight || !own) return fail(noRight ?? refused ?? 'not-found')
  const { hash, bytes, fileName } = own.version
  const wanted = { ...request, item: null, hash, bytes, fileName }
  const target = meetingTarget({ ...parts, isTaken: paper => index.paper(paper) !== null }, actor, meeting, wanted)
  const done = target.finished()
  if (done) return ok(done)
  const unfit = target.refusal()
  if (unfit) return fail(unfit)
  if (request.declaration !== 'ordinary') return fail('secret-document')
  return holders.during(hash, async () => {
    // The same command may have come twice at once.
    const meanwhile = target.finished()
    if (meanwhile) return ok(meanwhile)
    try {
      const judged = await uploads.judge(wanted, { length: bytes, read: (begin, end) => files.read(hash, begin, end) })
      return judged.ok ? await target.record(async () => (await files.size(hash)) === bytes, judged.value) : judged
    } catch (error) {
      if (error instanceof StorageFault && error.kind === 'damaged') return fail('paper-damaged')
      throw error
    }
  })
}
