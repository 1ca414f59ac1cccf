import { MemoryDirectory } from './memory-directory.ts'
import { MemoryFileStorage } from './memory-file-storage.ts'
import { MemoryRecordStorage } from './memory-record-storage.ts'
import { MemoryRoomStorage } from './memory-room-storage.ts'
import { type Storage, StorageFault } from './ports.ts'

/** Storage that forgets everything when the process ends. */
export function openMemoryStorage(): Storage {
  const parts = {
    rooms: new MemoryRoomStorage(),
    records: new MemoryRecordStorage(),
    files: new MemoryFileStorage(),
    directory: new MemoryDirectory()
  }
  return { ...parts, close: async () => void (await Promise.all(Object.values(parts).map(part => part.close()))) }
}

export interface DiskStorageOptions {
  /** Folder outside the data folder for the master key; with it private rooms are encrypted at rest. */
  readonly keysDir?: string
  /** Told of damage that was found and set aside while opening. */
  readonly warn?: (message: string) => void
}

/** Opens, or makes, everything that lasts in one folder, and holds its lock until it is closed. Rejects with `StorageFault`. */
export function openDiskStorage(_dataDir: string, _options: DiskStorageOptions = {}): Promise<Storage> {
  return Promise.reject(new StorageFault('io', 'storage on disk is not built yet'))
}
