import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type * as Y from 'yjs'
import type { Room, RoomKind } from '#core/access/room.ts'
import type { SessionId, UserId } from '#core/ids.ts'
import {
  type CloseReason,
  closeReasons,
  formatRoom,
  heartbeatMs,
  hopsoSubprotocol,
  maxFrameBytes,
  parseRoom,
  syncPath
} from '#protocol/sync.ts'
import type { LogEntry } from '../options.ts'
import { refuseUpgrade } from '../refuse-upgrade.ts'
import type { RoomStorage } from '../storage/ports.ts'
import { ChangeNews } from './change-news.ts'
import { absence, SyncConnection } from './connection.ts'
import { guardedAccess } from './guarded-access.ts'
import { LiveRoom, type RoomSurroundings } from './live-room.ts'
import type { RoomAccess, Rooms, RoomsLimits, RoomsStats, SocketSession } from './ports.ts'
import { defaultAllowances, SocketDoor } from './socket-door.ts'

export interface RoomsOptions {
  readonly storage: RoomStorage
  readonly access: RoomAccess
  readonly limits?: Partial<RoomsLimits>
  readonly now?: () => Date
  readonly log?: (entry: LogEntry) => void
  /** 32 unpredictable bits: the Yjs client id under which this start of the server writes. */
  readonly random?: () => number
}

export const defaultLimits: RoomsLimits = {
  maxQueuedBytes: 8 * 1024 * 1024,
  messagesPerSecond: 50,
  sockets: defaultAllowances,
  idleRoomMs: 60_000,
  heartbeatMs,
  deadPeerMs: 45_000,
  compactAfterUpdates: 2000,
  compactAfterBytes: 4 * 1024 * 1024,
  storageRetryMs: 2000
}

/** A session counts as seen this often while it has a socket. */
const touchEveryMs = 60_000
/** How long a peer may take to answer a close. */
const closeTimeoutMs = 5000

/** ws answers a frame above its limit with 1009, after which a stock client would come back and send it again for ever. */
class SyncSocket extends WebSocket {
  /** Told with which code the server closes. */
  closing: ((code: number) => void) | null = null

  override close(code?: number, data?: string | Buffer): void {
    const reason = code === 1009 ? closeReasons.malformed : { code, reason: data }
    if (reason.code !== undefined && this.readyState === WebSocket.OPEN) this.closing?.(reason.code)
    super.close(reason.code, reason.reason)
  }
}

/** The sync rooms over one storage; nothing starts before the first upgrade or edit. */
export function createRooms(options: RoomsOptions): Rooms {
  return new SyncRooms(options)
}

class SyncRooms implements Rooms {
  private readonly access: RoomAccess
  private readonly limits: RoomsLimits
  private readonly log: (entry: LogEntry) => void
  private readonly around: RoomSurroundings
  private readonly open = new Map<string, Promise<LiveRoom>>()
  private readonly live = new Map<string, LiveRoom>()
  private readonly failed = new Map<string, NodeJS.Timeout>()
  private readonly uses = new Map<string, number>()
  private readonly leaving = new Map<string, NodeJS.Timeout>()
  private readonly tidying = new Set<string>()
  private readonly connections = new Set<SyncConnection>()
  private readonly touchedAt = new Map<SessionId, number>()
  private readonly news: ChangeNews
  private readonly sockets: WebSocketServer
  private readonly door: SocketDoor
  private readonly rawSockets = new Set<WebSocket>()
  private readonly sweepMs: number
  private readonly random: () => number
  private readonly closed = new Map<number, number>()
  private messages = 0
  private receivedBytes = 0
  private serverClient: number
  private sweeper: NodeJS.Timeout | null = null
  private closing: Promise<void> | null = null

