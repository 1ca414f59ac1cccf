import { MemoryPieces } from './memory-pieces.ts'
import { PiecePaperStore } from './piece-paper-store.ts'
import type { Platform } from './platform.ts'

/** No host at all: for tests, and for a browser that refuses storage. */
export function createMemoryPlatform(): Platform {
  return { kind: 'memory', servers: null, tokens: null, papers: new PiecePaperStore(new MemoryPieces()), onJoinLink: null, onMenu: null }
}
