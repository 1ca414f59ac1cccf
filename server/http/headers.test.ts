import { mkdir, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sitePaths } from '#protocol/site-api.ts'
import type { RunningServer } from '../index.ts'
import { defaultAllowances } from '../rooms/socket-door.ts'
import { ask, type Home, issued, makeHome, people, signIn } from '../running-server.contract.ts'

let home: Home
let server: RunningServer
let token: string
beforeAll(async () => {
  home = await makeHome()
  const webDir = join(home.folder, 'web')
  await mkdir(join(webDir, 'assets'), { recursive: true })
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Hopso</title>')
  await writeFile(join(webDir, 'assets', 'main-Abcd1234.js'), 'export {}')
  server = await home.start({ webDir })
  token = await signIn(server.url, 'administrator')
})
afterAll(() => home.leave())

/** Written out once more: what is promised, not what the code says. */
const promised: Readonly<Record<string, RegExp>> = {
  'content-security-policy':
    /^default-src 'none'; (?!.*(?:'unsafe-eval'|script-src[^;]*'unsafe-inline'|(?<!frame-src[^;]*)\*)).*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/
}
function holds(what: string, headers: IncomingHttpHeaders): void {
  for (const [name, value] of Object.entries(promised))
    expect(`${what}: ${name}: ${headers[name]}`).toMatch(new RegExp(`${name}: ${value.source.replace(/^\^/, '')}`))
}

/** What a server answers to bytes that need not be HTTP. */
const raw = (bytes: string): Promise<string> =>
  new Promise(resolve => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes))
    let told = ''
    socket.on('data', chunk => {
      told += chunk
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(told))
  })
const headersIn = (answer: string): IncomingHttpHeaders =>
  Object.fromEntries(
    answer
      .split('\r\n')
      .slice(1)
      .map(line => line.split(/: (.*)/s).slice(0, 2) as [string, string])
  )

