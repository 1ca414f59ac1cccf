// Beyond 300 lines: every way into a session and out of it changes the one state the whole app hangs on.
import { z } from 'zod'
import type { UserId } from '#core/ids.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { KnownServer } from '#protocol/desktop-api.ts'
import { type Me, meShape, paths, type ServerShape, type SessionShape, sessionShape } from '#protocol/http-api.ts'
import type { Platform } from '../platform/platform.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import type { ApiFailure } from '../sync/api-client.ts'
import { createApiClient } from '../sync/create-api-client.ts'
import { type OpenedSession, openSession, type SessionTools } from './open-session.ts'
import { type PinFailure, PinPeople, type PinPerson } from './pin-people.ts'
import { deviceSecret, forget, owe, owes, recall, remember, settle } from './remembered.ts'
import type { AppSession } from './session.ts'

/** Where a person stands between starting the app and working in it. */
export type HostState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'choose-server'; readonly known: readonly KnownServer[] }
  | { readonly kind: 'sign-in'; readonly organisation: string; readonly reachable: boolean }
  /** `lost`: the server ended the session; work goes on offline. `firstPassword`: the one just used, to be changed before anything else. */
  | { readonly kind: 'open'; readonly session: AppSession; readonly lost: boolean; readonly firstPassword: string | null }

export interface HostOptions extends SessionTools {
  readonly platform: Platform
  /** Where the page came from; used in a browser. */
  readonly pageOrigin: string
  readonly storage: SmallMemory
  readonly fetch: typeof fetch
}

/** Who is signed in on which server; everything that outlives one screen hangs on it. One per start of the app. */
export class SessionHost {
  readonly #options: HostOptions
  readonly #pins: PinPeople
  readonly #listeners = new Set<() => void>()
  #state: HostState = { kind: 'starting' }
  #baseUrl: string
  #server: ServerShape | null = null
  /** The server that was picked, or left last, before it has answered. */
  #serverId: string | null = null
  #opened: OpenedSession | null = null
  /** The server ended the session, perhaps before the screen was there to be told. */
  #lost = false

  constructor(options: HostOptions) {
    this.#options = options
    this.#pins = new PinPeople(options.storage, options.randomBytes)
    this.#baseUrl = options.platform.servers ? '' : options.pageOrigin
  }

  /** [S9] Whether the server was renewed and this client was not. */
  get behind(): { readonly subscribe: (listener: () => void) => () => void; readonly getSnapshot: () => boolean } {
    const { clock } = this.#options
    return { subscribe: clock.subscribe, getSnapshot: clock.isBehind }
  }

  readonly getSnapshot = (): HostState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #become(state: HostState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }

