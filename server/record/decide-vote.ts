import { mayInMeeting } from '#core/access/access.ts'
import { countAttendance, countsForQuorum } from '#core/attendance/attendance.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import { choicesOf, isOwnSet } from '#core/vote/options.ts'
import { type Choice, chairOf, commitmentOf, type OpenedBallot, outcomeOf, type SealedBallot } from '#core/vote/tally.ts'
import { mostChanges, rollOf, type Vote, voteAtHand, votedOf, voterOf } from '#core/vote/vote.ts'
import type { MeetingCommand, Reason } from '#protocol/http-api.ts'
import { sha256 } from '../surroundings.ts'

export const voteCommands = [
  'prepare-vote',
  'drop-vote',
  'call-vote',
  'be-ready',
  'open-vote',
  'cast-ballot',
  'enter-paper-ballot',
  'confirm-paper-ballot',
  'withdraw-paper-ballot',
  'end-vote',
  'stop-vote'
] as const
export type VoteCommand = Extract<MeetingCommand, { readonly kind: (typeof voteCommands)[number] }>
export const isVoteCommand = (command: MeetingCommand): command is VoteCommand => (voteCommands as readonly string[]).includes(command.kind)

/** What is recorded for everybody, and what the server keeps sealed until the vote ends. */
export interface VoteDecision {
  readonly facts: readonly RecordFact[]
  readonly sealed: readonly SealedBallot[]
}
type Decision = Result<VoteDecision, Reason>
const recorded = (...facts: readonly RecordFact[]): Decision => ok({ facts, sealed: [] })

/** [VT2]–[VT8] What a command about votes comes to. `sealedBy`: what a commitment of this meeting stands for. */
export function decideVote(
  before: RecordProjection,
  command: VoteCommand,
  actor: UserId,
  { meeting, sealedBy }: { readonly meeting: MeetingId; readonly sealedBy: (commitment: string) => SealedBallot | null }
): Decision {
  const vote = before.votes.get(command.vote)
  if (command.kind === 'prepare-vote') {
    const { id: _, kind, own, ...prepared } = command
    if (vote && vote.state !== 'prepared') return fail('conflict')
    if (prepared.options === 'own' ? !isOwnSet(own ?? []) : own !== undefined) return fail('malformed')
    if (command.repeats !== null && !before.votes.has(command.repeats)) return fail('not-found')
    return recorded({ kind: 'vote-prepared', ...prepared, ...(own && { own }) })
  }
  if (!vote) return fail('not-found')
  switch (command.kind) {
    case 'drop-vote':
      return vote.state === 'prepared' ? recorded({ kind: 'vote-dropped', vote: vote.vote }) : fail('conflict')
    case 'call-vote':
      if (vote.state === 'called') return recorded()
      if (before.course.suspended) return fail('suspended')
      if (vote.state !== 'prepared') return fail('vote-closed')
      return voteAtHand(before) ? fail('vote-open') : recorded({ kind: 'vote-called', vote: vote.vote })
    case 'be-ready':
      if (vote.state !== 'called') return fail('vote-closed')
      if (!rollOf(before.participants.values(), before.attendance).includes(actor)) return fail('not-on-roll')
      return voterOf(before, vote.vote, actor).ready ? recorded() : recorded({ kind: 'voter-ready', vote: vote.vote })
    case 'open-vote':
      return opening(before, vote, command)
    case 'cast-ballot': {
      const refusal = unfit(vote, actor, command)
      if (refusal) return fail(refusal)
      const { choice, text, salt } = command
      const ballot: SealedBallot = { vote: vote.vote, voter: actor, salt, choice, text }
      const commitment = commitmentOf(meeting, ballot, sha256)
      const voter = voterOf(before, vote.vote, actor)
      const known = voter.commitment
      if (known === commitment) return recorded()
      // [VT6] What was sent before a newer ballot and comes after it shall not undo it.
      if (known !== command.replaces) return fail('ballot-changed')
      if (known !== null && (voter.changes ?? 0) >= mostChanges && !leads(before, actor)) return fail('ballot-settled')
      return ok({ facts: [{ kind: 'ballot-cast', vote: vote.vote, commitment }], sealed: [ballot] })
    }
    case 'enter-paper-ballot': {
      const { voter, choice, text, salt } = command
      const refusal = unfit(vote, voter, command)
      if (refusal) return fail(refusal)
      const known = voterOf(before, vote.vote, voter)
      const ballot: SealedBallot = { vote: vote.vote, voter, salt, choice, text }
      const commitment = commitmentOf(meeting, ballot, sha256)
      if (known.commitment === commitment) return recorded()
      if (known.commitment !== null && known.paper === null) return fail('voted-already')
      return ok({ facts: [{ kind: 'paper-ballot-entered', vote: vote.vote, voter, commitment }], sealed: [ballot] })
    }
    case 'confirm-paper-ballot': {
      const { voter, choice } = command
      if (vote.state !== 'open') return fail('vote-closed')
      const { commitment, paper } = voterOf(before, vote.vote, voter)
      if (commitment === null || !paper) return fail('not-found')
      if (paper.by === actor) return fail('same-person')
      if (paper.confirmedBy !== null) return recorded()
      const ballot = sealedBy(commitment)
      if (!ballot) return fail('ballots-damaged')
      return ballot.choice === choice
        ? recorded({ kind: 'paper-ballot-confirmed', vote: vote.vote, voter })
        : recorded({ kind: 'paper-ballot-withdrawn', vote: vote.vote, voter, differed: true })
    }
    case 'withdraw-paper-ballot':
      if (vote.state !== 'open') return fail('vote-closed')
      return voterOf(before, vote.vote, command.voter).paper
        ? recorded({ kind: 'paper-ballot-withdrawn', vote: vote.vote, voter: command.voter, differed: false })
        : recorded()
    case 'end-vote':
      if (vote.state === 'ended') return recorded()
      return vote.state === 'open' ? counting(before, vote, meeting, sealedBy) : fail('vote-closed')
    case 'stop-vote':
      if (vote.state === 'called') return recorded({ kind: 'vote-called-off', vote: vote.vote })
      if (vote.state === 'cancelled' || vote.state === 'prepared') return recorded()
      return vote.state === 'open' ? recorded({ kind: 'vote-cancelled', vote: vote.vote, reason: command.reason }) : fail('vote-closed')
    default:
      return assertNever(command)
  }
}

