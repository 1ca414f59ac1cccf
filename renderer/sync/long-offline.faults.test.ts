import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import { addAgendaItem, itemTitleText, noteText, readAgenda, removeAgendaItems } from '#core/shared-doc/meeting-doc.ts'
import { paths, type SessionShape, sessionShape } from '#protocol/http-api.ts'
import { startServer } from '#server'
import { createClientRooms, type ManagedRooms } from './client-rooms.ts'
import { createApiClient } from './create-api-client.ts'
import { MemoryRoomStore } from './memory-room-store.ts'
import type { RoomStore } from './room-store.ts'

const meeting = 'phien-hop-thang-nay' as MeetingId
const agenda = { kind: 'meeting', meeting } as const
const [kept, deleted] = ['muc-se-giu-lai', 'muc-se-bi-xoa'] as [AgendaItemId, AgendaItemId]
const dayMs = 86_400_000

test('[F11] sixty days and 2,000 edits without a network, the session long over: after signing in all is merged within 5 s, what lay in a deleted item is set aside', {
  timeout: 60_000
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-offline-'))
  let later = 0
  const now = () => Date.now() + later
  const server = await startServer({ dataDir: folder, port: 0, demonstration: true, resourcesDir: 'resources', now: () => new Date(now()) })
  const opened: ManagedRooms[] = []
  let lost = 0
  const signIn = async (account: string): Promise<SessionShape> => {
    const api = createApiClient({ baseUrl: server.url, token: () => null, fetch })
    const answer = await api.call('POST', paths.sessions, sessionShape, { account, password: 'Hopso@123' })
    if (!answer.ok) throw new Error(answer.reason)
    return answer.value
  }
  const roomsOf = (session: SessionShape, store: RoomStore, url = server.url): ManagedRooms => {
    const rooms = createClientRooms({
      syncUrl: `${url.replace(/^http/, 'ws')}/sync`,
      token: session.token,
      me: { id: session.user.id, name: session.user.name },
      store,
      socketClass: NodeSocket as unknown as typeof WebSocket,
      now,
      randomBytes: count => randomBytes(count),
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
  try {
    const session = await signIn('thuky')
    const store = new MemoryRoomStore(true)
    const before = roomsOf(session, store)
    const first = before.open(agenda)
    await expect.poll(() => first.getSnapshot().save.kind).toBe('server')
    for (const id of [kept, deleted]) addAgendaItem(first.doc, { id, parent: null, order: 'zz', title: 'Mục ', minutes: 5, leadUnit: '' })
    await expect.poll(() => before.unsent()).toBe(false)
    await before.close()

    const away = roomsOf(session, store, 'http://127.0.0.1:9')
    const offline = away.open(agenda)
    await expect.poll(() => offline.getSnapshot().condition.kind).toBe('ready')
    for (let edit = 0; edit < 2000; edit++) {
      const [text, word] =
        edit % 2 === 0 ? [noteText(offline.doc), `<${edit}>`] : [itemTitleText(offline.doc, edit % 4 === 1 ? kept : deleted), `[${edit}]`]
      text?.insert(text.length, word)
    }
    await expect.poll(() => offline.getSnapshot().save.kind).toBe('local')
    await away.close()

    later = 60 * dayMs
    const chair = roomsOf(await signIn('chutich'), new MemoryRoomStore(true))
    const chairs = chair.open(agenda)
    await expect.poll(() => readAgenda(chairs.doc).some(({ id }) => id === deleted)).toBe(true)
    removeAgendaItems(chairs.doc, [deleted])
    await expect.poll(() => chair.unsent()).toBe(false)

    const back = roomsOf(session, store)
    await expect.poll(() => lost).toBeGreaterThan(0)
    const mine = back.open(agenda)
    await expect.poll(() => itemTitleText(mine.doc, deleted)?.toString()).toContain('[1999]')
    const renewed = await signIn('thuky')
    const begin = performance.now()
    back.renew(renewed.token)
    await expect.poll(() => back.unsent(), { interval: 10 }).toBe(false)
    const whole = () => noteText(chairs.doc).toString().includes('<1998>') && itemTitleText(chairs.doc, kept)?.toString().includes('[1997]')
    await expect.poll(whole, { interval: 10 }).toBe(true)
    const tookMs = performance.now() - begin
    console.log(`F11: 2,000 edits merged ${tookMs.toFixed(0)} ms after signing in`)
    expect(tookMs).toBeLessThan(5000)
    for (let edit = 0; edit < 2000; edit += 2) expect(noteText(chairs.doc).toString()).toContain(`<${edit}>`)
    for (let edit = 1; edit < 2000; edit += 4) expect(itemTitleText(chairs.doc, kept)?.toString()).toContain(`[${edit}]`)
    expect(itemTitleText(chairs.doc, deleted)).toBeNull()
    const asides = back.setAside.getSnapshot()
    expect(asides).toHaveLength(1)
    for (let edit = 3; edit < 2000; edit += 4) expect(asides[0]?.text).toContain(`[${edit}]`)
    await expect.poll(() => store.asides()).toHaveLength(1)
  } finally {
    await Promise.all(opened.map(rooms => rooms.close()))
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
})
