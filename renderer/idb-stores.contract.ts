import type { UserId } from '#core/ids.ts'
import { IdbPaperTexts } from './platform/idb-paper-texts.ts'
import { IdbPieces } from './platform/idb-pieces.ts'
import { paperStoreContract } from './platform/paper-store.contract.ts'
import { paperTextStoreContract } from './platform/paper-text-store.contract.ts'
import { papersWithTexts } from './platform/papers-with-texts.ts'
import { PiecePaperStore } from './platform/piece-paper-store.ts'
import { openIdbRoomStore } from './sync/idb-room-store.ts'
import { roomStoreContract } from './sync/room-store.contract.ts'

// For a real browser: tests/journeys/store-contracts.spec.ts bundles this and runs it there.
roomStoreContract('IndexedDB', () => openIdbRoomStore('server-1', 'user-0001' as UserId))
paperStoreContract('IndexedDB', () => new PiecePaperStore(new IdbPieces()))
paperTextStoreContract('IndexedDB', () => papersWithTexts(new PiecePaperStore(new IdbPieces()), new IdbPaperTexts()))
