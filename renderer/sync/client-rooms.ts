// Beyond 300 lines: one room goes through all of it, from its opening through what was not sent to its end.
import type { Room } from '#core/access/room.ts'
import { formatRoom, hopsoSubprotocol, parseRoom, tokenSubprotocolPrefix } from '#protocol/sync.ts'
import { LiveRoom } from './live-room.ts'
import type { ClientRooms, OpenRoom, RoomSnapshot, SaveState, SetAside } from './ports.ts'
import type { RoomStore } from './room-store.ts'
import type { RoomSurroundings } from './room-surroundings.ts'
import { sentAgain } from './sent-again.ts'

export interface ClientRoomsOptions {
  /** `ws(s)://host/sync`. */
  readonly syncUrl: string
  /** Null in a browser: its cookie speaks. */
  readonly token: string | null
  readonly me: RoomSurroundings['me']
  readonly store: RoomStore
  readonly socketClass: typeof WebSocket
  readonly now: () => number
  readonly randomBytes: (count: number) => Uint8Array
  readonly sessionLost: () => void
  /** Runs at the next frame; the screens hear of changes at most once per frame. */
  readonly atNextFrame: (run: () => void) => void
  /** Resolves to whether the server answers; asked when the system says that the network is gone. */
  readonly serverAnswers: () => Promise<boolean>
  /** window, for online, offline and pagehide; null where there is none. */
  readonly events: EventTarget | null
}

/** ClientRooms plus what only the composition may do. */
export interface ManagedRooms extends ClientRooms {
  /** The same person signed in again: sockets come back with the new token, nothing else changes. */
  renew(token: string | null): void
  /** Something of mine is not confirmed by the server. */
  unsent(): boolean
}

/** A room nobody looks at stays open this long: going back and forth must not load it anew. */
const lingerMs = 3000

interface Entry {
  readonly live: LiveRoom
  snapshot: RoomSnapshot
  readonly listeners: Set<() => void>
  linger: ReturnType<typeof setTimeout> | null
}

/** The rooms of one person on one server. Rooms with unconfirmed changes of earlier starts are opened at once and sent. */
export function createClientRooms(options: ClientRoomsOptions): ManagedRooms {
  return new RoomsOfOnePerson(options)
}

class RoomsOfOnePerson implements ManagedRooms {
  readonly keeps: boolean
  readonly #entries = new Map<string, Entry>()
  readonly #closing = new Map<string, Promise<void>>()
  readonly #options: ClientRoomsOptions
  readonly #env: RoomSurroundings
  readonly #dirty = new Set<LiveRoom>()
  #restoring: Promise<void> | null = null
  #frameAsked = false
  #token: string | null
  #signings = 0
  #overall: SaveState = { kind: 'loading' }
  #asides: readonly SetAside[] = []
  readonly #overallListeners = new Set<() => void>()
  readonly #asideListeners = new Set<() => void>()
  #closed = false

