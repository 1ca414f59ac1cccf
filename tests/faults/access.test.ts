import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { closeReasons, hopsoSubprotocol, tokenSubprotocolPrefix } from '#protocol/sync.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { connectStockClient, freshId, type SignedIn, signInByApi } from '../sync-client.ts'
import { runs } from './seeded.ts'

let server: ServerUnderTest
beforeAll(async () => {
  server = await startServerUnderTest()
})
afterAll(() => server.close())

const enter = (role: string): Promise<SignedIn> => {
  const { account, password } = server.account(role)
  return signInByApi(server.url, account, password)
}
const ask = async (who: SignedIn, path: string, init: RequestInit = {}) => {
  const answer = await fetch(server.url + path, { ...init, headers: { authorization: `Bearer ${who.token}`, ...init.headers } })
  const { status, headers } = answer
  return { status, headers: [...headers].filter(([name]) => name !== 'date').sort(), text: await answer.text() }
}
/** The code a socket is closed with before anything else was said. */
const knock = (who: SignedIn, room: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.syncUrl}/${room}`, [hopsoSubprotocol, tokenSubprotocolPrefix + who.token])
    socket.on('message', () => reject(new Error(`${room} was opened`)))
    socket.on('error', reject)
    socket.on('close', resolve)
  })
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name))
}

test('[A4] promise A3: what is another’s is answered like what does not exist, through every door, in the same time', {
  timeout: 900_000
}, async () => {
  const owner = await enter('chair')
  const notes = connectStockClient(server.syncUrl, `notes/${server.meetingId}/${owner.user.id}`, owner.token)
  await expect.poll(() => notes.provider.synced && notes.saved().n > 0).toBe(true)
  const canary = `canary-${randomBytes(12).toString('hex')}`
  const before = notes.sent()
  notes.doc.getXmlFragment('notebook').insert(0, [new Y.XmlText(canary)])
  await expect.poll(() => notes.saved().n).toBeGreaterThan(before)
  notes.close()
  const record = (await ask(owner, `/api/meetings/${server.meetingId}/record`)).text
  const added = record.match(/"kind":"paper-added","paper":"([a-z0-9-]+)".*?"version":\{[^}]*?"version":"([a-z0-9-]+)"/)
  const [paper, version] = [added?.[1] ?? '', added?.[2] ?? '']
  expect(paper && version).not.toBe('')
  const upload = freshId<never>() as string
  const secretary = await enter('secretary')
  const begun = await ask(secretary, `/api/meetings/${server.meetingId}/uploads`, {
    method: 'POST',
    body: JSON.stringify({
      ...{ upload, id: freshId(), paper: freshId(), version: freshId(), title: 'Báo cáo', item: null, fileName: 'bao-cao.pdf' },
      ...{ bytes: 1000, hash: 'a'.repeat(64), declaration: 'ordinary' }
    })
  })
  expect(begun.status).toBe(201)

  /** Who must not know, and doors to something of another's with, beside each, the same door to nothing. */
  const [administrator, member] = [await enter('administrator'), await enter('member')]
  const rooms: readonly (readonly [SignedIn, string, () => string])[] = [
    [member, `notes/${server.meetingId}/${owner.user.id}`, () => `notes/${server.meetingId}/${freshId()}`],
    [member, `marks/${paper}/${owner.user.id}`, () => `marks/${paper}/${freshId()}`],
    [member, `state/${owner.user.id}`, () => `state/${freshId()}`],
    [member, `inbox/${owner.user.id}`, () => `inbox/${freshId()}`],
    [administrator, `notes/${server.meetingId}/${owner.user.id}`, () => `notes/${freshId()}/${owner.user.id}`],
    [administrator, `marks/${paper}/${owner.user.id}`, () => `marks/${freshId()}/${owner.user.id}`],
    [administrator, `meeting/${server.meetingId}`, () => `meeting/${freshId()}`],
    [administrator, `record/${server.meetingId}`, () => `record/${freshId()}`],
    [administrator, `remarks/${paper}`, () => `remarks/${freshId()}`],
    [administrator, `minutes/${server.meetingId}`, () => `minutes/${freshId()}`]
  ]
  const addresses: readonly (readonly [SignedIn, string, () => string])[] = [
    [administrator, `/api/meetings/${server.meetingId}/record`, () => `/api/meetings/${freshId()}/record`],
    [administrator, `/api/papers/${paper}/versions/${version}/file`, () => `/api/papers/${freshId()}/versions/${freshId()}/file`],
    [administrator, `/api/uploads/${upload}`, () => `/api/uploads/${freshId()}`],
    [member, `/api/uploads/${upload}`, () => `/api/uploads/${freshId()}`],
    [member, `/api/papers/${paper}/versions/${owner.user.id}/file`, () => `/api/papers/${paper}/versions/${freshId()}/file`]
  ]
  const guesses = runs(1000)
  const took = { theirs: [] as number[], nothing: [] as number[] }
  const timed = async <T>(into: number[], guess: () => Promise<T>): Promise<T> => {
    const begin = performance.now()
    const told = await guess()
    into.push(performance.now() - begin)
    return told
  }
  const begin = performance.now()
  for (let n = 0; n < guesses; n++) {
    const [who, theirs, nothing] =
      (n % 2 === 0 ? rooms : addresses)[Math.floor(n / 2) % (n % 2 === 0 ? rooms.length : addresses.length)] ?? rooms[0] ?? []
    if (!who || !theirs || !nothing) throw new Error('a door')
    const look = async (place: string) => (n % 2 === 0 ? await knock(who, place) : await ask(who, place))
    const first = n % 4 < 2 ? await timed(took.theirs, () => look(theirs)) : null
    const none = await timed(took.nothing, () => look(nothing()))
    const told = first ?? (await timed(took.theirs, () => look(theirs)))
    expect([theirs, told]).toEqual([theirs, none])
    if (typeof told === 'number') expect(told).toBe(closeReasons.noSuchRoom.code)
    else expect([told.status, told.text]).toEqual([404, '{"error":"not-found"}'])
    // Nobody's limit is what is tried here: 100 requests and 200 sockets a second.
    if (n % 50 === 49) await wait(150)
  }
  expect((performance.now() - begin) / guesses).toBeLessThan(50)
  const medians = { theirs: median(took.theirs), nothing: median(took.nothing) }
  console.log(`A3: ${guesses} guesses, median ${medians.theirs.toFixed(2)} ms, of what does not exist ${medians.nothing.toFixed(2)} ms`)
  expect(Math.abs(medians.theirs - medians.nothing)).toBeLessThanOrEqual(5)
  const handed = await Promise.all([
    ask(secretary, `/api/meetings/${server.meetingId}/record`),
    ask(administrator, '/api/users'),
    ask(administrator, '/api/administration/sessions'),
    ask(administrator, '/metrics')
  ])
  expect(handed.filter(({ text }) => text.includes(canary))).toEqual([])
})

test('[A3] promise A2: a member’s update to agenda and record ends the connection and leaves every byte of the data folder as it was', async () => {
  const member = await enter('member')
  /** Papers, rooms and records; who was seen when, and LevelDB's own diary, are none of it. */
  const fingerprint = async (): Promise<readonly string[]> => {
    const files = (await filesIn(server.dataDir)).filter(file => !/directory|lock|LOG|witness/i.test(file.slice(server.dataDir.length)))
    return Promise.all(
      files.sort().map(
        async file =>
          `${file} ${createHash('sha256')
            .update(await readFile(file))
            .digest('hex')}`
      )
    )
  }
  const seen = connectStockClient(server.syncUrl, `meeting/${server.meetingId}`, member.token)
  await expect.poll(() => seen.provider.synced).toBe(true)
  const words = JSON.stringify(seen.doc.toJSON())
  seen.close()
  const before = await fingerprint()
  expect(before.length).toBeGreaterThan(3)
  for (const [room, forge] of [
    ['meeting', (doc: Y.Doc) => doc.getMap('agenda').clear()],
    ['meeting', (doc: Y.Doc) => doc.getText('note').insert(0, 'giả mạo')],
    ['record', (doc: Y.Doc) => doc.getMap('record').set('state', 'ended')],
    ['record', (doc: Y.Doc) => doc.getMap('participants').set(member.user.id, { role: 'chair' })]
  ] as const) {
    const client = connectStockClient(server.syncUrl, `${room}/${server.meetingId}`, member.token)
    await expect.poll(() => client.provider.synced).toBe(true)
    forge(client.doc)
    await expect.poll(client.closeCode).toBe(closeReasons.noRight.code)
    client.close()
  }
  expect(await fingerprint()).toEqual(before)
  const after = connectStockClient(server.syncUrl, `meeting/${server.meetingId}`, member.token)
  await expect.poll(() => after.provider.synced).toBe(true)
  expect(JSON.stringify(after.doc.toJSON())).toBe(words)
  after.close()
})

test('[H3] promise A6: tokens and passwords stand in no log, no address, no error and no byte of the data folder', async () => {
  const administrator = await enter('administrator')
  const secret = (name: string) => `${name}-${randomBytes(9).toString('base64url')}9`
  const [first, chosen, wrong] = [secret('Dau'), secret('Rieng'), secret('Sai')]
  const account = `canh.gac.${randomBytes(3).toString('hex')}`
  const told: string[] = []
  const say = async (method: string, path: string, token: string | null, body?: unknown): Promise<{ readonly token?: string }> => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const text = await answer.text()
    const opens = method === 'POST' && path === '/api/sessions' && answer.status === 201
    if (!opens) told.push(`${JSON.stringify([...answer.headers])} ${text}`)
    return text.startsWith('{') ? JSON.parse(text) : {}
  }
  const unit = server.account('administrator') && 'ubnd-xa-tan-nguon'
  await say('POST', '/api/users', administrator.token, {
    id: freshId(),
    account,
    name: 'Người Gác',
    title: '',
    unit,
    role: 'staff',
    password: first
  })
  const opened = (await say('POST', '/api/sessions', null, { account, password: first })).token ?? ''
  await say('POST', '/api/sessions', null, { account, password: wrong })
  await say('POST', '/api/sessions', null, `{"account":"${account}","password":"${wrong}"`)
  await say('PUT', '/api/password', opened, { current: wrong, next: chosen })
  await say('PUT', '/api/password', opened, { current: first, next: chosen })
  const token = (await say('POST', '/api/sessions', null, { account, password: chosen })).token ?? ''
  expect([opened, token].map(each => each.length)).toEqual([43, 43])
  const document = (await say('GET', '/api/openapi.json', token)) as { readonly paths?: Record<string, Record<string, unknown>> }
  for (const [path, methods] of Object.entries(document.paths ?? {}))
    for (const method of Object.keys(methods).filter(each => each !== 'delete'))
      await say(
        method.toUpperCase(),
        path.replace(/\{[a-z]+\}/g, 'khong-co-gi-ca'),
        token,
        method === 'get' ? undefined : { password: wrong, account }
      )
  await knock({ token, user: administrator.user }, `state/${administrator.user.id}`)
  const live = connectStockClient(server.syncUrl, `inbox/${administrator.user.id}`, token)
  await expect.poll(live.closeCode).toBe(closeReasons.noSuchRoom.code)
  live.close()
  await server.stop()
  const needles = [opened, token, first, chosen, wrong, administrator.token].flatMap(each => [
    Buffer.from(each),
    Buffer.from(Buffer.from(each).toString('base64')),
    ...(each.length === 43 ? [Buffer.from(each, 'base64url'), Buffer.from(Buffer.from(each, 'base64url').toString('hex'))] : [])
  ])
  const finds = (name: string, bytes: Buffer) => needles.flatMap((needle, at) => (bytes.includes(needle) ? [`${name}: needle ${at}`] : []))
  const files = await filesIn(server.dataDir)
  expect(files.length).toBeGreaterThan(5)
  expect(told.length).toBeGreaterThan(20)
  const found = [
    ...finds('log', Buffer.from(server.log())),
    ...told.flatMap(text => finds('answer', Buffer.from(text))),
    ...(await Promise.all(files.map(async file => finds(file, await readFile(file))))).flat()
  ]
  expect(found).toEqual([])
  // The scan itself is able to find: what is kept of a session and an account is there.
  const kept = (await Promise.all(files.map(file => readFile(file)))).some(
    bytes => bytes.includes(createHash('sha256').update(token).digest('hex')) && bytes.includes(account)
  )
  expect(kept).toBe(true)
})
