import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScreenLine } from '#protocol/screen-api.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, issued, makeHome, signIn } from '../running-server.contract.ts'
import { Pairings, screenOf } from './pairings.ts'

describe('codes of big screens', () => {
  it('[BS1] a code is good once, and another one after five minutes', () => {
    let now = 0
    const pairings = new Pairings(() => now)
    const { token, code, until } = pairings.ask('10.0.0.1') as NonNullable<ReturnType<Pairings['ask']>>
    expect(code).toMatch(/^\d{6}$/)
    now = until
    expect(pairings.take(code)).toBeNull()
    const later = pairings.codeOf(screenOf(token))?.code ?? ''
    expect(pairings.take(later)).toBe(screenOf(token))
    expect(pairings.take(later)).toBeNull()
    pairings.forget(screenOf(token))
    expect(pairings.codeOf(screenOf(token))).toBeNull()
  })

  it('[BS1] a screen that was not let in after all goes on waiting, and its code is good again', () => {
    let now = 0
    const pairings = new Pairings(() => now)
    const { token, code, until } = pairings.ask('10.0.0.1') as NonNullable<ReturnType<Pairings['ask']>>
    expect(pairings.take(code)).toBe(screenOf(token))
    expect(pairings.codeOf(screenOf(token))?.code).toBe(code)
    pairings.release(screenOf(token))
    expect(pairings.take(code)).toBe(screenOf(token))
    // Nobody takes it away while it is being recorded.
    now = until + 10 * 60_000
    pairings.ask('10.0.0.2')
    pairings.release(screenOf(token))
    expect(pairings.codeOf(screenOf(token))?.until).toBeGreaterThan(now)
  })

  it('[BS1] a screen whose code has just run out is not forgotten before it asks for the next', () => {
    let now = 0
    const pairings = new Pairings(() => now)
    const { token, until } = pairings.ask('10.0.0.1') as NonNullable<ReturnType<Pairings['ask']>>
    now = until
    pairings.ask('10.0.0.2')
    expect(pairings.codeOf(screenOf(token))?.code).toMatch(/^\d{6}$/)
    now += 7 * 60_000
    pairings.take('000000')
    expect(pairings.codeOf(screenOf(token))).toBeNull()
  })

  it('[BS1] one address puts up twenty screens that wait; those nobody looks after are forgotten', () => {
    let now = 0
    const pairings = new Pairings(() => now)
    for (let n = 0; n < 20; n++) expect(pairings.ask('10.0.0.1')).not.toBeNull()
    expect(pairings.ask('10.0.0.1')).toBeNull()
    expect(pairings.ask('10.0.0.2')).not.toBeNull()
    now = 6 * 60_000
    expect(pairings.ask('10.0.0.1')).not.toBeNull()
  })
})

