import { cp, readdir, readFile, rm, stat, truncate, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { UnitId, UploadId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { vi } from '#text/vi/index.ts'
import { startFaultSentence } from '../command/start-fault.ts'
import { userOf } from './directory.contract.ts'
import { chances } from './fake-disk.contract.ts'
import { hashOfBytes } from './file-storage.contract.ts'
import { openDiskStorage } from './open.ts'
import { type Storage, StorageFault } from './ports.ts'
import { recordOf } from './record-storage.contract.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

const runs = Number(process.env.FAULT_RUNS ?? 200)
const first = Number(process.env.FAULT_SEED ?? 0)
const rooms = ['meeting/meeting-0001', 'minutes/meeting-0001', 'marks/paper-0001/user-0001', 'state/user-0001', 'inbox/user-0001']
const meetings = ['meeting-0001', 'meeting-0002', 'meeting-0003']
const record = new Map(meetings.map(meeting => [meeting, recordOf(meeting, 25)]))
const papers = [1, 2, 3].map(n => new Uint8Array(20_000 * n).map((_, at) => (at * n * 31) % 251))

let home: Awaited<ReturnType<typeof temporaryFolder>>
let whole: string
beforeAll(async () => {
  home = await temporaryFolder()
  whole = join(home.path, 'whole')
  // Opened again and again, so that tables lie beside the log.
  for (let round = 0; round < 5; round += 1) {
    const storage = await openDiskStorage(whole)
    for (const room of rooms) {
      for (let n = 0; n < 6; n += 1) await storage.rooms.append(room, Uint8Array.from(Buffer.from(`${room} ${round} ${n} `.repeat(9))))
      if (round === 2) await storage.rooms.compact(room, Uint8Array.from(Buffer.from(`${room} snapshot`)))
    }
    for (const events of record.values()) await storage.records.append(events.slice(round * 5, round * 5 + 5))
    for (const [index, paper] of papers.entries()) {
      const upload = `upload-000${index}` as UploadId
      await storage.files.appendUpload(upload, 0, paper)
      await storage.files.finishUpload(upload, hashOfBytes(paper))
    }
    await storage.directory.putUnit({ id: 'unit-0001' as UnitId, parent: null, name: 'UBND xã Thử', shortName: '' })
    await storage.directory.putUser(userOf(round))
    await storage.close()
  }
  for (const events of record.values()) expect(events).toHaveLength(25)
})
afterAll(() => home.remove())

type Contents = ReadonlyMap<string, string>

/** Everything that can be read, by name; what is damaged is told instead. */
async function readAll(storage: Storage, named: (what: string) => void): Promise<Contents> {
  const found = new Map<string, string>()
  for (const room of await storage.rooms.list()) {
    const loaded = await storage.rooms.load(room)
    for (const name of loaded?.quarantined ?? []) named(`${room}: ${name}`)
    found.set(room, JSON.stringify(loaded?.updates.map(update => Buffer.from(update).toString('latin1'))))
  }
  for (const meeting of await storage.records.listMeetings()) {
    const { events, damage } = await storage.records.loadReadable(meeting)
    if (damage !== null) named(`${meeting}: ${damage}`)
    expect(record.get(meeting)?.slice(0, events.length) ?? []).toEqual(events)
    found.set(meeting, JSON.stringify(events))
  }
  for (const paper of papers) {
    const hash: FileHash = hashOfBytes(paper)
    const bytes = await storage.files.read(hash, 0, paper.length).catch((error: StorageFault) => {
      expect(error.kind).toBe('damaged')
      named(error.message)
      return new Uint8Array()
    })
    found.set(hash, Buffer.from(bytes).toString('latin1'))
  }
  const { serverId } = storage.directory
  found.set('directory', JSON.stringify([serverId, [...storage.directory.units()], [...storage.directory.users()]]))
  return found
}

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const names = (await readdir(folder, { recursive: true })) as string[]
  const kinds = await Promise.all(names.map(async name => (await stat(join(folder, name))).isFile()))
  return names.filter((_, at) => kinds[at]).sort()
}

/** Opens the folder and reads all of it; the sentence for the person instead, when it does not open. */
async function look(
  folder: string
): Promise<{ readonly contents: Contents; readonly named: readonly string[] } | { readonly sentence: string }> {
  const named: string[] = []
  let storage: Storage | null = null
  try {
    storage = await openDiskStorage(folder, { warn: message => named.push(message) })
    return { contents: await readAll(storage, what => named.push(what)), named }
  } catch (error) {
    expect(error).toBeInstanceOf(StorageFault)
    expect(['damaged', 'newer-format', 'unreadable']).toContain((error as StorageFault).kind)
    return { sentence: startFaultSentence(error, { folder, host: '', port: 0 }, vi.command) }
  } finally {
    await storage?.close()
  }
}

/** What differs from the whole without a word about it, or ''. */
async function silentLoss(folder: string, expected: Contents): Promise<string> {
  const found = await look(folder)
  if ('sentence' in found || found.named.length > 0) return ''
  const lost = [...expected].filter(([name, content]) => found.contents.get(name) !== content).map(([name]) => name)
  const strange = [...found.contents.keys()].filter(name => !expected.has(name))
  return [...lost, ...strange].join(', ')
}

it(
  `[F2] [F3] a byte flipped, a file cut or gone anywhere in a data folder: everything is there, or it is said what is not (${runs} seeds)`,
  async () => {
    const before = await look(whole)
    if ('sentence' in before) throw new Error(before.sentence)
    expect(before.named).toEqual([])
    const names = await filesIn(whole)
    expect(names.some(name => name.endsWith('.ldb')) && names.some(name => name.includes('MANIFEST'))).toBe(true)
    const silent: string[] = []
    const outcomes = { refused: 0, named: 0, whole: 0 }
    for (let seed = first; seed < first + runs; seed += 1) {
      const chance = chances(seed)
      const folder = join(home.path, 'damaged')
      await cp(whole, folder, { recursive: true })
      const name = names[Math.floor(chance() * names.length)] ?? ''
      const path = join(folder, name)
      const { size } = await stat(path)
      const at = Math.floor(chance() * size)
      const kind = chance() < 0.7 ? 'flip' : chance() < 0.6 ? 'cut' : 'gone'
      if (kind === 'gone') await unlink(path)
      else if (kind === 'cut') await truncate(path, at)
      else if (size > 0) {
        const bytes = await readFile(path)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(chance() * 8))
        await writeFile(path, bytes)
      }
      const loss = await silentLoss(folder, before.contents)
      if (loss !== '') silent.push(`seed ${seed}: ${kind} ${name} at ${at}: ${loss}`)
      const after = await look(folder)
      outcomes['sentence' in after ? 'refused' : after.named.length > 0 ? 'named' : 'whole'] += 1
      await rm(folder, { recursive: true })
    }
    expect(silent).toEqual([])
    if (runs > 200) console.log(outcomes)
  },
  Math.max(60_000, runs * 2000)
)
