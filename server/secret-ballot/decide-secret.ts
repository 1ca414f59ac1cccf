import { randomBytes } from 'node:crypto'
import type { UserId } from '#core/ids.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import { type Counts, fewestVoters } from '#core/secret-ballot/ballot.ts'
import {
  givenCount,
  givenTo,
  knownByResult,
  type PaperSeal,
  type Published,
  paperCommitment,
  sameCounts,
  totalOf
} from '#core/secret-ballot/secret-vote.ts'
import { choicesOf } from '#core/vote/options.ts'
import { outcomeOf } from '#core/vote/tally.ts'
import type { Vote } from '#core/vote/vote.ts'
import type { MeetingCommand, Reason } from '#protocol/http-api.ts'
import { sha256 } from '../surroundings.ts'
import type { BallotBoxes } from './ballot-boxes.ts'

export const paperBoxCommands = ['give-paper-ballot', 'count-paper-ballots', 'confirm-paper-ballots'] as const
export type PaperBoxCommand = Extract<MeetingCommand, { readonly kind: (typeof paperBoxCommands)[number] }>
export const isPaperBoxCommand = (command: MeetingCommand): command is PaperBoxCommand =>
  (paperBoxCommands as readonly string[]).includes(command.kind)

type Decision = Result<readonly RecordFact[], Reason>

/** The secret ballot that is open, or why there is none. */
function openBallot(before: RecordProjection, id: Vote['vote']): Result<Vote, Reason> {
  const vote = before.votes.get(id)
  if (!vote) return fail('not-found')
  if (vote.form !== 'secret') return fail('conflict')
  return vote.state === 'open' && before.secretVotes.has(id) ? ok(vote) : fail('vote-closed')
}

/** [SB5] One ballot for each voter on the roll; `request` null: on paper. No facts when the same was given before. */
export function giving(before: RecordProjection, id: Vote['vote'], voter: UserId, request: string | null): Decision {
  const vote = openBallot(before, id)
  if (!vote.ok) return vote
  if (!vote.value.roll.includes(voter)) return fail('not-on-roll')
  const given = givenTo(before, id, voter)
  if (given) return given.request === request ? ok([]) : fail('ballot-given')
  return ok([{ kind: 'secret-ballot-given', vote: id, voter, request }])
}

/** [SB2] [SB8] What a command about the paper box comes to; the numbers lie in the ballot box until the end. */
export async function decidePaperBox(
  before: RecordProjection,
  command: PaperBoxCommand,
  actor: UserId,
  boxes: Pick<BallotBoxes, 'paper' | 'putPaper'>
): Promise<Decision> {
  if (command.kind === 'give-paper-ballot') return giving(before, command.vote, command.voter, null)
  const vote = openBallot(before, command.vote)
  if (!vote.ok) return vote
  const known = before.secretVotes.get(command.vote)?.paper ?? null
  const sealed = sealedPaper(before, command.vote, boxes)
  const { counts } = command
  switch (command.kind) {
    case 'count-paper-ballots': {
      const options: readonly string[] = choicesOf(vote.value)
      if (Object.keys(counts).some(choice => !options.includes(choice))) return fail('malformed')
      if (totalOf(counts) > givenCount(before, vote.value).paper) return fail('too-many-paper-ballots')
      // Of a count of somebody else's not even this is told: that it is the same.
      if (known?.by === actor && sealed && sameCounts(sealed.counts, counts)) return ok([])
      const seal = { counts, salt: randomBytes(16).toString('hex') }
      if (!(await boxes.putPaper(command.vote, seal))) return fail('box-lost')
      return ok([{ kind: 'paper-box-counted', vote: command.vote, commitment: paperCommitment(command.vote, seal, sha256) }])
    }
    case 'confirm-paper-ballots':
      if (!known) return fail('paper-not-counted')
      if (known.by === actor) return fail('same-person')
      // Confirmed it stays, and whoever comes after learns nothing of the numbers.
      if (known.confirmedBy !== null) return known.confirmedBy === actor ? ok([]) : fail('conflict')
      if (!sealed) return fail('paper-not-counted')
      return ok([{ kind: sameCounts(sealed.counts, counts) ? 'paper-box-confirmed' : 'paper-box-voided', vote: command.vote }])
    default:
      return assertNever(command)
  }
}

/** The numbers that the record's commitment stands for; null when there are none, or others. */
export function sealedPaper(before: RecordProjection, vote: Vote['vote'], boxes: Pick<BallotBoxes, 'paper'>): PaperSeal | null {
  const seal = boxes.paper(vote)
  const commitment = before.secretVotes.get(vote)?.paper?.commitment
  return seal && paperCommitment(vote, seal, sha256) === commitment ? seal : null
}

/** [SB1] [SB5] [SB8] [SB9] Why the ballots are not counted yet, or null. */
export function notCountable(before: RecordProjection, vote: Vote, onPaper: PaperSeal | null, withoutSecrecy?: string): Reason | null {
  const given = givenCount(before, vote)
  const paper = before.secretVotes.get(vote.vote)?.paper ?? null
  if (given.device + given.paper < fewestVoters) return 'too-few-ballots'
  if (given.paper > 0 && (onPaper === null || paper === null || paper.confirmedBy === null)) return 'paper-not-counted'
  return withoutSecrecy === undefined && knownByResult(before, vote).length > 0 ? 'result-tells-choices' : null
}

/** [SB7] The list, and the result of both boxes together. */
export function published(vote: Vote, list: Published): readonly RecordFact[] {
  const { ballots, paper } = list
  const nobody = '' as UserId
  const each = [
    ...ballots.map(({ choice }) => ({ voter: nobody, choice, paper: false })),
    ...(Object.entries(paper?.counts ?? {}) as [keyof Counts, number][]).flatMap(([choice, count]) =>
      Array.from({ length: count }, () => ({ voter: nobody, choice, paper: true }))
    )
  ]
  return [
    { kind: 'secret-ballots-published', vote: vote.vote, ...list },
    // Nobody knows how the chair voted, so no tie is decided by it.
    { kind: 'vote-ended', vote: vote.vote, outcome: outcomeOf({ ...vote, tie: 'fails' }, each, null), ballots: [] }
  ]
}
