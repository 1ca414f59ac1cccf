import { sha256, sha384 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { MeetingId } from '#core/ids.ts'
import { ok, type Result } from '#core/result.ts'
import { type Ballot, type PublishedKey, recounted } from '#core/secret-ballot/ballot.ts'
import { type PaperSeal, paperCommitment, sameCounts } from '#core/secret-ballot/secret-vote.ts'
import { choicesOf, type VoteChoice } from '#core/vote/options.ts'
import type { Vote } from '#core/vote/vote.ts'
import { eventsIn, exportedRecord } from '../../session/exported-record.ts'
import type { ApiClient, ApiFailure } from '../../sync/api-client.ts'

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** Reads the record and counts a secret ballot again, every seal and signature checked; how many ballots agreed with the result, or null when anything does not. */
export async function countAgain(
  api: ApiClient,
  meeting: MeetingId,
  vote: Vote,
  shown: readonly Pick<Ballot, 'mark' | 'choice'>[]
): Promise<Result<number | null, ApiFailure>> {
  const read = await exportedRecord(api, meeting)
  if (!read.ok) return read
  let key: PublishedKey | null = null
  let ballots: readonly Ballot[] = []
  let given = 0
  let paper: PaperSeal | null = null
  let counted: { readonly commitment: string; readonly by: string; readonly twice: boolean } | null = null
  for (const { fact, actor } of eventsIn(read.value)) {
    if (!fact) return ok(null)
    if (!('vote' in fact) || fact.vote !== vote.vote) continue
    if (fact.kind === 'secret-key-made') key = fact.key
    if (fact.kind === 'secret-ballot-given' && fact.request !== null) given += 1
    if (fact.kind === 'secret-ballots-published') {
      ballots = fact.ballots
      paper = fact.paper
    }
    if (fact.kind === 'paper-box-counted') counted = { commitment: fact.commitment, by: actor, twice: false }
    if (fact.kind === 'paper-box-voided') counted = null
    if (fact.kind === 'paper-box-confirmed' && counted) counted = { ...counted, twice: counted.by !== actor }
  }
  if (!key) return ok(null)
  const found = recounted(vote.vote, choicesOf(vote), key, ballots, given, sha384)
  const sum: Partial<Record<VoteChoice, number>> = { ...found.counts }
  for (const [choice, count] of Object.entries(paper?.counts ?? {}) as [VoteChoice, number][]) sum[choice] = (sum[choice] ?? 0) + count
  const asShown =
    ballots.length === shown.length && ballots.every(({ mark, choice }, n) => shown[n]?.mark === mark && shown[n]?.choice === choice)
  const paperGood = paper === null || (counted?.twice === true && paperCommitment(vote.vote, paper, hash) === counted.commitment)
  const good = paperGood && found.wrong.length === 0 && !found.tooMany && asShown && sameCounts(sum, vote.outcome?.counts ?? {})
  return ok(good ? ballots.length : null)
}
