const base = Math.log(1.01)
const buckets = 2600

export interface Latency {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** Times in buckets of one per cent, from a microsecond to days. */
export class Histogram {
  readonly #counts = new Uint32Array(buckets)
  #count = 0
  #max = 0

  /** `ms` may be a fraction. */
  add(ms: number): void {
    const us = Math.max(1, ms * 1000)
    const bucket = Math.min(buckets - 1, Math.floor(Math.log(us) / base))
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#count += 1
    this.#max = Math.max(this.#max, ms)
  }

  /** In milliseconds. */
  summary(): Latency {
    return { count: this.#count, p50: this.#quantile(0.5), p95: this.#quantile(0.95), p99: this.#quantile(0.99), max: this.#max }
  }

  #quantile(share: number): number {
    const wanted = Math.ceil(this.#count * share)
    let seen = 0
    for (let bucket = 0; bucket < buckets; bucket++) {
      seen += this.#counts[bucket] ?? 0
      if (seen >= wanted && seen > 0) return Math.min(this.#max, Math.exp((bucket + 0.5) * base) / 1000)
    }
    return this.#max
  }
}
