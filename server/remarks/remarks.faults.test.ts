import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import type { CommandId, PaperId, RemarkId, UserId } from '#core/ids.ts'
import { aNote } from '#core/mark/a-note.contract.ts'
import type { Mark } from '#core/mark/mark.ts'
import { openCopy } from '#core/remark/mark-copy.ts'
import type { Remark } from '#core/remark/remark.ts'
import { putMark } from '#core/shared-doc/marks-doc.ts'
import { notebookText } from '#core/shared-doc/notebook-doc.ts'
import { changeThreads, noteScrub, readLoneAnswers, readRemarks } from '#core/shared-doc/remarks-doc.ts'
import { closeReasons, messageKind, syncStep } from '#protocol/sync.ts'
import { backupOfStopped } from '../backup/backup.ts'
import type { RunningServer, ServerOptions } from '../index.ts'
import { anId, ask, draft, type Home, issued, makeHome, type Person, people, signIn } from '../running-server.contract.ts'
import { openDiskStorage } from '../storage/open.ts'

const paper = `${issued}-giay`
const version = `${issued}-giay-1`
const secretWords = 'CHUOI-DAU-HIEU-9137'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.leave())

const aMark = (body: string) => aNote(version, { id: anId(), body })
const send = (server: RunningServer, token: string, body: object) =>
  ask(server.url, 'POST', `/api/papers/${paper}/remarks`, { token, body: { id: anId(), ...body } })

/** What a room holds once the server has answered, or the code the socket was closed with. */
function held<T = readonly Remark[]>(
  server: RunningServer,
  token: string,
  room: string,
  read = readRemarks as unknown as (doc: Y.Doc) => T
): Promise<T | number> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${server.syncUrl}/${room}`, ['hopso', `token.${token}`])
    socket.on('open', () => socket.send(Uint8Array.of(0, 0, 1, 0)))
    socket.on('message', (data: Buffer) => {
      if (data[0] !== 0 || data[1] !== 1) return
      // varint length, then the update.
      let at = 2
      while ((data[at] ?? 0) > 127) at += 1
      const doc = new Y.Doc()
      Y.applyUpdate(doc, new Uint8Array(data.subarray(at + 1)))
      resolve(read(doc))
      socket.terminate()
    })
    socket.on('close', resolve)
    socket.on('error', () => undefined)
  })
}
/** Writes what the document holds into a room; resolves when the server has stored it. */
function write(server: RunningServer, token: string, room: string, doc: Y.Doc): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.syncUrl}/${room}`, ['hopso', `token.${token}`])
    socket.on('open', () =>
      socket.send(
        encoding.encode(encoder => {
          encoding.writeVarUint(encoder, messageKind.sync)
          encoding.writeVarUint(encoder, syncStep.update)
          encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc))
        })
      )
    )
    socket.on('message', (data: Buffer) => {
      // The last number of message 100: how many of this connection's updates are on the disk.
      if (data[0] !== messageKind.saved || data.at(-1) !== 1) return
      resolve()
      socket.terminate()
    })
    socket.on('close', code => reject(new Error(`closed with ${code}`)))
    socket.on('error', reject)
  })
}
const shares = (server: RunningServer, token: string, who: Person) => held(server, token, `shares/${people[who]}`)
const wordsIn = (remarks: readonly Remark[] | number) =>
  typeof remarks === 'number' ? remarks : remarks.map(({ name, mark, answers }) => [name, mark.body, ...answers.map(({ words }) => words)])

/** Every byte of every file below a folder. */
async function bytesBelow(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter(each => each.isFile())
  return (await Promise.all(files.map(each => readFile(join(each.parentPath ?? each.path, each.name), 'latin1')))).join('\n')
}
async function bytesOfBackup(dataDir: string): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of backupOfStopped(dataDir, () => new Date())) pieces.push(piece)
  return Buffer.concat(pieces).toString('latin1')
}

