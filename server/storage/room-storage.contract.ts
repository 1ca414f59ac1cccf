import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomStorage } from './ports.ts'

export interface RoomStorageHarness {
  open(): Promise<RoomStorage>
  /** Closes and opens anew where the implementation outlives that; null where it does not. */
  reopen: (() => Promise<RoomStorage>) | null
  end(): Promise<void>
}

/** What every implementation of `RoomStorage` promises. */
export function roomStorageContract(name: string, make: () => Promise<RoomStorageHarness>): void {
  describe(`RoomStorage: ${name}`, () => {
    let harness: RoomStorageHarness
    let rooms: RoomStorage
    beforeEach(async () => {
      harness = await make()
      rooms = await harness.open()
    })
    afterEach(() => harness.end())

    const bytes = (...values: number[]) => Uint8Array.from(values)
    const updates = async (room: string) => (await rooms.load(room))?.updates.map(update => [...update]) ?? null

    it('knows nothing of a room that was never written', async () => {
      expect(await rooms.load('meeting/aaaaaaaa')).toBeNull()
      expect(await rooms.list()).toEqual([])
    })

    it('gives updates back in order of arrival, empty ones too', async () => {
      await rooms.append('meeting/aaaaaaaa', bytes(1, 2))
      await rooms.append('meeting/aaaaaaaa', bytes())
      await rooms.append('meeting/aaaaaaaa', bytes(3))
      expect(await updates('meeting/aaaaaaaa')).toEqual([[1, 2], [], [3]])
      expect((await rooms.load('meeting/aaaaaaaa'))?.quarantined).toEqual([])
    })

    it('keeps the order of appends that nobody waited for', async () => {
      await Promise.all(Array.from({ length: 300 }, (_, n) => rooms.append('meeting/aaaaaaaa', bytes(n >> 8, n & 255))))
      expect(await updates('meeting/aaaaaaaa')).toEqual(Array.from({ length: 300 }, (_, n) => [n >> 8, n & 255]))
    })

    it('keeps rooms apart, though one name begins with the other', async () => {
      const names = ['marks/paper-01/user-0001', 'marks/paper-01/user-00012', 'marks/paper-0', 'notes/paper-01/user-0001']
      await Promise.all(names.map((room, n) => rooms.append(room, bytes(n))))
      for (const [n, room] of names.entries()) expect(await updates(room)).toEqual([[n]])
      expect(await rooms.list()).toEqual([...names].sort())
    })

    it('copies what it is given', async () => {
      const update = bytes(7, 7)
      const stored = rooms.append('meeting/aaaaaaaa', update)
      await stored
      update.fill(0)
      expect(await updates('meeting/aaaaaaaa')).toEqual([[7, 7]])
    })

    it('gives every room an epoch of its own that appends and compaction leave alone', async () => {
      await rooms.append('meeting/aaaaaaaa', bytes(1))
      await rooms.append('meeting/bbbbbbbb', bytes(1))
      const epoch = (await rooms.load('meeting/aaaaaaaa'))?.epoch
      expect(epoch).toMatch(/^[a-z0-9-]{8,}$/)
      expect((await rooms.load('meeting/bbbbbbbb'))?.epoch).not.toBe(epoch)
      await rooms.append('meeting/aaaaaaaa', bytes(2))
      await rooms.compact('meeting/aaaaaaaa', bytes(3))
      expect((await rooms.load('meeting/aaaaaaaa'))?.epoch).toBe(epoch)
    })

    it('puts one snapshot in the place of everything before it and keeps what comes meanwhile', async () => {
      await rooms.append('meeting/aaaaaaaa', bytes(1))
      const writes = [
        rooms.append('meeting/aaaaaaaa', bytes(2)),
        rooms.compact('meeting/aaaaaaaa', bytes(1, 2)),
        rooms.append('meeting/aaaaaaaa', bytes(3)),
        rooms.append('meeting/bbbbbbbb', bytes(9))
      ]
      await Promise.all(writes)
      expect(await updates('meeting/aaaaaaaa')).toEqual([[1, 2], [3]])
      expect(await updates('meeting/bbbbbbbb')).toEqual([[9]])
      await rooms.compact('meeting/aaaaaaaa', bytes(1, 2, 3))
      await rooms.append('meeting/aaaaaaaa', bytes(4))
      expect(await updates('meeting/aaaaaaaa')).toEqual([[1, 2, 3], [4]])
    })

    it('gives space back without changing anything', async () => {
      await rooms.append('meeting/aaaaaaaa', bytes(1))
      await rooms.compact('meeting/aaaaaaaa', bytes(1, 2))
      await rooms.append('meeting/aaaaaaaa', bytes(3))
      await Promise.all([rooms.reclaim('meeting/aaaaaaaa'), rooms.append('meeting/aaaaaaaa', bytes(4)), rooms.reclaim('meeting/unknown1')])
      expect(await updates('meeting/aaaaaaaa')).toEqual([[1, 2], [3], [4]])
    })

    it('makes a room by compaction too', async () => {
      await rooms.compact('meeting/aaaaaaaa', bytes(5))
      expect(await updates('meeting/aaaaaaaa')).toEqual([[5]])
    })

    it('gives every room a new epoch after a restore, and nothing else', async () => {
      const names = ['meeting/aaaaaaaa', 'meeting/bbbbbbbb']
      for (const room of names) await rooms.append(room, bytes(1))
      const before = await Promise.all(names.map(room => rooms.load(room)))
      await rooms.renewEpochs()
      for (const [n, room] of names.entries()) {
        const now = await rooms.load(room)
        expect(now?.epoch).not.toBe(before[n]?.epoch)
        expect(now?.updates).toEqual(before[n]?.updates)
      }
    })

    it('stores everything asked for before it closes, refuses everything after, and closes twice', async () => {
      const pending = rooms.append('meeting/aaaaaaaa', bytes(1))
      await rooms.close()
      await pending
      await rooms.close()
      await expect(rooms.append('meeting/aaaaaaaa', bytes(2))).rejects.toMatchObject({ name: 'StorageFault' })
      await expect(rooms.load('meeting/aaaaaaaa')).rejects.toMatchObject({ name: 'StorageFault' })
    })

    it('remembers all of it after it was closed and opened', async () => {
      if (harness.reopen === null) return
      await rooms.append('meeting/aaaaaaaa', bytes(1))
      await rooms.compact('meeting/aaaaaaaa', bytes(2))
      await rooms.append('meeting/aaaaaaaa', bytes(3))
      await rooms.append('state/user-0001', bytes(4))
      const epoch = (await rooms.load('meeting/aaaaaaaa'))?.epoch
      rooms = await harness.reopen()
      expect(await rooms.load('meeting/aaaaaaaa')).toEqual({ epoch, updates: [bytes(2), bytes(3)], quarantined: [] })
      await rooms.append('meeting/aaaaaaaa', bytes(5))
      expect(await updates('meeting/aaaaaaaa')).toEqual([[2], [3], [5]])
      expect(await rooms.list()).toEqual(['meeting/aaaaaaaa', 'state/user-0001'])
    })
  })
}
