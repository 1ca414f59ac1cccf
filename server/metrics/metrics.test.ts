import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { RunningServer } from '../index.ts'
import { ask, draft, type Home, issued, makeHome, password, people, signIn } from '../running-server.contract.ts'
import { Histogram } from './histogram.ts'

let home: Home
let server: RunningServer
beforeAll(async () => {
  home = await makeHome()
  server = await home.start({ wait: async () => undefined })
})
afterAll(() => home.leave())

const read = async (options: Parameters<typeof ask>[3] = {}, url = server.url) => ask(url, 'GET', '/metrics', options)
const numberOf = (text: string, name: string): number =>
  Number(text.match(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm'))?.[1])

describe('/metrics', () => {
  it('[H6] counts what happens, in the text format of Prometheus', async () => {
    const token = await signIn(server.url, 'member')
    const before = (await read()).text
    await ask(server.url, 'POST', '/api/sessions', { body: { account: 'member', password: 'Sai-mat-khau-1' } })
    const socket = new WebSocket(`${server.syncUrl}/state/${people.member}`, ['hopso', `token.${token}`])
    await new Promise(resolve => socket.once('message', resolve))
    const open = (await read()).text
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.send(Uint8Array.of(0, 9, 9))
    expect(await closed).toBe(4400)
    const after = (await read()).text
    expect(numberOf(open, 'hopso_sockets')).toBe(numberOf(before, 'hopso_sockets') + 1)
    expect(numberOf(after, 'hopso_sockets_closed_total{code="4400"}')).toBe(1)
    expect(numberOf(after, 'hopso_socket_messages_total')).toBeGreaterThan(0)
    expect(numberOf(after, 'hopso_events_total{event="wrong-password"}')).toBe(1)
    expect(numberOf(after, 'hopso_store_seconds_count')).toBeGreaterThan(0)
    expect(numberOf(after, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
    for (const line of after.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"\n]*"\})? [0-9.e+-]+)$/)
  })

  it('[H6] names no person, no meeting and no room', async () => {
    const { text } = await read()
    const secrets = [...Object.values(people), ...Object.keys(people), issued, draft, 'Phiên họp', 'UBND', password, home.folder]
    expect(secrets.filter(secret => text.includes(secret))).toEqual([])
  })

  it('[H6] does not exist for others: behind a proxy only for a system administrator and who has the token', async () => {
    const metricsToken = 'mot-chuoi-dai-chi-may-thu-thap-biet'
    const { url } = await home.start({ publicUrl: 'https://hop.example', metricsToken })
    const bearer = (token: string) => read({ headers: { authorization: `Bearer ${token}` } }, url)
    const told = {
      nobody: (await read({}, url)).status,
      wrong: (await bearer(`${metricsToken}x`)).status,
      member: (await read({ token: await signIn(url, 'member') }, url)).status,
      unitAdministrator: (await read({ token: await signIn(url, 'unitadministrator') }, url)).status,
      administrator: (await read({ token: await signIn(url, 'administrator') }, url)).status,
      collector: (await bearer(metricsToken)).status
    }
    expect(told).toEqual({ nobody: 404, wrong: 404, member: 404, unitAdministrator: 404, administrator: 200, collector: 200 })
    expect((await read({ headers: { 'x-forwarded-for': '10.0.3.7' } })).status).toBe(404)
  })

  it('[H6] a duration stands in every bucket that is large enough for it', () => {
    const histogram = new Histogram()
    for (const seconds of [0.0004, 0.003, 0.003, 9]) histogram.observe(seconds)
    const lines = histogram.lines('x')
    expect(lines).toContain('x_bucket{le="0.0005"} 1')
    expect(lines).toContain('x_bucket{le="0.005"} 3')
    expect(lines).toContain('x_bucket{le="5"} 3')
    expect(lines).toContain('x_bucket{le="+Inf"} 4')
    expect(lines).toContain('x_count 4')
  })
})