const leads = ({ participants, state }: RecordProjection, user: UserId): boolean =>
  mayInMeeting({ role: participants.get(user)?.role ?? null, state }, 'lead-vote')

/** [VT2] Freezes the roll. */
function opening(before: RecordProjection, vote: Vote, command: Extract<VoteCommand, { readonly kind: 'open-vote' }>): Decision {
  if (vote.state === 'open') return recorded()
  if (vote.state !== 'prepared' && vote.state !== 'called') return fail('vote-closed')
  if (before.course.suspended) return fail('suspended')
  const other = voteAtHand(before)
  if (other && other.vote !== vote.vote) return fail('vote-open')
  const roll = rollOf(before.participants.values(), before.attendance)
  if (roll.length === 0) return fail('no-voters')
  const { reached } = countAttendance(before.participants.values(), before.attendance, before.quorum)
  const { minutes, withoutQuorum } = command
  const lacks = before.quorum.required && !reached
  if (lacks && withoutQuorum === undefined) return fail('no-quorum')
  const members = [...before.participants.values()].filter(({ role }) => countsForQuorum(role)).length
  return recorded({
    kind: 'vote-opened',
    vote: vote.vote,
    roll,
    members,
    minutes,
    ...(lacks && withoutQuorum !== undefined && { withoutQuorum })
  })
}

/** Why this person's ballot is not taken, or null. */
function unfit(vote: Vote, voter: UserId, { choice, text }: Choice): Reason | null {
  if (vote.state !== 'open') return 'vote-closed'
  // A secret ballot is never given under a name.
  if (vote.form !== 'open') return 'conflict'
  if (!vote.roll.includes(voter)) return 'not-on-roll'
  if (!choicesOf(vote).includes(choice) || (choice === 'other') !== (text.trim() !== '')) return 'malformed'
  return null
}

/** [VT7] Opens every ballot that counts, in the order of the roll; one that is missing or is not what was sealed stops the count. */
function counting(
  before: RecordProjection,
  vote: Vote,
  meeting: MeetingId,
  sealedBy: (commitment: string) => SealedBallot | null
): Decision {
  const ballots: OpenedBallot[] = []
  for (const voter of votedOf(before, vote)) {
    const { commitment, paper } = voterOf(before, vote.vote, voter)
    const ballot = commitment === null ? null : sealedBy(commitment)
    if (!ballot || ballot.voter !== voter || commitmentOf(meeting, ballot, sha256) !== commitment) return fail('ballots-damaged')
    const { salt, choice, text } = ballot
    ballots.push({ voter, salt, choice, text, paper: paper !== null })
  }
  const outcome = outcomeOf(vote, ballots, chairOf(before.participants.values()))
  return recorded({ kind: 'vote-ended', vote: vote.vote, outcome, ballots })
}
