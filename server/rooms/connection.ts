import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Room, RoomRights } from '#core/access/room.ts'
import { type CloseReason, closeReasons, formatRoom } from '#protocol/sync.ts'
import { type Frame, frameOf } from './frame.ts'
import { type ClientMessage, presenceMessage, readMessage, savedMessage } from './messages.ts'
import type { RoomAccess, RoomsLimits, SocketSession } from './ports.ts'
import type { PresentSocket } from './presence.ts'

/** Received and not yet applied bytes of one socket above which it is read no further for a while. */
const maxWaitingBytes = 1024 * 1024

/** Of apply.ts: about two milliseconds. */
const stepsPerMessage = 4000

/** What a connection hands on to its room. */
export interface MessageTaker {
  take(connection: SyncConnection, message: ClientMessage): void
  leave(connection: SyncConnection): void
}

/** One socket in one room: its limits, its heartbeat, and the count of what it was told is stored. */
export class SyncConnection implements PresentSocket {
  /** Its step 2 has been accepted: from now on whatever builds on the unknown is malformed. */
  synced = false
  private taker: MessageTaker | null = null
  private epoch = ''
  /** Update frames dealt with; of those, how many are vouched for; how many the client was told. */
  private handled = 0
  private good = 0
  private told = 0
  private setAside = false
  private over = false
  private waitingBytes = 0
  /** Of the frames still on their way out: a long state on a slow line is not slowness. */
  private largest = 0
  /** Until the room is loaded nothing is read. */
  private paused = true
  private tokens: number
  private tokensAt: number
  private heardAt: number
  private spokeAt: number
  private pingedAt: number
  /** A ping is out and unanswered. */
  private asking = false
  private roundTripMs: number | null = null

  constructor(
    private readonly ws: WebSocket,
    /** What `ws` writes to. Whole frames go there past it: ws would make one anew for every socket. */
    private readonly wire: Duplex,
    readonly session: SocketSession,
    private readonly room: Room,
    private readonly knowsSaved: boolean,
    private readonly access: RoomAccess,
    private readonly limits: RoomsLimits,
    private readonly clockMs: () => number
  ) {
    this.tokens = limits.messagesPerSecond * 4
    this.tokensAt = this.heardAt = this.spokeAt = this.pingedAt = clockMs()
    ws.pause()
    ws.on('message', (data, isBinary) => this.onMessage(data as Buffer, isBinary))
    ws.on('pong', () => {
      this.heardAt = clockMs()
      if (this.asking) this.roundTripMs = this.heardAt - this.pingedAt
      this.asking = false
    })
    ws.on('ping', () => this.spend())
    ws.on('close', () => this.taker?.leave(this))
  }

  /** The server should ask for its whole state: it was never told, or something was set aside. */
  get owesState(): boolean {
    return !this.synced || this.setAside
  }
  /** Closed by the server: nothing it sent counts any more. */
  get ended(): boolean {
    return this.over
  }
  get name(): string {
    return formatRoom(this.room)
  }
  /** How old what this peer shows may be, ms; null before anything was measured. */
  get staleMs(): number | null {
    const unansweredMs = this.asking ? this.clockMs() - this.pingedAt : 0
    return this.roundTripMs === null ? null : Math.max(this.roundTripMs, unansweredMs)
  }
  get gone(): boolean {
    return this.ws.readyState !== this.ws.OPEN
  }

  /** Asked anew for each message: a right may end at any moment. */
  rights(): RoomRights {
    return this.access.rights(this.session, this.room)
  }
  role(): string {
    return this.access.roleIn(this.session, this.room)
  }

  /** The room is loaded: messages flow from here on. */
  enter(taker: MessageTaker, epoch: string): void {
    this.taker = taker
    this.epoch = epoch
    this.resume()
  }

  /** Message 100 with the rights of this moment; to those who asked for it. */
  sendSaved(readOnly: boolean): void {
    if (!this.knowsSaved) return
    const rights = this.rights() === 'write' && !readOnly ? 'write' : 'read'
    this.send(savedMessage({ epoch: this.epoch, rights, n: this.told }))
  }

