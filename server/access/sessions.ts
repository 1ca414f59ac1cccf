import { createHash } from 'node:crypto'
import type { OpenSessionId, SessionId, UserId } from '#core/ids.ts'
import type { DeviceKind, OpenSession } from '#protocol/http-api.ts'
import type { Directory, StoredSession, StoredUser } from '../storage/ports.ts'
import { faultOf, type Surroundings, unpredictable } from '../surroundings.ts'

/** A session ends this long after its last request or open socket… */
export const idleMinutes = 30
/** …and this long after sign-in at the latest: one working day. */
const absoluteHours = 12
/** Seen times go to disk at most this often; after a crash a session may seem idle by so much longer… */
const storeSeenEveryMs = 60_000
/** …and all that come within so long go together: each time the whole directory is written, and a hall of a thousand acts within a second. */
const gatherSeenMs = 5_000

export interface ValidSession {
  readonly session: SessionId
  readonly user: StoredUser
  readonly expiresAt: string
  /** [H7] Until when it reads nothing private; null when it does. */
  readonly privateFrom: string | null
}

/** Who is signed in. Tokens are handed out once and kept as SHA-256 only. */
export class Sessions {
  readonly #directory: Directory
  readonly #around: Surroundings
  readonly #seen = new Map<string, number>()
  /** Refused from the moment they are ended, whatever is still on its way to the disk. */
  readonly #ending = new Set<string>()
  readonly #ended: ((session: SessionId) => void)[] = []
  /** Seen times that are not on the disk. */
  readonly #unstored = new Set<SessionId>()
  #gathering: NodeJS.Timeout | null = null

  constructor(directory: Directory, around: Surroundings) {
    this.#directory = directory
    this.#around = around
  }

  /** Told of every session that ended, however it did. */
  onEnded(listener: (session: SessionId) => void): void {
    this.#ended.push(listener)
  }

  /** `from`: what the person shall recognise the session by. */
  async open(
    user: UserId,
    from: DeviceKind & { readonly network: string; readonly privateFrom?: string | undefined }
  ): Promise<{ readonly token: string; readonly expiresAt: string }> {
    const token = Buffer.from(unpredictable(32)).toString('base64url')
    const now = this.#around.now()
    const at = now.toISOString()
    const stored: StoredSession = { tokenHash: hashOf(token), user, createdAt: at, lastSeenAt: at, ...from }
    await this.#directory.putSession(stored)
    this.#seen.set(stored.tokenHash, now.getTime())
    return { token, expiresAt: expiry(stored) }
  }

  /** The living session of a token, or null; asking counts as being seen. */
  byToken(token: string): ValidSession | null {
    const stored = this.#directory.session(hashOf(token))
    const valid = stored && this.#valid(stored)
    if (valid) this.touch(valid.session)
    return valid ?? null
  }

  /** The user behind a session that is still alive, without counting as being seen. */
  byId(session: SessionId): ValidSession | null {
    const stored = this.#directory.session(session)
    return stored && this.#valid(stored)
  }

  /** The living sessions of a person, newest first; `current` is the one that asks. */
  list(user: UserId, current: SessionId): readonly OpenSession[] {
    return this.#directory
      .sessionsOf(user)
      .filter(stored => this.#valid(stored) !== null)
      .map(stored => ({
        session: publicId(stored.tokenHash),
        app: stored.app ?? 'other',
        system: stored.system ?? 'other',
        network: stored.network ?? '',
        since: stored.createdAt,
        lastSeen: new Date(this.#seenAt(stored)).toISOString(),
        current: stored.tokenHash === current
      }))
      .sort((a, b) => (a.since < b.since ? 1 : -1))
  }

  /** The living session of this person that lists call so, or null. */
  named(user: UserId, name: OpenSessionId): SessionId | null {
    const found = this.#directory.sessionsOf(user).find(stored => publicId(stored.tokenHash) === name && this.#valid(stored) !== null)
    return found ? (found.tokenHash as SessionId) : null
  }

  touch(session: SessionId): void {
    const stored = this.#directory.session(session)
    if (!stored || this.#ending.has(session)) return
    const now = this.#around.now()
    this.#seen.set(session, now.getTime())
    if (now.getTime() - Date.parse(stored.lastSeenAt) < storeSeenEveryMs) return
    this.#unstored.add(session)
    this.#gathering ??= setTimeout(() => void this.#storeSeen(), gatherSeenMs).unref()
  }

  /** Resolves when all seen times are on the disk. */
  close(): Promise<void> {
    return this.#storeSeen()
  }

  async #storeSeen(): Promise<void> {
    if (this.#gathering) clearTimeout(this.#gathering)
    this.#gathering = null
    const living = [...this.#unstored].flatMap(session => (this.#ending.has(session) ? [] : (this.#directory.session(session) ?? [])))
    this.#unstored.clear()
    const puts = living.map(stored => this.#directory.putSession({ ...stored, lastSeenAt: new Date(this.#seenAt(stored)).toISOString() }))
    await Promise.all(puts).catch(error => this.#around.log({ level: 'error', event: 'session-not-stored', fault: faultOf(error) }))
  }

  async end(session: SessionId): Promise<void> {
    this.#ending.add(session)
    for (const listener of this.#ended) listener(session)
    await this.#directory.removeSession(session)
    this.#seen.delete(session)
    this.#ending.delete(session)
  }

  /** Ends the sessions of a person, all but `except`. */
  async endAll(user: UserId, except?: SessionId): Promise<void> {
    await this.#endEach(this.#directory.sessionsOf(user).filter(({ tokenHash }) => tokenHash !== except))
  }

  /** Ends what has run out; called now and then. */
  async sweep(): Promise<void> {
    for (const user of this.#directory.users().keys())
      await this.#endEach(this.#directory.sessionsOf(user).filter(stored => !this.#alive(stored)))
  }

  /** All of them, even when one cannot be removed from the disk; then the first fault is thrown. */
  async #endEach(sessions: readonly StoredSession[]): Promise<void> {
    const ends = await Promise.allSettled(sessions.map(({ tokenHash }) => this.end(tokenHash as SessionId)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  #valid(stored: StoredSession): ValidSession | null {
    const user = this.#directory.users().get(stored.user)
    if (this.#ending.has(stored.tokenHash)) return null
    if (!user || user.locked || !this.#alive(stored)) return null
    return {
      session: stored.tokenHash as SessionId,
      user,
      privateFrom: this.#privateFrom(stored, user),
      // Asked for at sign-in; rights are asked for with every message.
      get expiresAt() {
        return expiry(stored)
      }
    }
  }

  #privateFrom({ privateFrom }: StoredSession, { reset }: StoredUser): string | null {
    return privateFrom !== undefined && reset !== undefined && Date.parse(privateFrom) > this.#around.now().getTime() ? privateFrom : null
  }

  #alive(stored: StoredSession): boolean {
    const now = this.#around.now().getTime()
    return now - this.#seenAt(stored) <= idleMinutes * 60_000 && now < expiryMs(stored)
  }

  #seenAt(stored: StoredSession): number {
    return Math.max(this.#seen.get(stored.tokenHash) ?? 0, Date.parse(stored.lastSeenAt))
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
/** Lists must not hand out what the data folder knows a session by. */
const publicId = (tokenHash: string): OpenSessionId =>
  createHash('sha256').update(`session ${tokenHash}`).digest('hex').slice(0, 20) as OpenSessionId
const expiryMs = (stored: StoredSession): number => Date.parse(stored.createdAt) + absoluteHours * 3_600_000
const expiry = (stored: StoredSession): string => new Date(expiryMs(stored)).toISOString()
