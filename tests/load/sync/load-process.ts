import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { Histogram } from '../histogram.ts'
import { addLine, fill, fingerprint, randomFrom } from './content.ts'
import type { LoadMessage, LoadOrder, LoadPlan, LoadResult } from './load.ts'
import { LoadClient, type Seat } from './load-client.ts'
import { findMarkers, marker, nowUs } from './marker.ts'

const connectsAtOnce = 25
/** How long the last deliveries may take. */
const drainMs = 60_000
const seedPatienceBytes = 1024 * 1024

interface Client {
  readonly room: number
  readonly index: number
  readonly wire: LoadClient
  readonly isWriter: boolean
  /** Per writer: how many operations were heard, the sum of their numbers + 1, the highest number. */
  readonly heard: { count: number; sum: number; last: number }[]
  written: number
  /** When the operations still waiting for message 100 were made, by the number of their frame. */
  readonly waiting: { readonly frame: number; readonly at: number }[]
}

const seatOf = (seats: readonly Seat[], index: number): Seat => {
  const seat = seats[index % seats.length]
  if (!seat) throw new Error('a room without seats')
  return seat
}

async function inTurns<T>(items: readonly T[], atOnce: number, act: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await act(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
}

/** The load of one plan on one server; what is wrong is collected, not thrown. */
class Load {
  #latency = new Histogram()
  #saved = new Histogram()
  readonly #faults: string[] = []
  readonly #clients: Client[]
  readonly #random = randomFrom(11)
  #seeder: LoadClient | null = null
  #deliveries = 0
  #joinBytes = 0
  #allInMs = 0
  #before = 0

  constructor(readonly plan: LoadPlan) {
    this.#clients = plan.rooms.flatMap((_, room) => Array.from({ length: plan.clients }, (_, index) => this.#newClient(room, index)))
  }

  #newClient(room: number, index: number): Client {
    const { rooms, writers, replicas } = this.plan
    const isWriter = index < writers
    const seats = rooms[room]
    if (!seats) throw new Error('no such room')
    const wire = new LoadClient(
      isWriter ? seatOf(seats.writers, index) : seatOf(seats.readers, index),
      index < writers + replicas ? new Y.Doc() : null
    )
    const heard = Array.from({ length: writers }, () => ({ count: 0, sum: 0, last: -1 }))
    const client: Client = { room, index, wire, isWriter, heard, written: 0, waiting: [] }
    const isPresence = this.plan.operation === 'presence'
    const note = (writer: number, seq: number, sentUs: number): void => {
      const of = heard[writer]
      if (!of || (isWriter && writer === index)) return
      if (isPresence && seq <= of.last) return
      this.#latency.add((nowUs() - sentUs) / 1000)
      of.count += 1
      of.sum += seq + 1
      of.last = Math.max(of.last, seq)
      this.#deliveries += 1
    }
    if (isPresence) wire.onPresence = frame => findMarkers(frame, note)
    else wire.onUpdate = frame => findMarkers(frame, note)
    wire.onSaved = n => {
      for (let first = client.waiting[0]; first && first.frame <= n; first = client.waiting[0]) {
        this.#saved.add((nowUs() - first.at) / 1000)
        client.waiting.shift()
      }
    }
    wire.onEnd = code => this.#faults.push(`client ${index} of room ${room} was closed with ${code}`)
    return client
  }

  /** Fills the first room; whoever did it stays, for a server without a disk forgets a room that nobody is in. */
  async seed(): Promise<void> {
    const seat = this.plan.rooms[0]?.writers[0]
    if (this.plan.seedBytes === 0 || !seat || seat.wire === 'relay') return
    const source = new Y.Doc()
    const updates: Uint8Array[] = []
    source.on('update', (update: Uint8Array) => updates.push(update))
    fill(source, this.plan.seedBytes)
    this.#seeder = new LoadClient(seat, new Y.Doc())
    this.#seeder.onEnd = code => this.#faults.push(`the seeder was closed with ${code}`)
    await this.#seeder.connect(false)
    for (const update of updates) {
      Y.applyUpdate(this.#seeder.doc as Y.Doc, update, 'seed')
      while (this.#seeder.bufferedBytes > seedPatienceBytes) await sleep(2)
    }
    await this.#seeder.askAgain()
  }

  async connect(): Promise<void> {
    const { atOnce, announces, expectsState } = this.plan
    const begin = nowUs()
    await inTurns(this.#clients, atOnce ? this.#clients.length : connectsAtOnce, async ({ wire, index }) => {
      try {
        await wire.connect(expectsState)
        if (announces) wire.sayPresence(`here-${index}-here`, 1)
      } catch (error) {
        this.#faults.push(`client ${index} could not connect: ${String(error)}`)
      }
    })
    this.#allInMs = (nowUs() - begin) / 1000
    this.#joinBytes = this.#bytesIn()
  }

  /** Work that counts nowhere. */
  async warm(): Promise<void> {
    if (this.plan.warmSeconds === 0) return
    await this.#writeOpenLoop(this.plan.warmSeconds)
    await this.#drain()
    this.#latency = new Histogram()
    this.#saved = new Histogram()
    this.#deliveries = 0
    this.#before = this.#written()
    this.#joinBytes = this.#bytesIn()
  }

  async write(): Promise<void> {
    if (this.plan.operation === 'none') return
    await this.#writeOpenLoop(this.plan.seconds)
    await this.#drain()
  }

  async result(): Promise<LoadResult> {
    await this.#compareReplicas()
    const operations = this.#written() - this.#before
    return {
      allInMs: this.#allInMs,
      latency: this.#latency.summary(),
      saved: this.#saved.summary(),
      operations,
      deliveries: this.#deliveries,
      expected: operations * (this.plan.clients - 1),
      bytesIn: this.#bytesIn() - this.#joinBytes,
      joinBytesIn: this.#joinBytes,
      frames: this.#clients.reduce((sum, { wire }) => sum + wire.frames, 0),
      faults: this.#faults
    }
  }

  close(): void {
    this.#seeder?.close()
    for (const { wire } of this.#clients) wire.close()
  }

  #bytesIn(): number {
    return this.#clients.reduce((sum, { wire }) => sum + wire.bytesIn, 0)
  }

  #written(): number {
    return this.#clients.reduce((sum, { written }) => sum + written, 0)
  }

  /** Operations are due by the clock, whether the server keeps up or not. */
  async #writeOpenLoop(seconds: number): Promise<void> {
    const { rate, rooms, writers } = this.plan
    const authors = this.#clients.filter(({ isWriter }) => isWriter).map(client => ({ client, first: client.written }))
    const begin = nowUs()
    const end = begin + seconds * 1e6
    await new Promise<void>(resolve => {
      const timer = setInterval(
        () => {
          const now = Math.min(nowUs(), end)
          for (const { client, first } of authors) {
            const phase = (client.room * writers + client.index) / (rooms.length * writers)
            const due = first + Math.floor(((now - begin) / 1e6) * rate + phase)
            while (client.written < due) this.#operate(client)
          }
          if (now < end) return
          clearInterval(timer)
          resolve()
        },
        Math.max(1, Math.min(10, 250 / rate))
      )
    })
  }

  #operate(author: Client): void {
    const { wire, index } = author
    const seq = author.written++
    const sign = marker(index, seq)
    if (this.plan.operation === 'presence') {
      wire.sayPresence(sign, 1 + (seq % 30))
      return
    }
    const doc = wire.doc as Y.Doc
    if (this.plan.operation === 'line') addLine(doc, sign, this.#random)
    else doc.getMap('particulars').set(`w${index}k${seq % 20}`, sign)
    author.waiting.push({ frame: wire.sent, at: nowUs() })
  }

  async #drain(): Promise<void> {
    const until = nowUs() + drainMs * 1000
    let missing = this.#clients
    while (nowUs() < until) {
      missing = missing.filter(client => !this.#heardAll(client))
      if (missing.length === 0) return
      await sleep(10)
    }
    this.#faults.push(`${missing.length} clients have not heard everything`)
  }

  #heardAll({ room, isWriter, index, heard }: Client): boolean {
    for (let writer = 0; writer < this.plan.writers; writer++) {
      const of = heard[writer]
      const author = this.#clients[room * this.plan.clients + writer]
      if (!of || !author || (isWriter && writer === index)) continue
      const { written } = author
      const all =
        this.plan.operation === 'presence' ? of.last === written - 1 : of.count === written && of.sum === (written * (written + 1)) / 2
      if (!all) return false
    }
    return true
  }

  /** A fresh client and all replicas of a room hold the same; of many rooms, twenty are looked at. */
  async #compareReplicas(): Promise<void> {
    const { rooms, expectsState } = this.plan
    const step = Math.ceil(rooms.length / 20)
    for (let room = 0; room < rooms.length; room += step) {
      const own = this.#clients.filter(client => client.room === room && client.wire.doc !== null).map(({ wire }) => wire.doc as Y.Doc)
      if (room === 0 && this.#seeder?.doc) own.push(this.#seeder.doc)
      const seat = rooms[room]?.readers[0]
      if (!seat) continue
      if (seat.wire !== 'relay') own.push(await this.#freshCopy(seat, expectsState))
      if (new Set(own.map(fingerprint)).size > 1) this.#faults.push(`the replicas of room ${room} differ`)
    }
  }

  async #freshCopy(seat: Seat, expectsState: boolean): Promise<Y.Doc> {
    const doc = new Y.Doc()
    const client = new LoadClient(seat, doc)
    await client.connect(expectsState)
    client.close()
    return doc
  }
}

const say = (message: LoadMessage): void => void process.send?.(message)
const order = async (): Promise<LoadOrder> => (await once(process, 'message'))[0] as LoadOrder

const first = await order()
if (!('plan' in first)) throw new Error('the plan comes first')
const load = new Load(first.plan)
await load.seed()
say({ phase: 'seeded' })
await order()
await load.connect()
say({ phase: 'connected' })
await order()
await load.warm()
say({ phase: 'warm' })
await order()
await load.write()
say({ phase: 'written' })
await order()
say({ phase: 'done', result: await load.result() })
await order()
load.close()
process.disconnect()
