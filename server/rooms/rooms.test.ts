import { expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import type { Room } from '#core/access/room.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import { formatRoom, messageKind, syncStep } from '#protocol/sync.ts'
import { defaultLimits } from './create-rooms.ts'
import { syncMessage } from './messages.ts'
import {
  endings,
  FullableStorage,
  id,
  isSaved,
  isSync,
  meetingRoom,
  raw,
  saved,
  stock,
  updateFrame,
  world,
  writes
} from './rooms-world.contract.ts'

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

test('[F6] a peer that says nothing any more is cut off in time: 45 s as the server runs, here a hundredth of it', async () => {
  expect(defaultLimits).toMatchObject({ deadPeerMs: 45_000, heartbeatMs: 15_000 })
  const w = await world({ heartbeatMs: defaultLimits.heartbeatMs / 100, deadPeerMs: defaultLimits.deadPeerMs / 100 })
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const ws = new WebSocket(`${w.url}/${formatRoom(room)}`, ['hopso', `token.${lan.token}`], { autoPong: false })
  endings.push(() => ws.terminate())
  let asked = 0
  ws.on('ping', () => {
    asked += 1
  })
  await new Promise(resolve => ws.on('open', resolve))
  const begin = performance.now()
  const code = await new Promise(resolve => ws.on('close', resolve))
  expect(code).toBe(1006)
  expect(performance.now() - begin).toBeGreaterThan(200) // nor is anybody cut off who only pauses
  // Counted in looks of the server, three for each heartbeat: a busy computer looks later, and not more often.
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThanOrEqual((3 * defaultLimits.deadPeerMs) / defaultLimits.heartbeatMs)
  await vi.waitFor(() => expect(w.rooms.counts().sockets).toBe(0))
})

test('a room leaves memory when nobody looks at it, with a short tail', async () => {
  const w = await world({ idleRoomMs: 1000 })
  const room = meetingRoom()
  for (let i = 0; i < 30; i++) await w.rooms.edit(room, doc => doc.getMap('particulars').set('i', i))
  // Once the time is over, not once more after it was tidied.
  await vi.waitFor(() => expect(w.rooms.counts().rooms).toBe(0), { timeout: 1900 })
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
