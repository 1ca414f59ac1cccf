import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as decoding from 'lib0/decoding'
import { afterEach } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Room, RoomRights } from '#core/access/room.ts'
import { type AnyId, type MeetingId, newId, type SessionId, type UserId } from '#core/ids.ts'
import { formatRoom, messageKind, syncStep } from '#protocol/sync.ts'
import type { LogEntry } from '../options.ts'
import { MemoryRoomStorage } from '../storage/memory-room-storage.ts'
import { type LoadedRoom, type RoomStorage, StorageFault } from '../storage/ports.ts'
import { createRooms } from './create-rooms.ts'
import { syncMessage } from './messages.ts'
import type { Rooms, RoomsLimits, SocketSession } from './ports.ts'

export const id = <T extends AnyId>(): T => newId<T>(count => randomBytes(count))

/** Memory storage whose disk can be full. */
export class FullableStorage extends MemoryRoomStorage implements RoomStorage {
  full = false
  override async append(room: string, update: Uint8Array): Promise<void> {
    if (this.full) throw new StorageFault('disk-full', 'no space left')
    await super.append(room, update)
  }
  override async compact(room: string, snapshot: Uint8Array): Promise<void> {
    if (this.full) throw new StorageFault('disk-full', 'no space left')
    await super.compact(room, snapshot)
  }
}

export interface World {
  readonly url: string
  readonly port: number
  readonly rooms: Rooms
  readonly storage: RoomStorage
  readonly log: LogEntry[]
  /** By user and room name; none where there is no entry. */
  readonly rights: Map<string, RoomRights>
  person(name: string): SocketSession & { readonly token: string }
  allow(person: SocketSession, room: Room, rights: RoomRights): void
  stored(room: Room): Promise<LoadedRoom | null>
}

export const endings: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

export async function world(limits: Partial<RoomsLimits> = {}, storage: RoomStorage = new FullableStorage()): Promise<World> {
  const people = new Map<string, SocketSession & { token: string }>()
  const rights = new Map<string, RoomRights>()
  const log: LogEntry[] = []
  const rooms = createRooms({
    storage,
    limits,
    log: entry => log.push(entry),
    access: {
      authenticate: request => {
        const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/).find(part => part.startsWith('token.'))
        return people.get(offered?.slice('token.'.length) ?? '') ?? null
      },
      rights: (session, room) => rights.get(`${session.user} ${formatRoom(room)}`) ?? 'none',
      roleIn: (session, room) => (rights.get(`${session.user} ${formatRoom(room)}`) === 'write' ? 'secretary' : 'member'),
      isSetAside: () => false,
      isAlive: () => true,
      touch: () => {}
    }
  })
  const http = createServer()
  http.on('upgrade', (request, socket, head) => rooms.upgrade(request, socket, head, request.socket.remoteAddress ?? ''))
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  endings.push(async () => {
    await rooms.close()
    await new Promise(resolve => http.close(resolve))
  })
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    port,
    rooms,
    storage,
    log,
    rights,
    person(name) {
      const session = { session: id<SessionId>(), user: id<UserId>(), name, token: id<SessionId>() as string }
      people.set(session.token, session)
      return session
    },
    allow: (person, room, right) => rights.set(`${person.user} ${formatRoom(room)}`, right),
    stored: room => storage.load(formatRoom(room))
  }
}

export interface Raw {
  readonly ws: WebSocket
  readonly closed: Promise<number>
  readonly frames: Uint8Array[]
  send(frame: Uint8Array): void
  /** Resolves with the first frame, past or future, that fits. */
  frame(fits: (frame: Uint8Array) => boolean): Promise<Uint8Array>
}

export function raw(w: World, person: { token: string } | null, room: Room | string, protocols: string[] = ['hopso']): Raw {
  const name = typeof room === 'string' ? room : formatRoom(room)
  const ws = new WebSocket(`${w.url}/${name}`, [...protocols, ...(person ? [`token.${person.token}`] : [])])
  ws.binaryType = 'nodebuffer'
  const frames: Uint8Array[] = []
  const waiting = new Set<() => void>()
  ws.on('message', data => {
    frames.push(new Uint8Array(data as Buffer))
    for (const wake of [...waiting]) wake()
  })
  ws.on('error', () => {})
  const closed = new Promise<number>(resolve => ws.on('close', resolve))
  endings.push(() => ws.terminate())
  return {
    ws,
    closed,
    frames,
    send: frame => (ws.readyState === ws.OPEN ? ws.send(frame) : ws.once('open', () => ws.send(frame))),
    frame: fits =>
      new Promise(resolve => {
        const look = (): void => {
          const found = frames.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
  }
}

export const isSaved = (n: number) => (frame: Uint8Array) => frame[0] === messageKind.saved && saved(frame).n >= n
export function saved(frame: Uint8Array): { epoch: string; rights: number; n: number } {
  const decoder = decoding.createDecoder(frame)
  decoding.readVarUint(decoder)
  return { epoch: decoding.readVarString(decoder), rights: decoding.readVarUint(decoder), n: decoding.readVarUint(decoder) }
}
export const isSync = (step: number) => (frame: Uint8Array) => frame[0] === 0 && frame[1] === step

export function stock(
  w: World,
  person: { token: string },
  room: Room,
  doc = new Y.Doc()
): { doc: Y.Doc; provider: WebsocketProvider; n: () => number } {
  const provider = new WebsocketProvider(w.url, formatRoom(room), doc, {
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
    protocols: ['hopso', `token.${person.token}`],
    maxBackoffTime: 200
  })
  let n = 0
  provider.messageHandlers[messageKind.saved] = (_encoder, decoder) => {
    decoding.readVarString(decoder)
    decoding.readVarUint(decoder)
    n = decoding.readVarUint(decoder)
  }
  endings.push(() => {
    provider.destroy()
    doc.destroy()
  })
  return { doc, provider, n: () => n }
}

export const meetingRoom = (): Room => ({ kind: 'meeting', meeting: id<MeetingId>() })
export const writes = (doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array => {
  const updates: Uint8Array[] = []
  const note = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', note)
  change(doc)
  doc.off('update', note)
  return Y.mergeUpdates(updates)
}
export const updateFrame = (update: Uint8Array): Uint8Array => syncMessage(syncStep.update, update)
export const bytesOf = (loaded: LoadedRoom | null): string => Buffer.concat(loaded?.updates ?? []).toString('hex')
