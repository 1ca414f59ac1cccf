import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { CommandId, MeetingId, VoteId } from '#core/ids.ts'
import { firstFault } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { blankBallot, tokenFrom, writtenBallot } from '#core/secret-ballot/ballot.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import type { SealedBallot } from '#core/vote/tally.ts'
import { MemoryBoxFiles } from '../secret-ballot/box-files.ts'
import { law, random, sha384 } from '../secret-ballot/secret-ballot-world.contract.ts'
import { MemoryRecordStorage } from '../storage/memory-record-storage.ts'
import { openMemoryStorage } from '../storage/open.ts'
import { type Storage, StorageFault } from '../storage/ports.ts'
import { sha256 } from '../surroundings.ts'
import { MeetingBook } from './meeting-book.ts'
import { hallOf, id, meetingsOn } from './meetings-world.contract.ts'

const fault = new StorageFault('io', 'the disk does not answer')

/** A disk that takes ten milliseconds to flush and fails when it is told to, before the bytes are there or after. */
class SlowRecords extends MemoryRecordStorage {
  flushes = 0
  fails: 'before' | 'after' | null = null
  unreadable: boolean | 'unsure' = false
  keepsSealed = false
  flushing: (events: readonly RecordEvent[]) => Promise<unknown> = async () => undefined

  override async append(events: readonly RecordEvent[], sealed: readonly SealedBallot[] = []): Promise<void> {
    this.flushes += 1
    await Promise.all([delay(10), this.flushing(events)])
    if (this.fails === 'before') throw fault
    await super.append(events, sealed)
    if (this.fails === 'after') throw fault
  }
  override async loadReadable(meeting: MeetingId) {
    if (this.unreadable === true) throw fault
    return { ...(await super.loadReadable(meeting)), ...(this.unreadable === 'unsure' && { unsure: fault }) }
  }
  override async dropSealed(meeting: MeetingId): Promise<void> {
    if (this.keepsSealed) throw fault
    await super.dropSealed(meeting)
  }
}

async function slowHall(count: number, boxFiles?: MemoryBoxFiles) {
  const records = new SlowRecords()
  const storage: Storage = { ...openMemoryStorage(), records }
  const hall = await hallOf(count, storage, boxFiles)
  const { book, meeting, meetings, rooms } = hall
  const casts = (vote: VoteId) =>
    hall.voters.map(who => {
      const words = { id: id<CommandId>(), kind: 'cast-ballot', vote, choice: 'for', text: '', salt: randomBytes(16).toString('hex') }
      return () => meetings.command(who, meeting, { ...words, replaces: null } as never)
    })
  const shown = async () => [book.projection(meeting), await rooms.read({ kind: 'record', meeting }, readProjection)].map(p => p?.head.seq)
  const events = () => records.load(meeting)
  return { ...hall, storage, records, casts, shown, events }
}

const outcomes = async (sent: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(sent)).map(result => (result.status === 'fulfilled' ? result.value : result.reason))
const ok = { ok: true }

it('[R7] 300 ballots at once share two flushes; nobody is answered or shown anything before the flush that holds it', async () => {
  const { records, openVote, casts, shown, events, done } = await slowHall(300)
  const vote = await openVote('open')
  const before = await events()
  records.flushes = 0
  let early = 0
  records.flushing = async group => {
    for (const head of await shown()) if ((head ?? 0) >= (group[0]?.seq ?? 0)) early += 1
  }
  const answers = await Promise.all(
    casts(vote).map(async cast => {
      const answer = await cast()
      if (answer.ok && (await events()).length < answer.value) early += 1
      return answer.ok && answer.value
    })
  )
  expect(early).toBe(0)
  expect(answers).toEqual(answers.map((_, n) => before.length + n + 1))
  // The first goes at once, all that came meanwhile go together.
  expect(records.flushes).toBe(2)
  expect(await shown()).toEqual([before.length + 300, before.length + 300])
  expect(firstFault(await events(), sha256)).toBeNull()
  await done({ kind: 'end-vote', vote })
  expect((await events()).at(-1)?.fact).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 300 } } })
})

