import type { UserId } from '#core/ids.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import { type Ballot, type Counts, fewestVoters } from '#core/secret-ballot/ballot.ts'
import { givenCount, givenTo, sameCounts, totalOf } from '#core/secret-ballot/secret-vote.ts'
import { outcomeOf } from '#core/vote/tally.ts'
import { choicesOf, type Vote } from '#core/vote/vote.ts'
import type { MeetingCommand, Reason } from '#protocol/http-api.ts'

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

/** [SB8] What a command about the paper box comes to. */
export function decidePaperBox(before: RecordProjection, command: PaperBoxCommand, actor: UserId): Decision {
  if (command.kind === 'give-paper-ballot') return giving(before, command.vote, command.voter, null)
  const vote = openBallot(before, command.vote)
  if (!vote.ok) return vote
  const known = before.secretVotes.get(command.vote)?.paper ?? null
  const { counts } = command
  switch (command.kind) {
    case 'count-paper-ballots': {
      const options: readonly string[] = choicesOf(vote.value.options)
      if (Object.keys(counts).some(choice => !options.includes(choice))) return fail('malformed')
      if (totalOf(counts) > givenCount(before, vote.value).paper) return fail('too-many-paper-ballots')
      if (known && sameCounts(known.counts, counts)) return ok([])
      return ok([{ kind: 'paper-box-counted', vote: command.vote, counts }])
    }
    case 'confirm-paper-ballots':
      if (!known) return fail('not-found')
      if (known.by === actor) return fail('same-person')
      if (!sameCounts(known.counts, counts)) return fail('paper-differs')
      return ok(known.confirmedBy === null ? [{ kind: 'paper-box-confirmed', vote: command.vote }] : [])
    default:
      return assertNever(command)
  }
}

/** [SB1] [SB5] [SB8] Why the ballots are not counted yet, or null. */
export function notCountable(before: RecordProjection, vote: Vote): Reason | null {
  const given = givenCount(before, vote)
  const paper = before.secretVotes.get(vote.vote)?.paper ?? null
  if (given.device + given.paper < fewestVoters) return 'too-few-ballots'
  if (given.paper > 0 && (paper === null || paper.confirmedBy === null)) return 'paper-not-counted'
  // More were given since it was counted: nobody knows whether theirs are among it.
  return paper && totalOf(paper.counts) > given.paper ? 'paper-not-counted' : null
}

/** [SB7] The list, and the result of both boxes together. */
export function published(before: RecordProjection, vote: Vote, ballots: readonly Ballot[]): readonly RecordFact[] {
  const onPaper = before.secretVotes.get(vote.vote)?.paper?.counts ?? {}
  const nobody = '' as UserId
  const each = [
    ...ballots.map(({ choice }) => ({ voter: nobody, choice, paper: false })),
    ...(Object.entries(onPaper) as [keyof Counts, number][]).flatMap(([choice, count]) =>
      Array.from({ length: count }, () => ({ voter: nobody, choice, paper: true }))
    )
  ]
  return [
    { kind: 'secret-ballots-published', vote: vote.vote, ballots },
    // Nobody knows how the chair voted, so no tie is decided by it.
    { kind: 'vote-ended', vote: vote.vote, outcome: outcomeOf({ ...vote, tie: 'fails' }, each, null), ballots: [] }
  ]
}
