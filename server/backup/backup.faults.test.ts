import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingId } from '#core/ids.ts'
import { vi } from '#text/vi/index.ts'
import { understand } from '../command/arguments.ts'
import { makeBackup, restore } from '../command/backup.ts'
import { ask, type Home, issued, makeHome, people, signIn } from '../running-server.contract.ts'
import { openDiskStorage } from '../storage/open.ts'
import { archiveOf } from './archive.ts'
import { restoreBackup, verifyBackup } from './restore.ts'

const text = vi.command
let home: Home
let data: string
let backup: string
beforeAll(async () => {
  home = await makeHome()
  data = join(home.folder, 'data')
  backup = join(home.folder, 'backup.tar')
  const server = await home.start({ dataDir: data })
  // While the server runs.
  expect((await makeBackup(data, backup, text)).sentence).toContain('1 tệp tài liệu')
  await server.close()
})
afterAll(() => home.leave())

let count = 0
let target: string
beforeEach(() => {
  target = join(home.folder, `target-${++count}`)
})

const contents = async (folder: string) => {
  const storage = await openDiskStorage(folder)
  try {
    const rooms = new Map<string, { readonly updates: readonly Uint8Array[]; readonly epoch: string }>()
    for (const room of await storage.rooms.list()) {
      const { updates, epoch } = (await storage.rooms.load(room)) ?? { updates: [], epoch: '' }
      rooms.set(room, { updates, epoch })
    }
    const records = await Promise.all((await storage.records.listMeetings()).map(meeting => storage.records.load(meeting)))
    const { serverId, users, units } = {
      serverId: storage.directory.serverId,
      users: storage.directory.users(),
      units: storage.directory.units()
    }
    return { rooms, rest: { records, serverId, users, units } }
  } finally {
    await storage.close()
  }
}

