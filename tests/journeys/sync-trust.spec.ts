import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import WebSocket from 'ws'
import * as Y from 'yjs'
import type { AgendaItemId, PaperId } from '#core/ids.ts'
import { addAgendaItem, readAgenda } from '#core/shared-doc/meeting-doc.ts'
import { closeReasons } from '#protocol/sync.ts'
import { expect, type ServerUnderTest, test } from '../fixtures.ts'
import { connectStockClient, freshId, type StockClient, signInByApi } from '../sync-client.ts'

const inRole = async (server: ServerUnderTest, role: string) => {
  const { account, password } = server.account(role)
  return signInByApi(server.url, account, password)
}
const inAccount = async (server: ServerUnderTest, account: string) => {
  const found = server.accounts.find(each => each.account === account)
  if (!found) throw new Error(`no demonstration account ${account}`)
  return signInByApi(server.url, account, found.password)
}
const synced = (client: StockClient) => expect.poll(() => client.provider.synced).toBe(true)
const titles = (client: StockClient) =>
  readAgenda(client.doc)
    .map(item => item.title)
    .sort()

/** All bytes below a folder, to compare what is stored before and after. */
function bytesBelow(folder: string): string {
  return readdirSync(folder)
    .sort()
    .map(name => {
      const path = join(folder, name)
      return statSync(path).isDirectory()
        ? bytesBelow(path)
        : /\.(ldb|log)$/.test(name) && name !== 'LOG'
          ? readFileSync(path).toString('base64')
          : ''
    })
    .join('\n')
}

