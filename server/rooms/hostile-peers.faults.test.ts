import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { formatRoom, messageKind, syncStep } from '#protocol/sync.ts'
import { openDiskStorage } from '../storage/open.ts'
import { presenceMessage, syncMessage } from './messages.ts'
import {
  bytesOf,
  endings,
  FullableStorage,
  isSaved,
  isSync,
  meetingRoom,
  type Raw,
  raw,
  saved,
  stock,
  updateFrame,
  type World,
  world,
  writes
} from './rooms-world.contract.ts'

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

test('[B3] nobody fills a room with client ids: 2000 of one person, and others write on', async () => {
  const w = await world()
  const room = meetingRoom()
  const [lan, hoa] = [w.person('Lan'), w.person('Hoa')]
  w.allow(lan, room, 'write')
  w.allow(hoa, room, 'write')
  /** A thousand ids with one deleted sign each. */
  const ids = (from: number): Uint8Array =>
    encoding.encode(encoder => {
      encoding.writeVarUint(encoder, 1000)
      for (let id = from; id < from + 1000; id++) for (const n of [1, id, 0, 0, 1]) encoding.writeVarUint(encoder, n)
      encoding.writeVarUint(encoder, 0)
    })
  const lans = raw(w, lan, room)
  for (const n of [1, 2]) {
    lans.send(updateFrame(ids(n * 10_000)))
    await lans.frame(isSaved(n))
  }
  lans.send(updateFrame(ids(30_000)))
  expect(await lans.closed).toBe(4400)
  const hoas = raw(w, hoa, room)
  hoas.send(updateFrame(writes(new Y.Doc(), d => d.getText('title').insert(0, 'của Hoa'))))
  await hoas.frame(isSaved(1))
  expect(await w.rooms.read(room, d => [d.store.clients.size, d.getText('title').toString()])).toEqual([2001, 'của Hoa'])
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