  constructor({ storage, access, limits, now = () => new Date(), log = () => {}, random }: RoomsOptions) {
    this.random = random ?? (() => randomBytes(4).readUInt32LE())
    this.serverClient = this.random()
    this.access = guardedAccess(access, log)
    this.limits = { ...defaultLimits, ...limits }
    this.log = log
    this.door = new SocketDoor(this.limits.sockets, () => performance.now())
    this.news = new ChangeNews(log)
    this.sweepMs = this.limits.heartbeatMs / 3
    this.around = {
      storage,
      limits: this.limits,
      now,
      log,
      serverClient: () => this.serverClient,
      stored: room => this.news.note(room),
      idle: room => this.noteIdle(room),
      dropped: (room, why) => this.noteDropped(room, why)
    }
    const socketOptions = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: maxFrameBytes,
      closeTimeout: closeTimeoutMs,
      WebSocket: SyncSocket,
      handleProtocols: (offered: Set<string>) => (offered.has(hopsoSubprotocol) ? hopsoSubprotocol : false)
    } as const
    this.sockets = new WebSocketServer(socketOptions)
    this.sockets.on('wsClientError', (_, socket) => refuseUpgrade(socket, '400 Bad Request', { 'sec-websocket-version': '13' }))
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void {
    socket.on('error', () => socket.destroy())
    try {
      const session = this.access.authenticate(request)
      const leave = this.door.enter(session?.session ?? null, address)
      if (!leave) {
        refuseUpgrade(socket, '429 Too Many Requests', { 'retry-after': '1' })
        return
      }
      socket.once('close', leave)
      this.sockets.handleUpgrade(request, socket, head, ws => this.accept(ws, socket, request, session))
    } catch (error) {
      this.log({ level: 'error', event: 'upgrade-failed', error: String(error) })
      socket.destroy()
    }
  }

  async edit<T>(room: Room, change: (doc: Y.Doc) => T): Promise<T> {
    if (this.closing) throw new Error('the rooms are closing')
    return this.use(room, live => live.edit(change))
  }

  async read<T>(room: Room, look: (doc: Y.Doc) => T): Promise<T> {
    if (this.closing) throw new Error('the rooms are closing')
    return this.use(room, live => live.read(look))
  }

  async scrub(room: Room): Promise<void> {
    if (this.closing) throw new Error('the rooms are closing')
    await this.use(room, live => live.scrub())
  }

  onChange(kinds: readonly RoomKind[], listener: (room: Room) => void): () => void {
    return this.news.listen(kinds, listener)
  }

  recheck(): void {
    for (const room of this.live.values()) room.recheck()
  }

  closeSession(session: SessionId): void {
    for (const connection of this.connections) if (connection.session.session === session) connection.end(closeReasons.noSession)
  }

  peers(room: Room): readonly { readonly user: UserId; readonly staleMs: number | null }[] {
    const name = formatRoom(room)
    return [...this.connections]
      .filter(connection => !connection.gone && connection.name === name)
      .map(connection => ({ user: connection.session.user, staleMs: connection.staleMs }))
  }

  counts(): { readonly rooms: number; readonly sockets: number } {
    return { rooms: this.open.size, sockets: this.connections.size }
  }

  stats(): RoomsStats {
    let queuedBytes = 0
    for (const ws of this.rawSockets) queuedBytes += ws.bufferedAmount
    return { ...this.counts(), queuedBytes, messages: this.messages, receivedBytes: this.receivedBytes, closed: this.closed }
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown()
    return this.closing
  }

  private async shutDown(): Promise<void> {
    await Promise.allSettled([...this.open.values()].map(async room => (await room).flushed()))
    for (const connection of this.connections) connection.end(closeReasons.closing)
    await Promise.allSettled([...this.open.values()].map(async room => (await room).flushed()))
    for (const timer of [...this.leaving.values(), ...this.failed.values()]) clearTimeout(timer)
    if (this.sweeper) clearInterval(this.sweeper)
    await Promise.all([...this.rawSockets].map(ws => new Promise<void>(resolve => ws.once('close', () => resolve()))))
    for (const room of this.live.values()) room.forget()
    this.open.clear()
    this.live.clear()
    this.sockets.close()
  }

  private accept(ws: WebSocket, wire: Duplex, request: IncomingMessage, session: SocketSession | null): void {
    ws.on('error', () => {}) // ws has begun to close it; without a listener the process would end
    this.rawSockets.add(ws)
    this.count(ws)
    ws.on('close', () => this.rawSockets.delete(ws))
    const refuse = ({ code, reason }: CloseReason): void => ws.close(code, reason)
    if (this.closing) {
      refuse(closeReasons.closing)
      return
    }
    if (!session) {
      refuse(closeReasons.noSession)
      return
    }
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const room = path.startsWith(syncPath) ? parseRoom(path.slice(syncPath.length)) : null
    if (!room || this.access.rights(session, room) === 'none') {
      refuse(absence(this.access, session, room))
      return
    }
    const knowsSaved = ws.protocol === hopsoSubprotocol
    const connection = new SyncConnection(ws, wire, session, room, knowsSaved, this.access, this.limits, () => performance.now())
    this.connections.add(connection)
    ws.on('close', () => this.connections.delete(connection))
    this.touch(connection)
    this.sweeper ??= setInterval(() => this.sweep(), this.sweepMs).unref()
    void this.seat(connection, room)
  }

