import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { type OpenSession, openSessionsShape, signedInShape } from '#protocol/http-api.ts'
import { closeReasons } from '#protocol/sync.ts'
import { deviceOf } from '../access/device.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, makeHome, type Person, password, people } from '../running-server.contract.ts'

let home: Home
let server: RunningServer
beforeAll(async () => {
  home = await makeHome()
  server = await home.start()
})
afterAll(() => home.leave())

const agents = {
  chrome109: 'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
  desktop:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) hopso/0.1.0 Chrome/142.0.0.0 Electron/45.4.1 Safari/537.36',
  ipad: 'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
}
const signInFrom = async (who: Person, agent: string): Promise<string> =>
  (
    await ask(server.url, 'POST', '/api/sessions', {
      body: { account: who.toLowerCase(), password },
      headers: { 'user-agent': agent }
    })
  ).json.token
const mine = async (token: string): Promise<readonly OpenSession[]> =>
  openSessionsShape.parse((await ask(server.url, 'GET', '/api/sessions', { token })).json).sessions
const signedIn = async (token: string) =>
  signedInShape.parse((await ask(server.url, 'GET', '/api/administration/sessions', { token })).json).sessions
const status = async (token: string) => (await ask(server.url, 'GET', '/api/session', { token })).status
/** Resolves with the code a live socket of this session is closed with. */
async function liveSocket(who: Person, token: string): Promise<{ closed: Promise<number> }> {
  const socket = new WebSocket(`${server.syncUrl}/inbox/${people[who]}`, ['hopso', `token.${token}`])
  const closed = new Promise<number>(resolve => socket.once('close', resolve))
  await new Promise(resolve => socket.once('message', resolve))
  return { closed }
}

describe('where somebody is signed in', () => {
  it('[H5] a person sees each session by program, system and network, and ends one or all others; live sockets end with it', async () => {
    const [old, tablet, here] = [
      await signInFrom('member', agents.chrome109),
      await signInFrom('member', agents.ipad),
      await signInFrom('member', agents.desktop)
    ]
    const list = await mine(here)
    expect(list.map(({ app, system, network, current }) => [app, system, network, current])).toEqual([
      ['hopso', 'linux', '127.0.0.*', true],
      ['safari', 'ios', '127.0.0.*', false],
      ['chrome', 'windows', '127.0.0.*', false]
    ])
    const oldest = list[2]
    if (!oldest) throw new Error('three sessions')
    const socket = await liveSocket('member', old)
    const begin = performance.now()
    expect((await ask(server.url, 'DELETE', `/api/sessions/${oldest.session}`, { token: here })).status).toBe(204)
    expect(await socket.closed).toBe(closeReasons.noSession.code)
    expect(performance.now() - begin).toBeLessThan(2000)
    expect([await status(old), await status(tablet), await status(here)]).toEqual([401, 200, 200])
    expect((await ask(server.url, 'DELETE', '/api/session/others', { token: here })).status).toBe(204)
    expect([await status(tablet), await status(here)]).toEqual([401, 200])
    expect((await mine(here)).map(({ current }) => current)).toEqual([true])
  })

  it("[H5] another's session and one that never was get one answer", async () => {
    const [member, secretary] = [await signInFrom('member', agents.desktop), await signInFrom('secretary', agents.desktop)]
    const theirs = (await mine(secretary))[0]?.session
    const told = await Promise.all(
      [theirs, anId()].map(session => ask(server.url, 'DELETE', `/api/sessions/${session}`, { token: member }))
    )
    expect(new Set(told.map(({ status: code, text }) => `${code} ${text}`))).toEqual(new Set(['404 {"error":"not-found"}']))
    expect(await status(secretary)).toBe(200)
  })

  it('[H5] an administrator sees and ends the sessions of the people they manage, and of nobody else', async () => {
    const [top, unit] = [await signInFrom('administrator', agents.desktop), await signInFrom('unitAdministrator', agents.desktop)]
    const [guest, chair] = [await signInFrom('guest', agents.chrome109), await signInFrom('chair', agents.chrome109)]
    const [ofTop, ofUnit] = [await signedIn(top), await signedIn(unit)]
    expect(ofTop.some(({ user }) => user === people.guest) && ofTop.some(({ user }) => user === people.chair)).toBe(true)
    expect(new Set(ofUnit.map(({ user }) => user))).not.toContain(people.guest)
    expect(new Set(ofUnit.map(({ user }) => user))).not.toContain(people.administrator)
    const end = (token: string, user: string) => {
      const session = ofTop.find(each => each.user === user)?.session
      return ask(server.url, 'DELETE', `/api/administration/sessions/${session}`, { token })
    }
    expect((await end(unit, people.guest)).json).toEqual({ error: 'not-found' })
    expect((await end(chair, people.guest)).json).toEqual({ error: 'no-right' })
    expect((await ask(server.url, 'GET', '/api/administration/sessions', { token: chair })).json).toEqual({ error: 'no-right' })
    expect(await status(guest)).toBe(200)
    const socket = await liveSocket('guest', guest)
    expect((await end(top, people.guest)).status).toBe(204)
    expect(await socket.closed).toBe(closeReasons.noSession.code)
    expect(await status(guest)).toBe(401)
  })

  it('[H5] programs and systems are told apart by kind alone', () => {
    expect(deviceOf('Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 coc_coc_browser/120.0 Safari/537.36')).toEqual({
      app: 'coccoc',
      system: 'windows'
    })
    expect(deviceOf('Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0')).toEqual({ app: 'edge', system: 'windows' })
    expect(deviceOf('Mozilla/5.0 (Linux; Android 13; SM-X200) Chrome/120.0 Safari/537.36')).toEqual({ app: 'chrome', system: 'android' })
    expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0')).toEqual({ app: 'firefox', system: 'linux' })
    expect(deviceOf(undefined)).toEqual({ app: 'other', system: 'other' })
  })
})
