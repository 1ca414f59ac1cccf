import type { AnswerId, MeetingId, PaperId, RemarkId, UserId } from '../ids.ts'
import type { MarkCopy } from './mark-copy.ts'

/** Who did something and when; id, name and time are the server's. */
export interface RemarkStamp {
  readonly by: UserId
  /** As of that day, as in the list of participants. */
  readonly name: string
  readonly at: string
}
export interface RemarkAnswer extends RemarkStamp {
  readonly answer: AnswerId
  readonly words: string
}
/** [N5] What is left of a remark in the list of somebody who sees it no more: an answer of their own, to take it back. */
export interface LoneAnswer extends RemarkAnswer {
  readonly remark: RemarkId
  readonly meeting: MeetingId
  readonly paper: PaperId
}
export interface RemarkReader {
  readonly user: UserId
  readonly name: string
}

/** [N1] A copy of a mark that its author shared, stamped by the server, with what was answered. */
export interface Remark extends RemarkStamp {
  readonly remark: RemarkId
  readonly meeting: MeetingId
  readonly paper: PaperId
  readonly mark: MarkCopy
  /** What the author says to it. */
  readonly words: string
  /** Everybody who may read the paper, or these people and the author. */
  readonly to: 'all' | readonly RemarkReader[]
  /** [N6] Taken from everybody's view but its author's, by whom. */
  readonly hidden: RemarkStamp | null
  /** Oldest first. */
  readonly answers: readonly RemarkAnswer[]
}

/** What is left of a remark that was withdrawn: who had it, so that it leaves everybody's copy. */
export interface WithdrawnRemark {
  readonly remark: RemarkId
  readonly by: UserId
  readonly withdrawnAt: string
  readonly people: readonly UserId[]
}

/** Words beside a mark, and an answer. */
export const maxWordsLength = 2000
/** Remarks of one person on one paper, and answers to one remark: more than anybody reads. */
export const maxRemarksEach = 500
export const maxAnswers = 200
/** What marks of one person shared on one paper may come to, as JSON: everybody who reads the paper fetches all of it. */
export const maxSharedEach = 4 * 1024 * 1024
/** People one remark can be sent to. */
export const maxReaders = 100

/** [N4] Whether this person reads the remark, as one who sees its meeting. */
export const mayReadRemark = (remark: Pick<Remark, 'by' | 'to' | 'hidden'>, user: UserId): boolean =>
  remark.by === user || (remark.hidden === null && (remark.to === 'all' || remark.to.some(reader => reader.user === user)))

/** Those in whose own list the remark stands: its author, and whom it was sent to. */
export const peopleOf = (remark: Pick<Remark, 'by' | 'to'>): readonly UserId[] => [
  remark.by,
  ...(remark.to === 'all' ? [] : remark.to.map(({ user }) => user))
]

/** When something was last said in it by somebody else than `me`; '' when nothing was. */
export const lastSaidByOthers = (remark: Remark, me: UserId): string =>
  [remark, ...remark.answers, ...(remark.hidden ? [remark.hidden] : [])]
    .filter(({ by }) => by !== me)
    .reduce((latest, { at }) => (at > latest ? at : latest), '')
