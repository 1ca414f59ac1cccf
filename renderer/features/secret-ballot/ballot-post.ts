import type { CommandId, MeetingId, VoteId } from '#core/ids.ts'
import { newId } from '#core/ids.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { blankBallot, type PublishedKey, tokenFrom, writtenBallot } from '#core/secret-ballot/ballot.ts'
import type { Sha384 } from '#core/secret-ballot/blind-rsa.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import { ballotAnswer, ballotPaths, castBody, castReceipt } from '#protocol/ballot-api.ts'
import { refusal } from '#protocol/http-api.ts'
import type { ApiClient, ApiFailure } from '../../sync/api-client.ts'
import type { BallotStore, KeptBallot } from './kept-ballots.ts'

export interface BallotTools {
  readonly api: ApiClient
  readonly store: BallotStore
  readonly fetch: typeof fetch
  readonly randomBytes: (count: number) => Uint8Array
  readonly wait: (ms: number) => Promise<void>
  readonly sha384: Sha384
}

/** What a device has to know of a vote before it takes a ballot. */
export interface BallotMatter {
  readonly meeting: MeetingId
  readonly vote: VoteId
  readonly options: readonly VoteChoice[]
  readonly key: PublishedKey
}

/** A written ballot is sent after a while drawn at random between these: who presses the button and what arrives are not side by side. */
export const sendAfterMs = { least: 2_000, most: 12_000 } as const
/** A ballot nobody answered for is sent again after as long, and up to as long again. */
const againMs = 2_000
/** Said by the server about itself or the network, not about this ballot. */
const passing: ReadonlySet<ApiFailure> = new Set(['offline', 'unexpected', 'disk-full', 'too-many-requests', 'internal'])

/** What of one person's secret ballots is on this device, and their way into the box. */
export class BallotPost {
  readonly #tools: BallotTools
  readonly #listeners = new Set<() => void>()
  readonly #sending = new Set<VoteId>()
  #kept: ReadonlyMap<VoteId, KeptBallot> = new Map()
  #closed = false

  constructor(tools: BallotTools) {
    this.#tools = tools
  }

  readonly getSnapshot = (): ReadonlyMap<VoteId, KeptBallot> => this.#kept
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads what is kept, and goes on sending what had not arrived when the app was closed. */
  async start(): Promise<void> {
    this.#kept = new Map((await this.#tools.store.all()).map(kept => [kept.vote, kept]))
    this.#tell()
    for (const kept of this.#kept.values()) void this.#send(kept.vote)
  }

  /** Nothing more is sent; what is written is sent at the next start. */
  close(): void {
    this.#closed = true
  }

  /** [SB3] Takes a ballot under my name. What it will be known by is on this disk before the server hears of it, so a lost answer is asked for again. */
  async take({ meeting, vote, options, key }: BallotMatter): Promise<Result<null, ApiFailure>> {
    const { api, randomBytes, sha384 } = this.#tools
    const known = this.#kept.get(vote)
    if (known?.token) return ok(null)
    const blank = known?.blank ?? blankBallot(vote, options, key, randomBytes, sha384)
    if (!blank) return fail('unexpected')
    const kept: KeptBallot = known ?? { vote, meeting, options, key, blank, token: null, ballot: null, cast: false, refused: null }
    if (!known) await this.#put(kept)
    const answer = await api.call('POST', ballotPaths.take(meeting, vote), ballotAnswer, {
      id: newId<CommandId>(randomBytes),
      blinded: blank.blinded
    })
    if (!answer.ok) {
      // Another device of mine was faster: what was made here is good for nothing.
      if (answer.reason === 'ballot-given') await this.forget(vote)
      return fail(answer.reason)
    }
    const token = tokenFrom(vote, blank, answer.value.signed, key, sha384)
    if (token === null) return fail('unexpected')
    await this.#put({ ...kept, token })
    return ok(null)
  }

  /** Writes on the ballot, for good, and sends it after a while. */
  async write(vote: VoteId, choice: VoteChoice): Promise<void> {
    const kept = this.#kept.get(vote)
    if (!kept?.token || kept.ballot) return
    await this.#put({ ...kept, ballot: writtenBallot(kept.blank, kept.options, choice, kept.token, this.#tools.sha384) })
    void this.#send(vote)
  }

  /** Takes mark and choice off this device. */
  async forget(vote: VoteId): Promise<void> {
    await this.#tools.store.drop(vote)
    const rest = new Map(this.#kept)
    rest.delete(vote)
    this.#kept = rest
    this.#tell()
  }

  async #send(vote: VoteId): Promise<void> {
    if (this.#sending.has(vote)) return
    this.#sending.add(vote)
    try {
      await this.#tools.wait(this.#between(sendAfterMs.least, sendAfterMs.most))
      while (!this.#closed) {
        const kept = this.#kept.get(vote)
        if (!kept?.ballot || kept.cast || kept.refused) return
        const reason = await this.#cast(kept)
        if (reason === null) return await this.#put({ ...kept, cast: true })
        if (!passing.has(reason)) return await this.#put({ ...kept, refused: reason })
        await this.#tools.wait(this.#between(againMs, 2 * againMs))
      }
    } finally {
      this.#sending.delete(vote)
    }
  }

  /** [SB4] Without cookie and token, of the same length as every other; in a browser also over a connection that carries no session. */
  async #cast({ vote, ballot }: KeptBallot): Promise<ApiFailure | null> {
    if (!ballot) return 'unexpected'
    try {
      const response = await this.#tools.fetch(this.#tools.api.baseUrl + ballotPaths.cast, {
        method: 'POST',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        headers: { 'content-type': 'application/json' },
        body: castBody({ vote, ...ballot, seal: [...ballot.seal] })
      })
      const told: unknown = await response.json()
      if (response.ok) return castReceipt.safeParse(told).success ? null : 'unexpected'
      const refused = refusal.safeParse(told)
      return refused.success ? refused.data.error : 'unexpected'
    } catch {
      return 'offline'
    }
  }

  #between(least: number, most: number): number {
    const [a = 0, b = 0, c = 0] = this.#tools.randomBytes(3)
    return least + ((a * 65536 + b * 256 + c) / 0x1000000) * (most - least)
  }

  async #put(kept: KeptBallot): Promise<void> {
    await this.#tools.store.put(kept)
    this.#kept = new Map(this.#kept).set(kept.vote, kept)
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