/** Sends one frame on a fresh connection as soon as the server has said something; resolves with the close code. */
function sendRaw(syncUrl: string, room: string, token: string, frame: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${syncUrl}/${room}`, ['hopso', `token.${token}`])
    socket.once('message', () => socket.send(frame))
    socket.on('close', code => resolve(code))
    socket.on('error', reject)
  })
}

test('[A3] a stock client reads the meeting; a crafted update of a member is refused 4403 and leaves the stored bytes as they were', async ({
  server
}) => {
  const member = await inRole(server, 'member')
  const room = `meeting/${server.meetingId}`
  const client = connectStockClient(server.syncUrl, room, member.token)
  await synced(client)
  const before = titles(client)
  expect(before.length).toBeGreaterThan(3)
  expect(client.saved().rights).toBe(0)
  client.close()

  const stored = bytesBelow(join(server.dataDir, 'level'))
  const forged = new Y.Doc()
  addAgendaItem(forged, { id: freshId<AgendaItemId>(), parent: null, order: 'a0', title: 'forged', minutes: 5, leadUnit: '' })
  const update = Y.encodeStateAsUpdate(forged)
  const length: number[] = []
  for (let rest = update.length; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest)
    if (rest <= 127) break
  }
  expect(await sendRaw(server.syncUrl, room, member.token, Uint8Array.from([0, 2, ...length, ...update]))).toBe(closeReasons.noRight.code)
  expect(bytesBelow(join(server.dataDir, 'level'))).toBe(stored)

  const again = connectStockClient(server.syncUrl, room, member.token)
  await synced(again)
  expect(titles(again)).toEqual(before)
  again.close()
})

test('[A4] private marks, notes and state open for their owner alone; a foreign room and none at all get one answer', async ({
  server
}) => {
  const owner = await inAccount(server, 'kinhte')
  const paper = (await recordOf(server, owner.token)).find(fact => fact.kind === 'paper-added')?.paper as PaperId
  expect(paper).toBeTruthy()
  const mine = connectStockClient(server.syncUrl, `marks/${paper}/${owner.user.id}`, owner.token)
  await synced(mine)
  expect(mine.saved().rights).toBe(1)
  mine.doc.getMap('marks').set(freshId(), new Y.Map([['kind', 'note']]))
  await expect.poll(() => mine.saved().n).toBeGreaterThan(0)

  const closedWith = async (room: string, token: string | null) => {
    const client = connectStockClient(server.syncUrl, room, token)
    await expect.poll(() => client.closeCode()).not.toBeNull()
    const code = client.closeCode()
    client.close()
    return code
  }
  for (const role of ['administrator', 'secretary', 'chair', 'guest']) {
    const { token } = await inRole(server, role)
    for (const room of [
      `marks/${paper}/${owner.user.id}`,
      `notes/${server.meetingId}/${owner.user.id}`,
      `state/${owner.user.id}`,
      `inbox/${owner.user.id}`
    ])
      expect([role, room, await closedWith(room, token)]).toEqual([role, room, closeReasons.noSuchRoom.code])
    expect(await closedWith(`marks/${paper}/nobody-at-all`, token)).toBe(closeReasons.noSuchRoom.code)
    expect(await closedWith('meeting/no-such-meeting', token)).toBe(closeReasons.noSuchRoom.code)
  }
  expect(await closedWith(`meeting/${server.meetingId}`, null)).toBe(closeReasons.noSession.code)
  expect(await closedWith(`meeting/${server.meetingId}`, 'x'.repeat(43))).toBe(closeReasons.noSession.code)
  mine.close()
})

test('[F1] kill -9 while two people type: nothing the server reported as saved is lost', async ({ server }) => {
  const one = await inAccount(server, 'thuky')
  const other = await inRole(server, 'chair')
  const member = await inRole(server, 'member')
  const room = `meeting/${server.meetingId}`
  const clients = [connectStockClient(server.syncUrl, room, one.token), connectStockClient(server.syncUrl, room, other.token)]
  await Promise.all(clients.map(synced))
  const everything: string[] = []
  for (let round = 0; round < 3; round++) {
    await Promise.all(
      clients.map(client => expect.poll(() => client.provider.synced && client.saved().epoch !== null, { timeout: 20_000 }).toBe(true))
    )
    const typed = clients.map(() => [] as { readonly title: string; readonly frame: number }[])
    let running = true
    const writing = clients.map(async (client, who) => {
      for (let i = 0; i < 400 && running; i++) {
        const title = `${round}.${who}.${i}`
        const before = client.sent()
        addAgendaItem(client.doc, { id: freshId<AgendaItemId>(), parent: null, order: `b${who}`, title, minutes: 1, leadUnit: '' })
        const frame = client.sent() > before ? client.sent() : Number.POSITIVE_INFINITY
        typed[who]?.push({ title, frame })
        await new Promise(resolve => setTimeout(resolve, 25))
      }
    })
    await expect
      .poll(() => clients.every((client, who) => client.saved().n >= (typed[who]?.[5]?.frame ?? Number.POSITIVE_INFINITY)))
      .toBe(true)
    await server.kill()
    running = false
    await Promise.all(clients.map(client => expect.poll(() => client.provider.wsconnected).toBe(false)))
    const reported = clients.flatMap((client, who) =>
      (typed[who] ?? []).filter(each => each.frame <= client.savedAtClose()).map(each => each.title)
    )
    for (const client of clients) client.provider.disconnect()
    await Promise.all(writing)
    expect(reported.length).toBeGreaterThan(10)
    everything.push(...typed.flat().map(each => each.title))

    await server.restart()
    // The writers are away: a stranger without a copy sees what the server itself kept.
    const reader = connectStockClient(server.syncUrl, room, member.token)
    await synced(reader)
    const kept = new Set(titles(reader))
    expect(reported.filter(title => !kept.has(title))).toEqual([])
    for (const client of clients) client.provider.connect()
    await expect.poll(() => everything.filter(title => !titles(reader).includes(title)), { timeout: 20_000 }).toEqual([])
    reader.close()
  }
  await expect.poll(() => new Set(clients.map(client => titles(client).join('\n'))).size).toBe(1)
  for (const client of clients) client.close()
})

test('[R3] the exported record is intact; hopso verify names the first broken link of a changed one', async ({ server }, info) => {
  const { token } = await inRole(server, 'secretary')
  const lines = await recordLines(server, token)
  const facts = await recordOf(server, token)
  expect(facts[0]?.kind).toBe('meeting-created')
  expect(facts.some(fact => fact.kind === 'paper-added')).toBe(true)
  const verify = (name: string, content: readonly string[]) => {
    const file = info.outputPath(name)
    writeFileSync(file, `${content.join('\n')}\n`)
    return spawnSync(process.execPath, ['dist/server/cli.mjs', 'verify', file], { encoding: 'utf8' })
  }
  expect(verify('intact.jsonl', lines).status).toBe(0)
  const changed = verify(
    'changed.jsonl',
    lines.map((line, index) => (index === 2 ? line.replace('"actorName":"', '"actorName":"x') : line))
  )
  expect(changed.status).toBe(1)
  expect(changed.stdout + changed.stderr).toContain('3')
  expect(
    verify(
      'removed.jsonl',
      lines.filter((_, index) => index !== 1)
    ).status
  ).toBe(1)
})

interface ExportedFact {
  readonly kind: string
  readonly paper?: string
}
async function recordOf(server: ServerUnderTest, token: string): Promise<readonly ExportedFact[]> {
  return (await recordLines(server, token)).map(line => (JSON.parse(line) as { fact: ExportedFact }).fact)
}
async function recordLines(server: ServerUnderTest, token: string): Promise<readonly string[]> {
  const response = await fetch(`${server.url}/api/meetings/${server.meetingId}/record`, { headers: { authorization: `Bearer ${token}` } })
  expect(response.status).toBe(200)
  return (await response.text()).split('\n').filter(Boolean)
}
