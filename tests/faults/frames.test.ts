import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeReasons, messageKind, syncStep } from '#protocol/sync.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { connectStockClient, type SignedIn, signInByApi } from '../sync-client.ts'
import { clientFrame, openRawWire, residentBytes } from './raw-wire.ts'
import { runs, type Seeded, seeded } from './seeded.ts'

const mib = 1024 * 1024
let server: ServerUnderTest
let meeting: string
let strangers: readonly SignedIn[]

beforeAll(async () => {
  server = await startServerUnderTest()
  meeting = `meeting/${server.meetingId}`
  // Members may write in rooms of their own and only read the meeting's.
  strangers = await Promise.all(
    server.accounts.filter(({ role }) => role === 'member').map(({ account, password }) => signInByApi(server.url, account, password))
  )
})
afterAll(() => server.close())

/** Somebody who goes on working while the server is attacked, and how long each change took to be saved. */
async function worker() {
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const client = connectStockClient(server.syncUrl, meeting, token)
  const waits: number[] = []
  let breaks = 0
  client.provider.on('connection-close', () => {
    breaks += 1
  })
  await expect.poll(() => client.provider.synced && client.saved().n > 0).toBe(true)
  let stopped = false
  const working = (async () => {
    for (let i = 0; !stopped; i++) {
      const begin = performance.now()
      client.doc.getText('note').insert(0, `${i} `)
      const sent = client.sent()
      await new Promise<void>(resolve => {
        const timer = setInterval(() => {
          if (client.saved().n < sent && performance.now() - begin < 20_000) return
          clearInterval(timer)
          resolve()
        }, 2)
      })
      waits.push(performance.now() - begin)
      await new Promise(resolve => setTimeout(resolve, 60))
    }
  })()
  return {
    client,
    breaks: () => breaks,
    stop: async () => {
      stopped = true
      await working
      return waits
    }
  }
}

const message = (kind: number, ...parts: (number | Uint8Array)[]): Uint8Array =>
  encoding.encode(encoder => {
    encoding.writeVarUint(encoder, kind)
    for (const part of parts)
      if (typeof part === 'number') encoding.writeVarUint(encoder, part)
      else encoding.writeVarUint8Array(encoder, part)
  })

/** Honest messages, to be bent. */
const honest = (() => {
  const doc = new Y.Doc()
  doc.getMap('state').set('preference:theme', 'dark')
  doc.getText('title').insert(0, 'Phiên họp thường kỳ 😀')
  const update = Y.encodeStateAsUpdate(doc)
  const presence = encoding.encode(encoder => {
    for (const n of [1, doc.clientID, 1]) encoding.writeVarUint(encoder, n)
    encoding.writeVarString(encoder, '{"page":3}')
  })
  return [
    message(messageKind.sync, syncStep.step1, Y.encodeStateVector(doc)),
    message(messageKind.sync, syncStep.step2, update),
    message(messageKind.sync, syncStep.update, update),
    message(messageKind.awareness, presence),
    message(messageKind.queryAwareness)
  ]
})()

function bent(chance: Seeded): Uint8Array {
  const bytes = chance.pick(honest).slice()
  for (let left = chance.below(4); left > 0; left--) bytes[chance.below(bytes.length)] = chance.below(256)
  const how = chance.below(6)
  if (how === 0) return bytes.subarray(0, chance.below(bytes.length + 1))
  if (how === 1) return Buffer.concat([bytes, chance.bytes(chance.below(40))])
  return bytes
}

/** One frame, or what passes for one. */
function fuzzedFrame(chance: Seeded): Uint8Array {
  switch (chance.below(10)) {
    case 0: // no WebSocket at all
      return chance.bytes(1 + chance.below(300))
    case 1: // reserved bits and opcodes
      return clientFrame(chance.bytes(chance.below(130)), { first: chance.below(256) })
    case 2: // a length that is not so
      return clientFrame(chance.bytes(20), {
        claim: chance.pick([0, 21, 125, 126, 65_535, 65_536, 4 * mib + 1, 2 ** 31, 2 ** 40, 2 ** 52])
      })
    case 3: // control frames: too long, fragmented, with codes nobody may send
      return clientFrame(chance.bytes(chance.pick([0, 1, 2, 125, 126, 200])), { first: chance.pick([0x88, 0x89, 0x8a, 0x08, 0x09]) })
    case 4:
      return clientFrame(chance.bytes(chance.below(60)), { masked: false })
    case 5: // a message in pieces, in the right and the wrong order
      return clientFrame(bent(chance), { first: chance.pick([0x02, 0x00, 0x80]) })
    case 6: // text, well formed or not
      return clientFrame(chance.bytes(chance.below(30)), { first: 0x81 })
    case 7:
      return clientFrame(chance.bytes(chance.below(60)))
    default:
      return clientFrame(bent(chance))
  }
}

const endsWithinMs = 15_000

/** As many sockets with as much to say as a day of meetings brings: what V8 keeps after that any use of the server has cost. */
async function honestUse(): Promise<void> {
  let left = 2000
  const one = async (): Promise<void> => {
    for (; left > 0; left--) {
      const stranger = strangers[left % strangers.length]
      const wire = openRawWire(server.url, `/sync/record/${server.meetingId}`, stranger?.token ?? null)
      expect(await wire.answered).toBe(101)
      for (const frame of [honest[0], honest[4], honest[0], honest[4]]) wire.socket.write(clientFrame(frame ?? new Uint8Array()))
      wire.socket.end()
      await wire.closed
    }
  }
  await Promise.all(Array.from({ length: 16 }, one))
}

