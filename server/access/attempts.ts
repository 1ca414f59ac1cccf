/** Failed sign-ins tolerated for one account in a quarter of an hour… */
const accountFailures = { most: 10, windowMs: 15 * 60_000 }
/** …and from one address in an hour; an office behind one address has many clerks. */
const addressFailures = { most: 100, windowMs: 60 * 60_000 }
/** Each failure of an account makes the next answer later by this much, up to the longest wait. */
const delayStepMs = 40
const longestDelayMs = 1000
/** Names tried are remembered at most this many at a time. */
const mostRemembered = 50_000

/** Counts failed tries of secrets by account and by address, in memory. Unknown accounts are counted like real ones. */
export class Attempts {
  readonly #failures = new Map<string, number[]>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  blocked(account: string, address: string): boolean {
    return (
      this.#recent(accountKey(account), accountFailures.windowMs).length >= accountFailures.most ||
      this.#recent(addressKey(address), addressFailures.windowMs).length >= addressFailures.most
    )
  }

  /** Milliseconds to wait before a wrong password is answered. */
  delayMs(account: string): number {
    return Math.min(longestDelayMs, delayStepMs * this.#recent(accountKey(account), accountFailures.windowMs).length)
  }

  failed(account: string, address: string): void {
    const at = this.#now().getTime()
    for (const key of [accountKey(account), addressKey(address)])
      this.#failures.set(key, [...(this.#failures.get(key) ?? []), at].slice(-200))
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= mostRemembered) break
      this.#failures.delete(key)
    }
  }

  succeeded(account: string): void {
    this.#failures.delete(accountKey(account))
  }

  #recent(key: string, windowMs: number): readonly number[] {
    const since = this.#now().getTime() - windowMs
    const recent = (this.#failures.get(key) ?? []).filter(at => at > since)
    if (recent.length === 0) this.#failures.delete(key)
    else this.#failures.set(key, recent)
    return recent
  }
}

const accountKey = (account: string): string => `account ${account.toLowerCase()}`
/** A household or office has a whole /64 of IPv6 addresses. */
const addressKey = (address: string): string => {
  const plain = address.replace(/^::ffff:/, '')
  return `address ${plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain}`
}
