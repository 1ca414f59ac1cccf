import * as Y from 'yjs'
import type { Room } from '#core/access/room.ts'
import type { UserId } from '#core/ids.ts'
import { closeReasons, formatRoom, syncStep } from '#protocol/sync.ts'
import { Changes } from './changes.ts'
import type { ClientOwners } from './client-owners.ts'
import type { MessageTaker, SyncConnection } from './connection.ts'
import { type Deed, deed } from './deed.ts'
import { type Frame, frameOf } from './frame.ts'
import { judgeUpdate, type Verdict } from './judge.ts'
import { type LoadedContents, type LoadSurroundings, loadRoom } from './load-room.ts'
import { type ClientMessage, emptyUpdate, syncMessage } from './messages.ts'
import type { RoomsLimits } from './ports.ts'
import { RoomPresence } from './presence.ts'
import { StoredTail } from './stored-tail.ts'

export interface RoomSurroundings extends LoadSurroundings {
  readonly limits: RoomsLimits
  /** A change has been stored. */
  readonly stored: (room: Room) => void
  /** Nothing is left to do and nobody is here. */
  readonly idle: (room: LiveRoom) => void
  /** Memory and disk may differ: the room must not be used any more. */
  readonly dropped: (room: LiveRoom, why: 'storage' | 'damaged') => void
}

type Job =
  | { readonly kind: 'update'; readonly from: SyncConnection; readonly update: Uint8Array; readonly step2: boolean }
  | ({ readonly kind: 'edit' } & Omit<Deed<unknown>, 'done'>)

interface Batch {
  readonly touched: Set<SyncConnection>
  readonly accepted: { readonly from: SyncConnection | null; readonly update: Uint8Array | null }[]
  readonly claims: (() => Promise<void>)[]
  readonly edits: Extract<Job, { kind: 'edit' }>[]
}

/** After a broadcast that took long the next one waits so many times as long: what comes meanwhile goes out as one. */
const restPerBroadcast = 2
const mostRestMs = 25
/** Broadcasts to fewer people than this take no time worth resting for. */
const noticeableMs = 0.5

/** Longest stretch for which updates are applied before the event loop and the disk get their turn. */
const turnMs = 40

/**
 * Long because the order of load, apply, store, tell is one state machine; what could be told apart has files of its own (judge, deed, tail, presence).
 * [W3] One room in memory. Nobody is told of anything that is not stored: what arrives while a batch is being stored waits, is then applied
 * as one transaction, stored by one append, and only after that broadcast, acknowledged and answered from.
 */
export class LiveRoom implements MessageTaker {
  readonly name: string
  readonly connections = new Set<SyncConnection>()
  readonly presence: RoomPresence
  private readonly epoch: string
  private readonly doc: Y.Doc
  private readonly owners: ClientOwners
  private readonly tail: StoredTail
  private readonly keepsTail: boolean
  private readonly jobs: Job[] = []
  private readonly questions = new Map<SyncConnection, Uint8Array>()
  private readonly looks: Omit<Deed<unknown>, 'done'>[] = []
  private readonly quiet: (() => void)[] = []
  private readonly changes: Changes
  private restUntil = 0
  private storing = false
  private scheduled = false
  /** Memory and disk may differ: of no use any more. */
  isDropped = false
  private wholeState: Uint8Array | null = null
  /** The answer to whoever comes with nothing. */
  private welcome: Frame | null = null

  private constructor(
    readonly room: Room,
    loaded: LoadedContents,
    private readonly around: RoomSurroundings,
    /** [W4] The last attempt to store failed: people may read, the server tries again. */
    private readOnly: boolean
  ) {
    this.name = formatRoom(room)
    this.epoch = loaded.epoch
    this.doc = loaded.doc
    this.owners = loaded.owners
    this.tail = new StoredTail(this.name, loaded.tail, around)
    this.keepsTail = loaded.incomplete
    this.presence = new RoomPresence(this.connections, around.now(), (client, user) => this.owners.isForeign(client, user))
    this.changes = new Changes(this.doc)
  }

  /** Loads the room, creating it when it is new; rejects when that fails. */
  static async open(room: Room, around: RoomSurroundings, readOnly: boolean): Promise<LiveRoom> {
    return new LiveRoom(room, await loadRoom(room, around), around, readOnly)
  }

  /** Lets a connection in: who it is here, what it is asked for, who else is here. */
  enter(connection: SyncConnection): void {
    this.connections.add(connection)
    connection.enter(this, this.epoch)
    this.greet(connection)
    this.presence.snapshotTo(connection)
  }

  leave(connection: SyncConnection): void {
    if (!this.connections.delete(connection)) return
    this.questions.delete(connection)
    this.presence.leave(connection)
    this.settle()
  }

  take(connection: SyncConnection, message: ClientMessage): void {
    if (this.isDropped) return
    switch (message.kind) {
      case 'ask':
        this.questions.set(connection, message.stateVector)
        this.schedule()
        return
      case 'update':
        this.jobs.push({ kind: 'update', from: connection, update: message.update, step2: message.step2 })
        this.schedule()
        return
      case 'presence':
        if (!this.presence.offer(connection, message.entries)) connection.end(closeReasons.malformed)
        return
      case 'query-presence':
        this.presence.snapshotTo(connection)
        return
    }
  }

