import { IdbPieces } from './idb-pieces.ts'
import { PiecePaperStore } from './piece-paper-store.ts'
import type { Platform } from './platform.ts'

/** A page in a browser: its server is where it came from, its session a cookie, its papers in IndexedDB. */
export function createBrowserPlatform(): Platform {
  return { kind: 'browser', servers: null, tokens: null, papers: new PiecePaperStore(new IdbPieces()), onJoinLink: null, onMenu: null }
}
