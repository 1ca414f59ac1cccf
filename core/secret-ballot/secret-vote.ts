import type { UserId, VoteId } from '../ids.ts'
import { canonicalJson, type Sha256 } from '../record/chain.ts'
import { type Vote, voterKey } from '../vote/vote.ts'
import { type Ballot, type Counts, fewestVoters, type PublishedKey } from './ballot.ts'

/** What a voter on the roll was given; under the name, so that it is one. */
export interface GivenBallot {
  /** SHA-256 of the blinded message that was signed, hex; null: a ballot on paper. */
  readonly request: string | null
}

/** What was in the paper box, as one total, with chance that keeps it from being guessed. */
export interface PaperSeal {
  readonly counts: Counts
  /** 32 hex digits. */
  readonly salt: string
}

/** The paper box: who counted it, and who counted it again and found the same. */
export interface PaperCount {
  /** [SB2] Stands for the numbers until the end. */
  readonly commitment: string
  /** Null until the end. */
  readonly counts: Counts | null
  readonly by: UserId
  readonly confirmedBy: UserId | null
}

/** [SB8] A count that is void: who had entered it, and who found other numbers. */
export interface VoidCount {
  readonly by: UserId
  readonly second: UserId
}

/** How many voters were given a ballot, on a device and on paper. */
export interface GivenCount {
  readonly device: number
  readonly paper: number
}

/** What a secret ballot has beside what every vote has. */
export interface SecretVote {
  readonly key: PublishedKey
  readonly paper: PaperCount | null
  /** The count that had to be entered anew; absent otherwise. */
  readonly voided?: VoidCount
  /** Frozen when the list is published; null before. */
  readonly given: GivenCount | null
  /** [SB7] Marks and choices by their marks, which are random; null until the end. Whole ballots are in the record. */
  readonly list: readonly Pick<Ballot, 'mark' | 'choice'>[] | null
  /** [SB9] Why it was published all the same; absent when nobody is known by it. */
  readonly withoutSecrecy?: string
}

/** What is told when the list is published. */
export interface Published {
  readonly ballots: readonly Ballot[]
  readonly paper: PaperSeal | null
  readonly withoutSecrecy?: string
}

/** Secret ballots of a meeting, and what was given to whom in those that are open, by `voterKey`. */
export interface SecretVotes {
  readonly secretVotes: ReadonlyMap<VoteId, SecretVote>
  readonly givenBallots: ReadonlyMap<string, GivenBallot>
}
export const noSecretVotes: SecretVotes = { secretVotes: new Map(), givenBallots: new Map() }

/** What this voter was given, or null. */
export const givenTo = ({ givenBallots }: Pick<SecretVotes, 'givenBallots'>, vote: VoteId, user: UserId): GivenBallot | null =>
  givenBallots.get(voterKey(vote, user)) ?? null

/** [SB5] As things stand, or as they stood when the list was published. */
export function givenCount(all: SecretVotes, { vote, roll }: Pick<Vote, 'vote' | 'roll'>): GivenCount {
  const frozen = all.secretVotes.get(vote)?.given
  if (frozen) return frozen
  let [device, paper] = [0, 0]
  for (const user of roll) {
    const given = givenTo(all, vote, user)
    if (given?.request === null) paper += 1
    else if (given) device += 1
  }
  return { device, paper }
}

/**
 * [SB9] Whose choices the result would tell: they are fewer than three of their kind, on devices or on paper, beside others of the other
 * kind. Everybody knows who took which; the list shows what came from devices, and the rest came on paper.
 */
export function knownByResult(all: SecretVotes, { vote, roll }: Pick<Vote, 'vote' | 'roll'>): readonly UserId[] {
  const onPaper = roll.filter(user => givenTo(all, vote, user)?.request === null)
  const onDevice = roll.filter(user => (givenTo(all, vote, user)?.request ?? null) !== null)
  if (onPaper.length === 0 || onDevice.length === 0) return []
  return [onDevice, onPaper].flatMap(group => (group.length < fewestVoters ? group : []))
}

