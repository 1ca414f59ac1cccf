import { neededOf } from '../attendance/attendance.ts'
import type { MeetingId, UserId, VoteId } from '../ids.ts'
import type { Participant } from '../meeting/meeting.ts'
import { canonicalJson, type Sha256 } from '../record/chain.ts'
import type { VoteChoice } from './options.ts'
import { baseOf, type TieRule, type Vote } from './vote.ts'

/** What a voter chose; `text` is the other opinion in words, else ''. */
export interface Choice {
  readonly choice: VoteChoice
  readonly text: string
}

/** One ballot as it is opened when the vote has ended. */
export interface OpenedBallot extends Choice {
  readonly voter: UserId
  /** 32 hex digits that the voter's device made. */
  readonly salt: string
  /** It was given on paper. */
  readonly paper: boolean
}

/** What the server keeps of a ballot, for itself alone, until the vote ends. */
export interface SealedBallot extends Choice {
  readonly vote: VoteId
  readonly voter: UserId
  readonly salt: string
}

export const saltPattern = /^[0-9a-f]{32}$/

/**
 * [VT3] Stands for a ballot in the record until the vote ends: SHA-256 of the canonical JSON of salt, meeting, vote, voter and choice. Who does
 * not know the salt learns nothing from it; nobody finds a second choice for it. docs/record-format.md says the same for strangers.
 */
export const commitmentOf = (meeting: MeetingId, { vote, voter, salt, choice, text }: SealedBallot, sha256: Sha256): string =>
  sha256(canonicalJson({ salt, meeting, vote, voter, choice, text }))

/** What a voter can read aloud and look up: the first twelve digits of the commitment, in threes of four. */
export const receiptOf = (commitment: string): string => (commitment.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join('-')

/** Result by number. */
export interface Outcome {
  readonly counts: Readonly<Partial<Record<VoteChoice, number>>>
  /** Ballots on paper among them. */
  readonly paper: number
  /** On the roll, and without a ballot. */
  readonly missing: number
  readonly base: number
  readonly needed: number
  readonly passed: boolean
  /** Equal numbers for and against, decided by the vote's rule for that. */
  readonly tie: TieRule | null
}

/**
 * [VT8] Passed when as many of the base are for it as the share asks. When just as many are for it as against, a vote by simple majority goes
 * as its rule for ties says: `chair-side` whenever somebody took a side, the others only where more than half of the base did. Source of
 * "equal numbers: the side of the chair": Law 77/2015/QH13, Art. 117, by its usual wording; see `usualMajority` for what is not verified of it.
 */
export function outcomeOf(
  vote: Pick<Vote, 'base' | 'members' | 'share' | 'tie'> & { readonly roll: { readonly length: number } },
  ballots: readonly Pick<OpenedBallot, 'voter' | 'choice' | 'paper'>[],
  chair: UserId | null
): Outcome {
  const counts: Partial<Record<VoteChoice, number>> = {}
  for (const { choice } of ballots) counts[choice] = (counts[choice] ?? 0) + 1
  const [base, inFavour, against] = [baseOf(vote), counts.for ?? 0, counts.against ?? 0]
  const needed = neededOf(base, vote.share)
  const tookSides = vote.tie === 'chair-side' ? inFavour > 0 : (inFavour + against) * 2 > base
  const isTie = vote.share === 'half' && inFavour === against && tookSides
  const chairs = ballots.find(({ voter }) => voter === chair)?.choice
  return {
    counts,
    paper: ballots.filter(({ paper }) => paper).length,
    missing: vote.roll.length - ballots.length,
    base,
    needed,
    passed: base > 0 && (inFavour >= needed || (isTie && vote.tie !== 'fails' && chairs === 'for')),
    tie: isTie ? vote.tie : null
  }
}

/** Whose ballot decides a tie where the rule says so. */
export const chairOf = (participants: Iterable<Participant>): UserId | null =>
  [...participants].find(({ role }) => role === 'chair')?.user ?? null
