import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandId, MeetingId, UserId } from '#core/ids.ts'
import { chainStart, firstFault, sealEvent } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import type { RecordStorage } from './ports.ts'

export interface RecordStorageHarness {
  open(): Promise<RecordStorage>
  reopen: (() => Promise<RecordStorage>) | null
  end(): Promise<void>
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** `count` true links of a record. */
export function recordOf(meeting: string, count: number): readonly RecordEvent[] {
  const events: RecordEvent[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const event = {
      seq,
      meeting: meeting as MeetingId,
      at: new Date(seq * 1000).toISOString(),
      actor: 'user-0001' as UserId,
      actorName: 'Nguyễn Thị Hoa',
      command: `command-${seq}` as CommandId,
      fact: { kind: 'meeting-issued' } as const,
      previous: events.at(-1)?.hash ?? chainStart
    }
    events.push(sealEvent(event, sha256))
  }
  return events
}

/** What every implementation of `RecordStorage` promises. */
export function recordStorageContract(name: string, make: () => Promise<RecordStorageHarness>): void {
  describe(`RecordStorage: ${name}`, () => {
    const meeting = 'meeting-aaaa' as MeetingId
    const other = 'meeting-aaaab' as MeetingId
    let harness: RecordStorageHarness
    let records: RecordStorage
    beforeEach(async () => {
      harness = await make()
      records = await harness.open()
    })
    afterEach(() => harness.end())

    const refusal = { name: 'StorageFault', kind: 'damaged' }

    it('knows nothing of a meeting without events', async () => {
      expect(await records.load(meeting)).toEqual([])
      expect(await records.listMeetings()).toEqual([])
    })

    it('[R3] gives back the chain as it was appended, one by one or many at once', async () => {
      const events = recordOf(meeting, 6)
      await records.append(events.slice(0, 1))
      await records.append(events.slice(1, 4))
      await Promise.all([records.append(events.slice(4, 5)), records.append(events.slice(5))])
      const loaded = await records.load(meeting)
      expect(loaded).toEqual(events)
      expect(firstFault(loaded, sha256)).toBeNull()
    })

    it('keeps meetings apart and lists them', async () => {
      await Promise.all([records.append(recordOf(other, 2)), records.append(recordOf(meeting, 3))])
      expect(await records.load(meeting)).toEqual(recordOf(meeting, 3))
      expect(await records.load(other)).toEqual(recordOf(other, 2))
      expect(await records.listMeetings()).toEqual([meeting, other])
    })

    it('[R3] refuses a gap, a repetition, a fork and a foreign beginning, and keeps what it has', async () => {
      const events = recordOf(meeting, 4)
      await records.append(events.slice(0, 2))
      await expect(records.append(events.slice(3))).rejects.toMatchObject(refusal)
      await expect(records.append(events.slice(1, 2))).rejects.toMatchObject(refusal)
      const forked = events.slice(2, 3).map(event => ({ ...event, previous: chainStart }))
      await expect(records.append(forked)).rejects.toMatchObject(refusal)
      await expect(records.append(recordOf(other, 2).slice(1))).rejects.toMatchObject(refusal)
      expect(await records.load(meeting)).toEqual(events.slice(0, 2))
      expect(await records.listMeetings()).toEqual([meeting])
      await records.append(events.slice(2))
      expect(await records.load(meeting)).toEqual(events)
    })

    it('appends all of a list or nothing of it', async () => {
      const events = recordOf(meeting, 4)
      await expect(records.append([...events.slice(0, 2), ...events.slice(3)])).rejects.toMatchObject(refusal)
      expect(await records.load(meeting)).toEqual([])
    })

    it('[R3] lets one of two rivals for the same place in, and the other hears of it', async () => {
      const events = recordOf(meeting, 2)
      const rival = sealEvent({ ...recordOf(meeting, 1)[0], actorName: 'Trần Văn Bình' } as Omit<RecordEvent, 'hash'>, sha256)
      const settled = await Promise.allSettled([
        records.append(events.slice(0, 1)),
        records.append([rival]),
        records.append(events.slice(1))
      ])
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await records.load(meeting)).toEqual(events)
    })

    it('stores everything asked for before it closes and refuses everything after', async () => {
      const pending = records.append(recordOf(meeting, 1))
      await records.close()
      await pending
      await records.close()
      await expect(records.append(recordOf(other, 1))).rejects.toMatchObject({ name: 'StorageFault' })
    })

    it('[R3] remembers the chain after it was closed and opened, and continues it', async () => {
      if (harness.reopen === null) return
      const events = recordOf(meeting, 5)
      await records.append(events.slice(0, 3))
      records = await harness.reopen()
      await expect(records.append(events.slice(4))).rejects.toMatchObject(refusal)
      await records.append(events.slice(3))
      expect(await records.load(meeting)).toEqual(events)
      expect(await records.listMeetings()).toEqual([meeting])
    })
  })
}