/** [SB2] SHA-256 of the canonical JSON of salt, vote and numbers. */
export const paperCommitment = (vote: VoteId, { counts, salt }: PaperSeal, sha256: Sha256): string =>
  sha256(canonicalJson({ salt, vote, counts }))

/** Ballots on paper in all. */
export const totalOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** The same number for every option, absent ones counted as none. */
export const sameCounts = (a: Counts, b: Counts): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every(choice => (a[choice as keyof Counts] ?? 0) === (b[choice as keyof Counts] ?? 0))

/** [SB3] The key is there: ballots can be given. */
export const withKey = (all: SecretVotes, vote: VoteId, key: PublishedKey): SecretVotes => ({
  givenBallots: all.givenBallots,
  secretVotes: new Map(all.secretVotes).set(vote, { key, paper: null, given: null, list: null })
})

/** [SB8] One more on paper, and the paper box has to be counted anew. */
export const withGiven = (all: SecretVotes, vote: VoteId, user: UserId, given: GivenBallot): SecretVotes => ({
  secretVotes: given.request === null ? changed(all, vote, { paper: null }).secretVotes : all.secretVotes,
  givenBallots: new Map(all.givenBallots).set(voterKey(vote, user), given)
})

/** [SB8] A new count needs a new confirmation. */
export function withPaperCount(all: SecretVotes, vote: VoteId, commitment: string, by: UserId): SecretVotes {
  const known = all.secretVotes.get(vote)
  if (!known) return all
  const { voided: _, ...kept } = known
  const paper = { commitment, counts: null, by, confirmedBy: null }
  return { givenBallots: all.givenBallots, secretVotes: new Map(all.secretVotes).set(vote, { ...kept, paper }) }
}

/** [SB8] Two people found other numbers: nobody has counted. */
export function withPaperCountVoided(all: SecretVotes, vote: VoteId, second: UserId): SecretVotes {
  const paper = all.secretVotes.get(vote)?.paper
  return changed(all, vote, paper ? { paper: null, voided: { by: paper.by, second } } : {})
}

export function withPaperCountConfirmed(all: SecretVotes, vote: VoteId, confirmedBy: UserId): SecretVotes {
  const paper = all.secretVotes.get(vote)?.paper
  return changed(all, vote, paper ? { paper: { ...paper, confirmedBy } } : {})
}

/** [SB7] The list is there for everybody. */
export const withList = (
  all: SecretVotes,
  vote: Pick<Vote, 'vote' | 'roll'>,
  { ballots, paper: onPaper, withoutSecrecy }: Published
): SecretVotes => {
  const list = ballots.map(({ mark, choice }) => ({ mark, choice }))
  const known = all.secretVotes.get(vote.vote)?.paper ?? null
  const paper = known && { ...known, counts: onPaper?.counts ?? null }
  return {
    ...changed(all, vote.vote, { list, paper, given: givenCount(all, vote), ...(withoutSecrecy !== undefined && { withoutSecrecy }) }),
    givenBallots: withoutGiven(all.givenBallots, vote.vote)
  }
}

/** The vote was stopped without a result. */
export const withNothingGiven = ({ secretVotes, givenBallots }: SecretVotes, vote: VoteId): SecretVotes => ({
  secretVotes,
  givenBallots: secretVotes.has(vote) ? withoutGiven(givenBallots, vote) : givenBallots
})

function changed({ secretVotes, givenBallots }: SecretVotes, vote: VoteId, change: Partial<SecretVote>): SecretVotes {
  const known = secretVotes.get(vote)
  return { secretVotes: known ? new Map(secretVotes).set(vote, { ...known, ...change }) : secretVotes, givenBallots }
}

const withoutGiven = (givenBallots: SecretVotes['givenBallots'], vote: VoteId): ReadonlyMap<string, GivenBallot> =>
  new Map([...givenBallots].filter(([key]) => !key.startsWith(`${vote}/`)))
