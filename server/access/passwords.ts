import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { minPasswordLength } from '#protocol/http-api.ts'

/** argon2id with 19 MiB, two passes, one lane: the OWASP password storage cheat sheet's first choice. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const
/**
 * So many at once leave a core to the sockets, and threads of the pool to the disk, while 300 people sign in: a hash takes some 30 ms of a
 * thread that fsyncs wait for too.
 */
const maxConcurrentHashes = Math.max(1, Math.min(2, availableParallelism() - 1))
/** Beyond this many waiting, a sign-in is turned away rather than queued for minutes. */
const maxWaitingHashes = 400

/** Hashes and checks passwords, never more than a few at a time. */
export class Passwords {
  #running = 0
  readonly #waiting: (() => void)[] = []
  #dummy: Promise<string> | null = null

  async hash(password: string): Promise<string> {
    return this.#turn(() => hash(password.normalize('NFC'), cost))
  }

  /** Runs `task` when its turn has come, with what checks a password: what it looks at before it checks is then still so. */
  async inTurn<T>(task: (check: (password: string, stored: string | null) => Promise<boolean>) => Promise<T>): Promise<T> {
    return this.#turn(() => task((password, stored) => this.#check(password, stored)))
  }

  /** True while so many wait that one more should come back later. */
  get overloaded(): boolean {
    return this.#waiting.length >= maxWaitingHashes
  }

  /** `stored` null: nobody by that name; takes as long as a real check and says no. */
  async #check(password: string, stored: string | null): Promise<boolean> {
    this.#dummy ??= hash('nobody-has-this-password', cost)
    const dummy = await this.#dummy
    const right = await verify(stored ?? dummy, password.normalize('NFC'))
    return right && stored !== null
  }

  async #turn<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= maxConcurrentHashes) await new Promise<void>(resolve => this.#waiting.push(resolve))
    else this.#running += 1
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}

/** 8 signs at least, three of: lower case, upper case, digit, other; without the account name in it. */
export function isStrongPassword(password: string, account: string): boolean {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter(kind => kind.test(password)).length
  return [...password].length >= minPasswordLength && kinds >= 3 && !password.toLowerCase().includes(account.toLowerCase())
}
