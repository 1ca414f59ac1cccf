import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCommonPin } from '#protocol/pin-api.ts'
import type { RunningServer } from '../index.ts'
import { ask, type Home, makeHome, password, people, signIn } from '../running-server.contract.ts'

const device = 'd'.repeat(64)
const other = 'e'.repeat(64)
const pin = '258013'

let home: Home
let server: RunningServer
beforeEach(async () => {
  home = await makeHome()
  server = await home.start({ dataDir: `${home.folder}/du-lieu`, wait: async () => undefined })
})
afterEach(() => home.leave())

/** Signs in with the password on that computer. */
const onDevice = async (account: string, at = device): Promise<string> =>
  (await ask(server.url, 'POST', '/api/sessions', { body: { account, password, device: at } })).json.token
const setPin = (token: string, wanted = pin, at = device, secret = password) =>
  ask(server.url, 'PUT', '/api/pin', { token, body: { device: at, pin: wanted, password: secret } })
const enter = (user: string, wanted = pin, at = device, token?: string) =>
  ask(server.url, 'POST', '/api/sessions/pin', { body: { user, pin: wanted, device: at }, ...(token !== undefined && { token }) })
const takenBy = async (at = device) =>
  (await ask(server.url, 'POST', '/api/pin/people', { body: { device: at, people: [people.member, people.guest, people.chair] } })).json
    .people
const whoIs = async (token: string) => (await ask(server.url, 'GET', '/api/session', { token })).json

describe('changing the person by PIN', () => {
  it('[H8] each acts with a session of their own; the one before ends', async () => {
    const member = await onDevice('member')
    const chair = await onDevice('chair')
    expect((await setPin(member)).status).toBe(204)
    const { status, json } = await enter(people.member, pin, device, chair)
    expect(status).toBe(201)
    expect((await whoIs(json.token)).user.id).toBe(people.member)
    expect(await whoIs(chair)).toEqual({ error: 'no-session' })
    // Another session of the same person lives on.
    expect((await whoIs(member)).user.id).toBe(people.member)
  })

  it('[H8] is allowed only with the password, on a computer where the person signed in with it', async () => {
    const member = await onDevice('member')
    expect((await setPin(member, pin, other)).json).toEqual({ error: 'no-right' })
    expect((await setPin(member, pin, device, 'Sai-mat-khau-1')).json).toEqual({ error: 'wrong-password' })
    expect((await setPin(member, '123456')).json).toEqual({ error: 'weak-pin' })
    expect((await enter(people.member)).json).toEqual({ error: 'wrong-pin' })
    await setPin(member)
    expect((await enter(people.member, pin, other)).json).toEqual({ error: 'wrong-pin' })
    expect((await enter(people.chair)).json).toEqual({ error: 'wrong-pin' })
    expect((await enter(people.member)).status).toBe(201)
  })

  it('[H8] is good no more on a computer that ten others have pushed out of the list', async () => {
    await setPin(await onDevice('member'))
    for (const digit of '0123456789') await onDevice('member', digit.repeat(64))
    expect((await enter(people.member)).json).toEqual({ error: 'wrong-pin' })
  })

  it('[H8] five wrong ones in a row lock it, also over a restart; a new one by password unlocks', async () => {
    const member = await onDevice('member')
    await setPin(member)
    for (let n = 0; n < 3; n++) expect((await enter(people.member, '000111')).json).toEqual({ error: 'wrong-pin' })
    // A right one in between begins the count anew.
    expect((await enter(people.member)).status).toBe(201)
    for (let n = 0; n < 3; n++) await enter(people.member, '000111')
    await server.close()
    server = await home.start({ dataDir: `${home.folder}/du-lieu`, wait: async () => undefined })
    expect((await enter(people.member, '000111')).json).toEqual({ error: 'wrong-pin' })
    expect((await enter(people.member, '000111')).json).toEqual({ error: 'pin-locked' })
    expect((await enter(people.member)).json).toEqual({ error: 'pin-locked' })
    await setPin(await onDevice('member'), '806412')
    expect((await enter(people.member, '806412')).status).toBe(201)
  })

  it('[H8] many wrong ones at once slip past no count', async () => {
    await setPin(await onDevice('member'))
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(people.member, '000111')))
    expect(answers.filter(({ json }) => json.error === 'wrong-pin')).toHaveLength(4)
    expect(answers.filter(({ json }) => json.error === 'pin-locked')).toHaveLength(4)
  })

  it('[H8] whoever tries at another computer keeps nobody out here, and is stopped there', async () => {
    await setPin(await onDevice('member'))
    for (let n = 0; n < 10; n++) expect((await enter(people.member, '000111', other)).json).toEqual({ error: 'wrong-pin' })
    expect((await enter(people.member, pin, other)).json).toEqual({ error: 'too-many-attempts' })
    expect((await enter(people.member)).status).toBe(201)
  })

  it('[H8] goes with the password, with being locked, and when one wishes', async () => {
    const member = await onDevice('member')
    const [dropped, , changed] = [await setPin(member), null, 'Moi-hoan-toan-2']
    expect(dropped.status).toBe(204)
    expect((await ask(server.url, 'DELETE', '/api/pin', { token: member, body: { device } })).status).toBe(204)
    expect((await enter(people.member)).json).toEqual({ error: 'wrong-pin' })
    await setPin(member)
    await ask(server.url, 'PUT', '/api/password', { token: member, body: { current: password, next: changed } })
    expect((await enter(people.member)).json).toEqual({ error: 'wrong-pin' })
    const guest = await onDevice('guest')
    await setPin(guest)
    const administrator = await signIn(server.url, 'administrator')
    await ask(server.url, 'PATCH', `/api/users/${people.guest}`, { token: administrator, body: { locked: true } })
    expect((await enter(people.guest)).json).toEqual({ error: 'wrong-pin' })
  })

  it('[H8] a computer learns whose PIN it takes no more, and nobody else learns anything', async () => {
    await setPin(await onDevice('member'))
    await setPin(await onDevice('guest'))
    expect(await takenBy()).toEqual([people.member, people.guest])
    expect(await takenBy(other)).toEqual([])
    const administrator = await signIn(server.url, 'administrator')
    await ask(server.url, 'PATCH', `/api/users/${people.member}`, { token: administrator, body: { password: 'Tam-thoi-123' } })
    expect(await takenBy()).toEqual([people.guest])
    for (let n = 0; n < 5; n++) await enter(people.guest, '000111')
    expect(await takenBy()).toEqual([])
    await setPin(await onDevice('guest'), '806412')
    expect(await takenBy()).toEqual([people.guest])
    await ask(server.url, 'PATCH', `/api/users/${people.guest}`, { token: administrator, body: { locked: true } })
    expect(await takenBy()).toEqual([])
  })

  it('[H8] stands nowhere in the data folder, nor what the computer proves itself by', async () => {
    await setPin(await onDevice('member'))
    const kept = await readFile(`${home.folder}/du-lieu/directory.json`, 'utf8')
    expect(kept).toContain('"pins"')
    expect(kept).not.toContain(pin)
    expect(kept).not.toContain(device)
  })

  it('[H8] what everybody tries first is none', () => {
    expect(['000000', '123456', '987654', '111111'].map(isCommonPin)).toEqual([true, true, true, true])
    expect(['258013', '112233', '135791'].map(isCommonPin)).toEqual([false, false, false])
  })
})
