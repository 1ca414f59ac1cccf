import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import type { UserId } from '#core/ids.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { commandReceipt, paths } from '#protocol/http-api.ts'
import { createMemoryPlatform } from '#renderer/platform/memory.ts'
import { createClientRooms } from '#renderer/sync/client-rooms.ts'
import { createApiClient } from '#renderer/sync/create-api-client.ts'
import { MemoryRoomStore } from '#renderer/sync/memory-room-store.ts'
import { createPaperTexts } from '#renderer/sync/paper-texts.ts'
import { keepPapersAhead } from '#renderer/sync/papers-ahead.ts'
import { type Line, openLine } from '../line.ts'
import { type LiveMeeting, openTownHall, type TownHall } from '../load/live/town-hall.ts'
import { quantile } from '../load/measure.ts'
import { makeTextPaper } from '../load/pdf-papers.ts'
import { uploadPaper } from '../load/reading-room.ts'
import { freshId, type SignedIn } from '../sync-client.ts'

// Issue of bad lines: a commune's hall with ninety people, one of them behind a line of its own; everything in it is our client, but for the screen.
const people = 90
/** A picture of a scan or two; on 64 kbit/s more than four minutes. */
const paperBytes = 2 * 1024 * 1024
const patienceMs = 60_000

let folder: string
let town: TownHall
let meeting: LiveMeeting
let line: Line
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-bad-line-'))
  town = await openTownHall(people)
})
afterAll(async () => {
  await town.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  meeting = await town.meet(town.people)
  line = await openLine(town.server.url)
})
afterEach(() => line.close())

/** Our client at the far end of the line: my list, the record, the agenda, and the papers fetched ahead. */
function site(who: SignedIn) {
  const platform = createMemoryPlatform()
  let received = 0
  const api = createApiClient({
    baseUrl: line.url,
    token: () => who.token,
    fetch: async (...asked) => {
      const answer = await fetch(...asked)
      received += Number(answer.headers.get('content-length') ?? 0)
      return answer
    }
  })
  const rooms = createClientRooms({
    syncUrl: `${line.url.replace('http', 'ws')}/sync`,
    token: who.token,
    me: { id: who.user.id as UserId, name: who.user.name },
    store: new MemoryRoomStore(true),
    socketClass: NodeSocket as unknown as typeof WebSocket,
    now: () => Date.now(),
    randomBytes: count => randomBytes(count),
    sessionLost: () => {
      throw new Error('the session was lost')
    },
    atNextFrame: run => setImmediate(run),
    serverAnswers: async () => true,
    events: null
  })
  const record = rooms.open({ kind: 'record', meeting: meeting.meeting })
  const owner = { serverId: 'this server', user: who.user.id as UserId }
  const texts = createPaperTexts({ api, store: platform.paperTexts, ...owner })
  const ahead = keepPapersAhead({
    rooms,
    papers: platform.papers,
    texts,
    api,
    ...owner,
    now: () => Date.now()
  })
  return {
    api,
    record: (): RecordProjection => readProjection(record.doc),
    received: () => received,
    heldPapers: () => [...ahead.getSnapshot().meetings.values()].flatMap(({ papers }) => papers).filter(({ held }) => held).length,
    close: async () => {
      ahead.close()
      record.release()
      await rooms.close()
    }
  }
}

async function until(holds: () => boolean, withinMs = patienceMs): Promise<void> {
  for (const end = performance.now() + withinMs; !holds(); await sleep(5))
    if (performance.now() > end) throw new Error('it did not come about')
}

/** People in the hall check in one after the other; how long after the server's answer the site knew of each. */
async function checkIns(here: ReturnType<typeof site>, who: readonly SignedIn[], everyMs: number): Promise<readonly number[]> {
  const done = new Map<string, number>()
  const took: number[] = []
  const looking = setInterval(() => {
    const { attendance } = here.record()
    for (const [user, at] of done)
      if (attendance.has(user as UserId)) {
        took.push(performance.now() - at)
        done.delete(user)
      }
  }, 10)
  try {
    for (const one of who) {
      expect(await town.command(one, meeting.meeting, { kind: 'check-in', place: 'room' })).toBe(200)
      done.set(one.user.id, performance.now())
      await sleep(everyMs)
    }
    await until(() => took.length === who.length)
  } finally {
    clearInterval(looking)
  }
  return took
}

test('[S8] 64 kbit/s and ninety people: what is live goes before papers on their way, which come nevertheless', async () => {
  const file = join(folder, 'bao-cao.pdf')
  await makeTextPaper(file, 2, 'bad line', paperBytes)
  await uploadPaper({ ...town.server, meetingId: meeting.meeting }, 'Báo cáo có ảnh chụp', file)
  const [me, ...others] = meeting.people
  if (!me) throw new Error('an empty hall')
  line.pace(0.064)
  line.slow(100)
  const begin = performance.now()
  const here = site(me)
  try {
    await until(() => here.record().state === 'live')
    const joinedMs = performance.now() - begin
    await until(() => here.received() > 40_000)
    const before = here.received()
    const took = await checkIns(here, others, 150)
    const [p95, longest] = [quantile(took, 0.95), Math.max(...took)]
    console.log(
      `64 kbit/s: in the meeting after ${Math.round(joinedMs)} ms; 89 check-ins known after p95 ${Math.round(p95)}, at most ${Math.round(longest)} ms`
    )
    expect(p95).toBeLessThan(2500)
    expect(longest).toBeLessThan(5000)
    expect(here.received()).toBeGreaterThan(before)
    expect(here.heldPapers()).toBe(0)
  } finally {
    await here.close()
  }
})

test('30 % of all packets lost: every event arrives, none twice, and the site is as the hall is', async () => {
  const [me, ...others] = meeting.people
  if (!me) throw new Error('an empty hall')
  line.lose(0.3)
  line.slow(50)
  const here = site(me)
  try {
    await until(() => here.record().state === 'live')
    const took = await checkIns(here, others.slice(0, 40), 100)
    console.log(`30 % lost: known after p95 ${Math.round(quantile(took, 0.95))}, at most ${Math.round(Math.max(...took))} ms`)
    expect([...here.record().attendance.values()].map(({ stays }) => stays.length)).toEqual(Array.from({ length: 40 }, () => 1))
    expect(Math.max(...took)).toBeLessThan(15_000)
  } finally {
    await here.close()
  }
})

test('[F7] two seconds each way: the site checks in once, however often it has to ask, and knows what the hall knows three seconds later', async () => {
  const [me, ...others] = meeting.people
  if (!me) throw new Error('an empty hall')
  line.slow(2000)
  const here = site(me)
  try {
    await until(() => here.record().state === 'live')
    const words = { id: freshId(), kind: 'check-in', place: 'remote' }
    // Somebody who sees nothing happen presses again.
    const answers = await Promise.all(
      [0, 1, 2].map(async n => {
        await sleep(n * 700)
        return here.api.call('POST', paths.commands(meeting.meeting), commandReceipt, words)
      })
    )
    expect(new Set(answers.map(answer => (answer.ok ? answer.value.seq : answer.reason))).size).toBe(1)
    await until(() => here.record().attendance.has(me.user.id as UserId))
    expect(here.record().attendance.get(me.user.id as UserId)?.stays.length).toBe(1)
    const took = await checkIns(here, others.slice(0, 10), 200)
    expect(Math.max(...took)).toBeLessThan(3000)
  } finally {
    await here.close()
  }
})
