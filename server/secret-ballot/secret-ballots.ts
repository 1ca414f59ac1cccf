import type { CommandId, MeetingId, VoteId } from '#core/ids.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { type Ballot, fewestVoters } from '#core/secret-ballot/ballot.ts'
import { knownByResult } from '#core/secret-ballot/secret-vote.ts'
import { choicesOf } from '#core/vote/options.ts'
import type { Vote } from '#core/vote/vote.ts'
import { boxCountMs } from '#protocol/ballot-api.ts'
import type { Reason } from '#protocol/http-api.ts'
import { refusalOf } from '../record/decide.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { StoredUser } from '../storage/ports.ts'
import { faultOf, type Surroundings, sha256 } from '../surroundings.ts'
import { BallotBoxes } from './ballot-boxes.ts'
import type { BoxFiles } from './box-files.ts'
import { decidePaperBox, giving, notCountable, type PaperBoxCommand, published, sealedPaper } from './decide-secret.ts'

export interface SecretBallotsParts {
  readonly book: MeetingBook
  readonly boxes: BallotBoxes
  readonly around: Surroundings
}

/** What opening, ending or stopping a secret ballot does beside what is recorded. */
export interface SecretStep {
  readonly facts: readonly RecordFact[]
  /** The box takes no more ballots; `settle` says what becomes of it once this is recorded, or was not. */
  readonly closes: boolean
}

/** The box is the one whose key everybody was shown. */
const isOfRecord = (before: RecordProjection, vote: VoteId, boxes: BallotBoxes): boolean => {
  const box = boxes.published(vote)
  return box === null || box.n === before.secretVotes.get(vote)?.key.n
}

const plain = (facts: readonly RecordFact[]): SecretStep => ({ facts, closes: false })

/** Opens the boxes of secret ballots that are open by the record; all others are of no use any more and are destroyed. */
export function openBallotBoxes(files: BoxFiles, book: MeetingBook, around: Surroundings): Promise<BallotBoxes> {
  const isUnderWay = (vote: VoteId): boolean => {
    for (const meeting of book.meetings()) {
      if (book.projection(meeting)?.votes.get(vote)?.state === 'open') return true
    }
    // A damaged record may still name it.
    return book.setAside().length > 0
  }
  return BallotBoxes.open(files, isUnderWay, around)
}

/** [SB3] [SB5] Ballots given under a name, and cast without one. The two halves share the number of a vote and nothing else. */
export class SecretBallots {
  readonly #parts: SecretBallotsParts
  readonly #counts = new Map<VoteId, { readonly count: number; readonly at: number }>()
  /** Votes whose end or stop is under way, or was not found out yet. */
  readonly #closing = new Map<VoteId, MeetingId>()

  constructor(parts: SecretBallotsParts) {
    this.#parts = parts
  }

  /** Signs what a voter's device blinded, once; the same again gets the same answer. Recorded before it is answered. */
  async take(
    actor: StoredUser,
    meeting: MeetingId,
    vote: VoteId,
    { id, blinded }: { readonly id: CommandId; readonly blinded: string }
  ): Promise<Result<string, Reason>> {
    const { book, boxes } = this.#parts
    return book.exclusively(meeting, async turn => {
      await this.settle(meeting)
      const before = turn.projection
      const refusal = refusalOf(turn.standing(actor.id), 'vote')
      if (!before || refusal) return fail(refusal ?? 'not-found')
      const facts = giving(before, vote, actor.id, sha256(blinded))
      if (!facts.ok) return facts
      if (facts.value.length > 0 && turn.done(id)) return fail('conflict')
      if (!boxes.isOpen(vote) || !isOfRecord(before, vote, boxes)) return fail('box-lost')
      const signed = boxes.sign(vote, Buffer.from(blinded, 'base64'))
      if (!signed) return fail('malformed')
      if (facts.value.length > 0) turn.append(actor, id, facts.value)
      return ok(Buffer.from(signed).toString('base64'))
    })
  }

