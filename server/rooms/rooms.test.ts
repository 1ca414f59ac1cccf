import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Room, RoomRights } from '#core/access/room.ts'
import { type AnyId, type MeetingId, newId, type SessionId, type UserId } from '#core/ids.ts'
import { formatRoom, messageKind, syncStep } from '#protocol/sync.ts'
import type { LogEntry } from '../options.ts'
import { MemoryRoomStorage } from '../storage/memory-room-storage.ts'
import { openDiskStorage } from '../storage/open.ts'
import { type LoadedRoom, type RoomStorage, StorageFault } from '../storage/ports.ts'
import { createRooms } from './create-rooms.ts'
import { presenceMessage, syncMessage } from './messages.ts'
import type { Rooms, RoomsLimits, SocketSession } from './ports.ts'

const id = <T extends AnyId>(): T => newId<T>(count => randomBytes(count))

/** Memory storage whose disk can be full. */
class FullableStorage extends MemoryRoomStorage implements RoomStorage {
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

interface World {
  readonly url: string
  readonly port: number
  readonly rooms: Rooms
  readonly storage: RoomStorage
  readonly log: LogEntry[]
  /** Rights by user and room name; '*' for every room. */
  readonly rights: Map<string, RoomRights>
  person(name: string): SocketSession & { readonly token: string }
  allow(person: SocketSession, room: Room, rights: RoomRights): void
  stored(room: Room): Promise<LoadedRoom | null>
}

const endings: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function world(limits: Partial<RoomsLimits> = {}, storage: RoomStorage = new FullableStorage()): Promise<World> {
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
      touch: () => {}
    }
  })
  const http = createServer()
  http.on('upgrade', (request, socket, head) => rooms.upgrade(request, socket, head))
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

interface Raw {
  readonly ws: WebSocket
  readonly closed: Promise<number>
  readonly frames: Uint8Array[]
  send(frame: Uint8Array): void
  /** Resolves with the first frame, past or future, that fits. */
  frame(fits: (frame: Uint8Array) => boolean): Promise<Uint8Array>
}

