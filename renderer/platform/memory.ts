import { MemoryPaperTexts } from './memory-paper-texts.ts'
import { MemoryPieces } from './memory-pieces.ts'
import { papersWithTexts } from './papers-with-texts.ts'
import { PiecePaperStore } from './piece-paper-store.ts'
import type { Platform } from './platform.ts'

/** No host at all: for tests, and for a browser that refuses storage. */
export function createMemoryPlatform(): Platform {
  const stores = papersWithTexts(new PiecePaperStore(new MemoryPieces()), new MemoryPaperTexts())
  return {
    kind: 'memory',
    servers: null,
    tokens: null,
    ...stores,
    onJoinLink: null,
    onMenu: null,
    openScreen: null,
    openVideo: null,
    framedVideo: null
  }
}
