import { directoryContract } from './directory.contract.ts'
import { fileStorageContract } from './file-storage.contract.ts'
import { MemoryDirectory } from './memory-directory.ts'
import { MemoryFileStorage } from './memory-file-storage.ts'
import { MemoryRecordStorage } from './memory-record-storage.ts'
import { MemoryRoomStorage } from './memory-room-storage.ts'
import { recordStorageContract } from './record-storage.contract.ts'
import { roomStorageContract } from './room-storage.contract.ts'

const lastsAsLongAsTheProcess = { reopen: null, end: async () => undefined }

roomStorageContract('memory', async () => ({ ...lastsAsLongAsTheProcess, open: async () => new MemoryRoomStorage() }))
recordStorageContract('memory', async () => ({ ...lastsAsLongAsTheProcess, open: async () => new MemoryRecordStorage() }))
fileStorageContract('memory', async () => ({ ...lastsAsLongAsTheProcess, open: async nowMs => new MemoryFileStorage(nowMs) }))
directoryContract('memory', async () => ({ ...lastsAsLongAsTheProcess, open: async () => new MemoryDirectory() }))
