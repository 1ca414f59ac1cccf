import { IdbPaperTexts } from './idb-paper-texts.ts'
import { IdbPieces } from './idb-pieces.ts'
import { papersWithTexts } from './papers-with-texts.ts'
import { PiecePaperStore } from './piece-paper-store.ts'
import type { Platform } from './platform.ts'

/** A page in a browser: its server is where it came from, its session a cookie, its papers in IndexedDB. */
export function createBrowserPlatform(): Platform {
  const stores = papersWithTexts(new PiecePaperStore(new IdbPieces()), new IdbPaperTexts())
  return {
    kind: 'browser',
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
