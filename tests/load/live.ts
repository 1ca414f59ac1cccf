import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import type { CommandId, SpeechId, UserId, VoteId } from '#core/ids.ts'
import { noteText } from '#core/shared-doc/meeting-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { freshId, type SignedIn } from '../sync-client.ts'
import { type LiveMeeting, openTownHall, type TownHall } from './live/town-hall.ts'
import { type Measure, median, quantile, within } from './measure.ts'
import { rounded } from './sync/beside.ts'
import { LoadClient } from './sync/load-client.ts'
import { findMarkers, marker, nowUs } from './sync/marker.ts'
import type { Told } from './sync/observations.ts'

/** Promises S1 to S4 (`trust/promises.md`); `report`: larger halls that are measured and told without a limit of their own. */
const hall = { people: 300, report: [500, 1000] }
const manyMeetings = { count: 10, people: 60 }
const limits = { changeP95: 250, changeMax: 1000, answerP95: 500, backMs: 10_000, eventBytes: 1024 }
const changes = 50
const everyMs = 100
/** Everybody acts within so long. */
const withinMs = 1000
const backOffMs = { least: 200, most: 5000 }
const patienceMs = 30_000

const terms = { subject: 'Thông qua Nghị quyết', item: null, options: 'law', base: 'present', share: 'half', tie: 'fails' }

type Room = 'record' | 'meeting'

interface Heard {
  /** Milliseconds from the act to each client that heard of it. */
  readonly latencies: readonly number[]
  /** Deliveries that were due and did not come. */
  readonly missed: number
}

/** A whole hall at once: changes that reach everybody, acts of everybody within a second, many meetings, a server that was killed. Long because one hall goes through all of it. */
export async function measureLive(runs: number, tell: Told): Promise<readonly Measure[]> {
  const measures: Measure[] = []
  for (const people of [hall.people, ...hall.report]) {
    const town = await openTownHall(people)
    try {
      measures.push(...(await wholeHall(town, people === hall.people ? runs : 1, people > hall.people, tell)))
      if (people !== hall.people) continue
      measures.push(...(await ofOneEvent(town)))
    } finally {
      await town.close()
    }
  }
  const town = await openTownHall(manyMeetings.count * manyMeetings.people)
  try {
    measures.push(...(await manyAtOnce(town, runs, tell)))
  } finally {
    await town.close()
  }
  return measures
}

async function wholeHall(town: TownHall, runs: number, isReport: boolean, tell: Told): Promise<readonly Measure[]> {
  const { people } = town
  const name = `${people.length} people`
  const change: Heard[] = []
  const event: Heard[] = []
  const checkIns: Acted[] = []
  const votes: Acted[] = []
  const back: number[] = []
  for (let run = 0; run < runs; run++) {
    const meeting = await town.meet(people)
    const seen = await connectAll(town, meeting)
    try {
      change.push(await changesOfMeeting(town, meeting, seen.meeting))
      event.push(await eventsOfRecord(town, meeting, seen.record))
      checkIns.push(await everybodyChecksIn(town, meeting))
      votes.push(await everybodyVotes(town, meeting))
      back.push(await killedAndBack(town, meeting, seen))
    } finally {
      for (const client of [...seen.record, ...seen.meeting]) client.close()
    }
    tell(`live ${name} ${run + 1}/${runs}: ${JSON.stringify({ change: figuresOf(change), event: figuresOf(event), back: back.at(-1) })}`)
  }
  // Larger halls are told beside the same limits.
  const heard = (what: string, all: readonly Heard[]): readonly Measure[] => {
    const { p95, longest, missed } = figuresOf(all)
    return [
      within(`live, ${name}: ${what} p95`, p95, limits.changeP95),
      within(`live, ${name}: ${what}, the last to hear`, longest, limits.changeMax),
      within(`live, ${name}: ${what}, not heard`, missed, 0, 'deliveries')
    ]
  }
  const acted = (what: string, all: readonly Acted[]): readonly Measure[] => [
    within(
      `live, ${name}: ${what}, answered after fsync p95`,
      rounded(
        quantile(
          all.flatMap(({ tookMs }) => tookMs),
          0.95
        )
      ),
      limits.answerP95
    ),
    within(
      `live, ${name}: ${what}, counted other than once`,
      all.reduce((sum, { wrong }) => sum + wrong, 0),
      0,
      'people'
    )
  ]
  return [
    ...heard('change of the meeting', change),
    ...heard('event of the record', event),
    ...acted('all check in within 1 s', checkIns),
    ...acted('all vote within 1 s', votes),
    ...(isReport ? [] : [within(`live, ${name}: killed, all in sync again`, rounded(median(back)), limits.backMs)])
  ]
}