  /** One more update frame is dealt with. `kept` false: set aside, to come again with the connection's next step 2. */
  frameHandled(kept: boolean, step2: boolean): void {
    this.handled += 1
    if (!kept) this.setAside = true
    else if (step2) this.setAside = false
    if (!this.setAside) this.good = this.handled
  }

  /** Everything dealt with so far is stored: says so when it is news. */
  confirm(readOnly: boolean): void {
    if (this.good <= this.told) return
    this.told = this.good
    this.sendSaved(readOnly)
  }

  send(message: Uint8Array): void {
    this.sendFrame(frameOf(message))
  }

  /** A frame that others get as well; also the way for whole states, which may be longer than what may wait. */
  sendFrame({ bytes }: Frame): void {
    if (this.over || this.gone) return
    const waiting = this.wire.writableLength
    if (waiting === 0) this.largest = 0
    if (waiting > this.limits.maxQueuedBytes + this.largest) {
      this.end(closeReasons.tooSlow)
      return
    }
    this.largest = Math.max(this.largest, bytes.length)
    this.spokeAt = this.clockMs()
    this.wire.write(bytes)
  }

  end(why: CloseReason): void {
    if (this.over) return
    this.over = true
    const { code, reason } = why.code === closeReasons.noSuchRoom.code ? absence(this.access, this.session, this.room) : why
    this.resume()
    this.ws.close(code, reason)
  }

  /** Called a few times per heartbeat: says something to the living, cuts off the dead. */
  beat(sweepMs: number): void {
    const now = this.clockMs()
    if (this.over) return
    if (!this.paused && now - this.heardAt > this.limits.deadPeerMs - sweepMs) {
      this.over = true
      this.ws.terminate()
      return
    }
    if (now - this.pingedAt >= this.limits.heartbeatMs - sweepMs && !this.gone) {
      // Since one is unanswered, not since the last.
      if (!this.asking) this.pingedAt = now
      this.asking = true
      this.ws.ping()
    }
    if (this.taker && now - this.spokeAt >= this.limits.heartbeatMs - sweepMs) this.send(presenceMessage([]))
  }

  /** Work its update has caused counts as messages do, so that nobody keeps the server busy. */
  charge(steps: number): void {
    if (steps >= stepsPerMessage) this.spend(Math.floor(steps / stepsPerMessage))
  }

  /** The room has dealt with this many bytes it was handed. */
  release(bytes: number): void {
    this.waitingBytes -= bytes
    if (this.waitingBytes <= maxWaitingBytes / 2) this.resume()
  }

  private resume(): void {
    if (!this.paused) return
    this.paused = false
    this.heardAt = this.clockMs()
    this.ws.resume()
  }

  private onMessage(data: Buffer, isBinary: boolean): void {
    this.heardAt = this.clockMs()
    if (this.over || !this.taker || !this.spend()) return
    const message = isBinary ? readMessage(data) : null
    if (!message) {
      this.end(closeReasons.malformed)
      return
    }
    if (this.rights() === 'none') {
      this.end(closeReasons.noSuchRoom)
      return
    }
    if (message.kind === 'update') {
      this.waitingBytes += message.update.length
      if (this.waitingBytes > maxWaitingBytes && !this.paused) {
        this.paused = true
        this.ws.pause()
      }
    }
    this.taker.take(this, message)
  }

  /** One message's worth of patience; false when it has run out. */
  private spend(messages = 1): boolean {
    const now = this.clockMs()
    const rate = this.limits.messagesPerSecond
    this.tokens = Math.min(rate * 4, this.tokens + ((now - this.tokensAt) / 1000) * rate)
    this.tokensAt = now
    this.tokens -= messages
    if (this.tokens >= 0) return true
    this.end(closeReasons.tooMuch)
    return false
  }
}

/** Why a room is not there for somebody: a session that ended keeps its copy and asks to sign in (4401); only the living are told that it is not theirs (4404). */
export function absence(access: RoomAccess, session: SocketSession, room: Room | null): CloseReason {
  if (!access.isAlive(session)) return closeReasons.noSession
  return room && access.isSetAside(room, session) ? closeReasons.closing : closeReasons.noSuchRoom
}