  /** First what this computer remembers, so that no network is needed; the server's word comes after. */
  async start(): Promise<void> {
    const { platform, storage } = this.#options
    const last = recall(storage)
    if (last && (platform.servers !== null || last.baseUrl === this.#baseUrl)) {
      const token = platform.tokens ? await this.#tokenOf(last.serverId, last.me.user.id) : null
      if (!platform.tokens || token !== null) {
        this.#baseUrl = last.baseUrl
        await this.#open(last.serverId, last.organisation, last.me, token)
        void this.#confirm()
        return
      }
    }
    if (!platform.servers) return this.#lookForSession()
    const known = await platform.servers.list()
    const [server] = known
    if (!server) return this.#become({ kind: 'choose-server', known })
    return this.pickServer(server)
  }

  async #tokenOf(serverId: string, user: UserId): Promise<string | null> {
    const tokens = (await this.#options.platform.tokens?.list(serverId).catch(() => [])) ?? []
    return tokens.find(token => token.user === user)?.token ?? null
  }

  #client(token: string | null = null) {
    return createApiClient({ baseUrl: this.#baseUrl, token: () => token, fetch: this.#options.fetch })
  }

  /** In a browser: the cookie may still be good though nothing is remembered. */
  async #lookForSession(): Promise<void> {
    const server = await this.#options.clock.ask(this.#client())
    if (!server.ok) return this.#become({ kind: 'sign-in', organisation: '', reachable: false })
    this.#server = server.value
    if (owes(this.#options.storage)) {
      // Signed out without a network: the cookie, which no script can delete, must not bring that person back.
      const told = await this.#client().call('DELETE', paths.session, z.unknown())
      if (told.ok || told.reason === 'no-session') settle(this.#options.storage)
    }
    const [me] = await Promise.all([this.#client().call('GET', paths.session, meShape), this.#checkPins()])
    if (me.ok && !owes(this.#options.storage)) return this.#open(server.value.server, server.value.organisation, me.value, null)
    this.#become({ kind: 'sign-in', organisation: server.value.organisation, reachable: true })
  }

  /** Is the remembered session still good, and am I still who I was? */
  async #confirm(): Promise<void> {
    const opened = this.#opened
    if (!opened) return
    const server = await this.#options.clock.ask(opened.session.api)
    if (!server.ok) return
    this.#server = server.value
    // Another data folder answers at this address: its people and rooms are not these.
    if (server.value.server !== opened.session.serverId) return this.#leave()
    const me = await opened.session.api.call('GET', paths.session, meShape)
    if (this.#opened !== opened || !me.ok) return
    if (me.value.user.id !== opened.session.me.user.id) {
      await this.#leave()
      return
    }
    opened.session = { ...opened.session, me: me.value, organisation: server.value.organisation }
    this.#rememberMe(opened.session)
    if (this.#state.kind === 'open') this.#become({ ...this.#state, session: opened.session })
  }

  #rememberMe(session: AppSession): void {
    const { serverId, organisation, me } = session
    remember(this.#options.storage, { serverId, organisation, me, baseUrl: this.#baseUrl })
  }

  async #open(serverId: string, organisation: string, me: Me, token: string | null, firstPassword: string | null = null): Promise<void> {
    this.#lost = false
    const opened = await openSession(this.#options, {
      platform: this.#options.platform,
      baseUrl: this.#baseUrl,
      serverId,
      organisation,
      me,
      token,
      fetch: this.#options.fetch,
      sessionLost: () => this.#onLost(),
      signOut: () => this.signOut()
    })
    this.#opened = opened
    this.#rememberMe(opened.session)
    this.#become({ kind: 'open', session: opened.session, lost: this.#lost, firstPassword })
  }

  #onLost(): void {
    this.#lost = true
    if (this.#state.kind === 'open' && !this.#state.lost) this.#become({ ...this.#state, lost: true })
    void this.#checkPins()
  }

  /** Electron: an address typed by the person. */
  async addServer(url: string): Promise<boolean> {
    const found = (await this.#options.platform.servers?.add(url).catch(() => null)) ?? null
    if (found) await this.pickServer(found)
    return found !== null
  }

  async pickServer(server: KnownServer): Promise<void> {
    this.#baseUrl = server.url.replace(/\/$/, '')
    this.#server = null
    this.#serverId = server.server
    this.#become({ kind: 'sign-in', organisation: server.organisation, reachable: true })
    const answer = await this.#options.clock.ask(this.#client())
    this.#server = answer.ok ? answer.value : null
    if (this.#state.kind === 'sign-in') this.#become({ ...this.#state, reachable: answer.ok })
    await this.#checkPins()
  }

  async forgetServer(server: KnownServer): Promise<void> {
    await this.#options.platform.servers?.forget(server.server)
    await this.chooseServer()
  }

  async chooseServer(): Promise<void> {
    const known = (await this.#options.platform.servers?.list()) ?? []
    this.#become({ kind: 'choose-server', known })
  }

  /** The same act for the first sign-in and for one that renews a lost session. */
  async signIn(account: string, password: string): Promise<Result<null, ApiFailure>> {
    const client = this.#client()
    this.#server ??= await this.#options.clock.ask(client).then(answer => (answer.ok ? answer.value : null))
    const device = deviceSecret(this.#options.storage, this.#options.randomBytes)
    const answer = await client.call('POST', paths.sessions, sessionShape, {
      account: account.trim(),
      password,
      ...(device === null ? {} : { device })
    })
    if (!answer.ok) return fail(answer.reason)
    return this.#signedIn(answer.value, password)
  }

  /** `password`: what was typed, for whoever must change it now; null: there was none. */
  async #signedIn(session: SessionShape, password: string | null): Promise<Result<null, ApiFailure>> {
    const server = this.#server
    if (!server) return fail('offline')
    settle(this.#options.storage)
    const { platform } = this.#options
    const token = platform.tokens ? session.token : null
    if (token !== null) await platform.tokens?.save(server.server, session.user.id, token).catch(() => {})
    const opened = this.#opened
    if (opened && opened.session.me.user.id === session.user.id && opened.session.serverId === server.server) {
      opened.session = { ...opened.session, me: meOf(session) }
      this.#lost = false
      opened.renew(token)
      this.#rememberMe(opened.session)
      this.#become({ kind: 'open', session: opened.session, lost: false, firstPassword: session.mustChangePassword ? password : null })
      return ok(null)
    }
    await opened?.close()
    this.#opened = null
    await this.#open(server.server, server.organisation, meOf(session), token, session.mustChangePassword ? password : null)
    return ok(null)
  }

  /** [H8] Whom this computer takes a PIN of. */
  pinPeople(): readonly PinPerson[] {
    const server = this.#here()
    return server === null ? [] : this.#pins.of(server)
  }

  #here(): string | null {
    return this.#opened?.session.serverId ?? this.#server?.server ?? this.#serverId
  }

  /** Whose PIN was reset meanwhile is shown no longer. */
  async #checkPins(): Promise<void> {
    const server = this.#here()
    if (server !== null && (await this.#pins.check(server, this.#client()))) this.#become({ ...this.#state })
  }

  /** [H8] Goes on as somebody this computer takes a PIN of; whoever was signed in is no longer. */
  async signInByPin(user: UserId, pin: string): Promise<Result<null, PinFailure>> {
    const before = this.#opened
    const client = before?.session.api ?? this.#client()
    this.#server ??= await this.#options.clock.ask(client).then(answer => (answer.ok ? answer.value : null))
    if (!this.#server) return fail('offline')
    const answer = await this.#pins.enter(this.#server.server, client, user, pin)
    if (!answer.ok) {
      this.#become({ ...this.#state })
      return fail(answer.reason)
    }
    // Their session has ended; nobody shall find its token here.
    if (before && before.session.me.user.id !== user)
      await this.#options.platform.tokens?.clear(before.session.serverId, before.session.me.user.id).catch(() => {})
    return this.#signedIn(answer.value, null)
  }

  /** [H8] Lets this computer take a PIN of mine, or none (null) any more. */
  async setPin(pin: { readonly pin: string; readonly password: string } | null): Promise<Result<null, ApiFailure>> {
    if (!this.#opened) return fail('no-right')
    const { api, serverId, me } = this.#opened.session
    return this.#pins.set(serverId, api, { user: me.user.id, name: me.user.name, title: me.user.title }, pin)
  }

  /** The first password was changed. */
  passwordChanged(): void {
    const opened = this.#opened
    if (!opened || this.#state.kind !== 'open') return
    opened.session = { ...opened.session, me: { ...opened.session.me, mustChangePassword: false } }
    this.#rememberMe(opened.session)
    // Until now the server kept every room shut.
    this.#lost = false
    opened.renew()
    this.#become({ ...this.#state, session: opened.session, lost: false, firstPassword: null })
  }

  /** [H7] The password was set by somebody else because I had asked for it. Resolves to whether the server noted it. */
  async resetConfirmed(): Promise<boolean> {
    const opened = this.#opened
    if (!opened) return false
    const told = await opened.session.api.call('POST', paths.passwordReset, z.unknown())
    if (!told.ok || this.#opened !== opened) return false
    opened.session = { ...opened.session, me: { ...opened.session.me, passwordReset: null } }
    this.#rememberMe(opened.session)
    if (this.#state.kind === 'open') this.#become({ ...this.#state, session: opened.session })
    return true
  }

  /** Signing out now would leave something of mine on this computer alone. */
  unsent(): boolean {
    return this.#opened?.unsent() ?? false
  }

  /** Ends the session here and on the server; what was not sent stays on this computer under this person's name. */
  async signOut(): Promise<void> {
    const opened = this.#opened
    if (opened) {
      const told = await opened.session.api.call('DELETE', paths.session, z.unknown())
      if (!told.ok && told.reason === 'offline' && !this.#options.platform.tokens) owe(this.#options.storage)
      await this.#options.platform.tokens?.clear(opened.session.serverId, opened.session.me.user.id).catch(() => {})
    }
    await this.#leave()
  }

  async #leave(): Promise<void> {
    const opened = this.#opened
    this.#serverId = opened?.session.serverId ?? this.#serverId
    this.#opened = null
    forget(this.#options.storage)
    await opened?.close()
    this.#become({ kind: 'sign-in', organisation: this.#server?.organisation ?? opened?.session.organisation ?? '', reachable: true })
    void this.#checkPins()
  }
}

const meOf = ({ user, unit, unitPath, units, mustChangePassword, passwordReset }: SessionShape): Me => ({
  user,
  unit,
  unitPath,
  units,
  mustChangePassword,
  passwordReset
})