function raw(w: World, person: { token: string } | null, room: Room | string, protocols: string[] = ['hopso']): Raw {
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

const isSaved = (n: number) => (frame: Uint8Array) => frame[0] === messageKind.saved && saved(frame).n >= n
function saved(frame: Uint8Array): { epoch: string; rights: number; n: number } {
  const decoder = decoding.createDecoder(frame)
  decoding.readVarUint(decoder)
  return { epoch: decoding.readVarString(decoder), rights: decoding.readVarUint(decoder), n: decoding.readVarUint(decoder) }
}
const isSync = (step: number) => (frame: Uint8Array) => frame[0] === 0 && frame[1] === step

function stock(
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

const meetingRoom = (): Room => ({ kind: 'meeting', meeting: id<MeetingId>() })
const writes = (doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array => {
  const updates: Uint8Array[] = []
  const note = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', note)
  change(doc)
  doc.off('update', note)
  return Y.mergeUpdates(updates)
}
const updateFrame = (update: Uint8Array): Uint8Array => syncMessage(syncStep.update, update)
const bytesOf = (loaded: LoadedRoom | null): string => Buffer.concat(loaded?.updates ?? []).toString('hex')

test('two writers converge, each knows what is saved, and a restart finds it', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  w.allow(lan, room, 'write')
  w.allow(hoa, room, 'write')
  const a = stock(w, lan, room)
  const b = stock(w, hoa, room)
  a.doc.getText('title').insert(0, 'Phiên họp')
  b.doc.getMap('particulars').set('type', 'session')
  await vi.waitFor(() => {
    expect(b.doc.getText('title').toString()).toBe('Phiên họp')
    expect(a.doc.getMap('particulars').get('type')).toBe('session')
    expect(a.n()).toBeGreaterThan(0)
    expect(b.n()).toBeGreaterThan(0)
  })
  b.doc.getText('title').delete(0, 6)
  await vi.waitFor(() => expect(a.doc.getText('title').toString()).toBe('họp'))
  await w.rooms.close()
  const after = await world({}, w.storage)
  expect(await after.rooms.read(room, doc => doc.getText('title').toString())).toBe('họp')
})

test('the hello comes first with n 0; n counts step 2 and updates that are stored', async () => {
  const w = await world()
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const socket = raw(w, lan, room)
  await socket.frame(isSync(syncStep.step1))
  expect(saved(socket.frames[0] as Uint8Array)).toMatchObject({ rights: 1, n: 0 })
  const doc = new Y.Doc()
  socket.send(syncMessage(syncStep.step2, Y.encodeStateAsUpdate(doc)))
  await socket.frame(isSaved(1))
  socket.send(updateFrame(writes(doc, d => d.getText('title').insert(0, 'a'))))
  socket.send(updateFrame(writes(doc, d => d.getText('title').delete(0, 1))))
  await socket.frame(isSaved(3))
  const loaded = await w.stored(room)
  const restored = new Y.Doc()
  for (const update of loaded?.updates ?? []) Y.applyUpdate(restored, update)
  expect(Y.encodeStateAsUpdate(restored)).toEqual(Y.encodeStateAsUpdate(doc))
})

test('a client that did not offer hopso is sent no message 100', async () => {
  const w = await world({ heartbeatMs: 60 })
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  // A stock client must offer something to bring its token; here it comes beside another name.
  const ws = new WebSocket(`${w.url}/${formatRoom(room)}`, { headers: { 'sec-websocket-protocol': `token.${lan.token}` } })
  endings.push(() => ws.terminate())
  const kinds: number[] = []
  ws.on('message', data => kinds.push((data as Buffer)[0] ?? -1))
  await vi.waitFor(() => expect(kinds.filter(kind => kind === messageKind.awareness).length).toBeGreaterThan(2))
  expect(kinds).toContain(messageKind.sync)
  expect(kinds).not.toContain(messageKind.saved)
})

test('[A3] a reader’s update is refused with 4403 and the stored bytes stay the same', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, member] = [w.person('Lan'), w.person('Thành viên')]
  w.allow(lan, room, 'write')
  w.allow(member, room, 'read')
  await w.rooms.edit(room, doc => doc.getText('title').insert(0, 'Chương trình'))
  const before = bytesOf(await w.stored(room))
  const reader = raw(w, member, room)
  reader.send(syncMessage(syncStep.step1, Uint8Array.of(0)))
  const answer = await reader.frame(isSync(syncStep.step2))
  expect(saved(reader.frames[0] as Uint8Array).rights).toBe(0)
  expect(reader.frames.some(isSync(syncStep.step1))).toBe(false)
  const doc = new Y.Doc()
  const decoder = decoding.createDecoder(answer.subarray(2))
  Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
  // An empty update is no offence, and a step 2 with everything deleted is dropped.
  reader.send(updateFrame(Uint8Array.of(0, 0)))
  const emptied = writes(doc, d => d.getText('title').delete(0, 12))
  reader.send(syncMessage(syncStep.step2, emptied))
  reader.send(updateFrame(emptied))
  expect(await reader.closed).toBe(4403)
  expect(bytesOf(await w.stored(room))).toBe(before)
  expect(await w.rooms.read(room, d => d.getText('title').toString())).toBe('Chương trình')
  expect(reader.frames.filter(frame => frame[0] === messageKind.saved).every(frame => saved(frame).n <= 1)).toBe(true)
})

test('[A4] a foreign room, one that does not exist and a name that is none get one answer', async () => {
  const w = await world()
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  const hers: Room = { kind: 'notes', meeting: id<MeetingId>(), user: hoa.user }
  w.allow(hoa, hers, 'write')
  await w.rooms.edit(hers, doc => doc.getMap('notebook').set('x', 'riêng'))
  const answers = await Promise.all(
    [hers, { ...hers, meeting: id<MeetingId>() }, 'notes/..%2f..', 'nowhere', ''].map(async room => {
      const socket = raw(w, lan, room)
      return { code: await socket.closed, frames: socket.frames.length }
    })
  )
  expect(answers).toEqual(answers.map(() => ({ code: 4404, frames: 0 })))
  expect(await raw(w, null, hers).closed).toBe(4401)
})