describe('headers', () => {
  it('[H2] promise A8: every route, asked by nobody, somebody, a stranger and with nonsense', async () => {
    const { paths } = (await ask(server.url, 'GET', '/api/openapi.json')).json as { paths: Record<string, Record<string, unknown>> }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => [method.toUpperCase(), path] as const)
    )
    expect(routes.length).toBeGreaterThan(20)
    // An administrator's session ends with the first sign-out that is asked for; by then each answer was one to somebody.
    const ordered = [...routes].sort(([a], [b]) => (a === 'DELETE' ? 1 : 0) - (b === 'DELETE' ? 1 : 0))
    for (const [method, path] of ordered)
      for (const options of [
        {},
        { token },
        { token, headers: { host: 'la.example' } },
        { token, headers: { origin: 'https://la.example' } },
        { body: Buffer.from('{') }
      ]) {
        const told = await ask(server.url, method, path.replace(/\{[a-z]+\}/g, 'khong-co-gi'), options)
        holds(`${method} ${path} ${told.status}`, told.headers)
      }
  })

  it('[H2] promise A8: files of papers in every form, and the web client', async () => {
    const member = await signIn(server.url, 'member')
    const file = `/api/papers/${issued}-giay/versions/${issued}-giay-1/file`
    const whole = await ask(server.url, 'GET', file, { token: member })
    const forms = { etag: { 'if-none-match': String(whole.headers.etag) }, part: { range: 'bytes=0-9' }, none: { range: 'bytes=9999999-' } }
    const told = {
      whole,
      ...Object.fromEntries(
        await Promise.all(
          Object.entries(forms).map(
            async ([name, headers]) => [name, await ask(server.url, 'GET', file, { token: member, headers })] as const
          )
        )
      )
    }
    expect(Object.values(told).map(({ status }) => status)).toEqual([200, 304, 206, 416])
    for (const [name, { headers }] of Object.entries(told)) holds(`file, ${name}`, headers)
    for (const path of ['/', '/cuoc-hop/abc', '/assets/main-Abcd1234.js', '/assets/khong-co.js', '/..%2f..%2fetc/passwd', '/nowhere.txt'])
      holds(path, (await ask(server.url, 'GET', path)).headers)
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'TRACE']) holds(method, (await ask(server.url, method, '/')).headers)
  })

  it('[SI5] a page may frame the servers of Jitsi that are on the list, hands camera and microphone to them alone, and otherwise to nobody', async () => {
    const told = async (hosts: readonly string[]) => {
      const token = await signIn(server.url, 'administrator')
      await ask(server.url, 'PUT', sitePaths.setVideoHosts, { token, body: { hosts } })
      const { headers } = await ask(server.url, 'GET', '/')
      const frames = /frame-src [^;]*/.exec(String(headers['content-security-policy']))?.[0] ?? null
      return [frames, String(headers['permissions-policy'])] as const
    }
    const [none, denied] = await told(['zoom.us', '*.gov.vn'])
    // Nothing is said of frames: then it is default-src 'none'.
    expect([none, denied]).toEqual([null, 'camera=(), microphone=(), display-capture=(), geolocation=(), interest-cohort=()'])
    const [frames, given] = await told(['zoom.us', 'jitsi.tinh.gov.vn'])
    expect(frames).toBe('frame-src https://jitsi.tinh.gov.vn:*')
    expect(given).toBe('camera=*, microphone=*, display-capture=*, geolocation=(), interest-cohort=()')
    const { headers } = await ask(server.url, 'GET', '/api/server')
    expect(headers['permissions-policy']).toContain('camera=(), microphone=()')
  })

  it('[H2] promise A8: what is no request, and every refusal of a socket', async () => {
    const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: MTIzNDU2Nzg5MDEyMzQ1Ng=='
    const own = `host: 127.0.0.1:${server.port}`
    for (const [bytes, status] of [
      ['la lung\r\n\r\n', '400'],
      ['GET /api/server HTTP/1.1\r\nconnection: close\r\n\r\n', '400'],
      [`POST /api/sessions HTTP/1.1\r\n${own}\r\nexpect: 200-ok\r\ncontent-length: 2\r\n\r\n{}`, '417'],
      [`POST /sync/inbox/${people.member} HTTP/1.1\r\n${own}\r\n${upgrade}\r\n\r\n`, '400'],
      [`GET /sync/inbox/${people.member} HTTP/1.1\r\n${own}\r\n${upgrade.replace('version: 13', 'version: 7')}\r\n\r\n`, '400'],
      [`GET /${'a'.repeat(9000)} HTTP/1.1\r\n${own}\r\n\r\n`, '431'],
      [`GET /sync/inbox/${people.member} HTTP/1.1\r\nhost: la.example\r\n${upgrade}\r\n\r\n`, '403'],
      [`GET /api/server HTTP/1.1\r\n${own}\r\nHost: la.example\r\nconnection: close\r\n\r\n`, '403'],
      [`GET /sync/inbox/${people.member} HTTP/1.1\r\n${own}\r\nhost: la.example\r\n${upgrade}\r\n\r\n`, '403'],
      [`GET /khong/${people.member} HTTP/1.1\r\n${own}\r\n${upgrade}\r\n\r\n`, '404']
    ] as const) {
      const told = await raw(bytes)
      expect(told.slice(0, 12)).toBe(`HTTP/1.1 ${status}`)
      holds(status, headersIn(told))
    }
  })

  it('[H2] promise A8: who opens too many sockets is told so with the headers of every answer', async () => {
    const session = await signIn(server.url, 'chair')
    const open = () =>
      new Promise<{ status: number; headers: IncomingHttpHeaders } | null>(resolve => {
        const asked = request(`${server.url}/sync/inbox/${people.chair}`, {
          headers: {
            connection: 'upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'MTIzNDU2Nzg5MDEyMzQ1Ng==',
            'sec-websocket-protocol': `hopso, token.${session}`
          }
        })
        asked.on('upgrade', (_, socket) => {
          sockets.push(() => socket.destroy())
          socket.on('error', () => undefined)
          resolve(null)
        })
        asked.on('response', answer => {
          answer.resume()
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers })
        })
        asked.on('error', () => resolve(null))
        asked.end()
      })
    const sockets: (() => void)[] = []
    let refused: Awaited<ReturnType<typeof open>> = null
    for (let n = 0; n <= defaultAllowances.session.sockets && refused === null; n++) refused = await open()
    for (const close of sockets) close()
    expect(refused?.status).toBe(429)
    holds('429', refused?.headers ?? {})
  })
})
