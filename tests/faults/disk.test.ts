import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, open, readFile, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstFault } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { connectStockClient, freshId, signInByApi } from '../sync-client.ts'

const run = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let disk: string
let isMounted = false
/** A disk of four megabytes; only root may make one. */
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'hopso-disk-'))
  isMounted = run('mount', '-t', 'tmpfs', '-o', 'size=4m', 'hopso-test', disk)
  if (!isMounted) console.log('skipped: a disk of a few megabytes can only be made by root on Linux')
})
afterAll(async () => {
  if (isMounted) run('umount', '-l', disk)
  await rm(disk, { recursive: true, force: true })
})

/** Takes all the room there is, to the last byte. */
async function fill(): Promise<void> {
  const handle = await open(join(disk, 'ballast'), 'a')
  try {
    for (const size of [65_536, 4096, 512, 64, 1])
      for (;;) {
        const written = await handle.write(new Uint8Array(size)).then(
          ({ bytesWritten }) => bytesWritten,
          () => 0
        )
        if (written === 0) break
      }
  } finally {
    await handle.close()
  }
}

describe('a full disk under the whole server', () => {
  it('[F4] nothing is called saved, people are told within two seconds and go on reading, and it goes on by itself when there is room', async context => {
    if (!isMounted) return context.skip()
    const server: ServerUnderTest = await startServerUnderTest(join(disk, 'data'))
    try {
      const signIn = (role: string) => signInByApi(server.url, server.account(role).account, server.account(role).password)
      const [secretary, administrator, member] = [await signIn('secretary'), await signIn('administrator'), await signIn('member')]
      const ask = async (method: string, path: string, token: string, body?: object, headers: Record<string, string> = {}) => {
        const answer = await fetch(`${server.url}${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
          ...(body && { body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) })
        })
        return { status: answer.status, json: await answer.json().catch(() => null) }
      }
      const meeting = server.meetingId
      const writer = connectStockClient(server.syncUrl, `meeting/${meeting}`, secretary.token)
      const reader = connectStockClient(server.syncUrl, `meeting/${meeting}`, member.token)
      const particulars = writer.doc.getMap('particulars')
      const read = () => Number(reader.doc.getMap('particulars').get('number') ?? 0)
      let number = 0
      const write = () => {
        number += 1
        particulars.set('padding', 'x'.repeat(3000) + number)
        particulars.set('number', number)
      }
      // A connection that has sent nothing yet has nothing saved.
      const isSaved = () => writer.sent() > 0 && writer.saved().n >= writer.sent()
      await expect.poll(() => writer.provider.synced && reader.provider.synced).toBe(true)
      write()
      await expect.poll(() => isSaved() && read() === number, { interval: 10 }).toBe(true)
      const bytes = await readFile('resources/demonstration/papers/giay-moi.pdf')
      const ids = {
        upload: freshId<never>() as string,
        id: freshId<never>(),
        paper: freshId<never>() as string,
        version: freshId<never>() as string
      }
      const about = { title: 'Giấy mời', item: null, fileName: 'giay-moi.pdf', declaration: 'ordinary' }
      const upload = { ...ids, ...about, bytes: bytes.length, hash: sha256(bytes) }
      expect((await ask('POST', `/api/meetings/${meeting}/uploads`, secretary.token, upload)).status).toBe(201)
      const piece = (from: number, to: number) => {
        const headers = { 'content-type': 'application/octet-stream', 'upload-offset': String(from) }
        return ask('PATCH', `/api/uploads/${upload.upload}`, secretary.token, new Uint8Array(bytes.subarray(from, to)), headers)
      }
      expect((await piece(0, 10_000)).status).toBe(200)
      const screen = (await ask('POST', '/api/screens', '')).json
      const pairing = { id: freshId<never>() as string, code: screen.code }
      const pair = () => ask('POST', `/api/meetings/${meeting}/screens`, secretary.token, pairing)

      await fill()
      // What LevelDB had room for in its last page is stored; then it is told.
      let lastSaved = number
      let since = performance.now()
      for (let tries = 0; tries < 200 && writer.saved().rights === 1; tries += 1) {
        write()
        since = performance.now()
        await expect.poll(() => isSaved() || writer.saved().rights === 0, { interval: 5, timeout: 10_000 }).toBe(true)
        if (writer.saved().rights === 1) lastSaved = number
      }
      expect(writer.saved().rights).toBe(0)
      expect(performance.now() - since).toBeLessThan(2000)
      expect(number).toBeGreaterThan(lastSaved)
      await expect.poll(read).toBe(lastSaved)

      const full = { status: 507, json: { error: 'disk-full' } }
      const command = { id: freshId<never>() as string, kind: 'set-presenter', item: freshId<never>(), user: secretary.user.id }
      const path = `/api/meetings/${meeting}/commands`
      await fill()
      expect(await ask('POST', path, secretary.token, command)).toEqual(full)
      expect(await piece(10_000, bytes.length)).toEqual(full)
      expect(await pair()).toEqual(full)
      expect((await ask('GET', `/api/uploads/${upload.upload}`, secretary.token)).json).toEqual({ offset: 10_000 })
      expect(await ask('PATCH', `/api/users/${member.user.id}`, administrator.token, { title: 'Chức vụ mới' })).toEqual(full)
      expect((await ask('GET', '/api/meetings', member.token)).status).toBe(200)
      expect((await ask('GET', `/api/meetings/${meeting}/record`, member.token)).status).toBe(200)
      const late = connectStockClient(server.syncUrl, `meeting/${meeting}`, member.token)
      await expect.poll(() => Number(late.doc.getMap('particulars').get('number'))).toBe(lastSaved)
      late.close()
      expect(writer.saved().rights).toBe(0)

      await unlink(join(disk, 'ballast'))
      await expect.poll(() => writer.saved().rights === 1 && isSaved() && read() === number, { timeout: 15_000 }).toBe(true)
      expect((await ask('POST', path, secretary.token, command)).status).toBe(200)
      // [BS1] The big screen goes on showing its code, and comes in with it.
      expect((await pair()).status).toBe(200)
      expect((await piece(10_000, bytes.length)).status).toBe(200)
      expect((await ask('POST', `/api/uploads/${upload.upload}/finish`, secretary.token, {})).status).toBe(200)
      expect((await ask('PATCH', `/api/users/${member.user.id}`, administrator.token, { title: 'Chức vụ mới' })).status).toBe(200)
      for (const client of [writer, reader]) client.close()

      await server.restart()
      const again = connectStockClient(server.syncUrl, `meeting/${meeting}`, member.token)
      await expect.poll(() => Number(again.doc.getMap('particulars').get('number'))).toBe(number)
      again.close()
      const headers = { authorization: `Bearer ${member.token}` }
      const record = await (await fetch(`${server.url}/api/meetings/${meeting}/record`, { headers })).text()
      const events = record
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as RecordEvent)
      expect(firstFault(events, sha256)).toBeNull()
      expect(events.filter(event => (event.command as string) === command.id)).toHaveLength(1)
      const file = await fetch(`${server.url}/api/papers/${upload.paper}/versions/${upload.version}/file`, { headers })
      expect(sha256(new Uint8Array(await file.arrayBuffer()))).toBe(upload.hash)
      expect(server.log()).not.toMatch(/room-damaged|record-damaged|"event":"storage"/)
    } catch (error) {
      console.log(server.log().slice(-3000))
      throw error
    } finally {
      await server.close()
    }
  })
})