test('a right that ends closes the socket, a right that comes is told and asked for', async () => {
  const w = await world()
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'read')
  const socket = raw(w, lan, room)
  await socket.frame(isSaved(0))
  w.allow(lan, room, 'write')
  w.rooms.recheck()
  await socket.frame(isSync(syncStep.step1))
  expect(saved(socket.frames.filter(frame => frame[0] === messageKind.saved).at(-1) as Uint8Array).rights).toBe(1)
  w.allow(lan, room, 'none')
  w.rooms.recheck()
  expect(await socket.closed).toBe(4404)
  w.allow(lan, room, 'write')
  const again = raw(w, lan, room)
  await again.frame(isSaved(0))
  w.rooms.closeSession(lan.session)
  expect(await again.closed).toBe(4401)
})

test('what a writer typed before being asked for its state is neither an offence nor lost', async () => {
  const w = await world()
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const doc = new Y.Doc()
  doc.getText('title').insert(0, 'ngoại tuyến ')
  const typed = writes(doc, d => d.getText('title').insert(12, 'rồi'))
  const socket = raw(w, lan, room)
  socket.send(updateFrame(typed))
  await socket.frame(isSync(syncStep.step1))
  socket.send(syncMessage(syncStep.step2, Y.encodeStateAsUpdate(doc)))
  await socket.frame(isSaved(2))
  expect(await w.rooms.read(room, d => d.getText('title').toString())).toBe('ngoại tuyến rồi')
  // Once it has told everything, building on the unknown is malformed.
  doc.getText('title').insert(0, 'x')
  socket.send(updateFrame(writes(doc, d => d.getText('title').insert(0, 'y'))))
  expect(await socket.closed).toBe(4400)
})

test('[B3] a client id belongs to who first wrote under it, also after a restart', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  const doc = new Y.Doc()
  const socket = (world_: World, person: typeof lan): Raw => {
    world_.allow(person, room, 'write')
    return raw(world_, person, room)
  }
  const lans = socket(w, lan)
  lans.send(updateFrame(writes(doc, d => d.getText('title').insert(0, 'của Lan'))))
  await lans.frame(isSaved(1))
  const poison = encoding.encode(encoder => {
    for (const n of [1, 1, doc.clientID, 7]) encoding.writeVarUint(encoder, n)
    encoding.writeUint8(encoder, 0)
    encoding.writeVarUint(encoder, 1_000_000)
    encoding.writeVarUint(encoder, 0)
  })
  const hoas = socket(w, hoa)
  hoas.send(updateFrame(poison))
  expect(await hoas.closed).toBe(4400)
  expect(w.log).toContainEqual(expect.objectContaining({ event: 'update-refused', why: 'foreign-client', user: hoa.user }))
  await w.rooms.close()

  const after = await world({}, w.storage)
  const keys = after.person('Hoa')
  const again = socket(after, keys)
  again.send(updateFrame(poison))
  expect(await again.closed).toBe(4400)
})

test('[B3] after a restore any writer may bring back what another wrote', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  w.allow(lan, room, 'write')
  w.allow(hoa, room, 'write')
  const a = stock(w, lan, room)
  const b = stock(w, hoa, room)
  a.doc.getText('title').insert(0, 'trước ')
  await vi.waitFor(() => expect(b.doc.getText('title').toString()).toBe('trước '))
  // An older backup: the room and its owners before the later words.
  const backup = new FullableStorage()
  for (const name of await w.storage.list())
    for (const update of (await w.storage.load(name))?.updates ?? []) await backup.append(name, update)
  a.doc.getText('title').insert(6, 'sau')
  await vi.waitFor(() => expect(b.doc.getText('title').toString()).toBe('trước sau'))
  await backup.renewEpochs()
  const restored = await world({}, backup)
  const keys = restored.person('Hoa')
  restored.allow(keys, room, 'write')
  const socket = raw(restored, keys, room)
  await socket.frame(isSync(syncStep.step1))
  socket.send(syncMessage(syncStep.step2, Y.encodeStateAsUpdate(b.doc)))
  await socket.frame(isSaved(1))
  expect(await restored.rooms.read(room, d => d.getText('title').toString())).toBe('trước sau')
})

