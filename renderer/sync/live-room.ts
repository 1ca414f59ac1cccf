import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Room, RoomRights } from '#core/access/room.ts'
import type { Mark } from '#core/mark/mark.ts'
import { putMark, readMarks } from '#core/shared-doc/marks-doc.ts'
import { closeReasons, formatRoom, messageKind, type Presence, type StampedPresence, syncStep } from '#protocol/sync.ts'
import { type CountingSocket, countingSocketClass } from './counted-socket.ts'
import { DiskQueue } from './disk-queue.ts'
import type { RoomCondition, RoomSnapshot, SaveState } from './ports.ts'
import { trimAbove } from './room-store.ts'
import { mineAlone, type RoomSurroundings } from './room-surroundings.ts'
import { textMissingFrom, textsOf } from './room-text.ts'
import { textGoneFrom, unsentTexts } from './unsent-text.ts'

/** The server refuses what this client sends over and over: after this many fresh starts it stays on this computer. */
const maxRefusals = 4
/** What could not be set aside on a full disk is tried again this often. */
const retryMs = 5000
const yes = (): boolean => true
const no = (): boolean => false

/**
 * One document: its copy on this computer, its socket, and the honest state of both. Long because disk, wire and refusals are one state
 * machine whose steps must be read together; writing (disk-queue), counting (counted-socket) and texts (room-text) have files of their own.
 */
export class LiveRoom {
  readonly room: Room
  readonly name: string
  doc = new Y.Doc()
  /** Screens and background work that hold it open. */
  holders = 0
  /** Holds changes of mine that the server has not confirmed. */
  unconfirmed = false
  readonly #env: RoomSurroundings
  #disk: DiskQueue
  #refusedMarks: readonly Mark[] | null = null
  #provider: WebsocketProvider | null = null
  #condition: RoomCondition['kind'] = 'loading'
  #loaded = false
  #connected = false
  /** The signing in for which the socket speaks. */
  #signing = 0
  #synced = false
  #hello: { readonly epoch: string; readonly rights: RoomRights } | null = null
  #confirmed = 0
  #epoch: string | null = null
  #rights: RoomRights
  #writers: readonly string[] = []
  #offlineSince: number | null = null
  #presence: Presence = {}
  #revision = 0
  #refusals = 0
  /** Texts of what was refused, kept until what only they hold is set aside on disk; until then the stored copy stays as it was. */
  #refused: readonly ReadonlyMap<string, string>[] | null = null
  /** The refused document held changes of mine. */
  #refusedMine = false
  #settingAside = false
  /** Texts inside maps that held something unsent when the server asked. */
  #unsent: ReadonlyMap<string, string> = new Map()
  /** Something of mine was written into the fresh document. */
  #mineSince = false
  #startingOver = false
  #closed = false

  constructor(room: Room, env: RoomSurroundings) {
    this.room = room
    this.name = formatRoom(room)
    this.#env = env
    this.#rights = mineAlone(room) ? 'write' : 'none'
    this.#disk = new DiskQueue(env.store, this.name, env.writer, () => this.#weigh())
  }

