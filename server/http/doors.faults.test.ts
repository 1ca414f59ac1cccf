import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { meetingCommand } from '#protocol/http-api.ts'
import type { RunningServer } from '../index.ts'
import { ask, type Home, issued, makeHome, password, people, signIn } from '../running-server.contract.ts'
import { securityHeaders } from './headers.ts'

let home: Home
let server: RunningServer
let token: string
let cookie: string
let routes: { readonly method: string; readonly path: string }[]
beforeAll(async () => {
  home = await makeHome()
  const webDir = join(home.folder, 'web')
  await mkdir(join(webDir, 'assets'), { recursive: true })
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Hopso</title>')
  await writeFile(join(webDir, 'assets', 'main-Abcd1234.js'), 'export {}')
  await writeFile(join(webDir, 'assets', 'pdf.worker.mjs'), 'export {}')
  await writeFile(join(webDir, 'assets', 'large-Abcd1234.wasm'), Buffer.alloc(300_000, 7))
  await mkdir(join(webDir, 'pdfjs-5.4.624', 'wasm'), { recursive: true })
  await writeFile(join(webDir, 'pdfjs-5.4.624', 'wasm', 'jbig2.wasm'), Buffer.alloc(3))
  await writeFile(join(webDir, '.hidden'), 'x')
  server = await home.start({ webDir })
  token = await signIn(server.url, 'member')
  const made = await ask(server.url, 'POST', '/api/sessions', { body: { account: 'member', password } })
  cookie = String(made.headers['set-cookie']).split(';')[0] ?? ''
  const { paths } = (await ask(server.url, 'GET', '/api/openapi.json')).json as { paths: Record<string, Record<string, unknown>> }
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => ({ method: method.toUpperCase(), path: path.replace(/\{[a-z]+\}/g, 'khong-co-gi') }))
  )
})
afterAll(() => home.leave())

const upgrade = (protocols: string[], headers: Record<string, string>): Promise<number> =>
  new Promise(resolve => {
    const socket = new WebSocket(`${server.syncUrl}/inbox/${people.member}`, protocols, { headers })
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0))
    socket.on('close', code => resolve(code))
    socket.on('message', () => {
      resolve(101)
      socket.close()
    })
  })