test('[F4] a full disk: nothing is called saved, people go on reading, and it resumes by itself', async () => {
  const storage = new FullableStorage()
  const w = await world({ storageRetryMs: 30 }, storage)
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const a = stock(w, lan, room)
  a.doc.getText('title').insert(0, 'đã lưu')
  await vi.waitFor(() => expect(a.n()).toBeGreaterThan(0))
  storage.full = true
  a.doc.getText('title').insert(0, 'chưa ')
  await vi.waitFor(() => expect(w.log).toContainEqual(expect.objectContaining({ event: 'room-storage-failed' })))
  expect(await w.rooms.read(room, d => d.getText('title').toString())).toBe('đã lưu')
  await expect(w.rooms.edit(room, d => d.getText('title').insert(0, 'x'))).rejects.toThrow('no space left')
  storage.full = false
  await vi.waitFor(async () => expect(await w.rooms.read(room, d => d.getText('title').toString())).toBe('chưa đã lưu'), { timeout: 5000 })
})

test('[B4] presence: stamped by the server, never for another id, never above 256 bytes, gone with its socket', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  w.allow(lan, room, 'write')
  w.allow(hoa, room, 'read')
  const watcher = stock(w, hoa, room)
  const lans = raw(w, lan, room)
  const seen = (): Record<string, unknown>[] => [...watcher.provider.awareness.getStates().values()].filter(state => 'id' in state)
  lans.send(presenceMessage([{ client: 77, clock: 1, text: JSON.stringify({ page: 3, id: 'ai-do', name: 'Chủ tịch', user: 'x' }) }]))
  await vi.waitFor(() => expect(seen()).toEqual([{ page: 3, id: lan.user, name: 'Lan', role: 'secretary' }]))
  lans.send(presenceMessage([{ client: watcher.doc.clientID, clock: 99, text: JSON.stringify({ page: 9 }) }]))
  lans.send(presenceMessage([{ client: 78, clock: 1, text: JSON.stringify({ page: 9 }) }]))
  lans.send(presenceMessage([{ client: 77, clock: 2, text: JSON.stringify({ page: 9, paper: 'x'.repeat(300) }) }]))
  lans.send(presenceMessage([{ client: 77, clock: 3, text: JSON.stringify({ page: 4, pointer: { x: 0.5, y: 2 } }) }]))
  await vi.waitFor(() => expect(seen()).toEqual([{ page: 4, id: lan.user, name: 'Lan', role: 'secretary' }]))
  const late = stock(w, hoa, room)
  await vi.waitFor(() => expect([...late.provider.awareness.getStates().keys()]).toContain(77))
  lans.ws.close()
  await vi.waitFor(() => expect([...watcher.provider.awareness.getStates().keys()]).not.toContain(77))
  expect(watcher.provider.awareness.getLocalState()).toEqual({})
})

test('[B1] malformed WebSocket frames and messages end their own socket only', async () => {
  const w = await world()
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const good = stock(w, lan, room)
  await vi.waitFor(() => expect(good.provider.synced).toBe(true))
  const bad = [
    Buffer.from([0xc2, 0x80, 0, 0, 0, 0]), // RSV1
    Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // reserved opcode
    Buffer.from([0x82, 0xff, 0, 0, 1, 0, 0, 0, 0, 0]), // 2^40 bytes
    Buffer.from([0x82, 0x7e, 0]), // no mask
    randomBytes(600)
  ]
  for (const bytes of bad) {
    const socket = connect(w.port, '127.0.0.1')
    const ended = new Promise(resolve => socket.on('close', resolve))
    socket.on('error', () => {})
    socket.write(
      `GET /sync/${formatRoom(room)} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: hopso, token.${lan.token}\r\n\r\n`
    )
    await new Promise(resolve => socket.once('data', resolve))
    socket.write(bytes)
    socket.resume()
    socket.end()
    await ended
  }
  for (const frame of [
    Uint8Array.of(),
    Uint8Array.of(0),
    Uint8Array.of(9, 9),
    Uint8Array.of(0, 7, 0),
    Uint8Array.of(1, 5, 1),
    Uint8Array.of(100, 1)
  ]) {
    const socket = raw(w, lan, room)
    socket.send(frame)
    expect(await socket.closed).toBe(4400)
  }
  const large = raw(w, lan, room)
  large.send(new Uint8Array(5 * 1024 * 1024))
  expect(await large.closed).toBe(4400)
  const text = raw(w, lan, room)
  text.ws.once('open', () => text.ws.send('xin chào'))
  expect(await text.closed).toBe(4400)
  good.doc.getText('title').insert(0, 'vẫn chạy')
  await vi.waitFor(() => expect(good.n()).toBeGreaterThan(0))
})