describe('a big screen', () => {
  let home: Home
  let server: RunningServer
  let now: number
  const waits: number[] = []
  const opened: AbortController[] = []
  beforeEach(async () => {
    now = Date.parse('2026-11-22T01:00:00Z')
    waits.length = 0
    home = await makeHome()
    server = await home.start({
      now: () => new Date(now),
      wait: async ms => {
        waits.push(ms)
      }
    })
  })
  afterEach(async () => {
    for (const line of opened.splice(0)) line.abort()
    await home.leave()
  })

  const asked = async () => (await ask(server.url, 'POST', '/api/screens')).json as { token: string; code: string }
  const pair = (token: string, code: string, id = anId(), more: object = {}) =>
    ask(server.url, 'POST', `/api/meetings/${issued}/screens`, { token, body: { id, code, ...more } })
  const command = (token: string, body: object) =>
    ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token, body: { id: anId(), ...body } })

  /** The lines of a screen, one after the other; null when it is told no more. */
  async function listen(token: string): Promise<() => Promise<ScreenLine | null>> {
    const line = new AbortController()
    opened.push(line)
    const answer = await fetch(`${server.url}/api/screens/stream`, { headers: { authorization: `Bearer ${token}` }, signal: line.signal })
    expect(answer.status).toBe(200)
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    const decoder = new TextDecoder()
    let rest = ''
    return async () => {
      for (;;) {
        const end = rest.indexOf('\n')
        const text = end < 0 ? '' : rest.slice(0, end)
        if (end >= 0) rest = rest.slice(end + 1)
        if (text) return JSON.parse(text) as ScreenLine
        if (end >= 0) continue
        const { done, value } = await reader.read()
        if (done) return null
        rest += decoder.decode(value, { stream: true })
      }
    }
  }

  it('[BS1] [BS2] [BS3] waits, is let in by its code, is told what changes, and is told nothing after the meeting', async () => {
    const [secretary, chair] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'chair')]
    const { token, code } = await asked()
    const next = await listen(token)
    expect(await next()).toMatchObject({ kind: 'waiting', code })
    expect((await pair(secretary, code)).status).toBe(200)
    expect(await next()).toMatchObject({
      kind: 'view',
      change: { meeting: issued, state: 'issued', attendance: { members: { present: 0, all: 2 } } }
    })
    await command(chair, { kind: 'open' })
    expect(await next()).toMatchObject({ kind: 'view', change: { state: 'live' } })
    await command(chair, { kind: 'begin-item', item: `${issued}-muc` })
    expect(await next()).toMatchObject({ change: { item: { number: '1', title: 'Khai mạc', minutes: 10 } } })
    await command(chair, { kind: 'close' })
    let last: ScreenLine | null = null
    for (let line = await next(); line; line = await next()) last = line
    expect(last).toMatchObject({ kind: 'over', why: 'ended' })
    const after = await ask(server.url, 'GET', '/api/screens/stream', { token })
    expect([after.status, after.json]).toEqual([401, { error: 'no-session' }])
  })

  it('[BS1] a screen that could not be let in goes on showing its code, and comes in with it', async () => {
    const chair = await signIn(server.url, 'chair')
    const { token, code } = await asked()
    const next = await listen(token)
    expect(await next()).toMatchObject({ kind: 'waiting', code })
    expect((await pair(chair, code, anId(), { site: 'diem-cau-khong-co' })).json).toEqual({ error: 'not-found' })
    expect((await pair(chair, code)).status).toBe(200)
    expect(await next()).toMatchObject({ kind: 'view', change: { meeting: issued } })
  })

  it('[BS3] taken out, it is told so and nothing more; another one in the meeting goes on', async () => {
    const chair = await signIn(server.url, 'chair')
    const [gone, stays] = [await asked(), await asked()]
    for (const { code } of [gone, stays]) await pair(chair, code)
    const [next, other] = [await listen(gone.token), await listen(stays.token)]
    expect(await next()).toMatchObject({ kind: 'view' })
    expect(await other()).toMatchObject({ kind: 'view' })
    await command(chair, { kind: 'remove-screen', screen: screenOf(gone.token) })
    expect(await next()).toMatchObject({ kind: 'over', why: 'removed' })
    expect(await next()).toBeNull()
    await command(chair, { kind: 'open' })
    expect(await other()).toMatchObject({ kind: 'view', change: { state: 'live' } })
  })

  it('[BS1] wrong codes are answered later and later, then not at all, and cost nobody their sign-in', async () => {
    const chair = await signIn(server.url, 'chair')
    const { code } = await asked()
    const wrong = code === '000000' ? '000001' : '000000'
    for (let n = 0; n < 10; n++) expect((await pair(chair, wrong)).json).toEqual({ error: 'wrong-code' })
    expect(waits.slice(0, 3)).toEqual([200, 400, 800])
    expect((await pair(chair, code)).json).toEqual({ error: 'too-many-attempts' })
    expect(await signIn(server.url, 'chair')).toHaveLength(43)
  })

  it('[BS1] [F7] a command whose answer was lost lets the screen in once, and its code is not asked for again', async () => {
    const chair = await signIn(server.url, 'chair')
    const { code } = await asked()
    const id = anId()
    const [first, again] = [await pair(chair, code, id), await pair(chair, code, id)]
    expect([first.status, again.json]).toEqual([200, first.json])
    expect((await pair(chair, code)).json).toEqual({ error: 'wrong-code' })
  })

  it('[BS1] its token opens no other door, and nobody’s session is a screen', async () => {
    const chair = await signIn(server.url, 'chair')
    const { token, code } = await asked()
    await pair(chair, code)
    for (const path of ['/api/session', '/api/meetings', `/api/meetings/${issued}/record`])
      expect((await ask(server.url, 'GET', path, { token })).json).toEqual({ error: 'no-session' })
    expect((await ask(server.url, 'GET', '/api/screens/stream', { token: chair })).json).toEqual({ error: 'no-session' })
    expect((await ask(server.url, 'GET', '/api/screens/stream', { cookie: `hopso_session=${token}` })).json).toEqual({
      error: 'no-session'
    })
  })

  it('[BS4] its line ends with the server, which does not wait for it', async () => {
    const { token } = await asked()
    const next = await listen(token)
    await next()
    const began = performance.now()
    await server.close()
    expect(performance.now() - began).toBeLessThan(2000)
    expect(await next().catch(() => null)).toBeNull()
  })
})
