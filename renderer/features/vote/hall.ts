import type { ReactNode } from 'react'
import type { MeetingStanding } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { givenCount, givenTo } from '#core/secret-ballot/secret-vote.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import type { Outcome } from '#core/vote/tally.ts'
import { type Vote, votedOf, voterOf } from '#core/vote/vote.ts'
import type { Text } from '#text/index.ts'

/** What a voter has chosen and not sent; whoever draws the vote keeps it in memory, while the ballot is put aside too. */
export interface BallotPicking {
  readonly picked: VoteChoice | null
  readonly onPick: (choice: VoteChoice | null) => void
  /** The options, drawn as every vote has them. */
  readonly options: (label: string) => ReactNode
}

/** What another feature draws of a vote that is a secret ballot. */
export interface SecretParts {
  /** The voter's own. */
  readonly ballot: (vote: Vote, picking: BallotPicking) => ReactNode
  /** How many have taken a ballot, and how many are in the box. */
  readonly progress: (vote: Vote) => ReactNode
  /** For whoever leads: the paper box. */
  readonly paper: (vote: Vote) => ReactNode
  /** After the end. */
  readonly list: (vote: Vote) => ReactNode
}

/** What every screen of votes is drawn from. */
export interface VoteHall {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly me: UserId
  readonly record: Pick<
    RecordProjection,
    | 'votes'
    | 'voters'
    | 'secretVotes'
    | 'givenBallots'
    | 'participants'
    | 'attendance'
    | 'quorum'
    | 'course'
    | 'reminders'
    | 'sites'
    | 'siteOf'
  >
  readonly items: readonly AgendaNode[]
  readonly secret: SecretParts
}

export const nameIn = ({ record }: Pick<VoteHall, 'record'>, user: UserId): string => record.participants.get(user)?.name ?? ''

/** "12/21 đã biểu quyết"; of a secret ballot, how many have taken one. */
export function howFar(all: Text, { record }: Pick<VoteHall, 'record'>, vote: Vote): string {
  if (vote.form === 'open') return all.vote.progress(votedOf(record, vote).length, vote.roll.length)
  const { device, paper } = givenCount(record, vote)
  return all.secretBallot.given(device + paper, vote.roll.length)
}

/** What I have still to do, or have done; '' for who is not on the roll. */
export function mineSoFar(
  all: Text,
  { record, me }: Pick<VoteHall, 'record' | 'me'>,
  vote: Vote
): { readonly words: string; readonly done: boolean } {
  if (!vote.roll.includes(me)) return { words: '', done: true }
  const secret = vote.form === 'secret'
  const done = secret ? givenTo(record, vote.vote, me) !== null : voterOf(record, vote.vote, me).commitment !== null
  const { secretBallot, vote: t } = all
  return { words: secret ? (done ? secretBallot.taken : secretBallot.notTakenYet) : done ? t.done : t.notYet, done }
}

/** "Quá nửa tổng số thành viên". */
export const ruleOf = (t: Text['vote'], { share, base }: Pick<Vote, 'share' | 'base'>): string => t.rule(t.shares[share], t.bases[base])

export const countOf = (outcome: Outcome, choice: VoteChoice): number => outcome.counts[choice] ?? 0