describe('shared marks on the server', () => {
  it('[N1] [N2] what a member shares with everybody is read by all who see the meeting, and by nobody else', async () => {
    const server = await home.start()
    const [member, guest, outsider] = await Promise.all([
      signIn(server.url, 'member'),
      signIn(server.url, 'guest'),
      signIn(server.url, 'outsider')
    ])
    const body = { id: anId(), kind: 'share', remark: anId(), mark: { ...aMark('Làm rõ'), author: 'nguoi-khac' }, to: 'all' }
    const post = () => ask(server.url, 'POST', `/api/papers/${paper}/remarks`, { token: member, body })
    const answers = await Promise.all([post(), post(), post()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ json }) => json.at)).size).toBe(1)
    expect((await ask(server.url, 'POST', `/api/papers/${paper}/remarks`, { token: guest, body })).json).toEqual({ error: 'conflict' })
    expect(wordsIn(await held(server, guest, `remarks/${paper}`))).toEqual([['Vi Khánh', 'Làm rõ']])
    expect(await held(server, outsider, `remarks/${paper}`)).toBe(closeReasons.noSuchRoom.code)
    expect((await send(server, outsider, { kind: 'answer', remark: body.remark, answer: anId(), words: 'x' })).json).toEqual({
      error: 'not-found'
    })
  })

  it('[N1] the id of a shared mark stands for no other on another paper, where it would take its place in lists', async () => {
    const server = await home.start()
    const [member, chair] = [await signIn(server.url, 'member'), await signIn(server.url, 'chair')]
    const remark = anId()
    expect((await send(server, member, { kind: 'share', remark, mark: aMark('Làm rõ'), to: 'all' })).status).toBe(200)
    const elsewhere = (id: string) =>
      ask(server.url, 'POST', `/api/papers/${draft}-giay/remarks`, {
        token: chair,
        body: { id: anId(), kind: 'share', remark: id, mark: { ...aMark('Khác'), version: `${draft}-giay-1` }, to: 'all' }
      })
    expect((await elsewhere(remark)).json).toEqual({ error: 'conflict' })
    expect((await elsewhere(anId())).status).toBe(200)
  })

  it('[N1] a mark that is none is refused', async () => {
    const server = await home.start()
    const member = await signIn(server.url, 'member')
    for (const mark of [null, { ...aMark('x'), kind: 'script' }, { ...aMark('x'), page: 0 }])
      expect((await send(server, member, { kind: 'share', remark: anId(), mark, to: 'all' })).json.error).toBe('malformed')
    expect((await send(server, member, { kind: 'share', remark: anId(), mark: { ...aMark('x'), page: 99 }, to: 'all' })).json.error).toBe(
      'malformed'
    )
  })

  it('[N3] what is shared with one person stands in his list and in no room of anybody else, chair and administrator included', async () => {
    const server = await home.start()
    const token = new Map<Person, string>()
    for (const who of ['member', 'guest', 'chair', 'secretary', 'administrator'] as const) token.set(who, await signIn(server.url, who))
    const of = (who: Person) => token.get(who) ?? ''
    const remark = anId()
    const shared = await send(server, of('member'), { kind: 'share', remark, mark: aMark('Riêng'), to: [people.guest] })
    expect(shared.status).toBe(200)
    await send(server, of('guest'), { kind: 'answer', remark, answer: anId(), words: 'Tôi rõ' })
    const expected = [['Vi Khánh', 'Riêng', 'Tôi rõ']]
    expect(wordsIn(await shares(server, of('guest'), 'guest'))).toEqual(expected)
    expect(wordsIn(await shares(server, of('member'), 'member'))).toEqual(expected)
    for (const who of ['chair', 'secretary', 'administrator'] as const) {
      expect(await shares(server, of(who), who)).toEqual([])
      expect(await held(server, of(who), `shares/${people.guest}`)).toBe(closeReasons.noSuchRoom.code)
      expect(await held(server, of(who), `threads/${paper}`)).toBe(closeReasons.noSuchRoom.code)
      const answer = await send(server, of(who), { kind: 'answer', remark, answer: anId(), words: 'x' })
      expect(answer.json.error).toBe('not-found')
    }
    expect(await held(server, of('chair'), `remarks/${paper}`)).toEqual([])
    // What each may export of the meeting does not name it.
    const record = await ask(server.url, 'GET', `/api/meetings/${issued}/record`, { token: of('chair') })
    expect(record.text).not.toContain(remark)
    expect(record.text).not.toContain('Riêng')
  })

  it('[N6] the chair hides what is improper: gone for others, its author sees who did it, the log names both', async () => {
    const log: string[] = []
    const server = await home.start({ log: entry => log.push(JSON.stringify(entry)) })
    const [member, chair, guest] = await Promise.all([
      signIn(server.url, 'member'),
      signIn(server.url, 'chair'),
      signIn(server.url, 'guest')
    ])
    const remark = anId()
    await send(server, member, { kind: 'share', remark, mark: aMark('Không nên nói'), to: 'all' })
    expect((await send(server, guest, { kind: 'hide', remark, hidden: true })).json.error).toBe('no-right')
    expect((await send(server, chair, { kind: 'hide', remark, hidden: true })).status).toBe(200)
    expect(await held(server, guest, `remarks/${paper}`)).toEqual([])
    const mine = await shares(server, member, 'member')
    expect(typeof mine === 'number' ? mine : mine[0]?.hidden).toMatchObject({ by: people.chair, name: 'Hồ Dũng' })
    expect(log.find(line => line.includes('remark-hidden'))).toContain(people.chair)
    expect(log.join('\n')).not.toContain('Không nên nói')
  })

  it('[N3] who is taken out of the meeting loses what was shared with him in it', async () => {
    const server = await home.start()
    const [member, guest, secretary] = await Promise.all([
      signIn(server.url, 'member'),
      signIn(server.url, 'guest'),
      signIn(server.url, 'secretary')
    ])
    await send(server, member, { kind: 'share', remark: anId(), mark: aMark('Riêng'), to: [people.guest] })
    expect(await shares(server, guest, 'guest')).toHaveLength(1)
    const body = { id: anId(), kind: 'remove-participant', user: people.guest }
    await ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token: secretary, body })
    await expect.poll(() => shares(server, guest, 'guest')).toEqual([])
    await expect.poll(() => shares(server, member, 'member')).toHaveLength(1)
  })

  it('[N5] [N7] a withdrawn remark is in no room, no file of the data folder and no backup made afterwards; the rest outlasts a restart', async () => {
    const dataDir = join(home.folder, 'withdrawn')
    const options: Partial<ServerOptions> = { dataDir }
    const server = await home.start(options)
    const [member, guest] = await Promise.all([signIn(server.url, 'member'), signIn(server.url, 'guest')])
    const [gone, stays] = [anId(), anId()]
    await send(server, member, { kind: 'share', remark: stays, mark: aMark('Còn lại'), to: [people.guest] })
    await send(server, member, { kind: 'share', remark: gone, mark: aMark(secretWords), to: [people.guest] })
    await send(server, guest, { kind: 'answer', remark: gone, answer: anId(), words: `về ${secretWords}` })
    expect(await bytesBelow(dataDir)).toContain(secretWords)
    const withdraw = { id: anId(), kind: 'withdraw', remark: gone }
    for (const status of [200, 200]) expect((await send(server, member, withdraw)).status).toBe(status)
    expect(wordsIn(await shares(server, guest, 'guest'))).toEqual([['Vi Khánh', 'Còn lại']])
    expect(await bytesBelow(dataDir)).not.toContain(secretWords)
    await server.close()
    expect(await bytesOfBackup(dataDir)).not.toContain(secretWords)
    const again = await home.start(options)
    const token = await signIn(again.url, 'guest')
    expect(wordsIn(await shares(again, token, 'guest'))).toEqual([['Vi Khánh', 'Còn lại']])
    expect((await send(again, await signIn(again.url, 'member'), withdraw)).status).toBe(200)
  })

  it('[N7] what a crash had recorded and not yet delivered is delivered at the next start', async () => {
    const dataDir = join(home.folder, 'crashed')
    const server = await home.start({ dataDir })
    await send(server, await signIn(server.url, 'member'), { kind: 'share', remark: anId(), mark: aMark('Trước'), to: [people.guest] })
    await server.close()
    const storage = await openDiskStorage(dataDir)
    const doc = new Y.Doc()
    for (const update of (await storage.rooms.load(`threads/${paper}`))?.updates ?? []) Y.applyUpdate(doc, update)
    const before = Y.encodeStateVector(doc)
    const at = '2026-11-22T08:00:00.000Z'
    const remark: Remark = {
      remark: anId() as RemarkId,
      meeting: issued as Remark['meeting'],
      paper: paper as PaperId,
      mark: aMark('Chưa kịp giao'),
      words: '',
      by: people.member as UserId,
      name: 'Vi Khánh',
      at,
      to: [{ user: people.guest as UserId, name: 'Đặng Vinh' }],
      hidden: null,
      answers: []
    }
    changeThreads(doc, anId() as CommandId, { actor: people.member as UserId, at }, { kind: 'put', remark })
    await storage.rooms.append(`threads/${paper}`, Y.encodeStateAsUpdate(doc, before))
    await storage.close()
    const again = await home.start({ dataDir })
    const guest = await signIn(again.url, 'guest')
    await expect.poll(async () => wordsIn(await shares(again, guest, 'guest'))).toContainEqual(['Vi Khánh', 'Chưa kịp giao'])
  })

  it('[N5] words that a crash had left on the disk of a withdrawn remark are gone after the next start', async () => {
    const dataDir = join(home.folder, 'crashed-withdrawing')
    const server = await home.start({ dataDir })
    const remark = anId() as RemarkId
    const member = await signIn(server.url, 'member')
    await send(server, member, { kind: 'share', remark, mark: aMark(secretWords), to: [people.guest] })
    await server.close()
    const storage = await openDiskStorage(dataDir)
    const doc = new Y.Doc()
    for (const update of (await storage.rooms.load(`threads/${paper}`))?.updates ?? []) Y.applyUpdate(doc, update)
    const before = Y.encodeStateVector(doc)
    const [at, command] = ['2026-11-22T08:00:00.000Z', anId() as CommandId]
    const [by, guest] = [people.member as UserId, people.guest as UserId]
    doc.transact(() => {
      const withdrawn = { remark, by, withdrawnAt: at, people: [by, guest] }
      changeThreads(doc, command, { actor: by, at }, { kind: 'withdraw', withdrawn })
      noteScrub(doc, command, [by, guest])
    })
    await storage.rooms.append(`threads/${paper}`, Y.encodeStateAsUpdate(doc, before))
    await storage.close()
    expect(await bytesBelow(dataDir)).toContain(secretWords)
    const again = await home.start({ dataDir })
    const token = await signIn(again.url, 'guest')
    await expect.poll(() => shares(again, token, 'guest')).toEqual([])
    await expect.poll(() => bytesBelow(dataDir)).not.toContain(secretWords)
  })

  it('[N5] who was taken out of the meeting still withdraws what they had shared, and does nothing else', async () => {
    const server = await home.start()
    const [member, guest, secretary] = await Promise.all([
      signIn(server.url, 'member'),
      signIn(server.url, 'guest'),
      signIn(server.url, 'secretary')
    ])
    const [remark, answer] = [anId(), anId()]
    await send(server, member, { kind: 'share', remark, mark: aMark('Của tôi'), to: 'all' })
    await send(server, guest, { kind: 'answer', remark, answer, words: 'Đã rõ' })
    await send(server, member, { kind: 'answer', remark, answer: anId(), words: 'Của chính tôi' })
    const [others, spoken] = [anId(), anId()]
    await send(server, guest, { kind: 'share', remark: others, mark: aMark('Của khách'), to: 'all' })
    await send(server, member, { kind: 'answer', remark: others, answer: spoken, words: secretWords })
    const body = { id: anId(), kind: 'remove-participant', user: people.member }
    const rejoin = { id: anId(), kind: 'add-participants', participants: [{ user: people.member, role: 'member' }] }
    expect((await ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token: secretary, body })).status).toBe(200)
    await expect.poll(async () => wordsIn(await shares(server, member, 'member'))).toEqual([['Vi Khánh', 'Của tôi', 'Của chính tôi']])
    const alone = () => held(server, member, `shares/${people.member}`, readLoneAnswers)
    expect(await alone()).toMatchObject([{ remark: others, answer: spoken, words: secretWords, paper, by: people.member }])
    expect(await held(server, member, `remarks/${paper}`)).toBe(closeReasons.noSuchRoom.code)
    expect((await send(server, member, { kind: 'answer', remark, answer: anId(), words: 'x' })).json.error).toBe('not-found')
    expect((await send(server, member, { kind: 'withdraw', remark, answer })).json.error).toBe('not-found')
    const withdraw = { id: anId(), kind: 'withdraw', remark }
    for (const status of [200, 200]) expect((await send(server, member, withdraw)).status).toBe(status)
    expect((await send(server, member, { kind: 'withdraw', remark: others, answer: spoken })).status).toBe(200)
    expect(wordsIn(await held(server, guest, `remarks/${paper}`))).toEqual([['Đặng Vinh', 'Của khách']])
    expect(await shares(server, member, 'member')).toEqual([])
    expect(await alone()).toEqual([])
    // Nor when the remark it belongs to is withdrawn.
    const late = anId()
    expect((await ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token: secretary, body: rejoin })).status).toBe(200)
    await send(server, member, { kind: 'answer', remark: others, answer: late, words: 'Lại nữa' })
    expect(await alone()).toEqual([])
    expect(
      (await ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token: secretary, body: { ...body, id: anId() } })).status
    ).toBe(200)
    await expect.poll(alone).toMatchObject([{ answer: late }])
    await send(server, guest, { kind: 'withdraw', remark: others })
    expect(await alone()).toEqual([])
  })

  it('[A4] with a key kept apart, a stolen folder or backup shows nothing of marks, notebook, and what is shared with chosen people', async () => {
    const dataDir = join(home.folder, 'locked')
    const server = await home.start({ dataDir, keysDir: join(home.folder, 'keys') })
    const member = await signIn(server.url, 'member')
    await send(server, member, { kind: 'share', remark: anId(), mark: aMark(secretWords), to: [people.guest] })
    await send(server, member, { kind: 'share', remark: anId(), mark: aMark('Cho mọi người'), to: 'all' })
    const marks = new Y.Doc()
    putMark(marks, openCopy(aMark(secretWords)) as Mark)
    await write(server, member, `marks/${paper}/${people.member}`, marks)
    const notes = new Y.Doc()
    notebookText(notes).insert(0, secretWords)
    await write(server, member, `notes/${issued}/${people.member}`, notes)
    await server.close()
    for (const bytes of [await bytesBelow(dataDir), await bytesOfBackup(dataDir)]) {
      expect(bytes).not.toContain(secretWords)
      // The search finds what lies open: a remark for everybody lies as open as the paper it is on.
      expect(bytes).toContain(Buffer.from('Cho mọi người').toString('latin1'))
    }
  })
})