it.each(['before', 'after'] as const)(
  '[R7] a flush that fails %s the bytes are there fails all of its group; sent again each counts once',
  async fails => {
    const { records, openVote, casts, shown, events, done } = await slowHall(40)
    const vote = await openVote('open')
    const { length } = await events()
    const sent = casts(vote)
    records.fails = fails
    expect(await outcomes(sent.map(cast => cast()))).toEqual(sent.map(() => fault))
    // Of the first group one was stored, if any: the second was decided on it and never got there.
    const stored = length + (fails === 'after' ? 1 : 0)
    expect(await events()).toHaveLength(stored)
    expect(await shown()).toEqual([stored, stored])
    records.fails = null
    const again = await outcomes(sent.map(cast => cast()))
    expect(again).toEqual(sent.map((_, n) => ({ ok: true, value: length + n + 1 })))
    expect(await outcomes(sent.map(cast => cast()))).toEqual(again)
    expect(await events()).toHaveLength(length + 40)
    expect(firstFault(await events(), sha256)).toBeNull()
    await done({ kind: 'end-vote', vote })
    expect((await events()).at(-1)?.fact).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 40 } } })
  }
)

it('[R7] what a flush has stored is answered while the next one is under way, and stays when that one fails', async () => {
  const { records, openVote, casts, shown, events } = await slowHall(5)
  const vote = await openVote('open')
  const { length } = await events()
  let fail = (): void => undefined
  const failing = new Promise<void>((_, reject) => {
    fail = () => reject(fault)
  })
  records.flushing = async group => (group[0]?.seq === length + 1 ? undefined : failing)
  const [first, ...others] = casts(vote).map(cast => cast())
  expect(await first).toEqual({ ok: true, value: length + 1 })
  expect(await shown()).toEqual([length + 1, length + 1])
  fail()
  expect(await outcomes(others)).toEqual(others.map(() => fault))
  expect(await shown()).toEqual([length + 1, length + 1])
})

it('[R7] what was stored after all and cannot be read then is found by the next commands, and nothing is recorded twice', async () => {
  const { records, openVote, casts, events, done } = await slowHall(5)
  const vote = await openVote('open')
  const { length } = await events()
  const sent = casts(vote)
  Object.assign(records, { fails: 'after', unreadable: true })
  expect(await outcomes(sent.map(cast => cast()))).toEqual(sent.map(() => fault))
  // Nobody knows what to decide on.
  const { flushes } = records
  expect(await outcomes(sent.map(cast => cast()))).toEqual(sent.map(() => fault))
  expect(records.flushes).toBe(flushes)
  Object.assign(records, { fails: null, unreadable: false })
  expect(await outcomes(sent.map(cast => cast()))).toEqual(sent.map((_, n) => ({ ok: true, value: length + n + 1 })))
  expect(firstFault(await events(), sha256)).toBeNull()
  await done({ kind: 'end-vote', vote })
  expect((await events()).at(-1)?.fact).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 5 } } })
})

it('[R7] nobody is refused because of what was decided and never stored', async () => {
  const { records, openVote, casts, send, secretary, events } = await slowHall(3)
  const vote = await openVote('open')
  const { length } = await events()
  const [first] = casts(vote)
  records.fails = 'before'
  const ended = send(secretary, { kind: 'end-vote', vote })
  const doubled = send(secretary, { kind: 'end-vote', vote })
  expect(await outcomes([ended, doubled, first?.() as Promise<unknown>])).toEqual([fault, fault, fault])
  records.fails = null
  expect(await first?.()).toEqual({ ok: true, value: length + 1 })
})

it('[R7] a flush of one meeting keeps no other from being answered', async () => {
  const { records, storage, send, secretary, meeting } = await slowHall(3)
  let release = (): void => undefined
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  records.flushing = async ([event]) => (event?.meeting === meeting ? held : undefined)
  const waiting = send(secretary, { kind: 'suspend', reason: '' })
  const other = await hallOf(3, storage)
  expect(await other.send(other.secretary, { kind: 'suspend', reason: '' })).toMatchObject(ok)
  release()
  expect(await waiting).toMatchObject(ok)
})