  /** Takes a ballot from nobody in particular; on disk when it resolves. */
  async cast(vote: VoteId, ballot: Ballot): Promise<Result<null, Reason>> {
    const { book, boxes } = this.#parts
    const closing = this.#closing.get(vote)
    // Whether it is over is found out first; where it cannot be, the ballot is not taken.
    if (closing) await book.exclusively(closing, () => this.settle(closing))
    const outcome = await boxes.cast(vote, ballot)
    return outcome === 'in'
      ? ok(null)
      : fail(outcome === 'closed' ? 'vote-closed' : outcome === 'other-choice' ? 'ballot-changed' : 'ballot-refused')
  }

  /**
   * Boxes that were closed become what the record says: of a vote that is over they are destroyed, else opened again. As long as nobody knows
   * what is stored they stay closed. Inside `exclusively` only.
   */
  async settle(meeting: MeetingId): Promise<void> {
    const { book, boxes, around } = this.#parts
    // A write that failed may be stored all the same.
    if (!book.isKnown(meeting)) return
    for (const [vote] of [...this.#closing].filter(([, of]) => of === meeting)) {
      this.#closing.delete(vote)
      if (book.projection(meeting)?.votes.get(vote)?.state === 'open') {
        boxes.reopen(vote)
        continue
      }
      this.#counts.delete(vote)
      // At the latest the next start destroys what is left.
      await boxes
        .destroy(vote)
        .catch(error => around.log({ level: 'error', event: 'ballot-box-not-destroyed', vote, fault: faultOf(error) }))
    }
  }

  /** [SB4] How many ballots are in the box, as of a while ago. */
  count(actor: StoredUser, meeting: MeetingId, vote: VoteId): Result<number, Reason> {
    const { book, boxes, around } = this.#parts
    const refusal = refusalOf(book.standing(meeting, actor.id), 'read-meeting')
    if (refusal) return fail(refusal)
    if (!book.projection(meeting)?.votes.has(vote)) return fail('not-found')
    const count = boxes.count(vote)
    if (count === null) return fail('vote-closed')
    const at = around.now().getTime()
    const known = this.#counts.get(vote)
    if (known && Math.abs(at - known.at) < boxCountMs) return ok(known.count)
    this.#counts.set(vote, { count, at })
    return ok(count)
  }

  /** [SB8] What a command about the paper box comes to. */
  decidePaper(before: RecordProjection, command: PaperBoxCommand, actor: StoredUser): Promise<Result<readonly RecordFact[], Reason>> {
    return decidePaperBox(before, command, actor.id, this.#parts.boxes)
  }

  /**
   * What has to be done with the box when a vote is opened, ended or stopped; `facts`: what an open vote would record; `withoutSecrecy`: why it is
   * published though it tells what somebody chose.
   */
  async step(
    meeting: MeetingId,
    before: RecordProjection,
    vote: Vote,
    facts: readonly RecordFact[],
    withoutSecrecy?: string
  ): Promise<Result<SecretStep, Reason>> {
    const { boxes } = this.#parts
    const id = vote.vote
    for (const fact of facts) {
      if (fact.kind === 'vote-opened') {
        if (fact.roll.length < fewestVoters) return fail('too-few-voters')
        const key = await boxes.make(id, choicesOf(vote), fact.roll.length)
        return ok(plain([...facts, { kind: 'secret-key-made', vote: id, key }]))
      }
      if (fact.kind === 'vote-cancelled') {
        this.#closing.set(id, meeting)
        return ok({ facts, closes: true })
      }
      if (fact.kind === 'vote-ended') {
        const onPaper = sealedPaper(before, id, boxes)
        const reason = notCountable(before, vote, onPaper, withoutSecrecy)
        if (reason) return fail(reason)
        if (!isOfRecord(before, id, boxes)) return fail('box-lost')
        this.#closing.set(id, meeting)
        const ballots = await boxes.close(id)
        if (!ballots) return fail('box-lost')
        // Where nobody is known by it, there is nothing to give a reason for.
        const told = knownByResult(before, vote).length > 0 && withoutSecrecy !== undefined ? { withoutSecrecy } : {}
        return ok({ facts: published(vote, { ballots, paper: onPaper, ...told }), closes: true })
      }
    }
    return ok(plain(facts))
  }
}