  constructor(options: ClientRoomsOptions) {
    this.#options = options
    this.keeps = options.store.durable
    this.#token = options.token
    const words = new DataView(options.randomBytes(8).slice().buffer)
    this.#env = {
      syncUrl: options.syncUrl,
      protocols: () => (this.#token ? [hopsoSubprotocol, tokenSubprotocolPrefix + this.#token] : [hopsoSubprotocol]),
      store: options.store,
      me: options.me,
      clientId: words.getUint32(0),
      writer: `${words.getUint32(0).toString(36)}-${words.getUint32(4).toString(36)}`,
      socketClass: options.socketClass,
      now: options.now,
      sessionLost: options.sessionLost,
      signings: () => this.#signings,
      restored: () => this.#noteRestore(),
      putAside: aside => this.#putAside(aside),
      changed: live => this.#changed(live)
    }
    options.events?.addEventListener('online', this.#onOnline)
    options.events?.addEventListener('offline', this.#onOffline)
    options.events?.addEventListener('pagehide', this.#onPageHide)
    options.events?.addEventListener('visibilitychange', this.#onPageHide)
    void this.#pickUp()
  }

  async #pickUp(): Promise<void> {
    const [names, asides] = await Promise.all([this.#options.store.pendingRooms(), this.#options.store.asides()]).catch(
      () => [[], []] as const
    )
    if (this.#closed) return
    this.#asides = [...asides.filter(({ at }) => !this.#asides.some(aside => aside.at === at)), ...this.#asides]
    for (const listener of this.#asideListeners) listener()
    for (const name of names) {
      const room = parseRoom(name)
      if (room) this.open(room).release()
    }
  }

  open(room: Room): OpenRoom {
    const name = formatRoom(room)
    const entry = this.#entries.get(name) ?? this.#make(room, name)
    // It was not there when somebody else asked; it may be now.
    if (entry.live.snapshot().condition.kind === 'none') entry.live.reconnect()
    entry.live.holders += 1
    if (entry.linger) clearTimeout(entry.linger)
    entry.linger = null
    let released = false
    return {
      room,
      get doc() {
        return entry.live.doc
      },
      getSnapshot: () => entry.snapshot,
      subscribe: listener => {
        entry.listeners.add(listener)
        return () => entry.listeners.delete(listener)
      },
      setPresence: presence => entry.live.setPresence(presence),
      release: () => {
        if (released) return
        released = true
        entry.live.holders -= 1
        this.#maybeClose(name, entry)
      }
    }
  }

  async forget(room: Room): Promise<void> {
    const name = formatRoom(room)
    const entry = this.#entries.get(name)
    if (entry && entry.live.holders > 0) return
    if (entry?.linger) clearTimeout(entry.linger)
    if (entry) this.#close(name, entry)
    await this.#closing.get(name)
    if (!this.#entries.has(name)) await this.#options.store.drop(name)
  }

  #make(room: Room, name: string): Entry {
    const live = new LiveRoom(room, this.#env)
    const entry: Entry = { live, snapshot: live.snapshot(), listeners: new Set(), linger: null }
    this.#entries.set(name, entry)
    // One that is just closing finishes its writes first: two documents must never share a client id and differ.
    const before = this.#closing.get(name) ?? Promise.resolve()
    void before.then(() => live.start()).then(() => this.#maybeClose(name, entry))
    return entry
  }

  /** Closes a room nobody holds, unless it still has to send something. */
  #maybeClose(name: string, entry: Entry): void {
    if (!entry.live.loaded || entry.live.holders > 0 || entry.linger || this.#closed || this.#entries.get(name) !== entry) return
    entry.linger = setTimeout(() => {
      entry.linger = null
      if (entry.live.holders === 0 && !entry.live.unconfirmed) this.#close(name, entry)
    }, lingerMs)
  }

  #close(name: string, entry: Entry): void {
    this.#entries.delete(name)
    const closing = entry.live.close().then(() => {
      if (this.#closing.get(name) === closing) this.#closing.delete(name)
    })
    this.#closing.set(name, closing)
    this.#weigh()
  }

  #changed(live: LiveRoom): void {
    this.#dirty.add(live)
    if (this.#frameAsked) return
    this.#frameAsked = true
    this.#options.atNextFrame(() => {
      this.#frameAsked = false
      const changed = [...this.#dirty]
      this.#dirty.clear()
      if (this.#closed) return
      for (const room of changed) {
        const entry = this.#entries.get(room.name)
        if (!entry || entry.live !== room) continue
        entry.snapshot = room.snapshot()
        for (const listener of [...entry.listeners]) listener()
        if (!room.unconfirmed) this.#maybeClose(room.name, entry)
      }
      this.#weigh()
    })
  }

  #weigh(): void {
    const states = [...this.#entries.values()].filter(e => e.live.holders > 0 || e.live.unconfirmed).map(e => e.snapshot.save)
    const next = worst(states)
    if (JSON.stringify(next) === JSON.stringify(this.#overall)) return
    this.#overall = next
    for (const listener of [...this.#overallListeners]) listener()
  }

  readonly overall = {
    getSnapshot: (): SaveState => this.#overall,
    subscribe: (listener: () => void): (() => void) => subscribeTo(this.#overallListeners, listener)
  }

  readonly setAside = {
    getSnapshot: (): readonly SetAside[] => this.#asides,
    subscribe: (listener: () => void): (() => void) => subscribeTo(this.#asideListeners, listener),
    dismiss: (at: string): void => {
      this.#asides = this.#asides.filter(aside => aside.at !== at)
      void this.#options.store.dropAside(at).catch(() => {})
      for (const listener of [...this.#asideListeners]) listener()
    }
  }

  async #putAside(refused: Omit<SetAside, 'at'>): Promise<boolean> {
    // Tried again after a full disk: it is shown already.
    const shown = this.#asides.find(aside => formatRoom(aside.room) === formatRoom(refused.room) && aside.text === refused.text)
    const aside = shown ?? { ...refused, at: this.#momentOf() }
    if (!shown) {
      this.#asides = [...this.#asides, aside]
      for (const listener of [...this.#asideListeners]) listener()
    }
    return this.#options.store.putAside(aside).then(
      () => true,
      () => false
    )
  }

  /** Now, with six more digits of chance: two asides of one millisecond, in this window or another, are two. */
  #momentOf(): string {
    const [chance = 0] = new Uint32Array(this.#options.randomBytes(4).slice().buffer)
    return new Date(this.#options.now()).toISOString().replace('Z', `${String(chance % 1_000_000).padStart(6, '0')}Z`)
  }

  renew(token: string | null): void {
    this.#token = token
    this.#signings += 1
    this.#onOnline()
  }

  unsent(): boolean {
    return [...this.#entries.values()].some(entry => entry.live.unconfirmed)
  }

  /** [S6] Rooms that nobody looks at are sent again too: noted first, so that another start goes on, then opened one after the other. */
  #noteRestore(): Promise<void> {
    this.#restoring ??= this.#options.store.oweAll(this.#env.writer).then(
      names => {
        void this.#sendAgain(names)
      },
      () => {
        this.#restoring = null
      }
    )
    return this.#restoring
  }

  async #sendAgain(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const room = parseRoom(name)
      if (!room || this.#closed) continue
      const held = this.open(room)
      await sentAgain(held)
      held.release()
    }
    this.#restoring = null
  }

  readonly #onOnline = (): void => {
    for (const { live } of this.#entries.values()) live.reconnect()
  }

  readonly #onOffline = (): void => {
    void this.#options.serverAnswers().then(answers => {
      if (!answers && !this.#closed) for (const { live } of this.#entries.values()) live.hangUp()
    })
  }

  readonly #onPageHide = (): void => {
    for (const { live } of this.#entries.values()) live.flush()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const { events } = this.#options
    events?.removeEventListener('online', this.#onOnline)
    events?.removeEventListener('offline', this.#onOffline)
    events?.removeEventListener('pagehide', this.#onPageHide)
    events?.removeEventListener('visibilitychange', this.#onPageHide)
    for (const entry of this.#entries.values()) if (entry.linger) clearTimeout(entry.linger)
    await Promise.all([...this.#entries.values()].map(entry => entry.live.close()))
    await Promise.all(this.#closing.values())
    this.#entries.clear()
    await this.#options.store.close()
  }
}

const subscribeTo = (listeners: Set<() => void>, listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The worst state of several: what is not even on this computer first, then what is only here, then what is being fetched. */
export function worst(states: readonly SaveState[]): SaveState {
  const unsent = states.filter(state => state.kind === 'local' || state.kind === 'unkept')
  const times = unsent.map(state => state.offlineSince).filter(since => since !== null)
  const offlineSince = times.length > 0 ? Math.min(...times) : null
  if (unsent.some(state => state.kind === 'unkept')) return { kind: 'unkept', offlineSince }
  if (states.some(state => state.kind === 'saving')) return { kind: 'saving' }
  if (unsent.length > 0) return { kind: 'local', offlineSince }
  if (states.length === 0 || states.some(state => state.kind === 'loading')) return { kind: 'loading' }
  return { kind: 'server' }
}
