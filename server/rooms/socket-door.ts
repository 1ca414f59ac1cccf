/** What one asker may have open at once, and how fast it may open. */
export interface SocketAllowance {
  readonly sockets: number
  /** So many openings at once… */
  readonly burst: number
  /** …and from then on this many each second. */
  readonly perSecond: number
}
export interface SocketAllowances {
  readonly session: SocketAllowance
  readonly address: SocketAllowance
}

/**
 * A person's client opens a socket per room it shows or keeps ahead: a few dozen, some hundred before a busy week. Behind one address a whole
 * town hall may stand, 300 people with sixty rooms each, and all of them come back in one storm when the server was restarted.
 */
export const defaultAllowances: SocketAllowances = {
  session: { sockets: 1200, burst: 2400, perSecond: 200 },
  address: { sockets: 20_000, burst: 20_000, perSecond: 1000 }
}

/** Beyond this many askers those with nothing open are forgotten, the oldest first. */
const mostAskers = 20_000

/** [B5] Counts the sockets of each session and each address; who has too many, or opens them too fast, waits outside. */
export class SocketDoor {
  readonly #sessions: Crowd
  readonly #addresses: Crowd

  constructor(allowances: SocketAllowances, clockMs: () => number) {
    this.#sessions = new Crowd(allowances.session, clockMs)
    this.#addresses = new Crowd(allowances.address, clockMs)
  }

  /** Lets one more in and returns how it leaves; null when it may not come in. `session` null: nobody is signed in. */
  enter(session: string | null, address: string): (() => void) | null {
    if (!this.#addresses.enter(address)) return null
    if (session !== null && !this.#sessions.enter(session)) {
      this.#addresses.leave(address)
      return null
    }
    let left = false
    return () => {
      if (left) return
      left = true
      this.#addresses.leave(address)
      if (session !== null) this.#sessions.leave(session)
    }
  }
}

class Crowd {
  readonly #askers = new Map<string, { open: number; tokens: number; at: number }>()

  constructor(
    private readonly allowance: SocketAllowance,
    private readonly clockMs: () => number
  ) {}

  enter(asker: string): boolean {
    const { sockets, burst, perSecond } = this.allowance
    const at = this.clockMs()
    const entry = this.#askers.get(asker) ?? { open: 0, tokens: burst, at }
    entry.tokens = Math.min(burst, entry.tokens + (Math.max(0, at - entry.at) / 1000) * perSecond)
    entry.at = at
    this.#askers.delete(asker)
    this.#askers.set(asker, entry)
    this.#forget()
    if (entry.open >= sockets || entry.tokens < 1) return false
    entry.open += 1
    entry.tokens -= 1
    return true
  }

  leave(asker: string): void {
    const entry = this.#askers.get(asker)
    if (entry) entry.open -= 1
  }

  #forget(): void {
    for (const [asker, { open }] of this.#askers) {
      if (this.#askers.size <= mostAskers) return
      if (open === 0) this.#askers.delete(asker)
    }
  }
}
