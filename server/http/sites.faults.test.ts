import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, issued, makeHome, people, signIn } from '../running-server.contract.ts'

let home: Home
let server: RunningServer
beforeEach(async () => {
  home = await makeHome()
  server = await home.start()
})
afterEach(() => home.leave())

const command = (token: string, body: object) =>
  ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token, body: { id: anId(), ...body } })
const aSite = { site: 'diem-cau-doi-che', name: 'Thôn Đồi Chè', room: 'Nhà văn hóa', contact: 'Ông Pồn', phone: '0912 345 678', link: '' }
const facts = async (token: string) =>
  (await ask(server.url, 'GET', `/api/meetings/${issued}/record`, { token })).text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).fact)

describe('conference sites', () => {
  it('[SI1] are kept by those who lead; a person belongs to one; taken out, its people stay', async () => {
    const secretary = await signIn(server.url, 'secretary')
    const before = (await facts(secretary)).length
    expect((await command(secretary, { kind: 'set-site', ...aSite, people: [people.member, people.guest] })).status).toBe(200)
    const other = { ...aSite, site: 'diem-cau-ben-da', name: 'Thôn Bến Đá' }
    await command(secretary, { kind: 'set-site', ...other, people: [people.guest] })
    // Saved again as it is: nothing happened.
    await command(secretary, { kind: 'set-site', ...other, people: [people.guest] })
    expect((await command(secretary, { kind: 'set-site', ...other, people: ['nguoi-khong-du'] })).json).toEqual({ error: 'not-found' })
    await command(secretary, { kind: 'remove-site', site: other.site })
    expect((await facts(secretary)).slice(before)).toEqual([
      { kind: 'site-set', ...aSite },
      { kind: 'site-assigned', site: aSite.site, users: [people.member, people.guest] },
      { kind: 'site-set', ...other },
      { kind: 'site-assigned', site: other.site, users: [people.guest] },
      { kind: 'site-removed', site: other.site }
    ])
  })

  it('[SI1] who checks in there is noted at that site, from afar; at one that is not there, nowhere', async () => {
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    await command(secretary, { kind: 'set-site', ...aSite, people: [people.member] })
    expect((await command(member, { kind: 'check-in', place: 'room', site: 'diem-cau-khac' })).json).toEqual({ error: 'not-found' })
    await command(member, { kind: 'check-in', place: 'room', site: aSite.site })
    expect((await facts(member)).at(-1)).toEqual({
      kind: 'attendance-noted',
      user: people.member,
      state: 'present',
      place: 'remote',
      site: aSite.site,
      reason: ''
    })
    // Moving to the meeting's own room is news; staying is not.
    await command(member, { kind: 'check-in', place: 'room' })
    const moved = (await facts(member)).length
    await command(member, { kind: 'check-in', place: 'room' })
    expect((await facts(member)).length).toBe(moved)
    expect((await facts(member)).at(-1)).toMatchObject({ place: 'room' })
  })

  it('[SI2] nobody is connected before anybody is', async () => {
    const secretary = await signIn(server.url, 'secretary')
    await command(secretary, { kind: 'set-site', ...aSite, people: [people.member] })
    expect((await ask(server.url, 'GET', `/api/meetings/${issued}/sites`, { token: secretary })).json).toEqual({
      sites: [{ site: aSite.site, people: 0, screens: 0, staleMs: null }]
    })
  })
})

describe('video links', () => {
  const video = (token: string, site = '') => ask(server.url, 'GET', `/api/meetings/${issued}/video${site && `?site=${site}`}`, { token })

  it('[SI3] stand on the administrator’s list when they are set, and when they are opened', async () => {
    const [administrator, secretary, member] = [
      await signIn(server.url, 'administrator'),
      await signIn(server.url, 'secretary'),
      await signIn(server.url, 'member')
    ]
    const set = (link: string) => command(secretary, { kind: 'set-video-link', link })
    expect((await set('https://hop.la-day.example/phong')).json).toEqual({ error: 'link-not-allowed' })
    expect((await set('javascript:alert(1)')).json).toEqual({ error: 'malformed', detail: 'link' })
    expect((await set(' https://US02web.zoom.us/j/123?pwd=x ')).status).toBe(200)
    expect((await video(member)).json).toEqual({ address: 'https://us02web.zoom.us/j/123?pwd=x' })
    // Its own link, where a site has one.
    await command(secretary, { kind: 'set-site', ...aSite, link: 'https://meet.jit.si/DoiChe', people: [] })
    expect((await video(member, aSite.site)).json).toEqual({ address: 'https://meet.jit.si/DoiChe', frame: true })
    await ask(server.url, 'PUT', '/api/administration/video-hosts', { token: administrator, body: { hosts: ['meet.jit.si'] } })
    expect((await video(member)).json).toEqual({ error: 'link-not-allowed' })
    expect((await video(member, aSite.site)).status).toBe(200)
    expect((await set('')).status).toBe(200)
    expect((await video(member)).json).toEqual({ error: 'not-found' })
  })

  it('[SI3] the list outlasts a restart, and holds names alone', async () => {
    const dataDir = `${home.folder}/du-lieu`
    const first = await home.start({ dataDir })
    const put = async (hosts: readonly string[]) =>
      ask(first.url, 'PUT', '/api/administration/video-hosts', { token: await signIn(first.url, 'administrator'), body: { hosts } })
    expect((await put(['https://meet.tinh.gov.vn'])).json).toMatchObject({ error: 'malformed' })
    expect((await put(['meet.tinh.gov.vn', '*.zoom.us'])).status).toBe(204)
    await first.close()
    const second = await home.start({ dataDir })
    const token = await signIn(second.url, 'guest')
    expect((await ask(second.url, 'GET', '/api/video-hosts', { token })).json).toEqual({ hosts: ['meet.tinh.gov.vn', '*.zoom.us'] })
  })
})
