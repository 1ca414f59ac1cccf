/** A page with its parts, fonts and first papers asks some hundred things at once… */
const burst = 600
/** …and then, with uploads and page turns, rarely more than this each second. */
const perSecond = 100
/** Beyond this many askers the fullest buckets are forgotten. */
const mostAskers = 20_000

/** A bucket of tokens per asker, by session or address. */
export class RequestLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Takes a token; false when there is none left. */
  take(asker: string): boolean {
    const at = this.#now().getTime()
    const bucket = this.#buckets.get(asker) ?? { tokens: burst, at }
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond)
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
