import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { closeReasons } from '#protocol/sync.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, issued, makeHome, password, people, signIn } from '../running-server.contract.ts'

let home: Home
let server: RunningServer
let now: number
beforeEach(async () => {
  now = Date.parse('2026-11-20T01:00:00Z')
  home = await makeHome()
  server = await home.start({ now: () => new Date(now), wait: async () => undefined })
})
afterEach(() => home.leave())

const [ownPc, strangePc] = ['a'.repeat(64), 'b'.repeat(64)]
const given = 'Cap-lai-2026'
const enter = (secret: string, device?: string) =>
  ask(server.url, 'POST', '/api/sessions', { body: { account: 'member', password: secret, ...(device && { device }) } })
const me = (token: string) => ask(server.url, 'GET', '/api/session', { token })
const reset = async () => {
  const administrator = await signIn(server.url, 'administrator')
  const told = await ask(server.url, 'PATCH', `/api/users/${people.member}`, { token: administrator, body: { password: given } })
  expect(told.status).toBe(200)
}
/** Signs in with this password and chooses the next, as everybody must after a reset; the token goes on. */
async function enterAndChoose(secret: string, next: string, device?: string): Promise<string> {
  const { json } = await enter(secret, device)
  await ask(server.url, 'PUT', '/api/password', { token: json.token, body: { current: secret, next } })
  return json.token
}
/** 101 when the room says something first, else the code it was closed with. */
const door = (token: string, room: string): Promise<number> =>
  new Promise(resolve => {
    const socket = new WebSocket(`${server.syncUrl}/${room}`, ['hopso', `token.${token}`])
    socket.on('message', () => {
      resolve(101)
      socket.close()
    })
    socket.on('close', resolve)
    socket.on('error', () => undefined)
  })
const privateRooms = [
  `marks/${issued}-giay/${people.member}`,
  `notes/${issued}/${people.member}`,
  `shares/${people.member}`,
  `state/${people.member}`
]
const doors = (token: string) => Promise.all(privateRooms.map(room => door(token, room)))
const open = privateRooms.map(() => 101)
const later = privateRooms.map(() => closeReasons.closing.code)

describe('a password set by an administrator', () => {
  it('[H7] opens nothing private for who signs in with it elsewhere, whatever password is chosen then; the meeting itself is open', async () => {
    expect(await doors((await enter(password, ownPc)).json.token)).toEqual(open)
    await reset()
    const thief = await enterAndChoose(given, 'Cua-ke-khac-1', strangePc)
    expect(await doors(thief)).toEqual(later)
    expect(await door(thief, `record/${issued}`)).toBe(101)
    expect((await me(thief)).json.passwordReset).toEqual({
      at: '2026-11-20T01:00:00.000Z',
      by: 'Triệu Huấn',
      privateFrom: '2026-11-23T01:00:00.000Z'
    })
    const again = (await enter('Cua-ke-khac-1', strangePc)).json.token
    expect(await doors(again)).toEqual(later)
    expect((await ask(server.url, 'POST', '/api/session/password-reset', { token: again })).json).toEqual({ error: 'no-right' })
    const share = { id: anId(), kind: 'withdraw', remark: anId() }
    expect((await ask(server.url, 'POST', `/api/papers/${issued}-giay/remarks`, { token: again, body: share })).json).toEqual({
      error: 'no-right'
    })
    // Without naming a device it is no better.
    expect(await doors((await enter('Cua-ke-khac-1')).json.token)).toEqual(later)
  })

  it('[H7] works at once on a device the person had used, with a notice that stays until they say that it was wanted', async () => {
    await enter(password, ownPc)
    await reset()
    const mine = await enterAndChoose(given, 'Cua-chinh-toi-1', ownPc)
    expect(await doors(mine)).toEqual(open)
    expect((await me(mine)).json.passwordReset).toMatchObject({ by: 'Triệu Huấn', privateFrom: null })
    const tablet = (await enter('Cua-chinh-toi-1', strangePc)).json
    expect(tablet.passwordReset.privateFrom).not.toBeNull()
    expect(await doors(tablet.token)).toEqual(later)
    expect((await ask(server.url, 'POST', '/api/session/password-reset', { token: mine })).status).toBe(204)
    expect(await doors(tablet.token)).toEqual(open)
    expect((await me(tablet.token)).json.passwordReset).toBeNull()
  })

  it('[H7] the old password typed on an own device is answered with what happened, on any other as always', async () => {
    await enter(password, ownPc)
    await reset()
    expect((await enter(password, ownPc)).json).toEqual({ error: 'password-was-reset' })
    expect((await enter(password, strangePc)).json).toEqual({ error: 'wrong-password' })
    expect((await enter(password)).json).toEqual({ error: 'wrong-password' })
  })

  it('[H7] after three days it opens everywhere, and the notice stays', async () => {
    await enter(password, ownPc)
    await reset()
    now += 3 * 86_400_000 - 1000
    const early = await enterAndChoose(given, 'Cua-chinh-toi-1', strangePc)
    expect(await doors(early)).toEqual(later)
    now += 2000
    expect(await doors(early)).toEqual(open)
    expect((await me(early)).json.passwordReset).toMatchObject({ by: 'Triệu Huấn', privateFrom: null })
  })

  it('[H7] a device on which somebody tried the first password he gave is not the person’s own', async () => {
    const administrator = await signIn(server.url, 'administrator')
    const user = { id: 'nguoi-moi-toanh', account: 'nguoimoi', name: 'Người Mới', title: '', unit: 'ubnd-xa-thu', role: 'staff' }
    const enterNew = (secret: string, device: string) =>
      ask(server.url, 'POST', '/api/sessions', { body: { account: 'nguoimoi', password: secret, device } })
    await ask(server.url, 'POST', '/api/users', { token: administrator, body: { ...user, password: given } })
    await enterNew(given, strangePc)
    const first = (await enterNew(given, ownPc)).json.token
    await ask(server.url, 'PUT', '/api/password', { token: first, body: { current: given, next: 'Cua-chinh-toi-1' } })
    await enterNew('Cua-chinh-toi-1', ownPc)
    await ask(server.url, 'PATCH', `/api/users/${user.id}`, { token: administrator, body: { password: 'Cap-lan-hai-2' } })
    expect((await enterNew('Cap-lan-hai-2', strangePc)).json.passwordReset.privateFrom).not.toBeNull()
    expect((await enterNew('Cap-lan-hai-2', ownPc)).json.passwordReset.privateFrom).toBeNull()
  })

  it('[H7] a first password that is given anew closes nothing: nobody has anything private yet', async () => {
    const administrator = await signIn(server.url, 'administrator')
    const person = { id: 'nguoi-moi-toanh', account: 'nguoimoi', name: 'Người Mới', title: '', unit: 'ubnd-xa-thu', role: 'staff' }
    await ask(server.url, 'POST', '/api/users', { token: administrator, body: { ...person, password: given } })
    await ask(server.url, 'PATCH', '/api/users/nguoi-moi-toanh', { token: administrator, body: { password: 'Cap-lan-hai-2' } })
    const { json } = await ask(server.url, 'POST', '/api/sessions', { body: { account: 'nguoimoi', password: 'Cap-lan-hai-2' } })
    expect(json.passwordReset).toBeNull()
  })
})
