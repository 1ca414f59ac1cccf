import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunningServer } from '../index.ts'
import { type AskOptions, anId, ask, type Home, makeHome, password, people, signIn } from '../running-server.contract.ts'

let home: Home
let server: RunningServer
let now: number
/** How long each wrong answer was kept waiting, in the order they were given. */
let waits: number[]
beforeEach(async () => {
  now = Date.parse('2026-11-22T01:00:00Z')
  waits = []
  home = await makeHome()
  server = await home.start({
    publicUrl: 'http://hop.example',
    now: () => new Date(now),
    wait: async ms => {
      waits.push(ms)
    }
  })
})
afterEach(() => home.leave())

const attempt = (account: string, secret: string, address = '10.0.3.7', more: AskOptions = {}) =>
  ask(server.url, 'POST', '/api/sessions', { ...more, body: { account, password: secret }, headers: { 'x-forwarded-for': address } })
const changePassword = (token: string, current: string, next = 'Moi-hoan-toan-2') =>
  ask(server.url, 'PUT', '/api/password', { token, body: { current, next } })
const wrong = 'Sai-mat-khau-1'
const growing = [200, 400, 800, 1600, 3200, 6400, 12_800, 25_000, 25_000, 25_000]

describe('secrets', () => {
  it('[H4] promise A5: every route that takes a secret is known: one either checks it, and counts, or only sets it', async () => {
    const { paths } = (await ask(server.url, 'GET', '/api/openapi.json')).json as {
      paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: object }> } }>>
    }
    const secret = /"(password|current|next|secret|code|pin|otp|token|key)":\{/
    const found = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { requestBody }]) => secret.test(JSON.stringify(requestBody ?? {})))
        .map(([method]) => `${method.toUpperCase()} ${path}`)
    )
    const checks = [
      'POST /api/sessions',
      'PUT /api/password',
      'POST /api/meetings/{meeting}/screens',
      'POST /api/meetings/{meeting}/check-in',
      'PUT /api/pin',
      'POST /api/sessions/pin'
    ]
    const sets = ['POST /api/users', 'PATCH /api/users/{user}']
    expect(found.sort()).toEqual([...checks, ...sets].sort())
  })

  it('[H4] promise A5: ten wrong passwords in a quarter of an hour, each answered later than the one before, then not even the right one', async () => {
    for (const account of ['member', 'khong-co-ai']) {
      waits.length = 0
      for (let n = 0; n < 10; n++) expect((await attempt(account, wrong)).json).toEqual({ error: 'wrong-password' })
      expect(waits).toEqual(growing)
      expect((await attempt(account, password)).json).toEqual({ error: 'too-many-attempts' })
      expect((await attempt(account.toUpperCase(), password, '10.9.9.9')).json).toEqual({ error: 'too-many-attempts' })
    }
    expect((await attempt('chair', password)).status).toBe(201)
    now += 15 * 60_000
    expect((await attempt('member', password)).status).toBe(201)
    await attempt('member', wrong)
    expect(waits.at(-1)).toBe(200)
  })

  it('[H4] promise A5: an unknown account is answered word for word like a wrong password', async () => {
    const told = async (account: string) => {
      const { status, text, headers } = await attempt(account, wrong)
      const { date, ...lasting } = headers
      return { status, text, lasting, dated: date !== undefined }
    }
    expect(await told('member')).toEqual(await told('khong-co-ai'))
    await ask(server.url, 'PATCH', `/api/users/${people.guest}`, {
      token: await signIn(server.url, 'administrator'),
      body: { locked: true }
    })
    expect(await told('guest')).toEqual(await told('khong-co-ai-2'))
  })

  it('[H4] promise A5: guesses at the current password of a stolen session count like those at the door', async () => {
    const token = await signIn(server.url, 'member')
    for (let n = 0; n < 10; n++) expect((await changePassword(token, wrong)).json).toEqual({ error: 'wrong-password' })
    expect(waits).toEqual(growing)
    expect((await changePassword(token, password)).json).toEqual({ error: 'too-many-attempts' })
    expect((await attempt('member', password)).json).toEqual({ error: 'too-many-attempts' })
  })

  it('[H4] promise A5: many at once slip past no count', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => attempt('member', wrong)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), ...Array(5).fill(429)])
    expect([...waits].sort((a, b) => a - b)).toEqual(growing)
  })

  it('[H4] promise A5: a hundred failures an hour from one address, over whatever accounts; a /64 is one address', async () => {
    const answers = await Promise.all(Array.from({ length: 104 }, (_, n) => attempt(`ai-do-${n}`, wrong, `2001:db8::${n.toString(16)}:1`)))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(100)
    expect(answers.filter(({ json }) => json.error === 'too-many-attempts')).toHaveLength(4)
    expect((await attempt('chair', password, '2001:db8:0:0:ffff::9')).json).toEqual({ error: 'too-many-attempts' })
    expect((await attempt('chair', password, '2001:db8:0:1::9')).status).toBe(201)
    now += 60 * 60_000
    expect((await attempt('chair', password, '2001:db8::9')).status).toBe(201)
  })

  it('[H4] promise A5: who is kept waiting for a wrong password keeps nobody else waiting', async () => {
    const held: (() => void)[] = []
    const patient = await home.start({ wait: () => new Promise<void>(resolve => held.push(resolve)) })
    const guess = ask(patient.url, 'POST', '/api/sessions', { body: { account: 'member', password: wrong } })
    await expect.poll(() => held.length).toBe(1)
    expect(await signIn(patient.url, 'member')).toHaveLength(43)
    for (const go of held) go()
    expect((await guess).status).toBe(401)
  })
})

describe('a new first password', () => {
  it('[A12] is set by who manages the person alone', async () => {
    const [unitAdministrator, secretary] = [await signIn(server.url, 'unitadministrator'), await signIn(server.url, 'secretary')]
    const set = (token: string, user: string) =>
      ask(server.url, 'PATCH', `/api/users/${user}`, { token, body: { password: `Moi-${anId()}` } })
    expect((await set(secretary, people.member)).json).toEqual({ error: 'no-right' })
    expect((await set(unitAdministrator, people.administrator)).json).toEqual({ error: 'no-right' })
    expect((await set(unitAdministrator, people.guest)).json).toEqual({ error: 'no-right' })
    expect((await set(unitAdministrator, people.member)).status).toBe(200)
  })
})
