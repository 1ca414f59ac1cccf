import { expect, it } from 'vitest'
import type { CommandId, SpeechId, UserId } from '#core/ids.ts'
import { MemoryRecordStorage } from '../storage/memory-record-storage.ts'
import { openMemoryStorage } from '../storage/open.ts'
import { StorageFault } from '../storage/ports.ts'
import { hallOf, id, meetingsOn } from './meetings-world.contract.ts'
import { mostWithoutEffect, WithoutEffect } from './without-effect.ts'

const { meeting: most, person: share } = mostWithoutEffect
const found = (who: string) => ({ actor: who as UserId, seq: 7, refusal: null })
const named = (who: string, n: number) => `lenh-${who}-${n}` as CommandId
const sendsMany = (kept: WithoutEffect, who: string, count: number) => {
  for (let n = 0; n < count; n += 1) kept.add(named(who, n), found(who))
}

it('[F7] of one person the newest commands without effect are kept, however many come, and nobody else loses one by it', () => {
  const kept = new WithoutEffect()
  sendsMany(kept, 'binh', 3)
  sendsMany(kept, 'an', share * 4)
  expect(kept.size).toBe(share + 3)
  expect([share * 3 - 1, share * 3, share * 4 - 1].map(n => kept.get(named('an', n)) !== null)).toEqual([false, true, true])
  expect(kept.get(named('binh', 0))).toEqual(found('binh'))
})

it('[F7] of a meeting as many as its bound are kept; for one more, whoever sent most loses the oldest', () => {
  const kept = new WithoutEffect()
  sendsMany(kept, 'binh', 3)
  const crowd = Array.from({ length: most / share + 2 }, (_, n) => `khach${n}`)
  for (const who of crowd) sendsMany(kept, who, share)
  expect(kept.size).toBe(most)
  expect([0, 1, 2].map(n => kept.get(named('binh', n)))).toEqual(Array(3).fill(found('binh')))
  for (const who of crowd) expect(kept.get(named(who, share - 1))).not.toBeNull()
})

it('[F7] however many commands without effect come after it, a command acts once and gets its first answer, also after a restart', async () => {
  const storage = openMemoryStorage()
  const { meetings, meeting, send, voters, done } = await hallOf(3, storage)
  const [chair, member] = voters as [(typeof voters)[0], (typeof voters)[0]]
  const speaks = { id: id<CommandId>(), kind: 'ask-to-speak', speech: id<SpeechId>(), user: member.id, subject: 'Điện', item: null }
  const first = await send(member, speaks)
  expect(first).toMatchObject({ ok: true })
  await done({ kind: 'withdraw-speech', speech: speaks.speech })
  const before = await storage.records.load(meeting)
  // It is off the list already.
  const nothing = { id: id<CommandId>(), kind: 'withdraw-speech', speech: speaks.speech }
  for (let n = 0; n < share + 10; n += 1) await send(member, { ...nothing, id: id<CommandId>() })
  expect(await send(chair, { kind: 'withdraw-speech', speech: speaks.speech })).toMatchObject({ ok: true })
  const again = async (to: typeof meetings) => {
    for (let n = 0; n < 10; n += 1) expect(await to.command(member, meeting, speaks as never)).toEqual(first)
  }
  await again(meetings)
  await again((await meetingsOn(storage)).meetings)
  expect(await storage.records.load(meeting)).toEqual(before)
})

/** A disk that takes nothing while it is told not to. */
class FullRecords extends MemoryRecordStorage {
  isFull = false
  override async append(...written: Parameters<MemoryRecordStorage['append']>): Promise<void> {
    if (this.isFull) throw new StorageFault('disk-full', 'no space left')
    await super.append(...written)
  }
}

it('[F7] what found everything as it wished does not act when it is sent again after the disk had failed', async () => {
  const records = new FullRecords()
  const { send, voters, secretary, done, book, meeting } = await hallOf(3, { ...openMemoryStorage(), records })
  const [chair, member] = voters as [(typeof voters)[0], (typeof voters)[0]]
  const speech = id<SpeechId>()
  await send(member, { kind: 'ask-to-speak', speech, user: member.id, subject: '', item: null })
  // Nobody speaks; the answer is lost on the way.
  const end = { id: id<CommandId>(), kind: 'end-speech' }
  const first = await send(chair, end)
  expect(first).toMatchObject({ ok: true })
  records.isFull = true
  await expect(send(secretary, { kind: 'set-check-in', byCode: true })).rejects.toThrow(StorageFault)
  records.isFull = false
  await done({ kind: 'call-speaker', speech, minutes: 5 })
  expect(await send(chair, end)).toEqual(first)
  expect(book.projection(meeting)?.floor.get(speech)?.state).toBe('speaking')
})