/** Ten meetings on one server, all of them changing at once. */
async function manyAtOnce(town: TownHall, runs: number, tell: Told): Promise<readonly Measure[]> {
  const { count, people } = manyMeetings
  const all: Heard[] = []
  for (let run = 0; run < runs; run++) {
    const meetings: LiveMeeting[] = []
    for (let n = 0; n < count; n++) meetings.push(await town.meet(town.people.slice(n * people, (n + 1) * people)))
    const seats = await Promise.all(meetings.map(meeting => connectAll(town, meeting)))
    try {
      all.push(...(await Promise.all(meetings.map((meeting, n) => changesOfMeeting(town, meeting, seats[n]?.meeting ?? [])))))
    } finally {
      for (const client of seats.flatMap(({ record, meeting }) => [...record, ...meeting])) client.close()
    }
  }
  const { p95, longest, missed } = figuresOf(all)
  const name = `live, ${count} meetings × ${people}: change of the meeting`
  tell(`${name}: ${JSON.stringify({ p95, longest, missed })}`)
  return [
    within(`${name} p95`, p95, limits.changeP95),
    within(`${name}, the last to hear`, longest, limits.changeMax),
    within(`${name}, not heard`, missed, 0, 'deliveries')
  ]
}

/** Bytes that one client receives over its socket for one act of somebody else. */
async function ofOneEvent(town: TownHall): Promise<readonly Measure[]> {
  const meeting = await town.meet(town.people)
  const [first, second, watcher] = meeting.people
  const [item, next] = meeting.items
  if (!first || !second || !watcher || !item || !next) throw new Error('an empty hall')
  const client = new LoadClient(town.seat(watcher, 'record', meeting.meeting), new Y.Doc())
  await client.connect(true)
  const [speech, vote] = [freshId<SpeechId>(), freshId<VoteId>()]
  const subject = 'Đề nghị làm rõ nguồn vốn đối ứng của xã'
  const acts: readonly (readonly [string, SignedIn, object])[] = [
    ['check-in', first, { kind: 'check-in', place: 'room' }],
    ['next item', town.chair, { kind: 'begin-item', item: next }],
    ['ask to speak', second, { kind: 'ask-to-speak', speech, user: second.user.id, subject, item: next }],
    ['call a speaker', town.chair, { kind: 'call-speaker', speech, minutes: 5 }],
    ['end of a speech', town.chair, { kind: 'end-speech' }],
    ['suspend', town.chair, { kind: 'suspend', reason: 'Nghỉ giải lao' }],
    ['resume', town.chair, { kind: 'resume' }],
    ['check-out', first, { kind: 'check-out' }],
    ['check-in of a voter', second, { kind: 'check-in', place: 'room' }],
    ['prepared vote', town.secretary, { kind: 'prepare-vote', vote, ...terms }],
    ['opened vote, a roll of one', town.chair, { kind: 'open-vote', vote }],
    ['ballot', second, { kind: 'cast-ballot', vote, choice: 'for', salt: randomBytes(16).toString('hex'), replaces: null }],
    ['result', town.chair, { kind: 'end-vote', vote }]
  ]
  const measures: Measure[] = []
  for (const [name, who, words] of acts) {
    const [before, seq] = [client.bytesIn, headOf(client)]
    const status = await town.command(who, meeting.meeting, words)
    if (status !== 200) throw new Error(`${name} was answered ${status}`)
    await until(() => headOf(client) > seq)
    measures.push(within(`live event on the wire: ${name}`, client.bytesIn - before, limits.eventBytes, 'B'))
  }
  client.close()
  return measures
}

