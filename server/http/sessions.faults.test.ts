import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { closeReasons } from '#protocol/sync.ts'
import type { LogEntry } from '../options.ts'
import { anId, ask, type Home, makeHome, password, people, signIn } from '../running-server.contract.ts'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.leave())

const cookieOf = (header: string | string[] | undefined): string => String(header).split(';')[0] ?? ''

describe('sessions', () => {
  it('gives a token and an HttpOnly, SameSite=Strict cookie, and knows who asks by either', async () => {
    const { url } = await home.start()
    const made = await ask(url, 'POST', '/api/sessions', { body: { account: 'secretary', password } })
    expect(made.status).toBe(201)
    expect(made.json.token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(made.json.user.id).toBe(people.secretary)
    expect(made.json.unitPath).toEqual(['UBND xã Thử', 'UBND tỉnh Thử'])
    const cookie = String(made.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).not.toMatch(/Secure/)
    const byCookie = await ask(url, 'GET', '/api/session', { cookie: cookieOf(made.headers['set-cookie']) })
    const byToken = await ask(url, 'GET', '/api/session', { token: made.json.token })
    expect(byCookie.json).toEqual(byToken.json)
    expect((await ask(url, 'GET', '/api/session')).json).toEqual({ error: 'no-session' })
  })

  it('marks the cookie Secure where people come over https', async () => {
    const { url } = await home.start({ publicUrl: 'https://hop.example' })
    const headers = { host: 'hop.example', origin: 'https://hop.example' }
    const made = await ask(url, 'POST', '/api/sessions', { body: { account: 'secretary', password }, headers })
    expect(made.status).toBe(201)
    expect(String(made.headers['set-cookie'])).toMatch(/; Secure/)
  })

  it('[H3] survives a restart, and ends after half an hour unseen or twelve hours', async () => {
    let now = Date.parse('2026-11-22T01:00:00Z')
    const options = { dataDir: join(home.folder, 'restart'), now: () => new Date(now) }
    const first = await home.start(options)
    const token = await signIn(first.url, 'secretary')
    await first.close()
    const second = await home.start(options)
    const status = async () => (await ask(second.url, 'GET', '/api/session', { token })).status
    expect(await status()).toBe(200)
    now += 29 * 60_000
    expect(await status()).toBe(200)
    now += 31 * 60_000
    expect(await status()).toBe(401)
    const fresh = await signIn(second.url, 'secretary')
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect((await ask(second.url, 'GET', '/api/session', { token: fresh })).status).toBe(200)
      now += 20 * 60_000
    }
    expect((await ask(second.url, 'GET', '/api/session', { token: fresh })).status).toBe(401)
  })

  it('[H3] ends with DELETE, which closes its live sockets', async () => {
    const { url, syncUrl } = await home.start()
    const token = await signIn(url, 'member')
    const socket = new WebSocket(`${syncUrl}/inbox/${people.member}`, ['hopso', `token.${token}`])
    await new Promise(resolve => socket.once('message', resolve))
    const closed = new Promise<number>(resolve => socket.once('close', resolve))
    expect((await ask(url, 'DELETE', '/api/session', { token })).status).toBe(204)
    expect(await closed).toBe(closeReasons.noSession.code)
    expect((await ask(url, 'GET', '/api/session', { token })).status).toBe(401)
  })

  it('changes a password with the current one only, refuses weak ones, and ends the other sessions', async () => {
    const { url } = await home.start()
    const [token, other] = [await signIn(url, 'member'), await signIn(url, 'member')]
    const change = (current: string, next: string) => ask(url, 'PUT', '/api/password', { token, body: { current, next } })
    expect((await change('Sai-mat-khau-1', 'Moi-hoan-toan-2')).json).toEqual({ error: 'wrong-password' })
    for (const weak of ['ngan', 'toanchuthuong', 'Member-12345', password])
      expect((await change(password, weak)).json).toEqual({ error: 'weak-password' })
    expect((await change(password, 'Moi-hoan-toan-2')).status).toBe(204)
    expect((await ask(url, 'GET', '/api/session', { token })).status).toBe(200)
    expect((await ask(url, 'GET', '/api/session', { token: other })).status).toBe(401)
    expect(await signIn(url, 'member', 'Moi-hoan-toan-2')).toBeTruthy()
  })

  it('lets a new person do nothing before the first password is changed', async () => {
    const { url } = await home.start()
    const token = await signIn(url, 'unitadministrator')
    const person = {
      id: anId(),
      account: 'moi.vao',
      name: 'Người Mới',
      title: '',
      unit: 'ubnd-xa-thu',
      role: 'staff',
      password: 'Tam-thoi-123'
    }
    expect((await ask(url, 'POST', '/api/users', { token, body: person })).status).toBe(201)
    const first = await ask(url, 'POST', '/api/sessions', { body: { account: 'moi.vao', password: 'Tam-thoi-123' } })
    expect(first.json.mustChangePassword).toBe(true)
    const asNew = { token: first.json.token as string }
    expect((await ask(url, 'GET', '/api/meetings', asNew)).json).toEqual({ error: 'password-must-change' })
    const change = { current: 'Tam-thoi-123', next: 'Cua-rieng-toi-9' }
    expect((await ask(url, 'PUT', '/api/password', { ...asNew, body: change })).status).toBe(204)
    expect((await ask(url, 'GET', '/api/meetings', asNew)).status).toBe(200)
  })
})