describe('doors', () => {
  it('[H1] every route refuses a foreign host and a foreign origin with 403', async () => {
    expect(routes.length).toBeGreaterThan(18)
    for (const { method, path } of [...routes, { method: 'GET', path: '/' }, { method: 'GET', path: '/nowhere' }]) {
      const foreignHost = await ask(server.url, method, path, { token, headers: { host: 'la.example' } })
      expect([path, foreignHost.status, foreignHost.json]).toEqual([path, 403, { error: 'foreign-host' }])
      for (const origin of ['https://la.example', 'null', 'app://khac', `http://127.0.0.1:${server.port + 1}`]) {
        const foreignOrigin = await ask(server.url, method, path, { token, headers: { origin } })
        expect([path, foreignOrigin.status, foreignOrigin.json]).toEqual([path, 403, { error: 'foreign-origin' }])
      }
    }
  })

  it('[H2] promise A8: who sends the head of a request drop by drop is cut off', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const begun = performance.now()
    const closed = new Promise(resolve => socket.on('close', resolve))
    socket.on('error', () => undefined)
    socket.resume()
    socket.write('GET /api/server HTTP/1.1\r\nhost: 127.0.0.1\r\n')
    const drops = setInterval(() => socket.write('x-a: b\r\n'), 500)
    await closed
    clearInterval(drops)
    expect(performance.now() - begun).toBeLessThan(20_000)
  }, 40_000)

  it('[H2] promise A8: answers over https keep browsers there, others do not', async () => {
    const { url } = await home.start({ publicUrl: 'https://hop.example' })
    const over = async (headers: Record<string, string>) => (await ask(url, 'GET', '/api/server', { headers })).headers
    expect((await over({ host: 'hop.example' }))['strict-transport-security']).toMatch(/^max-age=\d{7,}$/)
    expect((await over({}))['strict-transport-security']).toBeUndefined()
  })

  it('[H1] behind https, a page of the same name over plain http is a stranger', async () => {
    const { url } = await home.start({ publicUrl: 'https://hop.example' })
    const from = (origin: string) => ask(url, 'GET', '/api/server', { headers: { host: 'hop.example', origin } }).then(told => told.status)
    expect([await from('https://hop.example'), await from('http://hop.example')]).toEqual([200, 403])
  })

  it('[H2] every route answers with the security headers, whatever it answers', async () => {
    const names = Object.keys(securityHeaders)
    const token = await signIn(server.url, 'guest')
    for (const { method, path } of [...routes, { method: 'GET', path: '/' }, { method: 'GET', path: '/nowhere.js' }])
      for (const options of [{}, { token }, { token, headers: { host: 'la.example' } }]) {
        const { headers } = await ask(server.url, method, path, options)
        for (const name of names) expect([path, name, headers[name]]).toEqual([path, name, expect.any(String)])
      }
  }, 30_000)

  it('[H1] a cookie changes nothing without our own page beside it', async () => {
    const sign = (headers: Record<string, string>) => ask(server.url, 'PUT', '/api/password', { cookie, headers, body: {} })
    expect((await sign({})).json).toEqual({ error: 'foreign-origin' })
    expect((await sign({ origin: server.url })).json.error).toBe('malformed')
    expect((await sign({ origin: 'app://hopso' })).json).toEqual({ error: 'no-session' })
  })

  it('[H1] upgrades: a cookie needs our origin, a token needs none, the desktop app needs a token, strangers get 403', async () => {
    const withToken = ['hopso', `token.${token}`]
    expect(await upgrade(withToken, {})).toBe(101)
    expect(await upgrade(withToken, { origin: 'app://hopso' })).toBe(101)
    expect(await upgrade(['hopso'], { cookie, origin: server.url })).toBe(101)
    expect(await upgrade([], { cookie })).toBe(403)
    expect(await upgrade(withToken, { origin: 'https://la.example' })).toBe(403)
    expect(await upgrade(withToken, { host: 'la.example' })).toBe(403)
    expect(await upgrade(['hopso'], { cookie, origin: 'app://hopso' })).toBe(4401)
    expect(await upgrade(['hopso'], {})).toBe(4401)
  })

  it('[H1] lets the desktop app read answers across origins, and nobody else', async () => {
    const preflight = await ask(server.url, 'OPTIONS', `/api/meetings/${issued}/commands`, {
      headers: { origin: 'app://hopso', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-origin']).toBe('app://hopso')
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization')
    const answer = await ask(server.url, 'GET', '/api/session', { token, headers: { origin: 'app://hopso' } })
    expect(answer.status).toBe(200)
    expect(answer.headers['access-control-allow-origin']).toBe('app://hopso')
    expect(answer.headers['access-control-expose-headers']).toContain('ETag')
    expect((await ask(server.url, 'GET', '/api/session', { token })).headers['access-control-allow-origin']).toBeUndefined()
  })

  it('refuses bodies and headers above their limits', async () => {
    const long = await ask(server.url, 'POST', '/api/sessions', { body: { account: 'a', password: 'b', more: 'x'.repeat(300_000) } })
    expect(long.json).toEqual({ error: 'too-large' })
    const answer = await new Promise<string>(resolve => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(`GET /${'a'.repeat(9000)} HTTP/1.1\r\nhost: x\r\n\r\n`))
      let received = ''
      socket.on('data', chunk => {
        received += chunk
      })
      socket.on('close', () => resolve(received))
    })
    expect(answer).toMatch(/^HTTP\/1.1 431 /)
    expect(answer).toContain('x-content-type-options: nosniff')
    expect((await ask(server.url, 'POST', '/api/sessions', { body: Buffer.from('{') })).json).toEqual({
      error: 'malformed',
      detail: 'json'
    })
  })

  it('asks too much of nobody but the one who asks too much', async () => {
    const fixed = new Date('2026-11-22T01:00:00Z')
    const { url } = await home.start({ now: () => fixed })
    const [greedy, other] = [await signIn(url, 'member'), await signIn(url, 'chair')]
    const answers = await Promise.all(Array.from({ length: 650 }, () => ask(url, 'GET', '/api/session', { token: greedy })))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(50)
    expect((await ask(url, 'GET', '/api/session', { token: other })).status).toBe(200)
  })

  it('serves the web client: page for every screen, hashed parts for ever, nothing outside', async () => {
    const page = await ask(server.url, 'GET', '/meetings/abc')
    expect(page.text).toContain('<title>Hopso</title>')
    expect(page.headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(page.headers['cache-control']).toBe('no-cache')
    const part = await ask(server.url, 'GET', '/assets/main-Abcd1234.js')
    expect(part.headers['cache-control']).toContain('immutable')
    expect(part.headers['content-type']).toContain('text/javascript')
    expect((await ask(server.url, 'GET', '/assets/pdf.worker.mjs')).headers['content-type']).toContain('text/javascript')
    const large = await ask(server.url, 'GET', '/assets/large-Abcd1234.wasm')
    expect([large.headers['content-type'], large.bytes]).toEqual(['application/wasm', Buffer.alloc(300_000, 7)])
    expect((await ask(server.url, 'GET', '/pdfjs-5.4.624/wasm/jbig2.wasm')).headers['cache-control']).toContain('immutable')
    const etag = String(part.headers.etag)
    expect((await ask(server.url, 'GET', '/assets/main-Abcd1234.js', { headers: { 'if-none-match': etag } })).status).toBe(304)
    for (const path of ['/.hidden', '/%2e%2e/demonstration/demonstration.json', '/assets/none.js', '/..%2fx', '/%00', '/a%5cb'])
      expect([path, (await ask(server.url, 'GET', path)).status]).toEqual([path, 404])
  })

  it('describes itself in OpenAPI 3.1 from the schemas that validate', async () => {
    const { json } = await ask(server.url, 'GET', '/api/openapi.json')
    expect(json.openapi).toBe('3.1.0')
    const command = json.paths['/api/meetings/{meeting}/commands'].post
    expect(command.requestBody.content['application/json'].schema.oneOf).toHaveLength(meetingCommand.options.length)
    expect(command.parameters[0]).toMatchObject({ name: 'meeting', in: 'path', required: true })
    expect(command.responses['401'].description).toBe('no-session')
  })
})