const headOf = ({ doc }: LoadClient): number => (doc ? readProjection(doc).head.seq : 0)

async function connectAll(town: TownHall, { meeting, people }: LiveMeeting): Promise<Record<Room, readonly LoadClient[]>> {
  const inRoom = async (room: Room) => {
    const clients = people.map(who => new LoadClient(town.seat(who, room, meeting), null))
    for (let from = 0; from < clients.length; from += 50) await Promise.all(clients.slice(from, from + 50).map(each => each.connect(true)))
    return clients
  }
  return { record: await inRoom('record'), meeting: await inRoom('meeting') }
}

/** The secretary adds to the note of the meeting ten times a second. */
async function changesOfMeeting(town: TownHall, { meeting }: LiveMeeting, clients: readonly LoadClient[]): Promise<Heard> {
  const writer = new LoadClient(town.seat(town.secretary, 'meeting', meeting), new Y.Doc())
  await writer.connect(true)
  const note = noteText(writer.doc ?? new Y.Doc())
  const heard = await hear(clients, seq => note.insert(note.length, `${marker(0, seq)} `))
  writer.close()
  return heard
}

/** The chair suspends and resumes; every second event of the record carries a marker. */
async function eventsOfRecord(town: TownHall, { meeting }: LiveMeeting, clients: readonly LoadClient[]): Promise<Heard> {
  const done = async (words: object) => {
    const status = await town.command(town.chair, meeting, words)
    if (status !== 200) throw new Error(`${JSON.stringify(words)} was answered ${status}`)
  }
  return hear(clients, async seq => {
    await done({ kind: 'suspend', reason: marker(0, seq) })
    await done({ kind: 'resume' })
  })
}

/** Does something fifty times with a marker in it, and waits until all clients have heard all of it. */
async function hear(clients: readonly LoadClient[], act: (seq: number) => void | Promise<void>): Promise<Heard> {
  const latencies: number[] = []
  for (const client of clients) {
    const heard = new Set<number>()
    client.onUpdate = frame =>
      findMarkers(frame, (_, seq, sentUs) => {
        if (heard.has(seq)) return
        heard.add(seq)
        latencies.push((nowUs() - sentUs) / 1000)
      })
  }
  const begin = performance.now()
  for (let seq = 0; seq < changes; seq++) {
    await sleep(Math.max(0, begin + seq * everyMs - performance.now()))
    await act(seq)
  }
  const due = changes * clients.length
  await until(() => latencies.length >= due).catch(() => {})
  // What follows has no markers, and to look for them in hundreds of megabytes would be measured with it.
  for (const client of clients) client.onUpdate = () => undefined
  return { latencies, missed: due - latencies.length }
}

interface Acted {
  readonly tookMs: readonly number[]
  /** People whose act counted other than once. */
  readonly wrong: number
}

/** Everybody sends one command within a second; every tenth sends it again, as after a lost answer. */
async function withinASecond(town: TownHall, { meeting, people }: LiveMeeting, words: (n: number) => object): Promise<readonly number[]> {
  const tookMs: number[] = []
  await Promise.all(
    people.map(async (who, n) => {
      await sleep((n / people.length) * withinMs)
      const id = freshId<CommandId>()
      const command = words(n)
      const begin = performance.now()
      const status = await town.command(who, meeting, command, id)
      tookMs.push(performance.now() - begin)
      if (status !== 200 || (n % 10 === 0 && (await town.command(who, meeting, command, id)) !== 200))
        throw new Error(`${JSON.stringify(command)} was answered ${status}`)
    })
  )
  return tookMs
}

