/** Upper bounds in seconds: an SSD fsyncs in the first few, an office disk in the middle, a sick one in the last. */
const bounds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const

/** Counts durations by size, as Prometheus adds them up. */
export class Histogram {
  readonly #counts: number[] = bounds.map(() => 0)
  #count = 0
  #sum = 0

  observe(seconds: number): void {
    this.#count += 1
    this.#sum += seconds
    const at = bounds.findIndex(bound => seconds <= bound)
    if (at >= 0) this.#counts[at] = (this.#counts[at] ?? 0) + 1
  }

  lines(name: string): readonly string[] {
    let below = 0
    const buckets = bounds.map((bound, at) => {
      below += this.#counts[at] ?? 0
      return `${name}_bucket{le="${bound}"} ${below}`
    })
    return [...buckets, `${name}_bucket{le="+Inf"} ${this.#count}`, `${name}_sum ${this.#sum.toFixed(6)}`, `${name}_count ${this.#count}`]
  }
}
