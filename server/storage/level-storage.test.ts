import { join } from 'node:path'
import { encryptingCodec, plainCodec, roomsCodec } from './codec.ts'
import { LevelChains } from './level-chains.ts'
import { LevelRecordStorage } from './level-record-storage.ts'
import { LevelRoomStorage } from './level-room-storage.ts'
import { recordStorageContract } from './record-storage.contract.ts'
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
