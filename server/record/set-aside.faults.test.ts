import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import * as decoding from 'lib0/decoding'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { closeReasons, messageKind } from '#protocol/sync.ts'
import type { LogEntry, RunningServer } from '../index.ts'
import { anId, ask, draft, type Home, issued, makeHome, newUpload, pdf, people, signIn } from '../running-server.contract.ts'

let home: Home
const endings: (() => void)[] = []
beforeAll(async () => {
  home = await makeHome()
})
afterAll(async () => {
  for (const end of endings) end()
  await home.leave()
})

const rowKey = (chain: string, seq: number) => `u!${chain}!${seq.toString(16).padStart(16, '0')}`

/** A server on a folder of its own, whose database was changed while it was not running. */
async function restarted(name: string, change: (level: ClassicLevel<string, Uint8Array>) => Promise<void>) {
  const options = { dataDir: join(home.folder, name) }
  await (await home.start(options)).close()
  const level = new ClassicLevel<string, Uint8Array>(join(options.dataDir, 'level'), { keyEncoding: 'utf8', valueEncoding: 'view' })
  await change(level)
  await level.close()
  const log: LogEntry[] = []
  return { server: await home.start({ ...options, log: entry => log.push(entry) }), log }
}

const flip = async (level: ClassicLevel<string, Uint8Array>, key: string) => {
  const bytes = Uint8Array.from((await level.get(key)) ?? [])
  bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 4
  await level.put(key, bytes)
}

/** What a room says first: its rights (0 read, 1 write), or the code it closes with. */
const door = async (server: RunningServer, token: string, room: string) => {
  const doc = new Y.Doc()
  const protocols = ['hopso', `token.${token}`]
  const provider = new WebsocketProvider(server.syncUrl, room, doc, { WebSocketPolyfill: WebSocket as never, disableBc: true, protocols })
  endings.push(() => provider.destroy())
  const said = await new Promise<number>(resolve => {
    provider.messageHandlers[messageKind.saved] = (_encoder, decoder) => {
      decoding.readVarString(decoder)
      resolve(decoding.readVarUint(decoder))
    }
    provider.on('connection-close', event => resolve(event?.code ?? 0))
  })
  return { said, doc }
}

const health = async (server: RunningServer) => (await ask(server.url, 'GET', '/healthz')).json

it('[R5] a damaged record sets its meeting aside: shown as it was, changed by nothing, and every other one works', async () => {
  const { server, log } = await restarted('one-row', level => flip(level, rowKey(`m!${issued}`, 3)))
  expect(log).toContainEqual(expect.objectContaining({ level: 'error', event: 'record-damaged', meeting: issued, readable: 2 }))
  expect(await health(server)).toMatchObject({ status: 'damaged', damagedMeetings: 1 })

  const [secretary, member, outsider] = await Promise.all(['secretary', 'member', 'outsider'].map(name => signIn(server.url, name)))
  const { meetings } = (await ask(server.url, 'GET', '/api/meetings', { token: member ?? '' })).json
  expect(meetings).toMatchObject([{ meeting: issued, state: 'issued', participantCount: 4, paperCount: 1 }])
  const record = await door(server, member ?? '', `record/${issued}`)
  await expect.poll(() => readProjection(record.doc).participants.size).toBe(4)
  expect((await ask(server.url, 'HEAD', `/api/papers/${issued}-giay/versions/${issued}-giay-1/file`, { token: member ?? '' })).status).toBe(
    200
  )

  const refused = { error: 'record-damaged' }
  const command = { id: anId(), kind: 'remove-participant', user: people.guest }
  const upload = newUpload(await pdf([['Báo cáo']]))
  for (const [method, path, body] of [
    ['POST', `/api/meetings/${issued}/commands`, command],
    ['POST', `/api/meetings/${issued}/uploads`, upload],
    ['GET', `/api/meetings/${issued}/record`, undefined]
  ] as const)
    for (const token of [secretary ?? '', outsider ?? ''])
      expect((await ask(server.url, method, path, { token, body })).json).toEqual(refused)
  expect((await door(server, secretary ?? '', `meeting/${issued}`)).said).toBe(0)
  expect((await door(server, outsider ?? '', `meeting/${issued}`)).said).toBe(closeReasons.closing.code)

  expect((await door(server, secretary ?? '', `meeting/${draft}`)).said).toBe(1)
  const other = await ask(server.url, 'POST', `/api/meetings/${draft}/commands`, { token: secretary ?? '', body: command })
  expect(other.status).toBe(200)
})

it('[R5] where nothing is readable any more its rooms say "later", and no list is shortened', async () => {
  const { server } = await restarted('all-rows', async level => {
    for (const prefix of [`m!${issued}`, `r!record/${issued}`])
      for await (const key of level.keys({ gte: `u!${prefix}!`, lt: `u!${prefix}!~` })) await level.del(key)
  })
  const member = await signIn(server.url, 'member')
  for (const room of [`record/${issued}`, `meeting/${issued}`])
    expect((await door(server, member, room)).said).toBe(closeReasons.closing.code)
  expect((await ask(server.url, 'GET', `/api/meetings/${issued}/record`, { token: member })).json).toEqual({ error: 'record-damaged' })
  const inbox = await door(server, member, `inbox/${people.member}`)
  await expect.poll(() => readMeetings(inbox.doc).map(({ meeting }) => meeting)).toContain(issued)
})