  private count(ws: WebSocket): void {
    if (ws instanceof SyncSocket) ws.closing = code => this.closed.set(code, (this.closed.get(code) ?? 0) + 1)
    ws.on('message', data => {
      this.messages += 1
      this.receivedBytes += (data as Buffer).byteLength
    })
  }

  private async seat(connection: SyncConnection, room: Room): Promise<void> {
    try {
      await this.use(room, live => {
        if (connection.gone || connection.ended) return
        if (this.closing || live.isDropped) connection.end(closeReasons.closing)
        else if (connection.rights() === 'none') connection.end(closeReasons.noSuchRoom)
        else live.enter(connection)
      })
    } catch {
      connection.end(closeReasons.closing)
    }
  }

  /** Keeps the room in memory from now until `act` is done. */
  private async use<T>(room: Room, act: (live: LiveRoom) => T | Promise<T>): Promise<T> {
    const name = formatRoom(room)
    this.uses.set(name, (this.uses.get(name) ?? 0) + 1)
    try {
      return await act(await this.opened(room))
    } finally {
      const left = (this.uses.get(name) ?? 1) - 1
      if (left > 0) this.uses.set(name, left)
      else this.uses.delete(name)
      this.live.get(name)?.settle()
    }
  }

  /** The room in memory; concurrent callers share one load. */
  private opened(room: Room): Promise<LiveRoom> {
    const name = formatRoom(room)
    const leaving = this.leaving.get(name)
    if (leaving) clearTimeout(leaving)
    this.leaving.delete(name)
    const held = this.open.get(name)
    if (held) return held
    const opening = LiveRoom.open(room, this.around, this.failed.has(name)).then(
      live => {
        if (this.open.get(name) === opening) this.live.set(name, live)
        return live
      },
      error => {
        if (this.open.get(name) === opening) this.open.delete(name)
        this.log({ level: 'error', event: 'room-load-failed', room: name, error: String(error) })
        throw error
      }
    )
    this.open.set(name, opening)
    return opening
  }

  private noteIdle(room: LiveRoom): void {
    if (this.closing || this.live.get(room.name) !== room || this.uses.has(room.name)) return
    if (this.leaving.has(room.name) || this.tidying.has(room.name)) return
    const timer = setTimeout(() => void this.release(room), this.limits.idleRoomMs)
    this.leaving.set(room.name, timer.unref())
  }

  private async release(room: LiveRoom): Promise<void> {
    this.leaving.delete(room.name)
    const isWanted = (): boolean => room.connections.size > 0 || room.busy || this.uses.has(room.name) || this.leaving.has(room.name)
    if (isWanted()) return
    this.tidying.add(room.name)
    await room.tidy()
    this.tidying.delete(room.name)
    if (isWanted() || this.closing || this.live.get(room.name) !== room) return
    this.live.delete(room.name)
    this.open.delete(room.name)
    room.forget()
  }

  private noteDropped(room: LiveRoom, why: 'storage' | 'damaged'): void {
    if (this.live.get(room.name) === room) {
      this.live.delete(room.name)
      this.open.delete(room.name)
    }
    room.presence.close()
    this.serverClient = this.random()
    if (why === 'storage' && !this.failed.has(room.name)) this.retryLater(room.name)
  }

  private retryLater(name: string): void {
    const timer = setTimeout(() => void this.retry(name), this.limits.storageRetryMs)
    this.failed.set(name, timer.unref())
  }

  private async retry(name: string): Promise<void> {
    const live = await this.open.get(name)?.catch(() => null)
    if (this.closing || !live || (await live.retry())) this.failed.delete(name)
    else this.retryLater(name)
  }

  private sweep(): void {
    for (const connection of this.connections) {
      connection.beat(this.sweepMs)
      this.touch(connection)
    }
    if (this.connections.size === 0) this.touchedAt.clear()
  }

  private touch({ session }: SyncConnection): void {
    const now = performance.now()
    if (now - (this.touchedAt.get(session.session) ?? Number.NEGATIVE_INFINITY) < touchEveryMs) return
    this.touchedAt.set(session.session, now)
    this.access.touch(session)
  }
}
