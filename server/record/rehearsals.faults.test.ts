import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { CommandId, MeetingId } from '#core/ids.ts'
import { rehearsalId, rehearsalIdleMs, rehearsalRestMs } from '#core/meeting/rehearsal.ts'
import { paths } from '#protocol/http-api.ts'
import { closeReasons } from '#protocol/sync.ts'
import { anId, ask, type Home, issued, makeHome, newUpload, pdf, people, signIn } from '../running-server.contract.ts'
import { openMemoryStorage } from '../storage/open.ts'
import { rehearsalsApart } from '../storage/rehearsals-apart.ts'
import { hallOf, id, person } from './meetings-world.contract.ts'
import { Rehearsals } from './rehearsals.ts'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.leave())

type Server = Awaited<ReturnType<Home['start']>>
const command = (server: Server, token: string, meeting: string, words: object) =>
  ask(server.url, 'POST', `/api/meetings/${meeting}/commands`, { token, body: { id: anId(), ...words } })
const listed = async (server: Server, token: string, path: string): Promise<readonly string[]> =>
  (await ask(server.url, 'GET', path, { token })).json.meetings.map(({ meeting }: { meeting: string }) => meeting)
const words = 'Chuyện chỉ nói trong buổi họp thử'

/** A rehearsal of three people that is on, with something said in it. */
async function rehearsing(server: Server, secretary: string): Promise<MeetingId> {
  const meeting = rehearsalId(anId() as MeetingId)
  const [day] = new Date().toISOString().split('T')
  const body = {
    id: anId(),
    meeting,
    unit: (await ask(server.url, 'GET', '/api/session', { token: secretary })).json.unit.id,
    title: words,
    startsAt: `${day}T08:00:00+07:00`,
    endsAt: `${day}T09:00:00+07:00`
  }
  expect((await ask(server.url, 'POST', '/api/meetings', { token: secretary, body })).status).toBe(201)
  const participants = [
    { user: people.chair, role: 'chair' },
    { user: people.member, role: 'member' }
  ]
  for (const step of [
    { kind: 'add-participants', participants },
    { kind: 'issue' },
    { kind: 'open' },
    { kind: 'conclude-item', item: 'hop-thu-muc-1', text: words },
    { kind: 'ask-to-speak', speech: anId(), user: people.member, subject: words, item: null }
  ])
    expect((await command(server, secretary, meeting, step)).status).toBe(200)
  return meeting
}

/** Every byte below a folder that holds the text or the id. */
function found(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter(name => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(text))
}

it('[RE1] [RE2] nothing of a rehearsal reaches the disk, a backup or a list; those who take part find it while it lasts', async () => {
  const dataDir = join(home.folder, 'rehearsal')
  const server = await home.start({ dataDir })
  const [secretary, member, guest] = await Promise.all((['secretary', 'member', 'guest'] as const).map(who => signIn(server.url, who)))
  const meeting = await rehearsing(server, secretary as string)
  expect(await listed(server, member as string, paths.rehearsals)).toEqual([meeting])
  expect(await listed(server, guest as string, paths.rehearsals)).toEqual([])
  for (const who of [secretary, member]) expect(await listed(server, who as string, '/api/meetings')).not.toContain(meeting)
  const record = await ask(server.url, 'GET', `/api/meetings/${meeting}/record`, { token: member as string })
  expect(record.text).toContain(words)
  // Papers and secret ballots would leave something behind.
  const upload = { token: secretary as string, body: newUpload(await pdf([['Báo cáo']])) }
  expect((await ask(server.url, 'POST', `/api/meetings/${meeting}/uploads`, upload)).json).toEqual({ error: 'conflict' })
  const secret = {
    kind: 'prepare-vote',
    vote: anId(),
    subject: words,
    item: null,
    form: 'secret',
    options: 'law',
    base: 'present',
    share: 'half'
  }
  expect((await command(server, secretary as string, meeting, { ...secret, tie: 'fails', repeats: null })).json).toEqual({
    error: 'conflict'
  })
  await server.close()
  expect(found(dataDir, meeting)).toEqual([])
  expect(found(dataDir, words)).toEqual([])
  const again = await home.start({ dataDir })
  const later = await signIn(again.url, 'member')
  expect(await listed(again, later, paths.rehearsals)).toEqual([])
  expect((await ask(again.url, 'GET', `/api/meetings/${meeting}/record`, { token: later })).json).toEqual({ error: 'not-found' })
})

it('[RE4] a fourth of one person ends the one that has rested longest; while somebody is at all of them it is refused', async () => {
  let now = Date.parse('2026-11-22T01:00:00Z')
  const server = await home.start({ now: () => new Date(now) })
  const [secretary, member] = await Promise.all((['secretary', 'member'] as const).map(who => signIn(server.url, who)))
  const first = await rehearsing(server, secretary as string)
  now += 60_000
  const second = await rehearsing(server, secretary as string)
  now += 1000
  const third = await rehearsing(server, secretary as string)
  const unit = (await ask(server.url, 'GET', '/api/session', { token: secretary as string })).json.unit.id
  const meeting = rehearsalId(anId() as MeetingId)
  const body = { id: anId(), meeting, unit, title: 'Thứ tư', startsAt: '2026-11-22T08:00:00+07:00', endsAt: '2026-11-22T09:00:00+07:00' }
  const make = (more: object = {}) => ask(server.url, 'POST', '/api/meetings', { token: secretary as string, body: { ...body, ...more } })
  expect((await make()).json).toEqual({ error: 'too-many-rehearsals' })
  now += rehearsalRestMs
  // Somebody speaks in the first: it rests no more.
  const speech = { kind: 'ask-to-speak', speech: anId(), user: people.chair, subject: '', item: null }
  expect((await command(server, secretary as string, first, speech)).status).toBe(200)
  // Who may not make one ends none.
  expect((await make({ unit: 'don-vi-khong-co' })).json).toEqual({ error: 'no-right' })
  expect(new Set(await listed(server, secretary as string, paths.rehearsals))).toEqual(new Set([first, second, third]))
  expect((await make()).status).toBe(201)
  expect((await make()).status).toBe(200)
  expect(new Set(await listed(server, member as string, paths.rehearsals))).toEqual(new Set([first, third]))
})

