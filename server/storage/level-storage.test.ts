import { readdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { expect, it, vi } from 'vitest'
import type { MeetingId } from '#core/ids.ts'
import { encryptingCodec, plainCodec, roomsCodec } from './codec.ts'
import { LevelChains } from './level-chains.ts'
import { LevelRecordStorage } from './level-record-storage.ts'
import { LevelRoomStorage } from './level-room-storage.ts'
import { recordOf, recordStorageContract } from './record-storage.contract.ts'
import { roomStorageContract } from './room-storage.contract.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

async function inLevel<T extends { close(): Promise<void> }>(over: (chains: LevelChains) => T) {
  const folder = await temporaryFolder()
  let chains: LevelChains
  let storage: T
  const open = async () => {
    chains = await LevelChains.open(join(folder.path, 'level'))
    storage = over(chains)
    return storage
  }
  const close = async () => {
    await storage.close()
    await chains.close()
  }
  const reopen = async () => {
    await close()
    return open()
  }
  return { open, reopen, end: () => close().finally(folder.remove) }
}

const key = new Uint8Array(32).fill(5)
roomStorageContract('LevelDB', () => inLevel(chains => new LevelRoomStorage(chains, plainCodec)))
roomStorageContract('LevelDB, encrypted', () => inLevel(chains => new LevelRoomStorage(chains, encryptingCodec(key))))
roomStorageContract('LevelDB, private rooms encrypted', () => inLevel(chains => new LevelRoomStorage(chains, roomsCodec(key))))
recordStorageContract('LevelDB', () => inLevel(chains => new LevelRecordStorage(chains)))

it('[R7] after a write that failed, what is read of a record is what is on the disk, not what the database believes', async () => {
  const meeting = 'meeting-aaaa' as MeetingId
  const events = recordOf(meeting, 4)
  const { open, end } = await inLevel(chains => new LevelRecordStorage(chains))
  const records = await open()
  await records.append(events.slice(0, 2))
  /** A disk that loses the end of the log, and says so when the database has already taken it in. */
  const write = ClassicLevel.prototype.batch as (...words: unknown[]) => Promise<void>
  const failing = vi.spyOn(ClassicLevel.prototype, 'batch').mockImplementationOnce(async function (
    this: ClassicLevel,
    ...words: unknown[]
  ) {
    const [log = ''] = (await readdir(this.location)).filter(name => name.endsWith('.log'))
    const { size } = await stat(join(this.location, log))
    await write.apply(this, words)
    await truncate(join(this.location, log), size)
    throw new Error('fsync: EIO')
  } as never)
  const closing = vi.spyOn(ClassicLevel.prototype, 'close')
  try {
    const fault = { name: 'StorageFault', kind: 'io' }
    await expect(records.append(events.slice(2))).rejects.toMatchObject(fault)
    closing.mockRejectedValueOnce(new Error('close: EIO'))
    // It is read as it is believed, and said so.
    expect((await records.loadReadable(meeting)).unsure).toMatchObject(fault)
    expect(await records.loadReadable(meeting)).toEqual({ events: events.slice(0, 2), damage: null })
    await records.append(events.slice(2))
    expect(await records.load(meeting)).toEqual(events)
  } finally {
    failing.mockRestore()
    closing.mockRestore()
    await end()
  }
})
