import { askerOf } from './network.ts'

/** Failed sign-ins tolerated for one account in a quarter of an hour… */
const accountFailures = { most: 10, windowMs: 15 * 60_000 }
/** …and from one address in an hour; an office behind one address has many clerks. */
const addressFailures = { most: 100, windowMs: 60 * 60_000 }
/** The first wrong answer comes this late; each further one at the same account takes twice as long, up to the longest wait. */
const firstDelayMs = 200
const longestDelayMs = 25_000
/** Names tried are remembered at most this many at a time. */
const mostRemembered = 50_000

export type Outcome = 'right' | 'wrong' | 'blocked'

/** [H4] Counts failed tries of secrets by account and by address, in memory. Unknown accounts are counted like real ones. */
export class Attempts {
  readonly #failures = new Map<string, number[]>()
  readonly #running = new Map<string, number>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /** One try, unless there were too many. Tries under way count as failures until they turn out otherwise, so that none slips past the count. */
  async attempt(account: string, address: string, check: () => Promise<boolean>): Promise<Outcome> {
    const keys = [accountKey(account), addressKey(address)] as const
    const [ofAccount, ofAddress] = keys
    if (this.#count(ofAccount, accountFailures.windowMs) >= accountFailures.most) return 'blocked'
    if (this.#count(ofAddress, addressFailures.windowMs) >= addressFailures.most) return 'blocked'
    for (const key of keys) this.#running.set(key, (this.#running.get(key) ?? 0) + 1)
    try {
      const right = await check()
      if (right) this.#failures.delete(ofAccount)
      else for (const key of keys) this.#remember(key)
      return right ? 'right' : 'wrong'
    } finally {
      for (const key of keys) {
        const left = (this.#running.get(key) ?? 1) - 1
        if (left > 0) this.#running.set(key, left)
        else this.#running.delete(key)
      }
    }
  }

  /** Milliseconds a wrong try is answered late. */
  delayMs(account: string): number {
    const failures = this.#recent(accountKey(account), accountFailures.windowMs).length
    return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1))
  }

  #count(key: string, windowMs: number): number {
    return this.#recent(key, windowMs).length + (this.#running.get(key) ?? 0)
  }

  #remember(key: string): void {
    this.#failures.set(key, [...(this.#failures.get(key) ?? []), this.#now().getTime()].slice(-200))
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= mostRemembered) break
      this.#failures.delete(oldest)
    }
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
const addressKey = (address: string): string => `address ${askerOf(address)}`