  /** Rights or roles may have changed. */
  recheck(): void {
    for (const connection of [...this.connections]) {
      if (connection.rights() === 'none') connection.end(closeReasons.noSuchRoom)
      else this.greet(connection)
    }
    this.presence.restamp()
  }

  /** What `change` did before it threw stays done, as Yjs has it; the promise rejects all the same. */
  edit<T>(change: (doc: Y.Doc) => T): Promise<T> {
    if (this.isDropped) return Promise.reject(new Error('the room has left memory'))
    const edit = deed(() => change(this.doc))
    this.jobs.push({ kind: 'edit', ...edit })
    this.schedule()
    return edit.done
  }

  /** Looks at what is stored. */
  read<T>(look: (doc: Y.Doc) => T): Promise<T> {
    if (this.isDropped) return Promise.reject(new Error('the room has left memory'))
    const reading = deed(() => look(this.doc))
    this.looks.push(reading)
    this.schedule()
    return reading.done
  }

  get busy(): boolean {
    return this.storing || this.scheduled || this.tail.isRewriting || this.jobs.length > 0 || this.looks.length > 0
  }

  /** Resolves when everything received so far is stored (or the room was dropped). */
  flushed(): Promise<void> {
    if (!this.busy || this.isDropped) return Promise.resolve()
    return new Promise(resolve => this.quiet.push(resolve))
  }

  /** Last deed before leaving memory: a long tail becomes a snapshot. */
  async tidy(): Promise<void> {
    if (this.tail.isWorthRewriting) this.compact()
    await this.tail.rewritten()
    await this.tail.reclaim()
  }

  /** Everything stored becomes one snapshot, and the bytes of what is not in it are taken from the disk. */
  async scrub(): Promise<void> {
    await this.flushed()
    await this.tail.rewritten()
    this.compact()
    await this.tail.rewritten()
    await this.tail.reclaim(true)
  }

  /** Tries to store again after a failure; true when people may write again. */
  async retry(): Promise<boolean> {
    if (!this.readOnly) return true
    try {
      await this.around.storage.append(this.name, emptyUpdate)
    } catch {
      return false
    }
    this.writable()
    return true
  }

  forget(): void {
    this.presence.close()
    this.doc.destroy()
  }

  private writable(): void {
    if (!this.readOnly) return
    this.readOnly = false
    this.around.log({ level: 'info', event: 'room-storage-resumed', room: this.name })
    for (const connection of this.connections) this.greet(connection)
  }

  /** The hello, and for writers the question what they have that the server has not. */
  private greet(connection: SyncConnection): void {
    connection.sendSaved(this.readOnly)
    if (connection.rights() === 'write' && !this.readOnly && connection.owesState)
      connection.send(syncMessage(syncStep.step1, Y.encodeStateVector(this.doc)))
  }

  private schedule(): void {
    if (this.scheduled || this.storing) return
    this.scheduled = true
    const begin = (): void => {
      this.scheduled = false
      this.turn()
    }
    const restMs = this.restUntil - performance.now()
    if (restMs > 0) setTimeout(begin, restMs)
    else setImmediate(begin)
  }

  private turn(): void {
    if (this.storing || this.isDropped) return
    this.answer()
    const batch: Batch = { touched: new Set(), accepted: [], claims: [], edits: [] }
    if (this.jobs.length > 0) this.applyJobs(batch)
    if (this.isDropped) {
      this.abandon(batch)
      return
    }
    const [first, ...rest] = this.changes.take()
    if (first) {
      this.wholeState = null
      this.welcome = null
      this.storing = true
      void this.store(batch, rest.length === 0 ? first : Y.mergeUpdates([first, ...rest]))
    } else {
      for (const edit of batch.edits) edit.settle()
      for (const connection of batch.touched) connection.confirm(this.readOnly)
      if (this.jobs.length > 0) this.schedule()
      else this.settle()
    }
  }

  private answer(): void {
    for (const [connection, stateVector] of this.questions) {
      const isNewcomer = stateVector.length === 1
      if (isNewcomer) connection.sendFrame(this.welcomeFrame())
      else connection.send(syncMessage(syncStep.step2, Y.encodeStateAsUpdate(this.doc, stateVector)))
    }
    this.questions.clear()
    for (const look of this.looks.splice(0)) {
      look.run()
      look.settle()
    }
  }

  private whole(): Uint8Array {
    this.wholeState ??= Y.encodeStateAsUpdate(this.doc)
    return this.wholeState
  }

  private welcomeFrame(): Frame {
    this.welcome ??= frameOf(syncMessage(syncStep.step2, this.whole()))
    return this.welcome
  }