/** Sends the frames over one connection and waits until the server has ended it. */
async function pour(chance: Seeded, frames: readonly Uint8Array[]): Promise<'ended' | 'hangs' | 'turned away'> {
  const stranger = chance.pick(strangers)
  const signedIn = chance.below(3) > 0
  const room = chance.pick([
    meeting,
    `state/${stranger.user.id}`,
    `notes/${server.meetingId}/${stranger.user.id}`,
    `record/${server.meetingId}`
  ])
  const path = chance.below(12) === 0 ? `/sync/${encodeURIComponent(String.fromCharCode(...chance.bytes(20)))}` : `/sync/${room}`
  const wire = openRawWire(server.url, path, signedIn ? stranger.token : chance.pick([null, 'x', stranger.token.slice(1)]))
  // Half of them do not wait until they were let in.
  const status = chance.below(2) === 0 ? await wire.answered : null
  if (status === 429) return 'turned away'
  for (const frame of frames) if (wire.socket.writable) wire.socket.write(frame)
  wire.socket.end()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'hangs'>(resolve => {
    timer = setTimeout(() => resolve('hangs'), endsWithinMs)
  })
  const outcome = await Promise.race([wire.closed.then(() => 'ended' as const), late])
  clearTimeout(timer)
  wire.socket.destroy()
  return outcome
}

test('[B1] fuzzed frames before and after sign-in: the process lives, its memory stays, who works beside them notices nothing', {
  timeout: 900_000
}, async () => {
  const wanted = runs(6000)
  const chance = seeded(20_261_122)
  const beside = await worker()
  const { pid } = server.process
  if (pid === undefined) throw new Error('no process')
  const attack = async (count: number): Promise<{ sent: number; hangs: number; turnedAway: number }> => {
    const told = { sent: 0, hangs: 0, turnedAway: 0 }
    const one = async (): Promise<void> => {
      while (told.sent < count) {
        const frames = Array.from({ length: 1 + chance.below(8) }, () => fuzzedFrame(chance))
        told.sent += frames.length
        const outcome = await pour(chance, frames)
        if (outcome === 'hangs') told.hangs += 1
        if (outcome === 'turned away') {
          told.turnedAway += 1
          told.sent -= frames.length
        }
      }
    }
    await Promise.all(Array.from({ length: 16 }, one))
    return told
  }
  await honestUse()
  const before = residentBytes(pid)
  const { sent, hangs, turnedAway } = await attack(wanted)
  const waits = (await beside.stop()).sort((a, b) => a - b)
  await expect
    .poll(async () => ((await (await fetch(`${server.url}/healthz`)).json()) as { sockets: number }).sockets, { timeout: 20_000 })
    .toBe(1)
  const grown = (residentBytes(pid) - before) / mib
  const median = waits[waits.length >> 1] ?? 0
  const longest = waits.at(-1) ?? 0
  console.log(
    `B1: ${sent} frames, ${turnedAway} connections turned away, memory +${grown.toFixed(1)} MB; ` +
      `${waits.length} changes beside them saved in ${median.toFixed(1)} ms (longest ${longest.toFixed(0)} ms)`
  )
  expect(server.process.exitCode).toBeNull()
  expect(sent).toBeGreaterThanOrEqual(wanted)
  expect(hangs).toBe(0)
  expect(grown).toBeLessThanOrEqual(50)
  expect(beside.breaks()).toBe(0)
  expect(waits.length).toBeGreaterThan(5)
  expect(longest).toBeLessThan(2000)
  // What the attackers wrote went nowhere; what the secretary wrote is all there.
  const { account, password } = server.account('chair')
  const reader = connectStockClient(server.syncUrl, meeting, (await signInByApi(server.url, account, password)).token)
  await expect.poll(() => reader.provider.synced).toBe(true)
  expect(reader.doc.getText('note').toString()).toBe(beside.client.doc.getText('note').toString())
  expect(reader.doc.getText('title').toString()).not.toContain('😀')
  reader.close()
  beside.client.close()
})

test('[B5] a frame above its limit, too many messages, a long header or address: closed with its code, the others go on', async () => {
  const beside = await worker()
  const [stranger] = strangers
  if (!stranger) throw new Error('nobody')
  const room = `/sync/state/${stranger.user.id}`
  const open = async (): Promise<ReturnType<typeof openRawWire>> => {
    const wire = openRawWire(server.url, room, stranger.token)
    expect(await wire.answered).toBe(101)
    return wire
  }
  const update = (bytes: number, step: number = syncStep.update): Uint8Array => message(messageKind.sync, step, new Uint8Array(bytes))
  for (const frame of [
    clientFrame(update(mib)), // above 1 MiB
    clientFrame(update(300 * 1024)), // an update above 256 KiB
    clientFrame(message(messageKind.awareness, new Uint8Array(mib))),
    clientFrame(new Uint8Array(0), { claim: 4 * mib + 1 }),
    Buffer.concat(Array.from({ length: 10 }, (_, i) => clientFrame(new Uint8Array(mib / 2), { first: i === 0 ? 0x02 : 0x00 }))) // in pieces
  ]) {
    const wire = await open()
    wire.socket.write(frame)
    expect(await wire.closed).toBe(closeReasons.malformed.code)
  }
  const loud = await open()
  const query = clientFrame(message(messageKind.queryAwareness))
  loud.socket.write(Buffer.concat(Array.from({ length: 400 }, () => query)))
  expect(await loud.closed).toBe(closeReasons.tooMuch.code)
  const long = 'x'.repeat(9 * 1024)
  expect(await openRawWire(server.url, room, null, { headers: `X-Long: ${long}\r\n` }).answered).toBe(431)
  expect(await openRawWire(server.url, `${room}?${long}`, null).answered).toBe(431)
  await expect.poll(async () => (await beside.stop()).length).toBeGreaterThan(0)
  expect(beside.breaks()).toBe(0)
  beside.client.close()
})
