import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import * as Y from 'yjs'
import type { MarkId, MeetingId, PaperId, VersionId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import { putMark, readMarks } from '#core/shared-doc/marks-doc.ts'
import { placeText, titleText } from '#core/shared-doc/meeting-doc.ts'
import { preferences, setPreference } from '#core/shared-doc/state-doc.ts'
import { commandReceipt, paths, type SessionShape, serverShape, sessionShape } from '#protocol/http-api.ts'
import { startServer } from '#server'
import { createClientRooms, type ManagedRooms, worst } from './client-rooms.ts'
import { createApiClient } from './create-api-client.ts'
import { MemoryRoomStore } from './memory-room-store.ts'
import type { OpenRoom } from './ports.ts'
import type { RoomStore } from './room-store.ts'

const inkMark: Mark = {
  kind: 'ink',
  id: 'net-but-mot-hai' as MarkId,
  version: 'bao-cao-kinh-te-xa-hoi-ban-1' as VersionId,
  page: 1,
  pageWidth: 595,
  pageHeight: 842,
  colour: 'red',
  createdAt: '2026-11-22T01:00:00Z',
  quote: { exact: '', prefix: '', suffix: '' },
  width: 2,
  strokes: [
    [
      { x: 10, y: 10, pressure: 0.5 },
      { x: 60, y: 30, pressure: 0.5 }
    ]
  ]
}

type Server = Awaited<ReturnType<typeof startServer>>
const meeting = 'phien-hop-thang-nay' as MeetingId
const agenda = { kind: 'meeting', meeting } as const

describe('rooms of one person against the real server', () => {
  let server: Server
  const opened: ManagedRooms[] = []
  let lost = 0

  beforeEach(async () => {
    lost = 0
    server = await startServer({ dataDir: null, port: 0, demonstration: true, resourcesDir: 'resources' })
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(rooms => rooms.close()))
    await server.close()
  })

  const signIn = async (account: string): Promise<SessionShape> => {
    const api = createApiClient({ baseUrl: server.url, token: () => null, fetch })
    const answer = await api.call('POST', paths.sessions, sessionShape, { account, password: 'Hopso@123' })
    if (!answer.ok) throw new Error(answer.reason)
    return answer.value
  }
  const roomsOf = (
    session: SessionShape,
    store: RoomStore = new MemoryRoomStore(true),
    url = server.url,
    now = Date.now,
    socketClass = NodeSocket
  ): ManagedRooms => {
    const rooms = createClientRooms({
      syncUrl: `${url.replace(/^http/, 'ws')}/sync`,
      token: session.token,
      me: { id: session.user.id, name: session.user.name },
      store,
      socketClass: socketClass as unknown as typeof WebSocket,
      now,
      randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
      sessionLost: () => {
        lost += 1
      },
      atNextFrame: run => setImmediate(run),
      serverAnswers: async () => true,
      events: null
    })
    opened.push(rooms)
    return rooms
  }
  const saved = (room: OpenRoom) => until(room, () => room.getSnapshot().save.kind === 'server')

  it('[S1] says "on the server" only for what another person can read', async () => {
    const [writer, reader] = [roomsOf(await signIn('thuky')), roomsOf(await signIn('mattran'))]
    const mine = writer.open(agenda)
    const theirs = reader.open(agenda)
    await saved(mine)
    await saved(theirs)
    expect([mine.getSnapshot().rights, theirs.getSnapshot().rights]).toEqual(['write', 'read'])
    placeText(mine.doc).insert(0, 'Tầng 3, ')
    await until(mine, () => mine.getSnapshot().save.kind !== 'server')
    await saved(mine)
    await until(theirs, () => placeText(theirs.doc).toString().startsWith('Tầng 3, '))
  })

  it('[S2] keeps what is written without a server and sends it at the next start, looked at or not', async () => {
    const session = await signIn('thuky')
    const store = new MemoryRoomStore(true)
    const offline = roomsOf(session, store, 'http://127.0.0.1:9')
    const state = { kind: 'state', user: session.user.id } as const
    const room = offline.open(state)
    await until(room, () => room.getSnapshot().condition.kind === 'ready')
    setPreference(room.doc, 'theme', 'dark')
    await until(room, () => room.getSnapshot().save.kind === 'local')
    expect(offline.unsent()).toBe(true)
    await offline.close()
    expect(await store.pendingRooms()).toHaveLength(1)

    roomsOf(session, store)
    const other = roomsOf(session).open(state)
    await until(other, () => preferences(other.doc).theme === 'dark')
    await expect.poll(() => store.pendingRooms()).toEqual([])
  })

  it('tells that the contents changed when they come from this computer', async () => {
    const session = await signIn('thuky')
    const store = new MemoryRoomStore(true)
    const before = roomsOf(session, store)
    const written = before.open({ kind: 'state', user: session.user.id })
    await saved(written)
    setPreference(written.doc, 'theme', 'dark')
    await saved(written)
    await before.close()

    const offline = roomsOf(session, store, 'http://127.0.0.1:9')
    const room = offline.open({ kind: 'state', user: session.user.id })
    const { revision } = room.getSnapshot()
    await until(room, () => preferences(room.doc).theme === 'dark' && room.getSnapshot().condition.kind === 'ready')
    expect(room.getSnapshot().revision).toBeGreaterThan(revision)
  })

  it('[S3] sets aside what may not be written, and shows the server’s text again', async () => {
    const session = await signIn('mattran')
    const store = new MemoryRoomStore(true)
    const rooms = roomsOf(session, store)
    const room = rooms.open(agenda)
    await saved(room)
    const before = titleText(room.doc).toString()
    titleText(room.doc).insert(0, 'Sửa trái quyền: ')
    await untilAside(rooms)
    expect(rooms.setAside.getSnapshot()[0]?.text).toContain('Sửa trái quyền: ')
    await until(room, () => titleText(room.doc).toString() === before && room.getSnapshot().save.kind === 'server')
    const copy = new Y.Doc()
    for (const update of (await store.load(`meeting/${meeting}`))?.updates ?? []) Y.applyUpdate(copy, update)
    expect(titleText(copy).toString()).toBe(before)
    expect(await store.asides()).toHaveLength(1)
  })

  it('[S3] what cannot be set aside stays in the stored copy, and is set aside once there is room', async () => {
    class FullStore extends MemoryRoomStore {
      full = true
      override async putAside(aside: Parameters<RoomStore['putAside']>[0]): Promise<void> {
        if (this.full) throw new Error('quota')
        await super.putAside(aside)
      }
    }
    const store = new FullStore(true)
    const rooms = roomsOf(await signIn('mattran'), store)
    const room = rooms.open(agenda)
    await saved(room)
    const first = room.doc
    titleText(first).insert(0, 'Sửa trái quyền: ')
    await untilAside(rooms)
    await until(room, () => room.doc !== first && titleText(room.doc).length > 0)
    const held = async (): Promise<string> => {
      const copy = new Y.Doc()
      for (const update of (await store.load(`meeting/${meeting}`))?.updates ?? []) Y.applyUpdate(copy, update)
      return titleText(copy).toString()
    }
    expect(await held()).toContain('Sửa trái quyền: ')
    expect(await store.pendingRooms()).toHaveLength(1)
    expect(rooms.unsent()).toBe(true)
    store.full = false
    await expect.poll(() => store.asides(), { timeout: 10_000 }).toHaveLength(1)
    await expect.poll(held).not.toContain('Sửa trái quyền: ')
    await saved(room)
    expect(await store.pendingRooms()).toEqual([])
    expect(rooms.setAside.getSnapshot()).toEqual(await store.asides())
  })

  it('[S3] two refusals within one millisecond are two pieces set aside', async () => {
    const session = await signIn('mattran')
    const store = new MemoryRoomStore(true)
    const rooms = roomsOf(session, store, server.url, () => 1_795_000_000_000)
    const record = { kind: 'record', meeting } as const
    for (const room of [rooms.open(agenda), rooms.open(record)]) {
      await saved(room)
      room.doc.getMap(room.room.kind === 'record' ? 'record' : 'particulars').set('state', 'của tôi')
    }
    await expect.poll(() => store.asides()).toHaveLength(2)
    expect(new Set(rooms.setAside.getSnapshot().map(aside => aside.at)).size).toBe(2)
  })

  it('[S4] a room that was not mine is asked for again when it is opened again', async () => {
    const stranger = await signIn('quantri.xa')
    const rooms = roomsOf(stranger)
    const record = { kind: 'record', meeting } as const
    const early = rooms.open(record)
    await until(early, () => early.getSnapshot().condition.kind === 'none')
    const secretary = await signIn('thuky')
    const api = createApiClient({ baseUrl: server.url, token: () => secretary.token, fetch })
    const added = await api.call('POST', paths.commands(meeting), commandReceipt, {
      id: 'them-nguoi-du-hop',
      kind: 'add-participants',
      participants: [{ user: stranger.user.id, role: 'guest' }]
    })
    expect(added.ok).toBe(true)
    const late = rooms.open(record)
    await until(late, () => late.getSnapshot().condition.kind === 'ready')
  })

  it('[S3] makes the marks again that stood in a document the server refused', async () => {
    const session = await signIn('kinhte')
    const marks = { kind: 'marks', paper: 'bao-cao-kinh-te-xa-hoi' as PaperId, user: session.user.id } as const
    const mine = roomsOf(session).open(marks)
    await saved(mine)
    const before = mine.doc
    // A root that no marks document has: the gate refuses the whole update.
    before.transact(() => {
      putMark(before, inkMark)
      before.getMap('stranger').set('x', 1)
    })
    await until(mine, () => mine.doc !== before && readMarks(mine.doc).length === 1)
    await saved(mine)
    expect([...mine.doc.share.keys()]).not.toContain('stranger')
    const second = roomsOf(session).open(marks)
    await until(second, () => readMarks(second.doc).length === 1)
    expect(readMarks(second.doc)[0]?.id).toBe(inkMark.id)
  })

  it('[S4] holds nothing of a room that is not mine, but keeps it while nobody answers', async () => {
    const session = await signIn('mattran')
    const store = new MemoryRoomStore(true)
    const strange = { kind: 'meeting', meeting: 'cuoc-hop-la' as MeetingId } as const
    await store.append('meeting/cuoc-hop-la', Y.encodeStateAsUpdate(new Y.Doc()), null)
    const offline = roomsOf(session, store, 'http://127.0.0.1:9').open(strange)
    await until(offline, () => offline.getSnapshot().save.kind === 'local')
    expect(await store.load('meeting/cuoc-hop-la')).not.toBeNull()
    const room = roomsOf(session, store).open(strange)
    await until(room, () => room.getSnapshot().condition.kind === 'none')
    await expect.poll(() => store.load('meeting/cuoc-hop-la')).toBeNull()
  })

  it('[Z4] forgets a room of mine that is let go, once no screen shows it', async () => {
    const session = await signIn('kinhte')
    const store = new MemoryRoomStore(true)
    const rooms = roomsOf(session, store)
    const marks = { kind: 'marks', paper: 'bao-cao-kinh-te-xa-hoi' as PaperId, user: session.user.id } as const
    const mine = rooms.open(marks)
    putMark(mine.doc, inkMark)
    await saved(mine)
    await rooms.forget(marks)
    expect(readMarks(mine.doc)).toHaveLength(1)
    mine.release()
    await rooms.forget(marks)
    expect(await store.load(`marks/${marks.paper}/${marks.user}`)).toBeNull()
  })

  it('[S5] goes on without a session and sends after the next sign-in', async () => {
    const session = await signIn('thuky')
    const rooms = roomsOf(session)
    const room = rooms.open(agenda)
    await saved(room)
    const api = createApiClient({ baseUrl: server.url, token: () => session.token, fetch })
    await api.call('DELETE', paths.session, serverShape)
    await until(room, () => lost > 0)
    placeText(room.doc).insert(0, 'Sau khi hết phiên, ')
    await until(room, () => room.getSnapshot().save.kind === 'local')
    rooms.renew((await signIn('thuky')).token)
    await saved(room)
    const other = roomsOf(await signIn('mattran')).open(agenda)
    await until(other, () => placeText(other.doc).toString().startsWith('Sau khi hết phiên, '))
  })

  it('[S5] a socket that still speaks for the session before asks for no signing in: it comes back with the new one', async () => {
    const session = await signIn('thuky')
    const api = createApiClient({ baseUrl: server.url, token: () => session.token, fetch })
    await api.call('DELETE', paths.session, serverShape)
    const { token } = await signIn('thuky')
    const spoken: string[] = []
    class Watched extends NodeSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols)
        spoken.push(protocols.at(-1) ?? '')
        if (spoken.length === 1) queueMicrotask(() => rooms.renew(token))
      }
    }
    const rooms = roomsOf(session, new MemoryRoomStore(true), server.url, Date.now, Watched as typeof NodeSocket)
    const room = rooms.open(agenda)
    await saved(room)
    expect(spoken).toEqual([`token.${session.token}`, `token.${token}`])
    expect(lost).toBe(0)
  })

  it('[S6] starts over when a restored room may not be written by me', async () => {
    const session = await signIn('mattran')
    const store = new MemoryRoomStore(true)
    const ghost = new Y.Doc()
    titleText(ghost).insert(0, 'đã bị khôi phục lấy lại ')
    await store.append(`meeting/${meeting}`, Y.encodeStateAsUpdate(ghost), null)
    await store.describe(`meeting/${meeting}`, 'another epoch', 'read')
    const rooms = roomsOf(session, store)
    const room = rooms.open(agenda)
    await until(room, () => room.getSnapshot().save.kind === 'server')
    expect(titleText(room.doc).toString()).not.toContain('đã bị khôi phục')
    expect(rooms.setAside.getSnapshot()).toEqual([])
  })
})