it('[VT7] ballots of a vote that is opened in the same moment as the one before ends stay sealed until its end', async () => {
  const { records, openVote, casts, send, secretary, meeting, events, done } = await slowHall(5)
  const [first, second] = [await openVote('open'), id<VoteId>()]
  await Promise.all(casts(first).map(cast => cast()))
  const rules = { subject: 'Tiếp', item: null, form: 'open', options: 'law', base: 'all', share: 'half', tie: 'fails', repeats: null }
  records.flushes = 0
  const sent = [
    send(secretary, { kind: 'set-check-in', byCode: true }),
    send(secretary, { kind: 'end-vote', vote: first }),
    send(secretary, { kind: 'prepare-vote', vote: second, ...rules }),
    send(secretary, { kind: 'open-vote', vote: second, minutes: 0 }),
    ...casts(second).map(cast => cast())
  ]
  for (const outcome of await Promise.all(sent)) expect(outcome).toMatchObject(ok)
  expect(records.flushes).toBe(3)
  expect((await records.loadSealed(meeting)).map(({ vote }) => vote)).toEqual(Array(5).fill(second))
  await done({ kind: 'end-vote', vote: second })
  expect((await events()).at(-1)?.fact).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 5 } } })
  expect(await records.loadSealed(meeting)).toEqual([])
})

it('[VT7] superseded choices whose deletion failed go with the next start, also of a meeting that is over', async () => {
  const { records, storage, openVote, casts, meeting, done } = await slowHall(3)
  const vote = await openVote('open')
  await Promise.all(casts(vote).map(cast => cast()))
  records.keepsSealed = true
  await done({ kind: 'end-vote', vote })
  await done({ kind: 'close' })
  records.keepsSealed = false
  expect(await records.loadSealed(meeting)).toHaveLength(3)
  await MeetingBook.open(storage.records, { now: () => new Date(), log: () => undefined })
  expect(await records.loadSealed(meeting)).toEqual([])
})

it('[VT7] of a record that is damaged nobody knows which choices count: they stay', async () => {
  const { records, storage, openVote, casts, meeting } = await slowHall(3)
  const { length } = await records.load(meeting)
  await Promise.all(casts(await openVote('open')).map(cast => cast()))
  records.loadReadable = async () => ({ events: (await records.load(meeting)).slice(0, length), damage: 'a row is missing' })
  await meetingsOn(storage)
  expect(await records.loadSealed(meeting)).toHaveLength(3)
})

it.each(['before', 'after'] as const)(
  '[SB4] when the end of a secret ballot fails %s it is stored, the box is what the record says',
  async fails => {
    const { records, openVote, send, secretary, voters, meeting, boxes, shown, events, done } = await slowHall(4)
    const vote = await openVote('secret')
    for (const voter of voters) await done({ kind: 'give-paper-ballot', vote, voter: voter.id })
    await done({ kind: 'count-paper-ballots', vote, counts: { for: 4 } })
    expect(await send(voters[0] as never, { kind: 'confirm-paper-ballots', vote, counts: { for: 4 } })).toMatchObject(ok)
    const { length } = await events()
    records.fails = fails
    const end = { id: id<CommandId>(), kind: 'end-vote', vote }
    await expect(send(secretary, end)).rejects.toBe(fault)
    const stored = fails === 'after'
    expect(boxes.isOpen(vote)).toBe(!stored)
    expect(boxes.published(vote) === null).toBe(stored)
    expect(await shown()).toEqual(stored ? [length + 2, length + 2] : [length, length])
    records.fails = null
    expect(await send(secretary, end)).toEqual({ ok: true, value: length + 2 })
    expect(boxes.published(vote)).toBeNull()
    expect((await records.load(meeting)).at(-1)?.fact).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 4 } } })
  }
)

