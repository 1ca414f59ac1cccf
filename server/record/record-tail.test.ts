import { describe, expect, it } from 'vitest'
import type { MeetingId } from '#core/ids.ts'
import { MemoryRecordStorage } from '../storage/memory-record-storage.ts'
import { openMemoryStorage } from '../storage/open.ts'
import { hallOf } from './meetings-world.contract.ts'

/** Counts how often a record is read from the disk. */
class CountedRecords extends MemoryRecordStorage {
  readings = 0
  override async loadReadable(meeting: MeetingId) {
    this.readings += 1
    return super.loadReadable(meeting)
  }
}

describe('[R9] what came after an event', () => {
  it('is given from memory, the same as the disk has, whoever asks after whatever of it', async () => {
    const records = new CountedRecords()
    const { meetings, meeting, secretary, voters, send } = await hallOf(3, { ...openMemoryStorage(), records })
    const asked = async (seq: number) => {
      const answer = await meetings.record(secretary, meeting, seq)
      if (!answer.ok) throw new Error(answer.reason)
      return answer.value
    }
    const stored = async (seq: number) => (await records.load(meeting)).filter(event => event.seq > seq)
    const begun = (await stored(0)).length
    expect(await asked(begun - 1)).toEqual(await stored(begun - 1))
    records.readings = 0
    const note = (n: number) =>
      send(secretary, {
        kind: 'note-attendance',
        users: voters.map(({ id }) => id),
        state: n % 2 ? 'left' : 'present',
        place: 'room',
        reason: ''
      })
    for (let n = 0; n < 150; n += 1) {
      await note(n)
      if (n % 20 === 0) expect(await asked(begun)).toEqual(await stored(begun))
    }
    const newest = (await stored(0)).length
    for (const seq of [newest - 400, newest - 1, newest, newest + 5]) expect(await asked(seq)).toEqual(await stored(seq))
    expect(records.readings).toBeLessThanOrEqual(1)
    // Further back than the memory goes, and the whole: from the disk, where damage is found.
    records.readings = 0
    expect(await asked(begun)).toEqual(await stored(begun))
    expect(await asked(0)).toEqual(await stored(0))
    expect(records.readings).toBe(2)
  })
})
