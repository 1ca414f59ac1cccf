import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { type Measure, median, within } from './measure.ts'
import { beside } from './sync/beside.ts'
import { addLine, fill, fingerprint, lineIds, randomFrom } from './sync/content.ts'
import type { LoadRoom } from './sync/load.ts'
import { LoadClient, type Seat } from './sync/load-client.ts'
import { marker } from './sync/marker.ts'
import type { Told } from './sync/observations.ts'
import { type LoadServer, type ServerName, startLoadServer } from './sync/servers.ts'

const people = 200
const authors = 5
const perSecond = 5
const writeMs = 4000
const historyBytes = 2_000_000
const retryEveryMs = 50
const patienceMs = 60_000
const eachRunWithinMs = 700
const peers = ['hocuspocus+sqlite', 'y-websocket+leveldb'] as const

interface Restart {
  /** From the new start until the last of all clients was in sync; they try again every 50 ms. */
  readonly backMs: number
  /** Lines the server had called saved that a fresh client does not find after the kill. */
  readonly acknowledgedLost: number
  /** Lines that others had been shown already, likewise. */
  readonly shownLost: number
}

/** kill -9 while 5 of 200 write: how long until all are in sync again, and what is gone. */
export async function measureRestart(runs: number, tell: Told): Promise<readonly Measure[]> {
  const seen: Partial<Record<ServerName, Restart[]>> = {}
  for (let run = 0; run < runs; run++)
    for (const name of ['own', ...peers] as const) {
      const server = await startLoadServer(name)
      try {
        const restart = await killAndReturn(server)
        seen[name] = [...(seen[name] ?? []), restart]
        tell(`restart ${name} ${run + 1}/${runs}: ${JSON.stringify(restart)}`)
      } finally {
        await server.close()
      }
    }
  const own = seen.own ?? []
  const backOf = (name: ServerName): number[] => (seen[name] ?? []).map(({ backMs }) => backMs)
  return [
    beside(
      'restart: 200 in sync again',
      { own: backOf('own'), peers: Object.fromEntries(peers.map(peer => [peer, backOf(peer)])) },
      1,
      'ms'
    ),
    within('restart: slowest run', Math.max(...backOf('own')), eachRunWithinMs),
    within(
      'restart: acknowledged lines lost',
      own.reduce((sum, each) => sum + each.acknowledgedLost, 0),
      0,
      'lines'
    ),
    within(
      'restart: shown lines lost',
      own.reduce((sum, each) => sum + each.shownLost, 0),
      0,
      'lines',
      Object.fromEntries(peers.map(peer => [peer, median((seen[peer] ?? []).map(({ shownLost }) => shownLost))]))
    )
  ]
}

async function killAndReturn(server: LoadServer): Promise<Restart> {
  const [room] = await server.rooms(1)
  if (!room) throw new Error('no room')
  const seat = (seats: readonly Seat[], index: number): Seat => seats[index % seats.length] as Seat
  const observer = new LoadClient(seat(room.readers, 0), new Y.Doc())
  const writers = Array.from({ length: authors }, (_, index) => new LoadClient(seat(room.writers, index), new Y.Doc()))
  const rest = Array.from({ length: people - authors - 1 }, (_, index) => new LoadClient(seat(room.readers, index), null, observer.doc))
  const all = [observer, ...writers, ...rest]
  try {
    await fillRoom(room)
    for (const client of all) await client.connect(false)
    const acknowledged = await writeAndKill(server, observer, writers)
    const shown = new Set(lineIds(observer.doc as Y.Doc))
    for (const client of all) client.close()

    await server.start()
    const kept = new Set(lineIds(await fresh(room)))
    await server.kill()

    const begin = performance.now()
    const starting = server.start()
    await Promise.all(all.map(client => connectUntilIn(client)))
    const backMs = performance.now() - begin
    await starting
    await converge([observer, ...writers], room)
    const lost = (lines: Iterable<string>): number => [...lines].filter(line => !kept.has(line)).length
    return { backMs: Math.round(backMs), acknowledgedLost: lost(acknowledged), shownLost: lost(shown) }
  } finally {
    for (const client of all) client.close()
  }
}

/** History from before; whoever wrote it leaves when it is kept. */
async function fillRoom({ writers: [seat] }: LoadRoom): Promise<void> {
  if (!seat) throw new Error('no seat')
  const client = new LoadClient(seat, new Y.Doc())
  await client.connect(false)
  fill(client.doc as Y.Doc, historyBytes)
  await client.askAgain()
  await sleep(3000) // Hocuspocus stores two seconds after the last change
  client.close()
}

/** Writes, kills in the middle of it, and gives the lines that message 100 had called saved. */
async function writeAndKill(server: LoadServer, observer: LoadClient, writers: readonly LoadClient[]): Promise<readonly string[]> {
  const random = randomFrom(23)
  const waiting = writers.map(() => [] as { readonly frame: number; readonly line: string }[])
  const acknowledged: string[] = []
  for (const [index, writer] of writers.entries())
    writer.onSaved = n => {
      const own = waiting[index] ?? []
      while (own[0] && own[0].frame <= n) acknowledged.push((own.shift() as { readonly line: string }).line)
    }
  const written = writers.map(() => 0)
  const begin = performance.now()
  await new Promise<void>(resolve => {
    const timer = setInterval(() => {
      const passed = performance.now() - begin
      for (const [index, writer] of writers.entries())
        while ((written[index] ?? 0) < Math.floor((passed / 1000) * perSecond + index / writers.length)) {
          const line = marker(index, written[index] ?? 0)
          written[index] = (written[index] ?? 0) + 1
          addLine(writer.doc as Y.Doc, line, random)
          waiting[index]?.push({ frame: writer.sent, line })
        }
      if (passed < writeMs) return
      clearInterval(timer)
      resolve()
    }, 5)
  })
  await server.kill()
  await sleep(100) // what was on the wire arrives
  if (lineIds(observer.doc as Y.Doc).length === 0) throw new Error('nobody was shown anything')
  return acknowledged
}

async function fresh(room: LoadRoom): Promise<Y.Doc> {
  const client = new LoadClient(room.readers[0] as Seat, new Y.Doc())
  await client.connect(false)
  client.close()
  return client.doc as Y.Doc
}

async function connectUntilIn(client: LoadClient): Promise<void> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await sleep(retryEveryMs)) {
    const isIn = await client.connect(false).then(
      () => true,
      () => false
    )
    if (isIn) return
  }
  throw new Error('a client did not come back')
}

async function converge(replicas: readonly LoadClient[], room: LoadRoom): Promise<void> {
  const until = performance.now() + patienceMs
  const prints = async (): Promise<number> => new Set([...replicas.map(({ doc }) => doc as Y.Doc), await fresh(room)].map(fingerprint)).size
  while ((await prints()) > 1) {
    if (performance.now() > until) throw new Error('the replicas differ after the restart')
    await sleep(100)
  }
}