it.each([
  ['before', true],
  ['after', true],
  ['before', 'unsure'],
  ['after', 'unsure']
] as const)(
  '[SB4] [SB5] when the end of a secret ballot failed %s it was stored and nobody can say so (%s), the box takes nothing until it is known',
  async (fails, unreadable) => {
    const { records, openVote, send, secretary, voters, meeting, boxes, ballots, events } = await slowHall(4)
    const vote = await openVote('secret')
    const key = boxes.published(vote)
    if (!key) throw new Error('no key')
    const written = []
    for (const voter of voters) {
      const blank = blankBallot(vote, law, key, random, sha384)
      if (!blank) throw new Error('no ballot')
      const signed = await ballots.take(voter, meeting, vote, { id: id<CommandId>(), blinded: blank.blinded })
      const token = signed.ok ? tokenFrom(vote, blank, signed.value, key, sha384) : null
      if (!token) throw new Error('no token')
      written.push(writtenBallot(blank, law, 'for', token, sha384))
    }
    const late = written.pop()
    if (!late) throw new Error('no ballot')
    for (const ballot of written) expect(await ballots.cast(vote, ballot)).toEqual({ ok: true, value: null })
    Object.assign(records, { fails, unreadable })
    const end = { id: id<CommandId>(), kind: 'end-vote', vote }
    await expect(send(secretary, end)).rejects.toBe(fault)
    await expect(ballots.cast(vote, late)).rejects.toBe(fault)
    await expect(send(secretary, end)).rejects.toBe(fault)
    expect(boxes.isOpen(vote)).toBe(false)
    expect(boxes.count(vote)).toBe(3)
    Object.assign(records, { fails: null, unreadable: false })
    // It had ended, and the late one is told so; or it had not, and it counts.
    const stored = fails === 'after'
    expect(await ballots.cast(vote, late)).toEqual(stored ? { ok: false, reason: 'vote-closed' } : { ok: true, value: null })
    expect(boxes.isOpen(vote)).toBe(!stored)
    expect(await send(secretary, end)).toMatchObject({ ok: true })
    expect(boxes.published(vote)).toBeNull()
    expect((await events()).filter(({ fact }) => fact.kind === 'vote-ended')).toHaveLength(1)
    expect((await events()).at(-1)?.fact).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: stored ? 3 : 4 } } })
  }
)

/** Boxes whose next write waits until it is let go. */
class HeldBoxFiles extends MemoryBoxFiles {
  held: Promise<unknown> = Promise.resolve()

  override async putBox(vote: VoteId, bytes: Uint8Array): Promise<void> {
    await this.held
    await super.putBox(vote, bytes)
  }
}

it('[SB4] a box that was closed for an end that cannot come about, for what it was decided on is lost, takes ballots again', async () => {
  const files = new HeldBoxFiles()
  const { records, openVote, send, secretary, voters, boxes, done } = await slowHall(4, files)
  const vote = await openVote('secret')
  for (const voter of voters) await done({ kind: 'give-paper-ballot', vote, voter: voter.id })
  await done({ kind: 'count-paper-ballots', vote, counts: { for: 4 } })
  expect(await send(voters[0] as never, { kind: 'confirm-paper-ballots', vote, counts: { for: 4 } })).toMatchObject(ok)
  let [fail, letGo] = [(): void => undefined, (): void => undefined]
  records.flushing = () =>
    new Promise((_, reject) => {
      fail = () => reject(fault)
    })
  files.held = new Promise<void>(resolve => {
    letGo = resolve
  })
  const before = send(secretary, { kind: 'set-check-in', byCode: true })
  const writing = boxes.putPaper(vote, boxes.paper(vote) as never)
  const ended = send(secretary, { kind: 'end-vote', vote })
  const outcome = outcomes([before, ended])
  await expect.poll(() => boxes.isOpen(vote), { interval: 1 }).toBe(false)
  fail()
  await expect(before).rejects.toBe(fault)
  letGo()
  expect(await outcome).toEqual([fault, fault])
  await writing
  expect(boxes.isOpen(vote)).toBe(true)
  records.flushing = async () => undefined
  await done({ kind: 'end-vote', vote })
})
