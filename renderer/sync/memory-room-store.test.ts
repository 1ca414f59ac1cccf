import { MemoryRoomStore } from './memory-room-store.ts'
import { roomStoreContract } from './room-store.contract.ts'

roomStoreContract('memory', async () => new MemoryRoomStore(true))
