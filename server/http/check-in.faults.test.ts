import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, issued, makeHome, people, signIn } from '../running-server.contract.ts'

let home: Home
let server: RunningServer
let now: number
beforeEach(async () => {
  now = Date.parse('2026-11-22T01:00:00Z')
  home = await makeHome()
  server = await home.start({ now: () => new Date(now), wait: async () => undefined })
})
afterEach(() => home.leave())

const command = (token: string, body: object) =>
  ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token, body: { id: anId(), ...body } })
const codeOf = async (token: string, site = '') =>
  (await ask(server.url, 'GET', `/api/meetings/${issued}/check-in-code${site && `?site=${site}`}`, { token })).json
const checkIn = (token: string, code: string, site?: string, id = anId()) =>
  ask(server.url, 'POST', `/api/meetings/${issued}/check-in`, { token, body: { id, code, ...(site !== undefined && { site }) } })
const lastFact = async (token: string) => {
  const { text } = await ask(server.url, 'GET', `/api/meetings/${issued}/record`, { token })
  return JSON.parse(text.trim().split('\n').at(-1) ?? '').fact
}

describe('the code that hangs in a room', () => {
  it('[J5] changes every half minute, is good for a minute, and proves that one is there', async () => {
    const [chair, member] = [await signIn(server.url, 'chair'), await signIn(server.url, 'member')]
    const { code, until } = await codeOf(chair)
    expect(code).toMatch(/^[a-z0-9]{8}$/)
    expect(Date.parse(until) - now).toBe(30_000)
    now += 60_000
    expect((await codeOf(chair)).code).not.toBe(code)
    expect((await checkIn(member, code)).status).toBe(200)
    expect(await lastFact(member)).toEqual({
      kind: 'attendance-noted',
      user: people.member,
      state: 'present',
      place: 'room',
      byCode: true,
      reason: ''
    })
    now += 30_000
    expect((await checkIn(await signIn(server.url, 'guest'), code)).json).toEqual({ error: 'late-code' })
  })

  it('[J5] of a site proves that one is at that site, and nowhere else', async () => {
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const site = 'diem-cau-doi-che'
    await command(secretary, { kind: 'set-site', site, name: 'Đồi Chè', room: '', contact: '', phone: '', link: '', people: [] })
    const { code } = await codeOf(secretary, site)
    expect((await checkIn(member, code)).json).toEqual({ error: 'wrong-code' })
    expect((await checkIn(member, (await codeOf(secretary)).code, site)).json).toEqual({ error: 'wrong-code' })
    await checkIn(member, code, site)
    expect(await lastFact(member)).toMatchObject({ place: 'remote', site, byCode: true })
  })

  it('[J5] is needed where the meeting says so, by everybody but those who lead; not from elsewhere', async () => {
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    await command(secretary, { kind: 'set-check-in', byCode: true })
    expect((await command(member, { kind: 'check-in', place: 'room' })).json).toEqual({ error: 'code-needed' })
    expect((await command(member, { kind: 'check-in', place: 'remote' })).status).toBe(200)
    expect((await checkIn(member, (await codeOf(secretary)).code)).status).toBe(200)
    expect((await command(secretary, { kind: 'check-in', place: 'room' })).status).toBe(200)
    expect((await command(secretary, { kind: 'note-attendance', users: [people.guest], state: 'present', place: 'room' })).status).toBe(200)
  })

  it('[J5] [F7] scanned twice, or sent again, it is one arrival; guessing ends after ten tries', async () => {
    const [chair, member] = [await signIn(server.url, 'chair'), await signIn(server.url, 'member')]
    const { code } = await codeOf(chair)
    const id = anId()
    const first = (await checkIn(member, code, undefined, id)).json
    expect((await checkIn(member, code, undefined, id)).json).toEqual(first)
    expect((await checkIn(member, code)).json).toEqual(first)
    const guest = await signIn(server.url, 'guest')
    for (let n = 0; n < 10; n++) expect((await checkIn(guest, 'aaaabbbb')).json).toEqual({ error: 'wrong-code' })
    expect((await checkIn(guest, code)).json).toEqual({ error: 'too-many-attempts' })
  })
})

describe('a hall behind one address', () => {
  it('[J5] late with a code that hung there some minutes ago, nobody is locked out; with one that hung longer ago, or elsewhere, it is a guess', async () => {
    const [chair, member] = [await signIn(server.url, 'chair'), await signIn(server.url, 'member')]
    const { code } = await codeOf(chair)
    now += 90_000
    for (let n = 0; n < 120; n++) expect((await checkIn(member, code)).json).toEqual({ error: 'late-code' })
    expect((await checkIn(member, code, 'diem-cau-khac')).json).toEqual({ error: 'wrong-code' })
    expect((await checkIn(member, (await codeOf(chair)).code)).status).toBe(200)
    const guest = await signIn(server.url, 'guest')
    now += 10 * 60_000
    for (let n = 0; n < 10; n++) expect((await checkIn(guest, code)).json).toEqual({ error: 'wrong-code' })
    expect((await checkIn(guest, code)).json).toEqual({ error: 'too-many-attempts' })
  })

  it('[J8] by code too, nobody fills the record by coming again and again', async () => {
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const site = 'diem-cau-doi-che'
    await command(secretary, { kind: 'set-site', site, name: 'Đồi Chè', room: '', contact: '', phone: '', link: '', people: [] })
    const [here, there] = [(await codeOf(secretary)).code, (await codeOf(secretary, site)).code]
    const come = (n: number) => (n % 2 === 0 ? checkIn(member, here) : checkIn(member, there, site))
    for (let n = 0; n < 50; n++) expect((await come(n)).status).toBe(200)
    expect((await come(50)).json).toEqual({ error: 'too-often' })
    expect((await come(49)).status).toBe(200)
  })
})

describe('substitutes', () => {
  it('[J6] stand for a participant of the meeting, and change no count by it', async () => {
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const set = (user: string, standsFor: string | null) => command(secretary, { kind: 'set-substitute', user, standsFor })
    expect((await set(people.guest, people.guest)).json).toEqual({ error: 'conflict' })
    expect((await set(people.guest, 'nguoi-khong-du')).json).toEqual({ error: 'not-found' })
    expect((await command(member, { kind: 'set-substitute', user: people.guest, standsFor: people.member })).json).toEqual({
      error: 'no-right'
    })
    await set(people.guest, people.member)
    expect(await lastFact(secretary)).toEqual({ kind: 'substitute-set', user: people.guest, standsFor: people.member })
    // Whoever is stood for still takes part as themselves.
    expect((await command(member, { kind: 'check-in', place: 'room' })).status).toBe(200)
  })
})