  /** Loads what this computer holds, then connects. Never throws: without a copy the room still comes from the server. */
  async start(): Promise<void> {
    const stored = await this.#env.store.load(this.name).catch(() => null)
    if (this.#closed) return
    if (stored) {
      for (const update of stored.updates) Y.applyUpdate(this.doc, update, this.#env.store)
      this.#epoch = stored.epoch
      if (stored.rights !== 'none') this.#rights = stored.rights
      this.#writers = stored.pending
      this.unconfirmed = stored.pending.length > 0
      if (stored.updates.length > 0) {
        this.#condition = 'ready'
        this.#revision += 1
      }
      if (stored.updates.length > trimAbove) void this.#env.store.trim(this.name).catch(() => {})
    }
    this.#loaded = true
    this.#follow()
    this.#env.changed(this)
  }

  /** Listens to the document and opens its socket. */
  #follow(): void {
    const doc = this.doc
    if (this.#refusals === 0) doc.clientID = this.#env.clientId
    doc.on('update', this.#onUpdate)
    const socketClass = countingSocketClass(this.#env.socketClass, this.#disk.settled, () => this.#weigh())
    const provider = new WebsocketProvider(this.#env.syncUrl, this.name, doc, {
      connect: false,
      disableBc: true,
      protocols: this.#env.protocols(),
      WebSocketPolyfill: socketClass
    })
    this.#provider = provider
    provider.awareness.setLocalState(this.#presence as Record<string, unknown>)
    provider.awareness.on('change', () => this.#env.changed(this))
    provider.messageHandlers[messageKind.saved] = (_encoder, decoder) => this.#onSaved(provider, decoder)
    const handleSync = provider.messageHandlers[messageKind.sync]
    provider.messageHandlers[messageKind.sync] = (encoder, decoder, ...rest) => {
      this.#lookBeforeMerging(decoder)
      handleSync?.(encoder, decoder, ...rest)
    }
    provider.on('status', ({ status }) => {
      if (provider !== this.#provider) return
      this.#connected = status === 'connected'
      if (status === 'connecting') this.#signing = this.#env.signings()
      if (status !== 'connecting') {
        this.#hello = null
        this.#confirmed = 0
      }
      this.#env.changed(this)
    })
    provider.on('connection-close', () => {
      if (provider !== this.#provider || this.#closed) return
      this.#offlineSince ??= this.#env.now()
      if (this.#condition === 'loading' && mineAlone(this.room) && !this.#refused) this.#condition = 'ready'
      this.#env.changed(this)
    })
    provider.on('sync', synced => {
      if (provider !== this.#provider) return
      this.#synced = synced
      if (synced) this.#onSynced()
      this.#env.changed(this)
    })
    provider.on('closed', ({ code }) => {
      if (provider === this.#provider && !this.#closed) this.#onFinalClose(code)
    })
    provider.connect()
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    this.#revision += 1
    if (origin !== this.#env.store) {
      const mine = origin !== this.#provider
      if (mine) {
        this.unconfirmed = true
        this.#mineSince = true
      }
      if (!this.#refused) this.#disk.add(update, mine)
    }
    this.#env.changed(this)
  }

  #onSaved(provider: WebsocketProvider, decoder: decoding.Decoder): void {
    if (provider !== this.#provider) return
    const epoch = decoding.readVarString(decoder)
    const rights: RoomRights = decoding.readVarUint(decoder) === 1 ? 'write' : 'read'
    const confirmed = decoding.readVarUint(decoder)
    const isNews = this.#hello?.epoch !== epoch || this.#hello.rights !== rights
    this.#hello = { epoch, rights }
    this.#confirmed = confirmed
    this.#offlineSince = null
    if (isNews) {
      const restored = this.#epoch !== null && this.#epoch !== epoch
      // Noted before the new epoch is: a page that goes away in between finds the restore again.
      const noted = restored ? this.#env.restored() : Promise.resolve()
      this.#epoch = epoch
      this.#rights = rights
      // What I may not write must not keep what a restore took back; and what I wrote without the right can never be sent.
      if (rights === 'read' && (restored || this.unconfirmed) && !this.#refused) {
        this.#scheduleStartOver()
        return
      }
      // A server restored from a backup has to get again what it had: not "on the server" before that was counted.
      if (restored && rights === 'write' && !this.unconfirmed) {
        this.unconfirmed = true
        this.#disk.add(Y.encodeStateAsUpdate(new Y.Doc()), true)
      }
      if (!this.#refused) void noted.then(() => this.#env.store.describe(this.name, epoch, rights)).catch(() => {})
    }
    this.#weigh()
  }

  /** The server's question says what it has: what I wrote besides may lie in something that was deleted meanwhile. */
  #lookBeforeMerging(decoder: decoding.Decoder): void {
    if (!this.unconfirmed || this.#refused || this.#synced) return
    const question = decoding.clone(decoder)
    if (decoding.readVarUint(question) !== syncStep.step1) return
    this.#unsent = unsentTexts(this.doc, Y.decodeStateVector(decoding.readVarUint8Array(question)))
  }

  /** [F11] What I wrote into something that another deleted is gone from the document: it is set aside. */
  #setAsideDeleted(): void {
    const text = textGoneFrom(this.doc, this.#unsent)
    this.#unsent = new Map()
    if (text === '') return
    const keep = async (): Promise<void> => {
      if (!(await this.#env.putAside({ room: this.room, text })) && !this.#closed) setTimeout(() => void keep(), retryMs)
    }
    void keep()
  }

  #onSynced(): void {
    this.#condition = 'ready'
    this.#offlineSince = null
    this.#setAsideDeleted()
    const refused = this.#refused
    if (refused && !this.#settingAside) {
      this.#putMarksBack()
      const there = textsOf(this.doc)
      const text = [...new Set(refused.map(texts => textMissingFrom(there, texts)))].filter(missing => missing !== '').join('\n\n')
      void this.#setAside(text !== '' || this.#refusedMine ? text : null)
    }
    this.#weigh()
  }

  /** First what was refused is on disk as text, and only then the fresh document takes the place of the refused one. */
  async #setAside(text: string | null): Promise<void> {
    this.#settingAside = true
    const { doc } = this
    const kept = text === null || (await this.#env.putAside({ room: this.room, text }))
    const state = kept && !this.#closed ? Y.encodeStateAsUpdate(doc) : null
    const replaced = state !== null && (await this.#env.store.replace(this.name, this.#epoch ?? '', this.#rights, state).then(yes, no))
    this.#settingAside = false
    if (this.#closed || this.#startingOver || this.doc !== doc) return
    if (!replaced) {
      // A full disk: the stored copy is still the refused one, and the next start would find all of it again.
      setTimeout(() => {
        if (this.#refused && !this.#settingAside && !this.#closed && this.#synced) void this.#setAside(kept ? null : text)
      }, retryMs)
      return
    }
    this.#refused = null
    this.#refusedMine = false
    // What has been written meanwhile is in the document, and goes to disk with the next change at the latest: with this empty one.
    this.#disk.add(Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(state)), this.#mineSince)
    this.unconfirmed = this.#mineSince
    this.#weigh()
  }

  /** Ink has no words to copy out: marks that a refusal took are made again, one by one, so that one bad one takes no other with it. */
  #putMarksBack(): void {
    const lost = this.#refusedMarks ?? []
    this.#refusedMarks = null
    if (this.#refusals >= maxRefusals) return
    const there = new Set(readMarks(this.doc).map(mark => mark.id))
    for (const mark of lost) if (!there.has(mark.id)) putMark(this.doc, mark)
  }

  /** Has the server everything of mine? */
  #weigh(): void {
    const frames = (this.#provider?.ws as CountingSocket | null | undefined)?.frames
    const allThere =
      this.#synced && this.#hello?.rights === 'write' && frames?.answered && frames.waiting === 0 && this.#confirmed >= frames.sent
    if (this.unconfirmed && allThere && !this.#disk.writingMine && !this.#refused) {
      this.unconfirmed = false
      this.#refusals = 0
      const writers = [...this.#writers, this.#env.writer]
      this.#writers = []
      void this.#env.store.settle(this.name, writers).catch(() => {})
    }
    this.#env.changed(this)
  }

  #onFinalClose(code: number): void {
    switch (code) {
      case closeReasons.noSession.code:
        // The socket still spoke for the session before this one.
        if (this.#signing !== this.#env.signings()) {
          this.reconnect()
          return
        }
        // The network is there; what is missing is said elsewhere.
        this.#offlineSince = null
        this.#env.sessionLost()
        break
      case closeReasons.noSuchRoom.code:
        if (mineAlone(this.room)) {
          // What is mine alone no refusal destroys: it stays here, and is asked for again when the session is renewed.
          this.#offlineSince = null
          if (this.#condition === 'loading') this.#condition = 'ready'
          break
        }
        this.#condition = 'none'
        this.unconfirmed = false
        this.#rights = 'none'
        this.#replaceDoc()
        void this.#env.store.drop(this.name).catch(() => {})
        break
      default:
        if (this.#refusals < maxRefusals) this.#scheduleStartOver()
    }
    this.#env.changed(this)
  }

  /** Outside the provider's own call, which still uses the document. */
  #scheduleStartOver(): void {
    if (this.#startingOver) return
    this.#startingOver = true
    queueMicrotask(() => {
      this.#startingOver = false
      if (this.#closed) return
      this.#refused = [...(this.#refused ?? []), ...((this.#refused ? this.#mineSince : this.unconfirmed) ? [textsOf(this.doc)] : [])]
      this.#refusedMine ||= this.unconfirmed
      if (this.room.kind === 'marks' && this.unconfirmed) this.#refusedMarks ??= readMarks(this.doc)
      this.#mineSince = false
      this.#refusals += 1
      this.#replaceDoc()
      this.#condition = 'loading'
      this.#follow()
      this.#env.changed(this)
    })
  }

  /** A fresh document with a client id of its own: the old one's clock is already used up on the server. */
  #replaceDoc(): void {
    this.#letGo()
    this.doc = new Y.Doc()
    this.#revision += 1
    this.#synced = false
    this.#hello = null
  }

  #letGo(): void {
    const provider = this.#provider
    this.#provider = null
    this.doc.off('update', this.#onUpdate)
    provider?.destroy()
    provider?.awareness.destroy()
    this.#connected = false
  }

  setPresence(presence: Presence): void {
    this.#presence = presence
    this.#provider?.awareness.setLocalState(presence as Record<string, unknown>)
  }

  /** It was read from this computer; before that nobody knows whether something has to be sent. */
  get loaded(): boolean {
    return this.#loaded
  }

  /** Tries again at once: the network or the session is back. */
  reconnect(): void {
    if (this.#condition === 'none' && !this.#closed) {
      // It may exist for me by now: the meeting was issued, or I was added again.
      this.#condition = 'loading'
      // What the old document wrote stands on the server under this start's client id: the new one takes another.
      this.#refusals = Math.max(1, this.#refusals)
      this.#follow()
      this.#env.changed(this)
      return
    }
    const provider = this.#provider
    if (!provider) return
    provider.protocols = this.#env.protocols()
    if (!provider.wsconnected) provider.connect()
  }

  /** The network is known to be gone: stop believing in the open socket and look for a new one. */
  hangUp(): void {
    const provider = this.#provider
    if (!provider || this.#condition === 'none') return
    provider.disconnect()
    provider.connect()
  }

  /** The page may be going away. */
  flush(): void {
    this.#disk.flush()
  }

  snapshot(): RoomSnapshot {
    return {
      revision: this.#revision,
      condition: { kind: this.#condition },
      save: this.#save(),
      rights: this.#condition === 'none' ? 'none' : this.#rights,
      present: this.#present()
    }
  }

  #save(): SaveState {
    if (!this.#loaded) return { kind: 'loading' }
    if (this.#condition === 'none') return { kind: 'server' }
    if (this.#disk.writingMine) return { kind: 'saving' }
    if (this.#connected && this.#hello && this.#synced && !this.unconfirmed) return { kind: 'server' }
    if (this.unconfirmed && (this.#disk.failed || !this.#env.store.durable)) return { kind: 'unkept', offlineSince: this.#offlineSince }
    if (this.#condition === 'loading' && this.#offlineSince === null) return { kind: 'loading' }
    return { kind: 'local', offlineSince: this.#offlineSince }
  }

  #present(): readonly StampedPresence[] {
    const awareness = this.#provider?.awareness
    if (!awareness) return []
    const found: StampedPresence[] = []
    for (const [client, state] of awareness.getStates()) {
      if (client === this.doc.clientID) found.push({ role: '', ...state, id: this.#env.me.id, name: this.#env.me.name })
      else if (typeof state.id === 'string' && typeof state.name === 'string') found.push(state as StampedPresence)
    }
    return found
  }

  /** Resolves when everything is on disk and the socket is gone. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#letGo()
    await this.#disk.close()
    this.doc.destroy()
  }
}
