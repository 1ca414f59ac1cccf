import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { hopsoSubprotocol, tokenSubprotocolPrefix } from '#protocol/sync.ts'
import { startServerUnderTest } from '../server-under-test.ts'
import { signInByApi } from '../sync-client.ts'
import { type Measure, median, within } from './measure.ts'
import { processUse } from './process-use.ts'
import { rounded } from './sync/beside.ts'
import { fingerprint, randomFrom } from './sync/content.ts'
import { LoadClient, type Seat } from './sync/load-client.ts'
import type { Told } from './sync/observations.ts'

/** Eight hours of a meeting, in changes: three and a half a second. */
const changes = 100_000
const writers = 10
const listeners = 60
/** Below the fifty a second that a connection may send. */
const perWriterPerSecond = 40
/** Signs of one text; ten of them are the minutes of a long day. */
const longestText = 8000
const sampleEveryMs = 500
/** The first part fills caches and warms the code; growth is counted from there. */
const settledAfter = 0.2
const mostGrowthMb = 50
const mostStoredPerContent = 2

/** Eight hours of meeting in some minutes: typing, taking back, reordering, presence, people who come and go. Memory must stay flat. */
export async function measureSoak(_runs: number, tell: Told): Promise<readonly Measure[]> {
  const server = await startServerUnderTest()
  try {
    const tokenOf = async (role: string): Promise<string> => {
      const { account, password } = server.account(role)
      return (await signInByApi(server.url, account, password)).token
    }
    const preparer = await tokenOf('secretary')
    const member = await tokenOf('member')
    const seat = (room: string, token: string): Seat => ({
      url: `${server.syncUrl}/${room}/${server.meetingId}`,
      document: '',
      wire: 'yjs',
      protocols: [hopsoSubprotocol, `${tokenSubprotocolPrefix}${token}`]
    })
    const databaseBefore = folderBytes(server.dataDir)
    const own = Array.from(
      { length: writers },
      (_, index) => new LoadClient(seat(index % 2 === 0 ? 'meeting' : 'minutes', preparer), new Y.Doc())
    )
    const others = Array.from({ length: listeners }, () => new LoadClient(seat('meeting', member), null))
    const ended: number[] = []
    for (const client of [...own, ...others]) {
      client.onEnd = code => ended.push(code)
      await client.connect(false)
    }
    const pid = server.process.pid ?? 0
    const samples: { readonly done: number; readonly memoryMb: number }[] = []
    const sampler = setInterval(() => samples.push({ done: progress.done, memoryMb: processUse(pid).memoryMb }), sampleEveryMs)
    const progress = { done: 0 }
    try {
      await write(own, others, progress, tell)
    } finally {
      clearInterval(sampler)
    }
    const late = samples.filter(({ done }) => done >= changes * 0.9).map(({ memoryMb }) => memoryMb)
    const early = samples
      .filter(({ done }) => done >= changes * settledAfter && done < changes * (settledAfter + 0.1))
      .map(({ memoryMb }) => memoryMb)
    for (const room of [0, 1]) {
      const copies = own.filter((_, index) => index % 2 === room)
      await converge(copies)
    }
    const content = [own[0], own[1]].reduce((sum, client) => sum + Y.encodeStateAsUpdate(client?.doc as Y.Doc).length, 0)
    for (const client of [...own, ...others]) client.close()
    await untilEmpty(server.url)
    const stored = folderBytes(server.dataDir) - databaseBefore
    tell(`soak: ${Math.round(median(early))} → ${Math.round(median(late))} MB; content ${content} B, the database grew by ${stored} B`)
    return [
      within('soak, 8 hours of meeting: growth of memory', rounded(median(late) - median(early)), mostGrowthMb, 'MB'),
      within('soak, 8 hours of meeting: stored per content', rounded(stored / content), mostStoredPerContent, 'times')
    ]
  } catch (error) {
    throw new Error(`${String(error)}\n${server.log().slice(-2000)}`)
  } finally {
    await server.close()
  }
}

async function write(own: readonly LoadClient[], others: readonly LoadClient[], progress: { done: number }, tell: Told): Promise<void> {
  const random = randomFrom(31)
  const begin = performance.now()
  const rate = (writers * perWriterPerSecond) / 1000
  let cameAndWent = 0
  await new Promise<void>((resolve, reject) => {
    const timer = setInterval(() => {
      const due = Math.min(changes, (performance.now() - begin) * rate)
      try {
        for (; progress.done < due; progress.done += 1)
          changeSomething(own[progress.done % own.length] as LoadClient, progress.done, random)
      } catch (error) {
        clearInterval(timer)
        reject(error as Error)
        return
      }
      const hour = Math.floor((performance.now() - begin) / 250)
      for (; cameAndWent < hour; cameAndWent += 1) {
        const client = others[cameAndWent % others.length] as LoadClient
        client.sayPresence(`page-${cameAndWent}`, 1 + (cameAndWent % 60))
        if (cameAndWent % 4 !== 0) continue
        client.close()
        client.connect(false).catch(error => reject(new Error(`listener ${cameAndWent} at ${progress.done}: ${String(error)}`)))
      }
      if (progress.done < changes) return
      clearInterval(timer)
      resolve()
    }, 10)
  })
  tell(`soak: ${changes} changes in ${Math.round((performance.now() - begin) / 1000)} s`)
}

/**
 * What people do: each types in a text of his own, near where he typed before, often takes back, now and then sets a field or moves an item.
 * (Ten who type in one long text at once keep Yjs searching on their own computers, and nobody does it.)
 */
function changeSomething({ doc }: LoadClient, turn: number, random: () => number): void {
  if (!doc) return
  const texts = doc.getMap<Y.Text>(turn % 2 === 0 ? 'agenda' : 'minutes')
  const name = `text-${turn % writers}`
  const text = texts.get(name) ?? texts.set(name, new Y.Text())
  const near = Math.max(0, text.length - 1 - Math.floor(random() * 40))
  const what = random()
  if (text.length > longestText) text.delete(text.length - 1000, 900)
  else if (what < 0.65 || text.length < 20) text.insert(near, 'nghị quyết '.slice(0, 1 + Math.floor(random() * 11)))
  else if (what < 0.85) text.delete(near, Math.min(text.length - near, 1 + Math.floor(random() * 9)))
  else if (turn % 2 === 0) doc.getMap('places').set(`paper-${turn % 20}`, { item: null, order: `a${Math.floor(random() * 1000)}` })
  else text.insert(text.length, 'Kết luận. ')
}

/** Rooms that nobody is in leave memory after a minute, and what they have replaced leaves the disk. */
async function untilEmpty(url: string): Promise<void> {
  for (const until = performance.now() + 120_000; performance.now() < until; await sleep(1000)) {
    const { rooms } = (await (await fetch(`${url}/healthz`)).json()) as { readonly rooms: number }
    if (rooms === 0) return
  }
  throw new Error('rooms stay in memory that nobody is in')
}

async function converge(copies: readonly LoadClient[]): Promise<void> {
  for (const until = performance.now() + 30_000; performance.now() < until; await sleep(100))
    if (new Set(copies.map(({ doc }) => fingerprint(doc as Y.Doc))).size === 1) return
  throw new Error('the replicas differ after the soak')
}

/** Bytes of all files below a folder. */
function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isDirectory() ? folderBytes(join(folder, entry.name)) : statSync(join(folder, entry.name)).size),
    0
  )
}
