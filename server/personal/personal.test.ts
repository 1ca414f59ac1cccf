import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undoRemovalMs } from '#core/personal/shelf.ts'
import type { RunningServer } from '../index.ts'
import {
  anId,
  ask,
  type Home,
  issued,
  makeHome,
  newMeeting,
  type Person,
  pdf,
  people,
  sha256Of,
  signIn
} from '../running-server.contract.ts'
import { roomContents, uploadOwn } from './personal-world.contract.ts'

const quota = 20_000
let home: Home
let server: RunningServer
let now = Date.parse('2026-11-22T01:00:00Z')
let file: Buffer
const tokens = new Map<Person, string>()
const tokenOf = (who: Person) => tokens.get(who) ?? ''
beforeAll(async () => {
  home = await makeHome()
  server = await home.start({ now: () => new Date(now), personalQuotaBytes: quota })
  for (const who of ['secretary', 'chair', 'member', 'administrator', 'unitAdministrator'] as const)
    tokens.set(who, await signIn(server.url, who.toLowerCase()))
  file = await pdf([['Ghi chép'], ['Trang hai']])
})
afterAll(() => home.leave())

const command = (who: Person, body: object, id = anId()) =>
  ask(server.url, 'POST', '/api/personal/commands', { token: tokenOf(who), body: { id, ...body } })
const upload = (who: Person, bytes: Buffer = file, more: object = {}) => uploadOwn(server.url, tokenOf(who), bytes, more)
const read = (who: Person, { paper, version }: { paper: string; version: string }) =>
  ask(server.url, 'GET', `/api/papers/${paper}/versions/${version}/file`, { token: tokenOf(who) })
const shelfOf = (who: Person) => roomContents(server.syncUrl, tokenOf(who), `shelf/${people[who]}`)
const others = ['secretary', 'chair', 'administrator', 'unitAdministrator'] as const

