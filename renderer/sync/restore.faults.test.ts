import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import type { AgendaItemId, CommandId, MeetingId } from '#core/ids.ts'
import { noteText, placeText } from '#core/shared-doc/meeting-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { preferences, setPreference } from '#core/shared-doc/state-doc.ts'
import { commandReceipt, paths, type SessionShape, sessionShape } from '#protocol/http-api.ts'
import { makeBackup, restore, startServer } from '#server'
import { vi } from '#text/vi/index.ts'
import { createClientRooms, type ManagedRooms } from './client-rooms.ts'
import { createApiClient } from './create-api-client.ts'
import { MemoryRoomStore } from './memory-room-store.ts'
import type { OpenRoom } from './ports.ts'

const meeting = 'phien-hop-thang-nay' as MeetingId
const agenda = { kind: 'meeting', meeting } as const
const record = { kind: 'record', meeting } as const

describe('a server restored from a backup', () => {
  let folder: string
  let server: Awaited<ReturnType<typeof startServer>>
  const opened: ManagedRooms[] = []

  const start = async (data: string, port = 0) => {
    server = await startServer({ dataDir: join(folder, data), port, demonstration: true, resourcesDir: 'resources' })
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hopso-restore-'))
    await start('data')
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(rooms => rooms.close()))
    await server.close()
    await rm(folder, { recursive: true })
  })

  const apiOf = (token: string | null) => createApiClient({ baseUrl: server.url, token: () => token, fetch })
  const signIn = async (account: string): Promise<SessionShape> => {
    const answer = await apiOf(null).call('POST', paths.sessions, sessionShape, { account, password: 'Hopso@123' })
    if (!answer.ok) throw new Error(answer.reason)
    return answer.value
  }
  const roomsOf = (session: SessionShape, store = new MemoryRoomStore(true)): ManagedRooms => {
    const rooms = createClientRooms({
      syncUrl: server.syncUrl,
      token: session.token,
      me: { id: session.user.id, name: session.user.name },
      store,
      socketClass: NodeSocket as unknown as typeof WebSocket,
      now: () => Date.now(),
      randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
      sessionLost: () => undefined,
      atNextFrame: run => setImmediate(run),
      serverAnswers: async () => true,
      events: null
    })
    opened.push(rooms)
    return rooms
  }
  const until = (holds: () => boolean, what: string) => expect.poll(holds, { timeout: 8000, message: what }).toBe(true)
  const saved = (room: OpenRoom) => until(() => room.getSnapshot().save.kind === 'server', 'saved')
  const leave = async (rooms: ManagedRooms) => {
    opened.splice(opened.indexOf(rooms), 1)
    await rooms.close()
  }
  /** Back to the backup, at the same address. */
  const goBack = async () => {
    const { port } = server
    await server.close()
    expect((await restore(join(folder, 'backup.tar'), join(folder, 'restored'), false, vi.command)).done).toBe(true)
    await start('restored', port)
  }

  it('[F10] gets back what one client holds and may write, also of rooms it does not look at', async () => {
    const [secretary, copy] = [await signIn('thuky'), new MemoryRoomStore(true)]
    const own = { kind: 'state', user: secretary.user.id } as const
    const before = roomsOf(secretary, copy)
    const inbox = { kind: 'inbox', user: secretary.user.id } as const
    const [meetingRoom, ownRoom] = [before.open(agenda), before.open(own)]
    await Promise.all([saved(meetingRoom), saved(ownRoom), saved(before.open(inbox))])
    expect((await makeBackup(join(folder, 'data'), join(folder, 'backup.tar'), vi.command)).done).toBe(true)
    placeText(meetingRoom.doc).insert(0, 'Sau bản sao lưu, ')
    noteText(meetingRoom.doc).insert(0, 'mới ')
    setPreference(ownRoom.doc, 'theme', 'dark')
    const witness = roomsOf(secretary)
    const [meetingSeen, stateSeen] = [witness.open(agenda), witness.open(own)]
    await until(
      () => noteText(meetingSeen.doc).toString().startsWith('mới ') && preferences(stateSeen.doc).theme === 'dark',
      'on the server'
    )
    await expect.poll(() => copy.pendingRooms()).toEqual([])
    for (const rooms of [before, witness]) await leave(rooms)
    await goBack()

    const again = await signIn('thuky')
    const stranger = roomsOf(again)
    const seen = stranger.open(agenda)
    await saved(seen)
    expect(placeText(seen.doc).toString()).not.toContain('Sau bản sao lưu')
    // The list of meetings alone is looked at.
    const list = roomsOf(again, copy).open(inbox)
    const ownSeen = stranger.open(own)
    await until(() => placeText(seen.doc).toString().startsWith('Sau bản sao lưu, '), 'the agenda comes back')
    await until(() => noteText(seen.doc).toString().startsWith('mới '), 'the note comes back')
    await until(() => preferences(ownSeen.doc).theme === 'dark', 'the own state comes back')
    await expect.poll(() => copy.pendingRooms()).toEqual([])
    list.release()
  })

  it('[F10] goes on bringing back what another start had begun', async () => {
    const [secretary, copy] = [await signIn('thuky'), new MemoryRoomStore(true)]
    const before = roomsOf(secretary, copy)
    const room = before.open(agenda)
    await saved(room)
    await makeBackup(join(folder, 'data'), join(folder, 'backup.tar'), vi.command)
    placeText(room.doc).insert(0, 'Sau bản sao lưu, ')
    const witness = roomsOf(secretary)
    const there = witness.open(agenda)
    await until(() => placeText(there.doc).toString().startsWith('Sau bản sao lưu, '), 'on the server')
    await expect.poll(() => copy.pendingRooms()).toEqual([])
    for (const rooms of [before, witness]) await leave(rooms)
    await goBack()
    // It was noted, and then the page went away.
    await copy.oweAll('an earlier start')
    roomsOf(await signIn('thuky'), copy)
    const seen = roomsOf(await signIn('thuky')).open(agenda)
    await until(() => placeText(seen.doc).toString().startsWith('Sau bản sao lưu, '), 'the agenda comes back')
  })

  it('[F10] leaves nothing of what was lost on clients that may not write it', async () => {
    const [secretary, member, copy] = [await signIn('thuky'), await signIn('mattran'), new MemoryRoomStore(true)]
    const reader = roomsOf(member, copy)
    const [readAgenda, readRecord] = [reader.open(agenda), reader.open(record)]
    await Promise.all([saved(readAgenda), saved(readRecord)])
    await makeBackup(join(folder, 'data'), join(folder, 'backup.tar'), vi.command)
    const headBefore = readProjection(readRecord.doc).head
    const item = 'muc-chi-co-sau-ban-sao' as AgendaItemId
    const command = { id: 'lenh-sau-ban-sao-luu' as CommandId, kind: 'set-presenter', item, user: secretary.user.id }
    const answer = await apiOf(secretary.token).call('POST', `/api/meetings/${meeting}/commands`, commandReceipt, command)
    expect(answer.ok).toBe(true)
    const writer = roomsOf(secretary).open(agenda)
    await saved(writer)
    placeText(writer.doc).insert(0, 'Sau bản sao lưu, ')
    await until(() => placeText(readAgenda.doc).toString().startsWith('Sau'), 'seen before')
    await until(() => readProjection(readRecord.doc).presenters.has(item), 'recorded before')
    for (const rooms of [...opened]) await leave(rooms)
    await goBack()

    const rooms = roomsOf(await signIn('mattran'), copy)
    const [agendaNow, recordNow] = [rooms.open(agenda), rooms.open(record)]
    await until(() => !placeText(agendaNow.doc).toString().startsWith('Sau') && agendaNow.getSnapshot().save.kind === 'server', 'no ghost')
    await until(() => readProjection(recordNow.doc).head.seq > 0 && !readProjection(recordNow.doc).presenters.has(item), 'no phantom')
    expect(readProjection(recordNow.doc).head).toEqual(headBefore)
  })
})