test('[B5] too many messages close 4529, others go on', async () => {
  const w = await world()
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const loud = raw(w, lan, room)
  loud.ws.once('open', () => {
    for (let i = 0; i < 300; i++) loud.ws.send(updateFrame(Uint8Array.of(0, 0)))
  })
  expect(await loud.closed).toBe(4529)
})

test('a dead peer is cut off', async () => {
  const w = await world({ heartbeatMs: 30, deadPeerMs: 150 })
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const ws = new WebSocket(`${w.url}/${formatRoom(room)}`, ['hopso', `token.${lan.token}`], { autoPong: false })
  endings.push(() => ws.terminate())
  const code = await new Promise(resolve => ws.on('close', resolve))
  expect(code).toBe(1006)
  await vi.waitFor(() => expect(w.rooms.counts().sockets).toBe(0))
})

test('a room leaves memory when nobody looks at it, with a short tail', async () => {
  const w = await world({ idleRoomMs: 20 })
  const room = meetingRoom()
  for (let i = 0; i < 30; i++) await w.rooms.edit(room, doc => doc.getMap('particulars').set('i', i))
  await vi.waitFor(() => expect(w.rooms.counts().rooms).toBe(0))
  expect((await w.stored(room))?.updates.length).toBe(1)
  expect(await w.rooms.read(room, doc => doc.getMap('particulars').get('i'))).toBe(29)
})

test('listeners hear of stored changes once per tick and kind; close is idempotent', async () => {
  const w = await world()
  const room = meetingRoom()
  const heard: Room[] = []
  w.rooms.onChange(['meeting'], changed => heard.push(changed))
  await Promise.all([1, 2, 3].map(i => w.rooms.edit(room, doc => doc.getMap('particulars').set(`k${i}`, i))))
  await w.rooms.edit({ kind: 'inbox', user: id<UserId>() }, doc => doc.getMap('meetings').set('x', 1))
  await vi.waitFor(() => expect(heard).toEqual([room]))
  await expect(
    w.rooms.edit(room, () => {
      throw new Error('ours')
    })
  ).rejects.toThrow('ours')
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const socket = raw(w, lan, room)
  await socket.frame(isSaved(0))
  await Promise.all([w.rooms.close(), w.rooms.close()])
  expect(await socket.closed).toBe(4503)
  await expect(w.rooms.edit(room, () => 1)).rejects.toThrow()
})

test('[F6] a slow reader is cut off with 4500 at the bound, others go on', async () => {
  const w = await world({ maxQueuedBytes: 256 * 1024 })
  const room = meetingRoom()
  const [lan, slow] = [w.person('Lan'), w.person('Chậm')]
  w.allow(lan, room, 'read')
  w.allow(slow, room, 'read')
  const good = stock(w, lan, room)
  const socket = raw(w, slow, room)
  await socket.frame(isSaved(0))
  await vi.waitFor(() => expect(good.provider.synced).toBe(true))
  socket.ws.pause()
  for (let i = 0; i < 40; i++) await w.rooms.edit(room, doc => doc.getMap('particulars').set('note', `${i} ${'x'.repeat(500_000)}`))
  await vi.waitFor(() => expect(String(good.doc.getMap('particulars').get('note'))).toMatch(/^39 /))
  socket.ws.resume()
  expect(await socket.closed).toBe(4500)
})