describe('a backup', () => {
  it('[F10] made while the server runs gives back everything but sessions and keys, and every room a new epoch', async () => {
    expect((await restore(backup, target, false, text)).done).toBe(true)
    const [before, after] = [await contents(data), await contents(target)]
    expect(after.rest).toEqual(before.rest)
    expect([...after.rooms.keys()]).toEqual([...before.rooms.keys()])
    for (const [room, { updates, epoch }] of after.rooms) {
      expect(updates).toEqual(before.rooms.get(room)?.updates)
      expect(epoch).not.toBe(before.rooms.get(room)?.epoch)
    }
    const server = await home.start({ dataDir: target })
    const token = await signIn(server.url, 'member')
    const file = await ask(server.url, 'GET', `/api/papers/${issued}-giay/versions/${issued}-giay-1/file`, { token })
    expect(file.bytes).toEqual(await readFile(join(home.folder, 'demonstration/papers/to-trinh.pdf')))
    await server.close()
  })

  it('[F10] of a folder whose server is stopped is as good, and is never written over', async () => {
    const other = join(home.folder, 'stopped.tar')
    expect((await makeBackup(data, other, text)).done).toBe(true)
    await restoreBackup(other, target, false)
    expect((await contents(target)).rest).toEqual((await contents(data)).rest)
    expect(await makeBackup(data, other, text)).toEqual({ done: false, sentence: text.backupThere(other) })
    await expect(makeBackup(join(home.folder, 'papers'), join(home.folder, 'x.tar'), text)).rejects.toMatchObject({ kind: 'unreadable' })
  })

  it('[F10] whose any byte differs, or which ends too early, is refused before anything is written', async () => {
    const whole = await readFile(backup)
    const broken = join(home.folder, 'broken.tar')
    const refused = async (bytes: Uint8Array, at: number) => {
      await writeFile(broken, bytes)
      const { done, sentence } = await restore(broken, target, false, text)
      expect(done, `byte ${at}`).toBe(false)
      expect(sentence).toContain('bị hỏng')
      await expect(readdir(target)).rejects.toThrow('ENOENT')
    }
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 150)) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ 4
      await refused(flipped, at)
      await refused(whole.subarray(0, at), at)
    }
    await refused(Buffer.concat([whole, Buffer.alloc(512)]), whole.length)
  })

  it('[F10] names what is damaged', async () => {
    const { entries } = await verifyBackup(backup)
    const paper = entries.find(({ name }) => name.startsWith('files/'))
    const bytes = await readFile(backup)
    bytes[(paper?.begin ?? 0) + 9] = (bytes[(paper?.begin ?? 0) + 9] ?? 0) ^ 1
    const broken = join(home.folder, 'named.tar')
    await writeFile(broken, bytes)
    expect((await restore(broken, target, false, text)).sentence).toBe(text.backupDamaged(broken, paper?.name ?? ''))
  })

  it('[F10] with a name that leads elsewhere is refused however well it is sealed', async () => {
    const climbing = join(home.folder, 'climbing.tar')
    for (const name of ['../outside', '/etc/hopso', 'files/../../outside', 'level/1.rows', 'files/x', 'lock']) {
      const entries = async function* () {
        yield { name, size: 1, content: [Uint8Array.of(1)] }
      }
      const pieces: Uint8Array[] = []
      for await (const piece of archiveOf(entries(), { product: 'hopso', backup: 1, at: '' })) pieces.push(piece)
      await writeFile(climbing, Buffer.concat(pieces))
      await expect(verifyBackup(climbing)).rejects.toMatchObject({ kind: 'damaged', message: expect.stringContaining(name) })
    }
    await expect(verifyBackup(join(home.folder, 'none.tar'))).rejects.toMatchObject({ kind: 'unreadable' })
  })

  it('[F10] of rows or accounts that are not what this program writes is refused before anything is written, however well it is sealed', async () => {
    const whole = await readFile(backup)
    const { entries } = await verifyBackup(backup)
    const forged = join(home.folder, 'forged.tar')
    const forge = async (of: string, change: (content: Buffer) => Buffer) => {
      const parts = async function* () {
        for (const { name, begin, size } of entries) {
          const content = whole.subarray(begin, begin + size)
          const written = name.startsWith(of) ? change(content) : content
          yield { name, size: written.length, content: [written] }
        }
      }
      const pieces: Uint8Array[] = []
      for await (const piece of archiveOf(parts(), { product: 'hopso', backup: 1, at: '' })) pieces.push(piece)
      await writeFile(forged, Buffer.concat(pieces))
      return restore(forged, target, false, text)
    }
    expect(await forge('level/', content => content.subarray(0, -1))).toEqual({
      done: false,
      sentence: text.backupDamaged(forged, 'level/000001.rows')
    })
    const nobody = await forge('directory.json', () => Buffer.from('{"users":5}'))
    expect(nobody).toEqual({ done: false, sentence: text.backupDamaged(forged, 'directory.json') })
    await expect(readdir(target)).rejects.toThrow('ENOENT')
    expect((await forge('nothing', content => content)).done).toBe(true)
  })

  it('[F10] goes into a new or empty folder, or moves the old one aside when told; never into one that is in use', async () => {
    await mkdir(target)
    expect((await restore(backup, target, false, text)).done).toBe(true)
    expect(await restore(backup, target, false, text)).toEqual({ done: false, sentence: text.folderNotEmpty(target) })
    const server = await home.start({ dataDir: target })
    await expect(restore(backup, target, true, text)).rejects.toMatchObject({ kind: 'locked' })
    await server.close()
    await writeFile(join(target, 'mark'), '')
    const { sentence } = await restore(backup, target, true, text)
    const old = (await readdir(home.folder)).find(name => name.startsWith(`target-${count}.`)) ?? ''
    expect(sentence).toContain(text.restoredBefore(join(home.folder, old)))
    expect(await readdir(join(home.folder, old))).toContain('mark')
    expect(await readdir(target)).not.toContain('mark')
  })

  it('[F10] cut short while it is put in place leaves a folder that nothing opens', async () => {
    await restoreBackup(backup, target, false)
    await rm(join(target, 'format.json'))
    await expect(openDiskStorage(target)).rejects.toMatchObject({ kind: 'damaged' })
  })

  it('[F10] leaves a damaged paper out and says so', async () => {
    const folder = join(home.folder, 'with-damage')
    await restoreBackup(backup, folder, false)
    const [first = ''] = await readdir(join(folder, 'files'))
    const [hash = ''] = await readdir(join(folder, 'files', first))
    await writeFile(join(folder, 'files', first, hash), 'damaged')
    const file = join(home.folder, 'with-damage.tar')
    expect((await makeBackup(folder, file, text)).sentence).toContain(text.backupWithoutPapers(1))
    expect((await restore(file, target, false, text)).sentence).toContain(text.backupWithoutPapers(1))
    expect(await readdir(join(target, 'files'))).toEqual([])
  })

  it('[F10] of encrypted rooms holds no key and opens with the key alone', async () => {
    const [folder, keysDir, file] = [join(home.folder, 'closed'), join(home.folder, 'keys'), join(home.folder, 'closed.tar')]
    const room = `notes/${issued}/${people.member}`
    const storage = await openDiskStorage(folder, { keysDir })
    await storage.rooms.append(room, Buffer.from('ghi chép riêng'))
    await storage.close()
    await makeBackup(folder, file, text)
    expect((await readFile(file)).includes(await readFile(join(keysDir, 'master.key')))).toBe(false)
    await restoreBackup(file, target, false)
    await expect(openDiskStorage(target)).rejects.toMatchObject({ kind: 'unreadable' })
    const opened = await openDiskStorage(target, { keysDir })
    const loaded = await opened.rooms.load(room)
    expect(loaded?.quarantined).toEqual([])
    expect(Buffer.from(loaded?.updates[0] ?? []).toString()).toBe('ghi chép riêng')
    expect(await opened.records.load(issued as MeetingId)).toEqual([])
    await opened.close()
  })
})

it('[F10] the door for backups opens to whoever can read the data folder, and to nobody else', async () => {
  const folder = join(home.folder, 'door')
  const server = await home.start({ dataDir: folder })
  const { port, token } = JSON.parse(await readFile(join(folder, 'door.json'), 'utf8')) as { port: number; token: string }
  const say = (words: string) =>
    new Promise<number>(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.write(words))
      let bytes = 0
      socket.on('data', piece => {
        bytes += piece.length
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(bytes))
    })
  for (const words of ['GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.padEnd(80), `${'0'.repeat(64)}\n`, `${token}x`, 'x'.repeat(100_000)])
    expect(await say(words)).toBe(0)
  expect(await say(`${token}\n`)).toBeGreaterThan(10_000)
  await server.close()
  expect(await readdir(folder)).not.toContain('door.json')
})

it('the command line understands backup and restore', () => {
  expect(understand(['backup', '--data', 'd', '--to', 'f'], text)).toEqual({ kind: 'backup', data: 'd', file: 'f' })
  expect(understand(['restore', 'f', '--data', 'd', '--replace'], text)).toEqual({ kind: 'restore', file: 'f', data: 'd', replace: true })
  expect(understand(['backup', '--data', 'd'], text)).toEqual({ kind: 'wrong', sentence: text.missingOption('--to') })
  expect(understand(['restore', '--data', 'd'], text)).toEqual({ kind: 'wrong', sentence: text.missingOption('FILE') })
})