describe('the worst state', () => {
  it('[S1] names what is nearest to being lost, and the earliest loss of the network', () => {
    expect(worst([{ kind: 'server' }, { kind: 'local', offlineSince: 9 }, { kind: 'local', offlineSince: 5 }])).toEqual({
      kind: 'local',
      offlineSince: 5
    })
    expect(worst([{ kind: 'saving' }, { kind: 'local', offlineSince: 5 }])).toEqual({ kind: 'saving' })
    expect(worst([{ kind: 'unkept', offlineSince: null }, { kind: 'saving' }, { kind: 'local', offlineSince: 5 }])).toEqual({
      kind: 'unkept',
      offlineSince: 5
    })
    expect(worst([{ kind: 'server' }, { kind: 'loading' }])).toEqual({ kind: 'loading' })
    expect(worst([{ kind: 'server' }])).toEqual({ kind: 'server' })
  })
})

function until(room: OpenRoom, holds: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!holds()) return
      stop()
      resolve()
    }
    const stop = room.subscribe(look)
    look()
  })
}

const untilAside = (rooms: ManagedRooms): Promise<void> =>
  new Promise(resolve => {
    const stop = rooms.setAside.subscribe(() => {
      if (rooms.setAside.getSnapshot().length === 0) return
      stop()
      resolve()
    })
  })
