import { join } from 'node:path'
import { roomsCodec } from './codec.ts'
import { masterKeyFor, prepareFolder, readFormat, removeLeftovers } from './data-folder.ts'
import { DiskFileStorage } from './disk-file-storage.ts'
import { syncFolder } from './durable-file.ts'
import { asStorageFault } from './faults.ts'
import type { FileSystem } from './file-system.ts'
import { lockFolder } from './folder-lock.ts'
import { LevelChains } from './level-chains.ts'
import { LevelRecordStorage } from './level-record-storage.ts'
import { LevelRoomStorage } from './level-room-storage.ts'
import { LowdbDirectory } from './lowdb-directory.ts'
import { MemoryDirectory } from './memory-directory.ts'
import { MemoryFileStorage } from './memory-file-storage.ts'
import { MemoryRecordStorage } from './memory-record-storage.ts'
import { MemoryRoomStorage } from './memory-room-storage.ts'
import type { Storage } from './ports.ts'

/** Storage that forgets everything when the process ends. */
export function openMemoryStorage(): Storage {
  const parts = {
    rooms: new MemoryRoomStorage(),
    records: new MemoryRecordStorage(),
    files: new MemoryFileStorage(),
    directory: new MemoryDirectory()
  }
  return { ...parts, rows: null, close: async () => void (await Promise.all(Object.values(parts).map(part => part.close()))) }
}

export interface DiskStorageOptions {
  /** Folder outside the data folder for the master key; with it private rooms are encrypted at rest. */
  readonly keysDir?: string
  /** Told of damage that was found and set aside. */
  readonly warn?: (message: string) => void
}

/** What lies in files of our own, beside the database. */
export async function openOwnFiles(dataDir: string, warn: DiskStorageOptions['warn'], fs?: FileSystem) {
  const files = await DiskFileStorage.open(join(dataDir, 'files'), join(dataDir, 'uploads'), Date.now, fs)
  const directory = await LowdbDirectory.open(join(dataDir, 'directory.json'), warn, fs)
  await syncFolder(dataDir, fs)
  return { files, directory }
}

/**
 * Opens, or makes, everything that lasts in one folder, and holds its lock until it is closed. Rejects with `StorageFault`:
 * `locked`, `newer-format`, `unreadable` (folder or key), `damaged`, `disk-full`, `io`.
 *
 *   format.json  level/ (rooms, records)  level.witness  files/  uploads/  directory.json(.bak)  lock
 */
export async function openDiskStorage(dataDir: string, options: DiskStorageOptions = {}): Promise<Storage> {
  const opened: (() => Promise<void>)[] = []
  const closeAll = async (): Promise<void> => {
    const faults: unknown[] = []
    for (const close of opened.reverse()) await close().catch(error => faults.push(error))
    if (faults.length > 0) throw asStorageFault(faults[0], 'closing the data folder')
  }
  try {
    await prepareFolder(dataDir)
    opened.push(await lockFolder(join(dataDir, 'lock')))
    const master = await masterKeyFor(dataDir, options.keysDir, await readFormat(dataDir))
    await removeLeftovers(dataDir)
    const chains = await LevelChains.open(join(dataDir, 'level'))
    opened.push(() => chains.close())
    const rooms = new LevelRoomStorage(chains, roomsCodec(master), options.warn)
    const records = new LevelRecordStorage(chains, roomsCodec(master))
    const { files, directory } = await openOwnFiles(dataDir, options.warn)
    for (const part of [rooms, records, files, directory]) opened.push(() => part.close())
    let closing: Promise<void> | null = null
    const close = () => {
      closing ??= closeAll()
      return closing
    }
    return { rooms, records, files, directory, rows: () => chains.dump(), close }
  } catch (error) {
    await closeAll().catch(() => undefined)
    throw asStorageFault(error, 'opening the data folder')
  }
}
