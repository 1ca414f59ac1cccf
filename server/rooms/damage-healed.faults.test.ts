import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { noteText } from '#core/shared-doc/meeting-doc.ts'
import { messageKind } from '#protocol/sync.ts'
import type { LogEntry, RunningServer } from '../index.ts'
import { type Home, issued, makeHome, signIn } from '../running-server.contract.ts'

let home: Home
const providers: WebsocketProvider[] = []
beforeAll(async () => {
  home = await makeHome()
})
afterAll(async () => {
  for (const provider of providers) provider.destroy()
  await home.leave()
})

const connect = (server: RunningServer, token: string, doc: Y.Doc): void => {
  const protocols = ['hopso', `token.${token}`]
  const how = { WebSocketPolyfill: WebSocket as never, disableBc: true, protocols, maxBackoffTime: 200 }
  const provider = new WebsocketProvider(server.syncUrl, `meeting/${issued}`, doc, how)
  provider.messageHandlers[messageKind.saved] = () => undefined
  providers.push(provider)
}

const rows = { gte: `u!r!meeting/${issued}!`, lt: `u!r!meeting/${issued}!~` }
type Level = ClassicLevel<string, Uint8Array>
/** Ways a database loses part of a room. */
const damages: Readonly<Record<string, (level: Level, keys: readonly string[]) => Promise<void>>> = {
  'rows are missing in the middle': (level, keys) => level.batch(keys.slice(2, 5).map(key => ({ type: 'del' as const, key }))),
  'the newest rows are missing': (level, keys) => level.batch(keys.slice(-3).map(key => ({ type: 'del' as const, key }))),
  'every row has a flipped bit': async (level, keys) => {
    for (const key of keys) {
      const bytes = Uint8Array.from((await level.get(key)) ?? [])
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 8
      await level.put(key, bytes)
    }
  },
  'the head is gone': level => level.del(`h!r!meeting/${issued}`)
}

it.each(Object.keys(damages))('[F3] %s: it is said, and one client that holds the room makes it whole again', async how => {
  const options = { dataDir: join(home.folder, how.replace(/\W/g, '-')) }
  const before = await home.start(options)
  const holder = new Y.Doc()
  connect(before, await signIn(before.url, 'secretary'), holder)
  await expect.poll(() => providers.at(-1)?.synced).toBe(true)
  const seen = new Y.Doc()
  connect(before, await signIn(before.url, 'member'), seen)
  for (let n = 0; n < 8; n += 1) {
    noteText(holder).insert(noteText(holder).length, `câu ${n}; `)
    await expect.poll(() => noteText(seen).toString(), { interval: 5 }).toBe(noteText(holder).toString())
  }
  const whole = noteText(holder).toString()
  for (const provider of providers.splice(0)) provider.destroy()
  await before.close()

  const level: Level = new ClassicLevel(join(options.dataDir, 'level'), { keyEncoding: 'utf8', valueEncoding: 'view' })
  const keys = await level.keys(rows).all()
  expect(keys.length).toBeGreaterThan(7)
  await damages[how]?.(level, keys)
  await level.close()

  const log: LogEntry[] = []
  const after = await home.start({ ...options, log: entry => log.push(entry) })
  expect(log).toContainEqual(expect.objectContaining({ event: 'storage', message: expect.stringContaining(`meeting/${issued}`) }))
  connect(after, await signIn(after.url, 'secretary'), holder)
  const newcomer = new Y.Doc()
  connect(after, await signIn(after.url, 'member'), newcomer)
  await expect.poll(() => noteText(newcomer).toString(), { timeout: 5000 }).toBe(whole)
  await after.close()
  const third = await home.start(options)
  const last = new Y.Doc()
  connect(third, await signIn(third.url, 'member'), last)
  await expect.poll(() => noteText(last).toString(), { timeout: 5000 }).toBe(whole)
})