async function everybodyChecksIn(town: TownHall, meeting: LiveMeeting): Promise<Acted> {
  const { people } = meeting
  const tookMs = await withinASecond(town, meeting, () => ({ kind: 'check-in', place: 'room' }))
  const watcher = new LoadClient(town.seat(town.secretary, 'record', meeting.meeting), new Y.Doc())
  await watcher.connect(true)
  const attendance = () => readProjection(watcher.doc ?? new Y.Doc()).attendance
  await until(() => attendance().size === people.length).catch(() => {})
  const noted = attendance()
  const wrong = people.filter(({ user }) => noted.get(user.id as UserId)?.stays.length !== 1).length
  watcher.close()
  return { tookMs, wrong }
}

/** An open vote of all who are there: two of three are for it. */
async function everybodyVotes(town: TownHall, meeting: LiveMeeting): Promise<Acted> {
  const vote = freshId<VoteId>()
  await town.command(town.secretary, meeting.meeting, { kind: 'prepare-vote', vote, ...terms })
  if ((await town.command(town.chair, meeting.meeting, { kind: 'open-vote', vote })) !== 200) throw new Error('the vote was not opened')
  const tookMs = await withinASecond(town, meeting, n => ({
    kind: 'cast-ballot',
    vote,
    choice: n % 3 === 0 ? 'against' : 'for',
    salt: randomBytes(16).toString('hex'),
    replaces: null
  }))
  if ((await town.command(town.chair, meeting.meeting, { kind: 'end-vote', vote })) !== 200) throw new Error('the vote was not ended')
  const watcher = new LoadClient(town.seat(town.secretary, 'record', meeting.meeting), new Y.Doc())
  await watcher.connect(true)
  const outcome = readProjection(watcher.doc ?? new Y.Doc()).votes.get(vote)?.outcome
  watcher.close()
  const against = Math.ceil(meeting.people.length / 3)
  const due = { for: meeting.people.length - against, against }
  const wrong = Math.abs((outcome?.counts.for ?? 0) - due.for) + Math.abs((outcome?.counts.against ?? 0) - due.against)
  return { tookMs, wrong }
}

/** kill -9 and a new start: milliseconds until the last client is in sync; each tries again after 0.2 to 5 seconds, more each time. */
async function killedAndBack(town: TownHall, { people }: LiveMeeting, seen: Record<Room, readonly LoadClient[]>): Promise<number> {
  const clients = [...seen.record, ...seen.meeting]
  for (const client of clients) client.onEnd = () => {}
  const begin = performance.now()
  const restarted = town.server.restart()
  const back = clients.map(async (client, n) => {
    // Each as its own person would.
    const chance = ((n * 7919) % people.length) / people.length
    for (let most = backOffMs.least * 2; ; most = Math.min(backOffMs.most, most * 2)) {
      await sleep(backOffMs.least + chance * (most - backOffMs.least))
      if (
        await client.connect(true).then(
          () => true,
          () => false
        )
      )
        return
      if (performance.now() - begin > patienceMs) throw new Error('not back in time')
    }
  })
  await Promise.all([restarted, ...back])
  return performance.now() - begin
}

function figuresOf(all: readonly Heard[]): { readonly p95: number; readonly longest: number; readonly missed: number } {
  const latencies = all.flatMap(each => each.latencies)
  return {
    p95: rounded(quantile(latencies, 0.95)),
    longest: rounded(latencies.reduce((most, each) => Math.max(most, each), 0)),
    missed: all.reduce((sum, each) => sum + each.missed, 0)
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + patienceMs; !holds(); ) {
    if (performance.now() > end) throw new Error('it did not come about')
    await sleep(5)
  }
}
