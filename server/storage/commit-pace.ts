/** Above so many commits in about `windowMs`, groups are given time to grow. */
const busyCommits = 8
const windowMs = 50
/** How long a group then grows, counted from the begin of the one before: less than the disk of an office takes for one fsync. */
const growMs = 3

/**
 * When many rooms write at once, each by itself would cost an fsync of its own. A single writer, who waits for each commit before the
 * next, is never made to wait.
 */
export class CommitPace {
  #began = 0
  /** Commits of late; what lies further back counts less. */
  #commits = 0
  #chains: ReadonlySet<string> = new Set()
  #isCrowd = false

  /** Milliseconds for which the next group should still grow; `now` of a monotonic clock. */
  restMs(now: number): number {
    return this.#isCrowd && this.#commits > busyCommits ? this.#began + growMs - now : 0
  }

  /** A group that changes these chains is about to be written. */
  begins(chains: ReadonlySet<string>, now: number): void {
    this.#commits = 1 + this.#commits * Math.exp((this.#began - now) / windowMs)
    this.#began = now
    this.#isCrowd = [...chains].some(chain => !this.#chains.has(chain))
    this.#chains = chains
  }
}
