import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CommandId, MeetingId, UserId } from '#core/ids.ts'
import { chainStart, sealEvent } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'

/** Of the kills that are asked for, four in five hit the storage alone: a tenth of the time of one that hits the whole server. */
const kills = Math.round(Number(process.env.FAULT_RUNS ?? 50) * 0.8)
const eventsPerMeeting = 3000
const root = resolve(import.meta.dirname, '../..')

/** Writes without end and says on stdout what was acknowledged. Looks first at what is there, and says that too. */
const writer = `
import { readFileSync, writeSync } from 'node:fs'
import { openDiskStorage } from './storage.mjs'
const [data, from, recordFile] = process.argv.slice(2)
const say = line => writeSync(1, line + '\\n')
const begin = performance.now()
const storage = await openDiskStorage(data, { warn: message => say('damaged ' + message) })
say('opened ' + Math.round(performance.now() - begin))
const text = update => Buffer.from(update).toString().trim()
for (const room of await storage.rooms.list()) {
  const { updates, quarantined } = await storage.rooms.load(room)
  for (const name of quarantined) say('damaged ' + name)
  say('there ' + room + ' ' + updates.map(text).join(' '))
}
const record = JSON.parse(readFileSync(recordFile, 'utf8'))
const events = await storage.records.load(record[0].meeting)
if (JSON.stringify(events) !== JSON.stringify(record.slice(0, events.length))) say('damaged record')
say('there event ' + events.length)
let offset = await storage.files.uploadOffset('upload-0001')
say('there upload ' + offset)
say('there unit ' + ([...storage.directory.units().values()][0]?.name ?? '0'))
say('ready')
const bytes = n => Uint8Array.from(Buffer.from(String(n).padEnd(200)))
let next = Number(from)
const rooms = ['meeting/meeting-0001', 'minutes/meeting-0001', 'marks/paper-0001/user-0001'].map(async room => {
  for (let count = 1; ; count += 1) {
    const n = next++
    await storage.rooms.append(room, bytes(n))
    say('room ' + room + ' ' + n)
    // What a snapshot replaces it holds, here by name.
    if (count % 40 === 0) {
      const { updates } = await storage.rooms.load(room)
      await storage.rooms.compact(room, Buffer.from(updates.map(text).join(' ')))
    }
  }
})
const records = (async () => {
  for (const event of record.slice(events.length)) {
    await storage.records.append([event])
    say('event ' + event.seq)
  }
})()
const uploads = (async () => {
  for (;;) {
    offset = await storage.files.appendUpload('upload-0001', offset, bytes(offset))
    say('upload ' + offset)
  }
})()
const users = (async () => {
  for (;;) {
    const name = String(next++)
    await storage.directory.putUnit({ id: 'unit-0001', parent: null, name, shortName: name })
    say('unit ' + name)
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

/** `count` true links of a record. */
function recordOf(meeting: string, count: number): readonly RecordEvent[] {
  const events: RecordEvent[] = []
  for (let seq = 1; seq <= count; seq += 1)
    events.push(
      sealEvent(
        {
          seq,
          meeting: meeting as MeetingId,
          at: new Date(seq * 1000).toISOString(),
          actor: 'user-0001' as UserId,
          actorName: 'Nguyễn Thị Hoa',
          command: `command-${seq}` as CommandId,
          fact: { kind: 'meeting-issued' },
          previous: events.at(-1)?.hash ?? chainStart
        },
        text => createHash('sha256').update(text).digest('hex')
      )
    )
  return events
}

/** Lets it write until it has acknowledged `count` times, then kills it; whatever it still said counts. */
async function killAfter(count: number, data: string, from: number, recordFile: string): Promise<readonly string[]> {
  const child: ChildProcess = spawn(process.execPath, [join(folder, 'writer.mjs'), data, String(from), recordFile], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const lines: string[] = []
  const ended = once(child, 'exit')
  if (child.stdout === null) throw new Error('no stdout')
  const reader = createInterface({ input: child.stdout })
  let ready = -1
  reader.on('line', line => {
    if (line === 'ready') ready = lines.length
    lines.push(line)
    if (ready >= 0 && lines.length === ready + 1 + count) child.kill('SIGKILL')
  })
  await Promise.all([ended, once(reader, 'close')])
  expect(ready, lines.join('\n')).toBeGreaterThanOrEqual(0)
  return lines
}

it(
  `[F1] nothing acknowledged is lost and nothing unreadable through ${kills} kills in the middle of writing`,
  async () => {
    let slowest = 0
    let acknowledgements = 0
    // A data folder for every fifty kills: what is looked at each time stays small.
    for (let first = 0; first < kills; first += 50) {
      const data = join(folder, `data-${first}`)
      const record = recordOf('meeting-0001', eventsPerMeeting)
      const recordFile = join(folder, 'record.json')
      await writeFile(recordFile, JSON.stringify(record))
      const rooms = new Set<string>()
      const latest = new Map<string, number>()
      for (let kill = 0; kill <= Math.min(50, kills - first); kill += 1) {
        // The last round only looks.
        const lines = await killAfter(Math.floor(Math.random() * 160), data, kill * 100_000, recordFile)
        expect(lines.filter(line => line.startsWith('damaged'))).toEqual([])
        const there = new Set<string>()
        for (const line of lines) {
          const [word, what = '', ...rest] = line.split(' ')
          if (word === 'opened') slowest = Math.max(slowest, Number(what))
          if (word !== 'there') continue
          if (what.includes('/')) for (const n of rest) there.add(`${what} ${n}`)
          else expect(Number(rest[0]), `${what} after kill ${first + kill}`).toBeGreaterThanOrEqual(latest.get(what) ?? 0)
        }
        expect([...rooms].filter(update => !there.has(update))).toEqual([])
        for (const line of lines.slice(lines.indexOf('ready') + 1)) {
          const [word = '', ...rest] = line.split(' ')
          acknowledgements += 1
          if (word === 'room') rooms.add(rest.join(' '))
          else latest.set(word, Math.max(latest.get(word) ?? 0, Number(rest[0])))
        }
      }
      await rm(data, { recursive: true })
    }
    expect(slowest).toBeLessThanOrEqual(2000)
    console.log(`${kills} kills of the storage: ${acknowledgements} acknowledged, 0 lost, 0 unreadable, slowest opening ${slowest} ms`)
  },
  Math.max(120_000, kills * 3000)
)
