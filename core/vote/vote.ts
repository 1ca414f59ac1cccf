import { countsForQuorum } from '../attendance/attendance.ts'
import type { AgendaItemId, UserId, VoteId } from '../ids.ts'
import type { Participant } from '../meeting/meeting.ts'
import type { MajorityRule } from './house-rules.ts'
import type { OptionTerms } from './options.ts'
import type { OpenedBallot, Outcome } from './tally.ts'

/** công khai, kín. */
export const voteForms = ['open', 'secret'] as const
export type VoteForm = (typeof voteForms)[number]

/** Of whom the majority is taken: members present at the opening, or all members of the meeting. */
export const voteBases = ['present', 'all'] as const
export type VoteBase = (typeof voteBases)[number]

/**
 * [VT8] Equal numbers for and against: not passed; on the side on which the chair voted; or so only where more than half of the base took a side
 * (`chair`).
 */
export const tieRules = ['chair-side', 'chair', 'fails'] as const
export type TieRule = (typeof tieRules)[number]

/** What is asked, and by which rules it is decided. */
export interface VoteTerms extends OptionTerms, MajorityRule {
  readonly subject: string
  /** The item it belongs to; null: the meeting as a whole. */
  readonly item: AgendaItemId | null
  readonly form: VoteForm
  /** The vote that is taken again; both stay. */
  readonly repeats: VoteId | null
}

/** đã chuẩn bị, đang kiểm tra sẵn sàng, đang biểu quyết, đã kết thúc, đã dừng. */
export type VoteState = 'prepared' | 'called' | 'open' | 'ended' | 'cancelled'

/** One vote and what became of it. Times are the server's, ISO 8601. */
export interface Vote extends VoteTerms {
  readonly vote: VoteId
  readonly state: VoteState
  /** Number of the event that prepared it first: votes are listed in this order. */
  readonly seq: number
  readonly openedAt: string | null
  /** What the chair gave, shown as a countdown; nothing ends by itself. 0: as long as it takes. */
  readonly minutes: number
  /** [VT2] Who may vote, frozen at the opening. */
  readonly roll: readonly UserId[]
  /** All members of the meeting at the opening: the base 'all'. */
  readonly members: number
  readonly endedAt: string | null
  /** Why it was stopped without a result. */
  readonly reason: string
  /** By number; null until it ended, and of a secret ballot for as long as that is not counted. */
  readonly outcome: Outcome | null
  /** By name, of an open vote that ended; salts are in the record alone. */
  readonly ballots: readonly Omit<OpenedBallot, 'salt'>[]
}

/** A ballot that was given on paper: who entered it, and who saw the same paper and confirmed it. */
export interface PaperBallot {
  readonly by: UserId
  readonly confirmedBy: UserId | null
}

/** [VT3] What everybody sees of one voter while a vote is called or open: never the choice. */
export interface Voter {
  readonly ready: boolean
  /** Seals the newest ballot; null while there is none. */
  readonly commitment: string | null
  readonly at: string | null
  readonly paper: PaperBallot | null
  /** How often they changed their own ballot; absent: never. */
  readonly changes?: number
}

/** [VT10] So often one voter changes the ballot of one vote: each change is an event for good. */
export const mostChanges = 20

/** Votes of a meeting, and voters of those that are called or open, by `voterKey`. */
export interface Votes {
  readonly votes: ReadonlyMap<VoteId, Vote>
  readonly voters: ReadonlyMap<string, Voter>
}
export const noVotes: Votes = { votes: new Map(), voters: new Map() }

export const voterKey = (vote: VoteId, user: UserId): string => `${vote}/${user}`
const nobodyYet: Voter = { ready: false, commitment: null, at: null, paper: null }
export const voterOf = ({ voters }: Votes, vote: VoteId, user: UserId): Voter => voters.get(voterKey(vote, user)) ?? nobodyYet

/** In the order they were prepared. */
export const votesInOrder = ({ votes }: Votes): readonly Vote[] => [...votes.values()].sort((a, b) => a.seq - b.seq)

/** [VT4] One vote at a time: the one that is open, or being called. */
export const voteAtHand = ({ votes }: Pick<Votes, 'votes'>): Vote | null =>
  [...votes.values()].find(({ state }) => state === 'open' || state === 'called') ?? null

/** [V8] A meeting is not suspended while an open vote is going on; a secret ballot goes on in a break. */
export const keepsFromBreak = (all: Pick<Votes, 'votes'>): boolean => {
  const vote = voteAtHand(all)
  return vote?.state === 'open' && vote.form === 'open'
}

/** A ballot that counts as things stand: given on a device, or on paper and confirmed. */
export const hasVoted = ({ commitment, paper }: Voter): boolean => commitment !== null && (paper === null || paper.confirmedBy !== null)