describe('a person’s own papers', () => {
  it('[Z1] are read by their owner and named readers, and exist for nobody else, whatever their role', async () => {
    const mine = await upload('member')
    expect((await read('member', mine)).bytes).toEqual(file)
    const unknown = await read('administrator', { paper: anId(), version: anId() })
    for (const who of others) {
      const told = await read(who, mine)
      expect([told.status, told.text]).toEqual([unknown.status, unknown.text])
      for (const deed of [
        { kind: 'rename', paper: mine.paper, title: 'x' },
        { kind: 'remove', papers: [mine.paper] },
        { kind: 'share', paper: mine.paper, users: [people[who]] },
        { kind: 'leave', paper: mine.paper }
      ])
        expect((await command(who, deed)).json).toEqual({ error: 'not-found' })
      expect(await roomContents(server.syncUrl, tokenOf(who), `marks/${mine.paper}/${people[who]}`)).toBe(4404)
      expect(await roomContents(server.syncUrl, tokenOf(who), `shelf/${people.member}`)).toBe(4404)
      expect(JSON.stringify(await shelfOf(who))).not.toContain(mine.paper)
    }
    expect((await command('member', { kind: 'share', paper: mine.paper, users: [people.chair] })).status).toBe(200)
    expect((await read('chair', mine)).bytes).toEqual(file)
    expect((await shelfOf('chair')).shared?.[mine.paper]).toMatchObject({ title: 'Ghi chép', ownerName: 'Vi Khánh' })
    expect(await roomContents(server.syncUrl, tokenOf('chair'), `marks/${mine.paper}/${people.chair}`)).toEqual({})
    expect(await roomContents(server.syncUrl, tokenOf('chair'), `marks/${mine.paper}/${people.member}`)).toBe(4404)
    // [Z6] A reader passes nothing on and changes nothing.
    for (const deed of [
      { kind: 'share', paper: mine.paper, users: [people.secretary] },
      { kind: 'rename', paper: mine.paper, title: 'x' },
      { kind: 'remove', papers: [mine.paper] },
      { kind: 'stop-sharing', paper: mine.paper, user: people.member }
    ])
      expect((await command('chair', deed)).json).toEqual({ error: 'no-right' })
    expect((await read('secretary', mine)).status).toBe(404)
    expect((await command('member', { kind: 'stop-sharing', paper: mine.paper, user: people.chair })).status).toBe(200)
    expect((await read('chair', mine)).status).toBe(404)
    expect((await shelfOf('chair')).shared ?? {}).toEqual({})
  })

  it('[Z6] shared with me can be taken off my list, and with nobody whom the owner may not see', async () => {
    const mine = await upload('member')
    expect((await command('member', { kind: 'share', paper: mine.paper, users: [people.guest] })).json).toEqual({ error: 'not-found' })
    await command('member', { kind: 'share', paper: mine.paper, users: [people.chair] })
    expect((await command('chair', { kind: 'leave', paper: mine.paper })).status).toBe(200)
    expect((await read('chair', mine)).status).toBe(404)
    expect((await shelfOf('member')).papers?.[mine.paper]).toMatchObject({ readers: [] })
    await command('member', { kind: 'remove', papers: [mine.paper] })
  })

  it('[Z7] are changed once by one command, however often it is sent', async () => {
    const id = anId()
    const folder = anId()
    const add = { kind: 'add-folder', folder, parent: null, name: 'Dự thảo' }
    const told = await Promise.all([command('member', add, id), command('member', add, id), command('member', add, id)])
    expect(told.map(({ status }) => status)).toEqual([200, 200, 200])
    await command('member', { kind: 'rename-folder', folder, name: 'Tên mới' })
    expect((await command('member', { kind: 'add-folder', folder, parent: null, name: 'Dự thảo' }, id)).status).toBe(200)
    expect((await shelfOf('member')).folders?.[folder]).toMatchObject({ name: 'Tên mới' })
    expect((await command('member', add)).json).toEqual({ error: 'conflict' })
  })

  it('[P3] [P4] pass the same checks as papers of a meeting', async () => {
    const secret = await upload('member', file, { declaration: 'secret' })
    expect(secret.begun.json).toEqual({ error: 'secret-document' })
    expect((await upload('member', file, { title: 'TỐI MẬT Báo cáo' })).begun.json).toEqual({ error: 'secret-document' })
    expect((await upload('member', Buffer.from('không phải pdf'))).finished?.json).toEqual({ error: 'not-a-pdf' })
  })

  it('[Z5] take no more than they may, the ones on their way counted', async () => {
    const big = Buffer.concat([file, Buffer.alloc(quota)])
    expect((await upload('secretary', big)).begun.json).toEqual({ error: 'shelf-full' })
    expect((await shelfOf('member')).about).toEqual({ quota })
    const half = (n: number) => ({ bytes: quota / 2 + n, hash: sha256Of(Buffer.alloc(n)) })
    const begin = (n: number) => uploadOwn(server.url, tokenOf('secretary'), null, half(n))
    expect((await begin(0)).begun.status).toBe(201)
    expect((await begin(1)).begun.json).toEqual({ error: 'shelf-full' })
  })

  it('[Z6] are brought into a meeting one prepares, once, without their bytes and under its checks', async () => {
    const mine = await upload('chair')
    const bring = (who: Person, more: object = {}, meeting: string = issued) =>
      ask(server.url, 'POST', `/api/meetings/${meeting}/papers`, {
        token: tokenOf(who),
        body: { id: anId(), paper: anId(), version: anId(), from: mine.paper, title: 'Ghi chép', declaration: 'ordinary', ...more }
      })
    expect((await bring('member')).json).toEqual({ error: 'no-right' })
    expect((await bring('administrator')).json).toEqual({ error: 'not-found' })
    expect((await bring('secretary')).json).toEqual({ error: 'not-found' })
    expect((await bring('chair', { declaration: 'secret' })).json).toEqual({ error: 'secret-document' })
    expect((await bring('chair', { title: 'TUYỆT MẬT' })).json).toEqual({ error: 'secret-document' })
    expect((await bring('chair', { paper: mine.paper })).json).toEqual({ error: 'conflict' })
    const once = { id: anId(), paper: anId(), version: anId() }
    const [first, again] = [await bring('chair', once), await bring('chair', once)]
    expect(first.json).toMatchObject({ paper: once.paper, version: once.version, pages: 2 })
    expect(again.json).toEqual(first.json)
    const twice = { id: anId(), paper: anId(), version: anId() }
    const atOnce = await Promise.all([bring('chair', twice), bring('chair', twice)])
    expect(atOnce.map(({ status, json }) => [status, json.paper])).toEqual([
      [200, twice.paper],
      [200, twice.paper]
    ])
    expect((await read('member', once)).bytes).toEqual(file)
    // [Z4] The meeting's paper has the same bytes, so they stay when the personal one is let go.
    await command('chair', { kind: 'remove', papers: [mine.paper] })
    now += undoRemovalMs + 1
    expect((await read('chair', mine)).status).toBe(404)
    expect((await read('member', once)).bytes).toEqual(file)
  })

  it('cannot take the id of a paper of a meeting, nor give theirs to one', async () => {
    expect((await upload('member', file, { paper: `${issued}-giay` })).begun.json).toEqual({ error: 'conflict' })
    const mine = await upload('secretary', await pdf([['Khác']]))
    const meeting = newMeeting()
    await ask(server.url, 'POST', '/api/meetings', { token: tokenOf('secretary'), body: meeting })
    const body = { ...mine.request, folder: undefined, item: null, upload: anId(), id: anId() }
    const told = await ask(server.url, 'POST', `/api/meetings/${meeting.meeting}/uploads`, { token: tokenOf('secretary'), body })
    expect(told.json).toEqual({ error: 'conflict' })
  })
})
