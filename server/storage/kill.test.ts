import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MeetingId, UploadId } from '#core/ids.ts'
import { openDiskStorage } from './open.ts'
import { recordOf } from './record-storage.contract.ts'

const root = resolve(import.meta.dirname, '../..')

/** Writes without end and says on stdout what was acknowledged. */
const writer = `
import { readFileSync, writeSync } from 'node:fs'
import { openDiskStorage } from './storage.mjs'
const [data, from, recordFile] = process.argv.slice(2)
const storage = await openDiskStorage(data)
const acknowledged = line => writeSync(1, line + '\\n')
const record = JSON.parse(readFileSync(recordFile, 'utf8'))
const done = (await storage.records.load(record[0].meeting)).length
const bytes = n => Uint8Array.from(Buffer.from(String(n).padEnd(200, '.')))
let next = Number(from)
const rooms = ['meeting/meeting-0001', 'minutes/meeting-0001', 'marks/paper-0001/user-0001'].map(async room => {
  for (;;) {
    const n = next++
    await storage.rooms.append(room, bytes(n))
    acknowledged('room ' + room + ' ' + n)
  }
})
const records = (async () => {
  for (const event of record.slice(done)) {
    await storage.records.append([event])
    acknowledged('event ' + event.seq)
  }
})()
const uploads = (async () => {
  for (let offset = await storage.files.uploadOffset('upload-0001');;) {
    offset = await storage.files.appendUpload('upload-0001', offset, bytes(offset))
    acknowledged('upload ' + offset)
  }
})()
const users = (async () => {
  for (;;) {
    const name = 'n' + next++
    await storage.directory.putUnit({ id: 'unit-0001', parent: null, name, shortName: name })
    acknowledged('unit ' + name)
  }
})()
await Promise.all([...rooms, records, uploads, users])
`

let folder: string
beforeAll(async () => {
  await mkdir(join(root, '.build'), { recursive: true })
  // Inside the project, so that the bundle finds its packages.
  folder = await mkdtemp(join(root, '.build/kill-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'server/storage/open.ts'),
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'storage.mjs' } }
    }
  })
  await writeFile(join(folder, 'writer.mjs'), writer)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Lets it write until it has acknowledged `count` times, then kills it; whatever it still said counts. */
async function killAfter(count: number, data: string, from: number, recordFile: string): Promise<readonly string[]> {
  const child: ChildProcess = spawn(process.execPath, [join(folder, 'writer.mjs'), data, String(from), recordFile], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const lines: string[] = []
  const ended = once(child, 'exit')
  if (child.stdout === null) throw new Error('no stdout')
  const reader = createInterface({ input: child.stdout })
  reader.on('line', line => {
    lines.push(line)
    if (lines.length === count) child.kill('SIGKILL')
  })
  await Promise.all([ended, once(reader, 'close')])
  expect(lines.length).toBeGreaterThanOrEqual(count)
  return lines
}

it('nothing acknowledged is lost through ten kills in the middle of writing', async () => {
  const data = join(folder, 'data')
  const record = recordOf('meeting-0001', 3000)
  const recordFile = join(folder, 'record.json')
  await writeFile(recordFile, JSON.stringify(record))
  const acknowledged: string[] = []
  for (let kill = 0; kill < 10; kill += 1) {
    acknowledged.push(...(await killAfter(20 + kill * 17, data, kill * 100_000, recordFile)))
    const storage = await openDiskStorage(data, { warn: message => expect.fail(message) })
    const stored = new Set<string>()
    for (const room of await storage.rooms.list()) {
      const loaded = await storage.rooms.load(room)
      expect(loaded?.quarantined).toEqual([])
      for (const update of loaded?.updates ?? []) stored.add(`room ${room} ${Number.parseInt(Buffer.from(update).toString(), 10)}`)
    }
    expect(acknowledged.filter(line => line.startsWith('room ') && !stored.has(line))).toEqual([])

    const events = await storage.records.load('meeting-0001' as MeetingId)
    expect(events).toEqual(record.slice(0, events.length))
    expect(events.length).toBeGreaterThanOrEqual(latest('event'))
    expect(await storage.files.uploadOffset('upload-0001' as UploadId)).toBeGreaterThanOrEqual(latest('upload'))
    const unit = [...storage.directory.units().values()][0]?.name ?? 'n0'
    expect(Number(unit.slice(1))).toBeGreaterThanOrEqual(latest('unit'))
    await storage.close()
  }

  function latest(kind: string): number {
    const last = acknowledged.filter(line => line.startsWith(`${kind} `)).at(-1)
    return Number(last?.match(/\d+$/)?.[0] ?? 0)
  }
}, 120_000)