  /** Updates in a row are one transaction; the server's own edits stand apart, for Yjs takes a mixture for a stolen client id. */
  private applyJobs(batch: Batch): void {
    const until = performance.now() + turnMs
    let done = 0
    const next = (kind: Job['kind']): Job | null => {
      const job = this.jobs[done]
      if (!job || job.kind !== kind || this.isDropped || performance.now() > until) return null
      done += 1
      return job
    }
    const [only, ...others] = this.jobs
    const sent = only?.kind === 'update' && !only.step2 && others.length === 0 ? only.update : null
    for (let before = -1; before < done; ) {
      before = done
      this.changes.during(() => {
        for (let job = next('update'); job; job = next('update')) this.apply(job, batch)
      }, sent)
      const edit = next('edit')
      if (edit) this.changes.during(() => this.apply(edit, batch), null)
    }
    this.jobs.splice(0, done)
  }

  private apply(job: Job, batch: Batch): void {
    if (job.kind === 'edit') {
      job.run()
      batch.edits.push(job)
      batch.accepted.push({ from: null, update: null })
      return
    }
    const { from, update, step2 } = job
    from.release(update.length)
    if (from.ended) return
    const verdict = this.judge(job)
    if (verdict.kind === 'refused') {
      const { close, why } = verdict
      this.around.log({ level: 'warn', event: 'update-refused', room: this.name, user: from.session.user, why, code: close.code })
      from.end(close)
      if (verdict.spoilt) this.drop('damaged', new Error(why))
      return
    }
    if (verdict.kind === 'applied') {
      batch.accepted.push({ from, update })
      if (verdict.claim) batch.claims.push(verdict.claim)
    }
    const kept = verdict.kind !== 'set-aside'
    if (kept && step2 && from.rights() === 'write') from.synced = true
    from.frameHandled(kept, step2)
    batch.touched.add(from)
  }

  private judge({ from, update, step2 }: Extract<Job, { kind: 'update' }>): Verdict {
    const { user } = from.session
    const { room, doc, owners, readOnly } = this
    const { synced } = from
    const rights = from.rights()
    const presenceOwner = (client: number): UserId | null => this.presence.ownerOf(client)
    const verdict = judgeUpdate({ update, step2, user, rights, synced }, { room, doc, owners, readOnly, presenceOwner })
    from.charge(verdict.steps)
    return verdict
  }

  private async store(batch: Batch, change: Uint8Array): Promise<void> {
    try {
      if (batch.claims.length > 0) await Promise.all(batch.claims.map(claim => claim()))
      await this.around.storage.append(this.name, change)
    } catch (error) {
      this.storing = false
      this.drop('storage', error)
      this.abandon(batch, error)
      return
    }
    this.storing = false
    this.tail.grow(change.length)
    this.writable()
    this.broadcast(batch, change)
    for (const connection of batch.touched) connection.confirm(this.readOnly)
    for (const edit of batch.edits) edit.settle()
    this.around.stored(this.room)
    if (this.tail.isLong(4)) this.compact() // otherwise only when there is nothing else to do
    if (this.jobs.length > 0 || this.questions.size > 0 || this.looks.length > 0) this.schedule()
    else this.settle()
  }

  /** One buffer for all; who alone sent exactly this need not hear it again. */
  private broadcast({ accepted }: Batch, change: Uint8Array): void {
    const [only, ...others] = accepted
    const author = only?.update && others.length === 0 && Buffer.compare(only.update, change) === 0 ? only.from : null
    const frame = frameOf(syncMessage(syncStep.update, change))
    const begin = performance.now()
    for (const connection of this.connections) if (connection !== author) connection.sendFrame(frame)
    const end = performance.now()
    const tookMs = end - begin
    if (tookMs > noticeableMs) this.restUntil = end + Math.min(mostRestMs, restPerBroadcast * tookMs)
  }

  /** When nothing is left to do: shortens what is stored, lets the waiting go on, tells that nobody is here. */
  settle(): void {
    if (this.isDropped || this.storing || this.jobs.length > 0) return
    if (this.tail.isLong(1)) this.compact()
    if (this.busy) return
    for (const resolve of this.quiet.splice(0)) resolve()
    if (this.connections.size === 0) this.around.idle(this)
  }

  private compact(): void {
    if (this.tail.isRewriting || this.storing || this.keepsTail || this.isDropped) return
    this.tail.rewrite(this.whole(), () => this.settle())
  }

  private drop(why: 'storage' | 'damaged', error: unknown): void {
    this.isDropped = true
    this.around.log({
      level: 'error',
      event: why === 'storage' ? 'room-storage-failed' : 'room-damaged',
      room: this.name,
      error: String(error)
    })
    this.around.dropped(this, why)
    for (const connection of [...this.connections]) connection.end(closeReasons.closing)
    for (const job of this.jobs.splice(0)) if (job.kind === 'edit') job.failed(error)
    for (const look of this.looks.splice(0)) look.failed(error)
    for (const resolve of this.quiet.splice(0)) resolve()
  }

  private abandon(batch: Batch, error: unknown = new Error('the room was dropped')): void {
    for (const edit of batch.edits) edit.failed(error)
  }
}
