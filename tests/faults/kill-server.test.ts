import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstFault } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { connectStockClient, freshId, type StockClient, signInByApi } from '../sync-client.ts'

/** One kill in five of those that are asked for hits the whole server; the others its storage alone (kill-storage). */
const kills = Math.round(Number(process.env.FAULT_RUNS ?? 50) / 5)
const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

let server: ServerUnderTest
let paper: Buffer
let tokens: { readonly secretary: string; readonly administrator: string }
let people: { readonly secretary: string; readonly member: string }
beforeAll(async () => {
  server = await startServerUnderTest()
  const signIn = (role: string) => signInByApi(server.url, server.account(role).account, server.account(role).password)
  const [secretary, administrator, member] = await Promise.all(['secretary', 'administrator', 'member'].map(signIn))
  if (!secretary || !administrator || !member) throw new Error('not signed in')
  tokens = { secretary: secretary.token, administrator: administrator.token }
  people = { secretary: secretary.user.id, member: member.user.id }
  paper = await readFile('resources/demonstration/papers/giay-moi.pdf')
})
afterAll(() => server?.close())

/** What the server answered, or null when it was killed meanwhile. */
async function ask(method: string, path: string, token: string, body?: object, headers: Record<string, string> = {}) {
  try {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) })
    })
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
  } catch {
    return null
  }
}

/** Everything the server has acknowledged and must never lose. Of values that are overwritten, the last one. */
class Acknowledged {
  /** By room: the last number message 100 vouched for. */
  readonly rooms = new Map<string, number>()
  /** By meeting: the ids of commands that were answered. */
  readonly commands = new Map<string, Set<string>>()
  readonly uploads = new Map<string, { readonly request: { readonly upload: string }; readonly meeting: string; offset: number }>()
  readonly papers = new Map<string, { readonly version: string; readonly hash: string }>()
  title = 0
  count = 0
}

/** Writes `number` after `number` into one map of the room and notes up to which one all are called saved. */
function writeRoom(room: string, root: string, from: number, noted: Acknowledged): { stop(): void } {
  const client: StockClient = connectStockClient(server.syncUrl, room, tokens.secretary)
  const numberOfFrame = new Map<number, number>()
  let number = from
  let told = 0
  const look = setInterval(() => {
    const { n } = client.saved()
    for (; told < n; told += 1) {
      const saved = numberOfFrame.get(told + 1)
      if (saved === undefined) continue
      noted.rooms.set(room, Math.max(saved, noted.rooms.get(room) ?? 0))
      noted.count += 1
    }
    if (!client.provider.synced || client.sent() - n > 20) return
    number += 1
    client.doc.getMap(root).set('kill', number)
    numberOfFrame.set(client.sent(), number)
  }, 2)
  return {
    stop: () => {
      clearInterval(look)
      client.close()
    }
  }
}

async function writeCommands(meeting: string, noted: Acknowledged, isOver: () => boolean): Promise<void> {
  const done = noted.commands.get(meeting) ?? new Set()
  noted.commands.set(meeting, done)
  while (!isOver()) {
    const id = freshId<never>() as string
    const answer = await ask('POST', `/api/meetings/${meeting}/commands`, tokens.secretary, {
      id,
      kind: 'set-presenter',
      item: freshId(),
      user: people.secretary
    })
    if (answer?.status !== 200) continue
    done.add(id)
    noted.count += 1
  }
}

async function upload(meeting: string, noted: Acknowledged, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const bytes = Buffer.concat([paper, Buffer.from(`%${randomBytes(8).toString('hex')}\n`)])
    const ids = {
      upload: freshId<never>() as string,
      id: freshId<never>(),
      paper: freshId<never>() as string,
      version: freshId<never>() as string
    }
    const about = { title: 'Báo cáo', item: null, fileName: 'bao-cao.pdf', declaration: 'ordinary' }
    const request = { ...ids, ...about, bytes: bytes.length, hash: sha256(bytes) }
    if ((await ask('POST', `/api/meetings/${meeting}/uploads`, tokens.secretary, request))?.status !== 201) return
    const held = { request, meeting, offset: 0 }
    noted.uploads.set(ids.upload, held)
    for (const piece = Math.ceil(bytes.length / 4); held.offset < bytes.length; ) {
      const part = new Uint8Array(bytes.subarray(held.offset, held.offset + piece))
      const headers = { 'content-type': 'application/octet-stream', 'upload-offset': String(held.offset) }
      if ((await ask('PATCH', `/api/uploads/${ids.upload}`, tokens.secretary, part, headers))?.status !== 200) return
      held.offset += part.length
      noted.count += 1
    }
    if ((await ask('POST', `/api/uploads/${ids.upload}/finish`, tokens.secretary, {}))?.status !== 200) return
    noted.uploads.delete(ids.upload)
    noted.papers.set(ids.paper, { version: ids.version, hash: request.hash })
    noted.count += 1
  }
}

