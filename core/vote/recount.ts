import type { MeetingId, UserId, VoteId } from '../ids.ts'
import type { Sha256 } from '../record/chain.ts'
import type { RecordEvent, RecordFact } from '../record/event.ts'
import { project } from '../record/projection.ts'
import { chairOf, commitmentOf, type OpenedBallot, type Outcome, outcomeOf } from './tally.ts'
import type { Vote, VoteTerms } from './vote.ts'

/** One ballot as the record tells of it. */
export interface RecordedBallot {
  readonly voter: UserId
  readonly commitment: string
  readonly at: string
  /** Not the newest of its voter, or a paper ballot that nobody has confirmed. */
  readonly counts: boolean
  /** What it was opened to; null while it is sealed. */
  readonly opened: OpenedBallot | null
}

export interface Recount {
  readonly ballots: readonly RecordedBallot[]
  /** null until the vote has ended; else whether commitments, roll and numbers are those of the end event. */
  readonly agrees: boolean | null
  readonly outcome: Outcome | null
}

/** [VT7] Counts a vote anew from the events of its meeting, trusting none of the numbers in them; null when it was never opened. */
export function recount(events: readonly RecordEvent[], vote: VoteId, sha256: Sha256): Recount | null {
  let meeting: MeetingId | null = null
  let terms: VoteTerms | null = null
  let opened: Pick<Vote, 'roll' | 'members'> | null = null
  let end: { readonly outcome: Outcome | null; readonly ballots: readonly OpenedBallot[]; readonly chair: UserId | null } | null = null
  const ballots: (Omit<RecordedBallot, 'opened'> & { readonly paper: boolean })[] = []
  const standing = new Map<UserId, number>()
  const put = (ballot: (typeof ballots)[number]) => {
    const before = ballots[standing.get(ballot.voter) ?? -1]
    if (before) ballots[standing.get(ballot.voter) ?? -1] = { ...before, counts: false }
    standing.set(ballot.voter, ballots.push(ballot) - 1)
  }
  const change = (voter: UserId, counts: boolean) => {
    const at = standing.get(voter)
    const known = at === undefined ? undefined : ballots[at]
    if (known?.paper && at !== undefined) ballots[at] = { ...known, counts }
  }
  for (const [index, { fact, actor, at, meeting: of }] of events.entries()) {
    if (!('vote' in fact) || fact.vote !== vote) continue
    meeting = of
    if (fact.kind === 'vote-prepared') terms = fact
    else if (fact.kind === 'vote-opened') opened = fact
    else if (fact.kind === 'ballot-cast') put({ voter: actor, commitment: fact.commitment, at, counts: true, paper: false })
    else if (fact.kind === 'paper-ballot-entered') put({ voter: fact.voter, commitment: fact.commitment, at, counts: false, paper: true })
    else if (fact.kind === 'paper-ballot-confirmed') change(fact.voter, true)
    else if (fact.kind === 'paper-ballot-withdrawn') change(fact.voter, false)
    else if (fact.kind === 'vote-ended') end = { ...fact, chair: chairIn(events.slice(0, index)) }
  }
  if (!meeting || !terms || !opened) return null
  const { roll, members } = opened
  const byVoter = new Map(end?.ballots.map(ballot => [ballot.voter, ballot]))
  const of = meeting
  const shown = ballots.map(({ paper, ...ballot }): RecordedBallot => {
    const told = byVoter.get(ballot.voter)
    const isIt =
      told !== undefined && told.paper === paper && commitmentOf(of, { vote, ...told }, sha256) === ballot.commitment && ballot.counts
    return { ...ballot, opened: isIt ? told : null }
  })
  if (end === null) return { ballots: shown, agrees: null, outcome: null }
  const counted = shown.flatMap(({ opened }) => (opened ? [opened] : []))
  const outcome = outcomeOf({ ...terms, roll, members }, counted, end.chair)
  const agrees =
    counted.length === end.ballots.length &&
    shown.every(({ counts, opened, voter }) => counts === (opened !== null) && (!counts || roll.includes(voter))) &&
    (end.outcome === null || sameOutcome(outcome, end.outcome))
  return { ballots: shown, agrees, outcome }
}

/** [R1] Told by what was recorded of who takes part alone: a record may hold kinds of events that this app is too old to know. */
const chairIn = (events: readonly RecordEvent[]): UserId | null =>
  chairOf(project(events.filter(({ fact }) => ofPeople.has(fact.kind))).participants.values())
const ofPeople: ReadonlySet<string> = new Set<RecordFact['kind']>(['participants-added', 'participant-role-changed', 'participant-removed'])

function sameOutcome(one: Outcome, other: Outcome): boolean {
  const choices = new Set([...Object.keys(one.counts), ...Object.keys(other.counts)]) as Set<keyof Outcome['counts']>
  return (
    [...choices].every(choice => (one.counts[choice] ?? 0) === (other.counts[choice] ?? 0)) &&
    (['paper', 'missing', 'base', 'needed', 'passed', 'tie'] as const).every(key => one[key] === other[key])
  )
}