/** Three of one person that have rested long enough; `whenLookedAt` is awaited once, when the last of them has been looked at for a fourth. */
async function threeAtRest() {
  let now = Date.parse('2026-11-22T01:00:00Z')
  const around = { now: () => new Date(now), log: () => undefined }
  const storage = rehearsalsApart(openMemoryStorage())
  const { book, mirror, meetings, secretary } = await hallOf(3, storage, undefined, around)
  const rehearsals = new Rehearsals({ book, mirror, storage, around })
  const at = { startsAt: '2026-11-22T08:00:00+07:00', endsAt: '2026-11-22T09:00:00+07:00' }
  const make = (meeting: MeetingId) =>
    meetings.create(secretary, { id: id<CommandId>(), meeting, unit: secretary.unit, title: words, type: 'session', ...at } as never)
  const three = [1, 2, 3].map(() => rehearsalId(id<MeetingId>())) as [MeetingId, MeetingId, MeetingId]
  for (const meeting of three) {
    expect(await rehearsals.begin(secretary.id, meeting, () => make(meeting))).toMatchObject({ ok: true })
    now += 1000
  }
  now += rehearsalRestMs
  const uses = (meeting: MeetingId) =>
    meetings.command(secretary, meeting, {
      id: id<CommandId>(),
      kind: 'add-participants',
      participants: [{ user: person(1).id, role: 'chair' }]
    } as never)
  const looked = book.events.bind(book)
  let whenLookedAt: (() => Promise<unknown>) | null = null
  book.events = async meeting => {
    const events = await looked(meeting)
    const task = meeting === three[2] ? whenLookedAt : null
    if (task) {
      whenLookedAt = null
      await task()
    }
    return events
  }
  const fourth = rehearsalId(id<MeetingId>())
  const begin = (task: () => Promise<unknown>) => {
    whenLookedAt = task
    return rehearsals.begin(secretary.id, fourth, () => make(fourth))
  }
  const living = () => three.map(meeting => book.projection(meeting) !== null)
  return { three, uses, begin, living, fourth, book }
}

it('[RE4] one that was chosen to end and is used again meanwhile does not end: another does, or none is made', async () => {
  const some = await threeAtRest()
  expect(await some.begin(() => some.uses(some.three[0]))).toMatchObject({ ok: true })
  expect(some.living()).toEqual([true, false, true])
  const all = await threeAtRest()
  expect(await all.begin(() => Promise.all(all.three.map(all.uses)))).toEqual({ ok: false, reason: 'too-many-rehearsals' })
  expect(all.living()).toEqual([true, true, true])
  expect(all.book.projection(all.fourth)).toBeNull()
})

it('[RE3] it is gone when whoever leads it deletes or closes it, with everybody in it let out, and never comes back', async () => {
  const server = await home.start()
  const [secretary, member, outsider] = await Promise.all(
    (['secretary', 'member', 'outsider'] as const).map(who => signIn(server.url, who))
  )
  for (const way of ['delete', 'close'] as const) {
    const meeting = await rehearsing(server, secretary as string)
    const socket = new WebSocket(`${server.syncUrl}/record/${meeting}`, ['hopso', `token.${member}`])
    await new Promise(resolve => socket.once('message', resolve))
    const closed = new Promise<number>(resolve => socket.once('close', resolve))
    const path = paths.rehearsal(meeting)
    expect((await ask(server.url, 'DELETE', path, { token: outsider as string })).json).toEqual({ error: 'not-found' })
    expect((await ask(server.url, 'DELETE', path, { token: member as string })).json).toEqual({ error: 'no-right' })
    if (way === 'close') expect((await command(server, secretary as string, meeting, { kind: 'close' })).status).toBe(200)
    else expect((await ask(server.url, 'DELETE', path, { token: secretary as string })).status).toBe(204)
    expect(await closed).toBe(closeReasons.noSuchRoom.code)
    expect(await listed(server, secretary as string, paths.rehearsals)).toEqual([])
    expect((await ask(server.url, 'DELETE', path, { token: secretary as string })).status).toBe(204)
    const unit = (await ask(server.url, 'GET', '/api/session', { token: secretary as string })).json.unit.id
    const body = { id: anId(), meeting, unit, title: 'Lại', startsAt: '2026-11-23T08:00:00+07:00', endsAt: '2026-11-23T09:00:00+07:00' }
    expect((await ask(server.url, 'POST', '/api/meetings', { token: secretary as string, body })).json).toEqual({ error: 'conflict' })
  }
  // What counts is never deleted by this door.
  expect((await ask(server.url, 'DELETE', paths.rehearsal(issued as MeetingId), { token: secretary as string })).json).toEqual({
    error: 'not-found'
  })
  expect(await listed(server, secretary as string, '/api/meetings')).toContain(issued)
  expect(rehearsalIdleMs).toBe(6 * 3_600_000)
})
