import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingId } from '#core/ids.ts'
import { encryptingCodec, plainCodec } from './codec.ts'
import { LevelChains } from './level-chains.ts'
import { LevelRecordStorage } from './level-record-storage.ts'
import { LevelRoomStorage } from './level-room-storage.ts'
import type { ValueCodec } from './ports.ts'
import { recordOf } from './record-storage.contract.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

const room = 'meeting/meeting-0001'
const other = 'meeting/meeting-0002'
const rowKey = (name: string, seq: number) => `u!r!${name}!${seq.toString(16).padStart(16, '0')}`
const headKey = (name: string) => `h!r!${name}`

describe('damage on disk is named, set aside, and the rest is read', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let location: string
  let warnings: string[]
  beforeEach(async () => {
    folder = await temporaryFolder()
    location = join(folder.path, 'level')
    warnings = []
  })
  afterEach(() => folder.remove())

  async function withRooms<T>(
    use: (rooms: LevelRoomStorage, chains: LevelChains) => Promise<T>,
    codec: ValueCodec = plainCodec
  ): Promise<T> {
    const chains = await LevelChains.open(location)
    try {
      return await use(new LevelRoomStorage(chains, codec, message => warnings.push(message)), chains)
    } finally {
      await chains.close()
    }
  }

  async function inLevel(change: (level: ClassicLevel<string, Uint8Array>) => Promise<void>): Promise<void> {
    const level = new ClassicLevel<string, Uint8Array>(location, { keyEncoding: 'utf8', valueEncoding: 'view' })
    await change(level)
    await level.close()
  }

  const flip = (key: string, at: number) =>
    inLevel(async level => {
      const value = Uint8Array.from((await level.get(key)) ?? [])
      value[at < 0 ? value.length + at : at] = (value.at(at) ?? 0) ^ 4
      await level.put(key, value)
    })

  const fill = (count: number, codec: ValueCodec = plainCodec) =>
    withRooms(async rooms => {
      for (let n = 1; n <= count; n += 1) await rooms.append(room, Uint8Array.of(n))
      await rooms.append(other, Uint8Array.of(99))
    }, codec)

  const look = (codec: ValueCodec = plainCodec) =>
    withRooms(async rooms => {
      const loaded = await rooms.load(room)
      const again = await rooms.load(room)
      expect(again).toEqual(loaded)
      expect((await rooms.load(other))?.updates).toEqual([Uint8Array.of(99)])
      return { updates: loaded?.updates.map(update => update[0]), quarantined: loaded?.quarantined, epoch: loaded?.epoch }
    }, codec)

  it.each([0, 1, 9, 20, -1])('a flipped bit in byte %i of a row', async at => {
    await fill(5)
    await flip(rowKey(room, 3), at)
    expect(await look()).toMatchObject({ updates: [1, 2, 4, 5], quarantined: ['row 3 has a wrong checksum'] })
    expect(warnings).toEqual([`${room}: row 3 has a wrong checksum`])
  })

  it('keeps the damaged bytes', async () => {
    await fill(2)
    await flip(rowKey(room, 1), -1)
    const before: Uint8Array[] = []
    await inLevel(async level => void before.push((await level.get(rowKey(room, 1))) ?? new Uint8Array()))
    await look()
    await inLevel(async level => {
      const values = await level.values({ gte: 'q!', lt: 'q!~' }).all()
      const kept = JSON.parse(
        Buffer.from(values[0] ?? [])
          .subarray(8)
          .toString()
      ) as { raw: string }
      expect(Buffer.from(kept.raw, 'base64')).toEqual(Buffer.from(before[0] ?? []))
    })
  })

  it.each([
    [[1], [2, 3, 4, 5], 'row 1 is missing'],
    [[2, 3], [1, 4, 5], 'rows 2 to 3 are missing'],
    [[5], [1, 2, 3, 4], 'row 5 is missing'],
    [[1, 2, 3, 4, 5], [], 'rows 1 to 5 are missing']
  ])('rows %j are missing', async (gone, rest, name) => {
    await fill(5)
    await inLevel(level => level.batch(gone.map(seq => ({ type: 'del' as const, key: rowKey(room, seq) }))))
    expect(await look()).toMatchObject({ updates: rest, quarantined: [name] })
  })

  it('an old row in the place of a newer one', async () => {
    await fill(5)
    await inLevel(async level => {
      await level.put(rowKey(room, 4), (await level.get(rowKey(room, 3))) ?? new Uint8Array())
    })
    expect(await look()).toMatchObject({ updates: [1, 2, 3, 5], quarantined: ['row 4 has a wrong checksum'] })
  })

  it('a true row that was stored at another time', async () => {
    await fill(2)
    let second: Uint8Array | undefined
    await inLevel(async level => {
      second = await level.get(rowKey(room, 2))
    })
    await rm(location, { recursive: true })
    await rm(`${location}.witness`)
    await withRooms(async rooms => {
      for (const n of [7, 8, 9]) await rooms.append(room, Uint8Array.of(n))
      await rooms.append(other, Uint8Array.of(99))
    })
    await inLevel(level => level.put(rowKey(room, 2), second ?? new Uint8Array()))
    const names = ['row 2 does not follow row 1', 'row 3 does not follow row 2']
    expect(await look()).toMatchObject({ updates: [7, 2, 9], quarantined: names })
  })

  it('a head that is missing or flipped: the room lives on under a new epoch', async () => {
    await fill(3)
    const { epoch } = await look()
    await flip(headKey(room), -3)
    const flipped = await look()
    expect(flipped).toMatchObject({ updates: [1, 2, 3], quarantined: ['the head is missing or damaged'] })
    expect(flipped.epoch).not.toBe(epoch)
    await inLevel(level => level.del(headKey(room)))
    expect((await look()).epoch).not.toBe(flipped.epoch)
    expect(await withRooms(rooms => rooms.list())).toEqual([room, other])
  })

  it('a room that goes on after its damage is whole from then on, and still says what it lost', async () => {
    await fill(5)
    await flip(rowKey(room, 2), -1)
    await withRooms(rooms => rooms.append(room, Uint8Array.of(6)))
    await look()
    await withRooms(rooms => rooms.append(room, Uint8Array.of(7)))
    await flip(rowKey(room, 9), -1)
    const now = await look()
    expect(now.updates).toHaveLength(5)
    expect(now.quarantined).toEqual(['row 2 has a wrong checksum', 'row 9 has a wrong checksum'])
  })

  it('appending to, or compacting, a damaged room before anybody read it loses no evidence', async () => {
    await fill(3)
    await inLevel(level => level.del(headKey(room)))
    await withRooms(rooms => rooms.append(room, Uint8Array.of(4)))
    expect(await look()).toMatchObject({ updates: [1, 2, 3, 4], quarantined: ['the head is missing or damaged'] })
    await flip(rowKey(room, 5), -1)
    await withRooms(rooms => rooms.compact(room, Uint8Array.of(50)))
    expect((await look()).updates).toEqual([50])
    expect((await look()).quarantined).toContain('row 5 has a wrong checksum')
  })

  it('a restore renews the epoch of a room without its head too', async () => {
    await fill(3)
    const { epoch } = await look()
    await inLevel(level => level.del(headKey(room)))
    await withRooms(rooms => rooms.renewEpochs())
    const now = await look()
    expect(now.updates).toEqual([1, 2, 3])
    expect(now.epoch).not.toBe(epoch)
  })

  it('an encrypted row that does not open', async () => {
    const codec = encryptingCodec(new Uint8Array(32).fill(1))
    await fill(2, codec)
    await withRooms(rooms => rooms.append(room, Uint8Array.of(3)), encryptingCodec(new Uint8Array(32).fill(2)))
    expect(await look(codec)).toMatchObject({ updates: [1, 2], quarantined: ['row 3 does not open with its key'] })
  })

  it('one flipped byte anywhere in LevelDB’s log is noticed, the tail too', async () => {
    await fill(5)
    const log = (await readdir(location)).find(name => name.endsWith('.log'))
    const path = join(location, log ?? '')
    const whole = await readFile(path)
    const witness = await readFile(`${location}.witness`)
    for (let at = 3; at < whole.length; at += Math.ceil(whole.length / 12)) {
      await rm(location, { recursive: true })
      await fillAgain()
      const fresh = (await readdir(location)).find(name => name.endsWith('.log')) ?? ''
      const bytes = await readFile(join(location, fresh))
      bytes[at] = (bytes[at] ?? 0) ^ 4
      await writeFile(join(location, fresh), bytes)
      await writeFile(`${location}.witness`, witness)
      await withRooms(async rooms => {
        const both = await Promise.all([rooms.load(room), rooms.load(other)])
        const count = both.reduce((sum, loaded) => sum + (loaded?.updates.length ?? 0), 0)
        const named = both.reduce((sum, loaded) => sum + (loaded?.quarantined.length ?? 0), 0)
        expect(count === 6 || named > 0, `byte ${at}: ${count} updates, ${named} named`).toBe(true)
      })
    }

    async function fillAgain() {
      await rm(`${location}.witness`, { force: true })
      await fill(5)
    }
  })

  it('a database that lost the file all others hang on is refused, not begun anew', async () => {
    await fill(5)
    const current = await readFile(join(location, 'CURRENT'))
    await rm(join(location, 'CURRENT'))
    await expect(LevelChains.open(location)).rejects.toMatchObject({ kind: 'damaged' })
    await writeFile(join(location, 'CURRENT'), 'MANIFEST-999999\n')
    await expect(LevelChains.open(location)).rejects.toMatchObject({ kind: 'damaged' })
    await writeFile(join(location, 'CURRENT'), current)
    expect((await look()).updates).toEqual([1, 2, 3, 4, 5])
    await rm(location, { recursive: true })
    expect(await look().catch(error => String(error))).toContain('the database is gone')
  })

  it('[R3] a damaged record is refused with what is wrong, and the others are read', async () => {
    const [one, two] = [recordOf('meeting-0001', 3), recordOf('meeting-0002', 3)]
    const withRecords = async <T>(use: (records: LevelRecordStorage) => Promise<T>) => {
      const chains = await LevelChains.open(location)
      return use(new LevelRecordStorage(chains)).finally(() => chains.close())
    }
    await withRecords(async records => {
      await records.append(one)
      await records.append(two)
    })
    await flip('u!m!meeting-0001!0000000000000002', -5)
    await withRecords(async records => {
      const refusal = { kind: 'damaged', message: expect.stringContaining('row 2 has a wrong checksum') }
      await expect(records.load('meeting-0001' as MeetingId)).rejects.toMatchObject(refusal)
      expect(await records.load('meeting-0002' as MeetingId)).toEqual(two)
      expect(await records.listMeetings()).toEqual(['meeting-0001', 'meeting-0002'])
    })
  })
})