test('[W6] who sends a bomb is closed 4400; the others come back to what is stored', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, foe] = [w.person('Lan'), w.person('Ai đó')]
  w.allow(lan, room, 'write')
  w.allow(foe, room, 'write')
  const a = stock(w, lan, room)
  a.doc.getText('title').insert(0, 'giữ nguyên')
  await vi.waitFor(() => expect(a.n()).toBeGreaterThan(0))
  const bomb = encoding.encode(encoder => {
    for (const n of [1, 20_000, 99, 0]) encoding.writeVarUint(encoder, n)
    for (let i = 0; i < 20_000; i++) {
      encoding.writeUint8(encoder, i === 0 ? 4 : 64 | 4)
      if (i === 0) {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, 'note')
      } else {
        encoding.writeVarUint(encoder, 99)
        encoding.writeVarUint(encoder, i < 10_000 ? i - 1 : i - 10_000)
      }
      encoding.writeVarString(encoder, 'x')
    }
    encoding.writeVarUint(encoder, 0)
  })
  const socket = raw(w, foe, room)
  socket.send(updateFrame(bomb))
  expect(await socket.closed).toBe(4400)
  a.doc.getText('title').insert(10, ', vẫn viết')
  await vi.waitFor(async () => expect(await w.rooms.read(room, d => d.getText('title').toString())).toBe('giữ nguyên, vẫn viết'))
  expect(await w.rooms.read(room, d => d.getText('note').length)).toBe(0)
})

test('[F3] a room with a lost update opens, says so, and is whole again when a writer brings the rest', async () => {
  const storage = new FullableStorage()
  const room = meetingRoom()
  const doc = new Y.Doc()
  const first = writes(doc, d => d.getText('title').insert(0, 'một '))
  writes(doc, d => d.getText('title').insert(4, 'hai '))
  const third = writes(doc, d => d.getText('title').insert(8, 'ba'))
  await storage.append(formatRoom(room), first)
  await storage.append(formatRoom(room), third)
  const w = await world({}, storage)
  expect(await w.rooms.read(room, d => d.getText('title').toString())).toBe('một ')
  expect(w.log).toContainEqual(expect.objectContaining({ event: 'room-damaged' }))
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  stock(w, lan, room, doc)
  await vi.waitFor(async () => expect(await w.rooms.read(room, d => d.getText('title').toString())).toBe('một hai ba'))
})

test('presence comes back at once with a new socket of the same document', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  w.allow(lan, room, 'write')
  w.allow(hoa, room, 'write')
  const a = stock(w, lan, room)
  const b = stock(w, hoa, room)
  a.provider.awareness.setLocalState({ page: 2 })
  const shown = (): unknown => b.provider.awareness.getStates().get(a.doc.clientID)
  await vi.waitFor(() => expect(shown()).toMatchObject({ page: 2, name: 'Lan' }))
  a.provider.ws?.close()
  await vi.waitFor(() => expect(shown()).toBeUndefined())
  await vi.waitFor(() => expect(shown()).toMatchObject({ page: 2, name: 'Lan' }))
  expect(a.provider.awareness.getLocalState()).toEqual({ page: 2 })
})

test('[W2] on disk too: what was saved and whose client ids they are outlive the server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-rooms-'))
  endings.push(() => rm(folder, { recursive: true, force: true }))
  const room = meetingRoom()
  const doc = new Y.Doc()
  const disk = await openDiskStorage(folder)
  const w = await world({}, disk.rooms)
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const socket = raw(w, lan, room)
  socket.send(updateFrame(writes(doc, d => d.getText('title').insert(0, 'của Lan'))))
  await socket.frame(isSaved(1))
  await w.rooms.close()
  await disk.close()

  const again = await openDiskStorage(folder)
  endings.push(() => again.close())
  const after = await world({}, again.rooms)
  expect(await after.rooms.read(room, d => d.getText('title').toString())).toBe('của Lan')
  const foe = after.person('Người khác')
  after.allow(foe, room, 'write')
  const other = raw(after, foe, room)
  other.send(updateFrame(writes(doc, d => d.getText('title').insert(0, 'giả '))))
  expect(await other.closed).toBe(4400)
})
