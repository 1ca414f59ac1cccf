import { askerOf } from '../access/network.ts'

/** A screen with its lists, papers and uploads asks some hundred things at once… */
const burst = 600
/** …and then, with page turns, rarely more than this each second. */
const perSecond = 100
/** Behind one address, before anybody has signed in, a whole town hall may stand. */
const peopleBehindAddress = 10
/** Beyond this many askers the fullest buckets are forgotten. */
const mostAskers = 20_000

/** A bucket of tokens per asker, by session or address. */
export class RequestLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Takes a token of this session, or of this address where nobody has signed in; false when there is none left. */
  take(session: string | null, address: string): boolean {
    const asker = session ?? askerOf(address)
    const people = session === null ? peopleBehindAddress : 1
    const at = this.#now().getTime()
    const bucket = this.#buckets.get(asker) ?? { tokens: burst * people, at }
    bucket.tokens = Math.min(burst, bucket.tokens / people + (Math.max(0, at - bucket.at) / 1000) * perSecond) * people
    bucket.at = at
    this.#buckets.delete(asker)
    this.#buckets.set(asker, bucket)
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= mostAskers) break
      this.#buckets.delete(oldest)
    }
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}