/** Whose ballots would be counted now, in the order of the roll. */
export const votedOf = (all: Votes, { vote, roll }: Vote): readonly UserId[] => roll.filter(user => hasVoted(voterOf(all, vote, user)))

/** [VT2] Who would be on the roll if the vote were opened now: members with a vote who are present. Delegates and guests never are; who attends in a member's place votes only as a member of this meeting. */
export const rollOf = (
  participants: Iterable<Participant>,
  attendance: ReadonlyMap<UserId, { readonly state: string }>
): readonly UserId[] =>
  [...participants].flatMap(({ user, role }) => (countsForQuorum(role) && attendance.get(user)?.state === 'present' ? [user] : []))

/** Of how many the majority is taken. */
export const baseOf = ({ base, roll, members }: Pick<Vote, 'base' | 'members'> & { readonly roll: { readonly length: number } }): number =>
  base === 'present' ? roll.length : members

/** [VT5] Prepared, or prepared anew while it was not yet called. */
export const withPrepared = (all: Votes, vote: VoteId, terms: VoteTerms, seq: number): Votes =>
  withVote(all, {
    ...terms,
    vote,
    state: 'prepared',
    seq: all.votes.get(vote)?.seq ?? seq,
    openedAt: null,
    minutes: 0,
    roll: [],
    members: 0,
    endedAt: null,
    reason: '',
    outcome: null,
    ballots: []
  })

export function withoutVote(all: Votes, vote: VoteId): Votes {
  const votes = new Map(all.votes)
  votes.delete(vote)
  return { votes, voters: withoutVoters(all, vote) }
}

/** [VT4] The check who is ready begins; or is called off. */
export const withCalled = (all: Votes, vote: VoteId, called: boolean): Votes =>
  changed({ ...all, voters: called ? all.voters : withoutVoters(all, vote) }, vote, { state: called ? 'called' : 'prepared' })

export const withReady = (all: Votes, vote: VoteId, user: UserId): Votes => withVoter(all, vote, user, { ready: true })

/** [VT2] From now on the roll stands, whoever comes or goes. */
export const withOpened = (
  all: Votes,
  vote: VoteId,
  opened: { readonly roll: readonly UserId[]; readonly members: number; readonly minutes: number },
  at: string
): Votes => changed(all, vote, { state: 'open', openedAt: at, roll: opened.roll, members: opened.members, minutes: opened.minutes })

/** [VT6] The newest ballot of a voter takes the place of the one before. */
export const withBallot = (
  all: Votes,
  vote: VoteId,
  user: UserId,
  ballot: { readonly commitment: string; readonly paper: PaperBallot | null },
  at: string
): Votes => {
  const { commitment, changes = 0 } = voterOf(all, vote, user)
  const isChange = commitment !== null && ballot.paper === null
  return withVoter(all, vote, user, { commitment: ballot.commitment, at, paper: ballot.paper, ...(isChange && { changes: changes + 1 }) })
}

export function withPaperConfirmed(all: Votes, vote: VoteId, user: UserId, by: UserId): Votes {
  const { paper } = voterOf(all, vote, user)
  return paper ? withVoter(all, vote, user, { paper: { ...paper, confirmedBy: by } }) : all
}

export const withPaperWithdrawn = (all: Votes, vote: VoteId, user: UserId): Votes =>
  voterOf(all, vote, user).paper ? withVoter(all, vote, user, { commitment: null, at: null, paper: null }) : all

/** [VT7] The result is there, by number and by name; what was sealed is needed no longer. */
export const withEnded = (
  all: Votes,
  vote: VoteId,
  { outcome, ballots }: { readonly outcome: Outcome | null; readonly ballots: readonly OpenedBallot[] },
  at: string
): Votes =>
  changed({ ...all, voters: withoutVoters(all, vote) }, vote, {
    state: 'ended',
    endedAt: at,
    outcome,
    ballots: ballots.map(({ salt: _, ...ballot }) => ballot)
  })

export const withCancelled = (all: Votes, vote: VoteId, reason: string, at: string): Votes =>
  changed({ ...all, voters: withoutVoters(all, vote) }, vote, { state: 'cancelled', endedAt: at, reason })

const withVote = (all: Votes, vote: Vote): Votes => ({ ...all, votes: new Map(all.votes).set(vote.vote, vote) })

function changed(all: Votes, vote: VoteId, change: Partial<Vote>): Votes {
  const known = all.votes.get(vote)
  return known ? withVote(all, { ...known, ...change }) : all
}

const withVoter = (all: Votes, vote: VoteId, user: UserId, change: Partial<Voter>): Votes => ({
  ...all,
  voters: new Map(all.voters).set(voterKey(vote, user), { ...voterOf(all, vote, user), ...change })
})

const withoutVoters = ({ voters }: Votes, vote: VoteId): ReadonlyMap<string, Voter> =>
  new Map([...voters].filter(([key]) => !key.startsWith(`${vote}/`)))
