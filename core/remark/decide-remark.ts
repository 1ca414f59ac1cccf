import type { MeetingDeed } from '../access/access.ts'
import type { AnswerId, MeetingId, PaperId, RemarkId, UserId } from '../ids.ts'
import type { Mark } from '../mark/mark.ts'
import { assertNever, fail, ok, type Result } from '../result.ts'
import { copyMark } from './mark-copy.ts'
import {
  maxAnswers,
  maxRemarksEach,
  maxSharedEach,
  mayReadRemark,
  peopleOf,
  type Remark,
  type RemarkReader,
  type RemarkStamp,
  type WithdrawnRemark
} from './remark.ts'

/** What is asked; ids are the client's. */
export type RemarkDeed =
  | {
      readonly kind: 'share'
      readonly remark: RemarkId
      readonly mark: Mark
      readonly words: string
      readonly to: 'all' | readonly UserId[]
    }
  | { readonly kind: 'answer'; readonly remark: RemarkId; readonly answer: AnswerId; readonly words: string }
  | { readonly kind: 'withdraw'; readonly remark: RemarkId; readonly answer?: AnswerId | undefined }
  | { readonly kind: 'hide'; readonly remark: RemarkId; readonly hidden: boolean }

/** The right each deed needs. */
export const deedOfRemark: Readonly<Record<RemarkDeed['kind'], MeetingDeed>> = {
  share: 'share-mark',
  answer: 'answer-remark',
  withdraw: 'withdraw-remark',
  hide: 'hide-remark'
}

export interface RemarkSurroundings {
  readonly meeting: MeetingId
  readonly paper: PaperId
  readonly stamp: RemarkStamp
  readonly remarks: ReadonlyMap<RemarkId, Remark>
  /** What was withdrawn: none of it comes back. */
  readonly withdrawn: ReadonlyMap<RemarkId, Pick<WithdrawnRemark, 'by'>>
  /** Pages of the version if it is one of this paper's; null if it is not, or the paper was taken out. */
  readonly pagesOf: (version: string) => number | null
  /** Name of a participant who sees the meeting, else null. */
  readonly nameOf: (user: UserId) => string | null
}

export type RemarkChange =
  | { readonly kind: 'put'; readonly remark: Remark }
  | { readonly kind: 'answer'; readonly remark: RemarkId; readonly answer: Remark['answers'][number] }
  | { readonly kind: 'take-answer'; readonly remark: RemarkId; readonly answer: AnswerId }
  | { readonly kind: 'withdraw'; readonly withdrawn: WithdrawnRemark }
type Why = 'not-found' | 'malformed' | 'conflict' | 'no-right' | 'too-many-remarks'

/** What a deed comes to; null when it is so already. Whether the person may do such deeds in the meeting at all was asked before. */
export function decideRemark(deed: RemarkDeed, around: RemarkSurroundings): Result<RemarkChange | null, Why> {
  const { stamp } = around
  if (deed.kind === 'share') return decideShare(deed, around)
  const remark = around.remarks.get(deed.remark)
  // Withdrawn by this very author: nothing is left to be done.
  if (!remark && deed.kind === 'withdraw' && around.withdrawn.get(deed.remark)?.by === stamp.by) return ok(null)
  if (!remark) return fail('not-found')
  switch (deed.kind) {
    case 'answer':
      if (!mayReadRemark(remark, stamp.by)) return fail('not-found')
      if (remark.answers.some(({ answer }) => answer === deed.answer)) return fail('conflict')
      if (remark.answers.length >= maxAnswers) return fail('too-many-remarks')
      return ok({ kind: 'answer', remark: deed.remark, answer: { ...stamp, answer: deed.answer, words: deed.words } })
    case 'withdraw': {
      if (!mayReadRemark(remark, stamp.by)) return fail('not-found')
      if (deed.answer === undefined) {
        if (remark.by !== stamp.by) return fail('no-right')
        const withdrawn = { remark: deed.remark, by: stamp.by, withdrawnAt: stamp.at, people: peopleOf(remark) }
        return ok({ kind: 'withdraw', withdrawn })
      }
      const answer = remark.answers.find(each => each.answer === deed.answer)
      if (!answer) return ok(null)
      return answer.by === stamp.by ? ok({ kind: 'take-answer', remark: deed.remark, answer: deed.answer }) : fail('no-right')
    }
    case 'hide':
      if (remark.to !== 'all') return fail(mayReadRemark(remark, stamp.by) ? 'no-right' : 'not-found')
      if ((remark.hidden !== null) === deed.hidden) return ok(null)
      return ok({ kind: 'put', remark: { ...remark, hidden: deed.hidden ? stamp : null } })
    default:
      return assertNever(deed)
  }
}

function decideShare(deed: Extract<RemarkDeed, { kind: 'share' }>, around: RemarkSurroundings): Result<RemarkChange, Why> {
  const { stamp, meeting, paper, remarks } = around
  if (remarks.has(deed.remark) || around.withdrawn.has(deed.remark)) return fail('conflict')
  const pages = around.pagesOf(deed.mark.version)
  if (pages === null) return fail('not-found')
  if (deed.mark.page > pages) return fail('malformed')
  const mark = copyMark(deed.mark)
  const mine = [...remarks.values()].filter(({ by }) => by === stamp.by)
  const shared = mine.reduce((sum, remark) => sum + JSON.stringify(remark.mark).length, JSON.stringify(mark).length)
  if (mine.length >= maxRemarksEach || shared > maxSharedEach) return fail('too-many-remarks')
  const to: 'all' | RemarkReader[] = deed.to === 'all' ? 'all' : []
  for (const user of deed.to === 'all' ? [] : new Set(deed.to)) {
    const name = around.nameOf(user)
    if (user === stamp.by) return fail('malformed')
    if (name === null) return fail('not-found')
    if (to !== 'all') to.push({ user, name })
  }
  return ok({
    kind: 'put',
    remark: { ...stamp, remark: deed.remark, meeting, paper, mark, words: deed.words, to, hidden: null, answers: [] }
  })
}
