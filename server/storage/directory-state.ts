import type { UnitId, UserId } from '#core/ids.ts'
import type { Unit } from '#core/organisation/organisation.ts'
import { usualVideoHosts } from '#core/site/video-link.ts'
import type { HouseRules } from '#core/vote/house-rules.ts'
import { understoodHouseRules, withHouseRules } from '#protocol/vote-api.ts'
import { asStorageFault, assertOpen } from './faults.ts'
import type { Directory, StoredSession, StoredUser, UserChange } from './ports.ts'

/** Everything a directory holds at one moment; replaced whole, never changed in place. */
export interface DirectoryState {
  readonly serverId: string
  readonly units: ReadonlyMap<UnitId, Unit>
  readonly users: ReadonlyMap<UserId, StoredUser>
  readonly sessions: ReadonlyMap<string, StoredSession>
  /** null: nobody has said anything. */
  readonly videoHosts: readonly string[] | null
  /** As written, also by a newer release: this one may understand a part of it. */
  readonly houseRules: unknown
}

interface Draft {
  readonly units: Map<UnitId, Unit>
  readonly users: Map<UserId, StoredUser>
  readonly sessions: Map<string, StoredSession>
  videoHosts: readonly string[] | null
  houseRules: unknown
}

interface Waiting {
  readonly change: (draft: Draft) => void
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/**
 * Reads from memory; mutations that arrive together are one stored state, one after the other.
 * What is read changes only after it is stored, and stays as it was when storing fails.
 */
export class StoredDirectory implements Directory {
  readonly #store: (next: DirectoryState) => Promise<void>
  #state: DirectoryState
  #accounts: ReadonlyMap<string, StoredUser>
  #waiting: Waiting[] = []
  #flushing: Promise<void> | null = null
  #closed = false

  constructor(state: DirectoryState, store: (next: DirectoryState) => Promise<void>) {
    this.#state = state
    this.#accounts = byAccount(state)
    this.#store = store
  }

  get serverId(): string {
    return this.#state.serverId
  }

  units(): ReadonlyMap<UnitId, Unit> {
    return this.#state.units
  }

  users(): ReadonlyMap<UserId, StoredUser> {
    return this.#state.users
  }

  userByAccount(account: string): StoredUser | null {
    return this.#accounts.get(account) ?? null
  }

  session(tokenHash: string): StoredSession | null {
    return this.#state.sessions.get(tokenHash) ?? null
  }

  sessionsOf(user: UserId): readonly StoredSession[] {
    return [...this.#state.sessions.values()].filter(session => session.user === user)
  }

  putUnit(unit: Unit): Promise<void> {
    return this.#change(draft => draft.units.set(unit.id, { ...unit }))
  }

  putUser(user: StoredUser): Promise<void> {
    return this.#change(draft => draft.users.set(user.id, { ...user }))
  }

  changeUser(id: UserId, change: UserChange | ((stored: StoredUser) => UserChange)): Promise<void> {
    return this.#change(draft => {
      const user = draft.users.get(id)
      if (user) draft.users.set(id, { ...user, ...(typeof change === 'function' ? change(user) : change) })
    })
  }

  videoHosts(): readonly string[] {
    return this.#state.videoHosts ?? usualVideoHosts
  }

  putVideoHosts(hosts: readonly string[]): Promise<void> {
    return this.#change(draft => {
      draft.videoHosts = [...hosts]
    })
  }

  houseRules(): HouseRules {
    return understoodHouseRules(this.#state.houseRules)
  }

  putHouseRules(rules: HouseRules): Promise<void> {
    return this.#change(draft => {
      draft.houseRules = withHouseRules(draft.houseRules, rules)
    })
  }

  putSession(session: StoredSession): Promise<void> {
    return this.#change(draft => draft.sessions.set(session.tokenHash, { ...session }))
  }

  removeSession(tokenHash: string): Promise<void> {
    return this.#change(draft => draft.sessions.delete(tokenHash))
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#flushing
  }

  async #change(change: (draft: Draft) => void): Promise<void> {
    assertOpen(this.#closed)
    const done = new Promise<void>((resolve, reject) => this.#waiting.push({ change, resolve, reject }))
    this.#flushing ??= this.#flush()
    return done
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      // One turn later everything that was asked for in this one is known.
      await Promise.resolve()
      const group = this.#waiting
      this.#waiting = []
      const before = this.#state
      const draft: Draft = {
        units: new Map(before.units),
        users: new Map(before.users),
        sessions: new Map(before.sessions),
        videoHosts: before.videoHosts,
        houseRules: before.houseRules
      }
      for (const { change } of group) change(draft)
      const next: DirectoryState = { serverId: before.serverId, ...draft }
      try {
        await this.#store(next)
        this.#state = next
        this.#accounts = byAccount(next)
        for (const { resolve } of group) resolve()
      } catch (error) {
        const fault = asStorageFault(error, 'storing the directory')
        for (const { reject } of group) reject(fault)
      }
    }
    this.#flushing = null
  }
}

const byAccount = (state: DirectoryState): ReadonlyMap<string, StoredUser> =>
  new Map([...state.users.values()].map(user => [user.account, user]))