async function writeDirectory(noted: Acknowledged, isOver: () => boolean): Promise<void> {
  for (let number = noted.title + 1000; !isOver(); number += 1) {
    const answer = await ask('PATCH', `/api/users/${people.member}`, tokens.administrator, { title: `Chức vụ ${number}` })
    if (answer?.status !== 200) continue
    noted.title = number
    noted.count += 1
  }
}

/** The number a newcomer finds in the room. */
async function numberIn(room: string, root: string): Promise<number> {
  const reader = connectStockClient(server.syncUrl, room, tokens.secretary)
  try {
    await expect.poll(() => reader.provider.synced, { timeout: 5000, interval: 5 }).toBe(true)
    return Number(reader.doc.getMap(root).get('kill') ?? 0)
  } finally {
    reader.close()
  }
}

async function lookFor(noted: Acknowledged, roots: ReadonlyMap<string, string>): Promise<void> {
  for (const [room, number] of noted.rooms) expect(await numberIn(room, roots.get(room) ?? ''), room).toBeGreaterThanOrEqual(number)
  for (const [meeting, ids] of noted.commands) {
    const answer = await ask('GET', `/api/meetings/${meeting}/record`, tokens.secretary)
    expect(answer?.status).toBe(200)
    const lines = answer?.bytes.toString().trim().split('\n') ?? []
    const events = lines.map(line => JSON.parse(line) as RecordEvent)
    expect(firstFault(events, sha256)).toBeNull()
    const found = new Set<string>(events.map(({ command }) => command))
    expect([...ids].filter(id => !found.has(id))).toEqual([])
  }
  for (const { request, meeting, offset } of noted.uploads.values()) {
    const answer = await ask('POST', `/api/meetings/${meeting}/uploads`, tokens.secretary, request)
    expect(JSON.parse(answer?.bytes.toString() ?? '{}').offset).toBeGreaterThanOrEqual(offset)
  }
  for (const [id, { version, hash }] of noted.papers) {
    const answer = await ask('GET', `/api/papers/${id}/versions/${version}/file`, tokens.secretary)
    expect(sha256(answer?.bytes ?? '')).toBe(hash)
  }
  const { users } = JSON.parse((await ask('GET', '/api/users', tokens.administrator))?.bytes.toString() ?? '{}')
  const { title } = users.find(({ id }: { id: string }) => id === people.member)
  expect(Number(/\d+$/.exec(title)?.[0] ?? 0)).toBeGreaterThanOrEqual(noted.title)
}

it(
  `[F1] the whole server loses nothing it acknowledged through ${kills} kills, and is back within two seconds`,
  async () => {
    const restarts: number[] = []
    let acknowledged = 0
    let noted = new Acknowledged()
    let roots = new Map<string, string>()
    let meeting = ''
    for (let kill = 0; kill < kills; kill += 1) {
      // A meeting for every ten kills: what is looked at each time stays small.
      if (kill % 10 === 0) {
        acknowledged += noted.count
        noted = new Acknowledged()
        meeting = freshId()
        const at = { startsAt: '2026-11-22T08:00:00+07:00', endsAt: '2026-11-22T10:00:00+07:00' }
        const { unit } = JSON.parse((await ask('GET', '/api/session', tokens.secretary))?.bytes.toString() ?? '{}')
        const made = await ask('POST', '/api/meetings', tokens.secretary, {
          id: freshId(),
          meeting,
          unit: unit.id,
          title: 'Họp thử',
          ...at
        })
        expect(made?.status).toBe(201)
        roots = new Map([
          [`meeting/${meeting}`, 'particulars'],
          [`notes/${meeting}/${people.secretary}`, 'notebook'],
          [`state/${people.secretary}`, 'state']
        ])
      }
      let isOver = false
      const writers = [...roots].map(([room, root]) => writeRoom(room, root, kill * 100_000, noted))
      const asking = [
        writeCommands(meeting, noted, () => isOver),
        upload(meeting, noted, () => isOver),
        writeDirectory(noted, () => isOver)
      ]
      await wait(60 + Math.random() * 240)
      await server.kill()
      isOver = true
      for (const writer of writers) writer.stop()
      await Promise.all(asking)
      const begin = performance.now()
      await server.restart()
      restarts.push(Math.round(performance.now() - begin))
      await lookFor(noted, roots)
    }
    acknowledged += noted.count
    expect(server.log()).not.toMatch(/room-damaged|record-damaged|"event":"storage"/)
    expect(acknowledged).toBeGreaterThan(kills * 5)
    restarts.sort((a, b) => a - b)
    console.log(
      `${kills} kills of the server: ${acknowledged} acknowledged, 0 lost; restart median ${restarts[kills >> 1]}, slowest ${restarts.at(-1)} ms`
    )
    expect(restarts[Math.floor(kills * 0.95)]).toBeLessThanOrEqual(2000)
  },
  Math.max(120_000, kills * 6000)
)