describe('people', () => {
  it('[A12] are kept by administrators within their reach, and nobody hands out a role above their own', async () => {
    const { url } = await home.start()
    const token = await signIn(url, 'unitadministrator')
    const add = (more: object) =>
      ask(url, 'POST', '/api/users', {
        token,
        body: {
          id: anId(),
          account: anId(),
          name: 'Ai Đó',
          title: '',
          unit: 'ubnd-xa-thu',
          role: 'staff',
          password: 'Tam-thoi-123',
          ...more
        }
      })
    expect((await add({})).status).toBe(201)
    expect((await add({ unit: 'ubnd-xa-khac' })).json).toEqual({ error: 'no-right' })
    expect((await add({ role: 'administrator' })).json).toEqual({ error: 'no-right' })
    expect((await add({ account: 'member' })).json).toEqual({ error: 'account-taken' })
    expect((await ask(url, 'POST', '/api/users', { token: await signIn(url, 'secretary'), body: {} })).json.error).toBe('malformed')
    const lock = await ask(url, 'PATCH', `/api/users/${people.member}`, { token, body: { locked: true } })
    expect(lock.json.locked).toBe(true)
    expect((await ask(url, 'POST', '/api/sessions', { body: { account: 'member', password } })).json).toEqual({ error: 'account-locked' })
    expect((await ask(url, 'PATCH', `/api/users/${people.administrator}`, { token, body: { locked: true } })).json).toEqual({
      error: 'no-right'
    })
  })

  it('[A12] whose password is set by another are signed out everywhere, and the log says who did it', async () => {
    const log: LogEntry[] = []
    const { url } = await home.start({ log: entry => log.push(entry) })
    const token = await signIn(url, 'unitadministrator')
    const own = await signIn(url, 'member')
    const change = (body: object) => ask(url, 'PATCH', `/api/users/${people.member}`, { token, body })
    expect((await change({ title: 'Trưởng phòng' })).status).toBe(200)
    expect(log.filter(({ event }) => event === 'password-reset')).toEqual([])
    expect((await change({ password: 'Tam-thoi-123' })).status).toBe(200)
    expect((await ask(url, 'GET', '/api/session', { token: own })).status).toBe(401)
    expect(log.filter(({ event }) => event === 'password-reset')).toEqual([
      expect.objectContaining({ level: 'warn', user: people.member, by: people.unitAdministrator })
    ])
  })

  it('[A7] are found by a secretary without diacritics, by staff in their own unit only', async () => {
    const { url } = await home.start()
    const found = async (account: string, q: string) =>
      (await ask(url, 'GET', `/api/users?q=${encodeURIComponent(q)}`, { token: await signIn(url, account) })).json.users.map(
        ({ id }: { id: string }) => id
      )
    expect(await found('secretary', 'dang vinh')).toEqual([people.guest])
    expect(await found('member', 'dang vinh')).toEqual([])
    expect(await found('member', 'ho dung')).toEqual([people.chair])
  })
})

it('[H3] a person who is locked is told that the session ended (4401), never that a room of their own does not exist', async () => {
  const { url, syncUrl } = await home.start()
  const member = await signIn(url, 'member')
  const administrator = await signIn(url, 'administrator')
  const socket = new WebSocket(`${syncUrl}/state/${people.member}`, ['hopso', `token.${member}`])
  const closed = new Promise(resolve => socket.on('close', resolve))
  await new Promise(resolve => socket.once('message', resolve))
  const lock = ask(url, 'PATCH', `/api/users/${people.member}`, { token: administrator, body: { locked: true } })
  const presence = setInterval(() => socket.readyState === WebSocket.OPEN && socket.send(Uint8Array.of(0, 0, 1, 0)), 1)
  expect(await closed).toBe(closeReasons.noSession.code)
  clearInterval(presence)
  expect((await lock).status).toBe(200)
})
