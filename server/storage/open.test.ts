import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UploadId } from '#core/ids.ts'
import { parseFormat } from './data-folder.ts'
import { userOf } from './directory.contract.ts'
import { isHeld, machineProcesses } from './folder-lock.ts'
import { type DiskStorageOptions, openDiskStorage, openMemoryStorage } from './open.ts'
import type { Storage, StorageFaultKind } from './ports.ts'
import { recordOf } from './record-storage.contract.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

const privateRoom = 'notes/meeting-0001/user-0001'

describe('the data folder', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let data: string
  const opened: Storage[] = []
  beforeEach(async () => {
    folder = await temporaryFolder()
    data = join(folder.path, 'data')
  })
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close()
    await folder.remove()
  })

  const open = async (options?: DiskStorageOptions) => {
    const storage = await openDiskStorage(data, options)
    opened.push(storage)
    return storage
  }
  const refused = (kind: StorageFaultKind, options?: DiskStorageOptions) =>
    expect(open(options)).rejects.toMatchObject({ name: 'StorageFault', kind })
  const fill = async (storage: Storage) => {
    await storage.rooms.append(privateRoom, Uint8Array.from(Buffer.from('ghi chép riêng')))
    await storage.records.append(recordOf('meeting-0001', 2))
    await storage.files.appendUpload('upload-0001' as UploadId, 0, Uint8Array.of(1))
    await storage.directory.putUser(userOf(1))
  }

  it('remembers everything and gives its lock back', async () => {
    const first = await open()
    await fill(first)
    const serverId = first.directory.serverId
    await Promise.all([first.close(), first.close()])
    expect((await readdir(data)).sort()).toEqual(
      ['directory.json', 'directory.json.bak', 'files', 'format.json', 'level', 'level.witness', 'uploads'].sort()
    )
    expect(JSON.parse(await readFile(join(data, 'format.json'), 'utf8'))).toEqual({ product: 'hopso', format: 1 })
    const second = await open()
    expect(second.directory.serverId).toBe(serverId)
    expect(second.directory.users().size).toBe(1)
    expect(await second.rooms.list()).toEqual([privateRoom])
    expect(await second.records.listMeetings()).toEqual(['meeting-0001'])
    expect(await second.files.uploadOffset('upload-0001' as UploadId)).toBe(1)
  })

  it('opens for one at a time', async () => {
    await open()
    await refused('locked')
    await writeFile(join(data, 'lock'), '')
    await refused('locked')
  })

  it('takes over the lock of a process that is dead or whose number another one has now', async () => {
    const pid = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
    await mkdir(data)
    for (const lock of [{ pid, started: 'x 1', token: 'a' }, { pid: process.pid, started: 'x 1', token: 'a' }, {}]) {
      await writeFile(join(data, 'lock'), JSON.stringify(lock))
      await (await open()).close()
      expect(await readdir(data)).not.toContain('lock')
    }
  })

  it('tells a holder by number and start', () => {
    const alive = { isAlive: (pid: number) => pid === 7, startOf: () => 'then' }
    expect(isHeld({ pid: 7, started: 'then' }, alive)).toBe(true)
    expect(isHeld({ pid: 7, started: 'before' }, alive)).toBe(false)
    expect(isHeld({ pid: 8, started: 'then' }, alive)).toBe(false)
    expect(isHeld({ pid: 7, started: null }, { ...alive, startOf: () => null })).toBe(false)
    expect(machineProcesses.isAlive(process.pid)).toBe(true)
  })

  it('refuses the folder of a newer release and leaves it as it is', async () => {
    await mkdir(data)
    await writeFile(join(data, 'format.json'), '{"product":"hopso","format":2,"anything":["new"]}')
    await refused('newer-format')
    expect(await readdir(data)).toEqual(['format.json'])
  })

  it('refuses a format it cannot read or that is lost', async () => {
    for (const text of ['', '{}', '{"product":"other","format":1}', '{"product":"hopso","format":"1"}'])
      expect(() => parseFormat(text)).toThrow(expect.objectContaining({ kind: 'damaged' }))
    await mkdir(join(data, 'level'), { recursive: true })
    await refused('damaged')
  })

  it('says that a folder cannot be used', async () => {
    await writeFile(data, 'a file')
    await refused('unreadable')
  })

  it('clears away what a crash left half-written', async () => {
    await mkdir(data)
    await writeFile(join(data, '.directory.json.0123456789ab.tmp'), 'half')
    await open()
    expect((await readdir(data)).some(name => name.endsWith('.tmp'))).toBe(false)
  })

  it('encrypts private rooms under a key outside the folder, and opens with that key alone', async () => {
    const keysDir = join(folder.path, 'keys')
    const plain = await open()
    await plain.rooms.append('state/user-0001', Uint8Array.of(1))
    await plain.close()
    const first = await open({ keysDir })
    await fill(first)
    await first.rooms.append('meeting/meeting-0001', Uint8Array.from(Buffer.from('chương trình họp')))
    await first.close()
    expect((await stat(join(keysDir, 'master.key'))).mode & 0o777).toBe(0o600)
    expect(await contains('ghi chép riêng')).toBe(false)
    expect(await contains('chương trình họp')).toBe(true)

    await refused('unreadable')
    await refused('unreadable', { keysDir: join(folder.path, 'empty') })
    await mkdir(join(folder.path, 'foreign'))
    await writeFile(join(folder.path, 'foreign', 'master.key'), new Uint8Array(32))
    await refused('unreadable', { keysDir: join(folder.path, 'foreign') })
    expect(await readdir(join(folder.path, 'empty'))).toEqual([])

    const second = await open({ keysDir })
    const loaded = await second.rooms.load(privateRoom)
    expect(Buffer.from(loaded?.updates[0] ?? []).toString()).toBe('ghi chép riêng')
    expect(loaded?.quarantined).toEqual([])
    expect((await second.rooms.load('state/user-0001'))?.updates).toEqual([Uint8Array.of(1)])
  })

  it('keeps no key in the folder that it protects', async () => {
    await refused('unreadable', { keysDir: join(data, 'keys') })
  })

  async function contains(text: string): Promise<boolean> {
    for (const name of await readdir(join(data, 'level'))) if ((await readFile(join(data, 'level', name))).includes(text)) return true
    return false
  }
})

it('memory is a storage too', async () => {
  const storage = openMemoryStorage()
  await storage.rooms.append('meeting/meeting-0001', Uint8Array.of(1))
  await storage.close()
  await storage.close()
})
