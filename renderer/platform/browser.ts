import { IdbPaperTexts } from './idb-paper-texts.ts'
import { IdbPieces } from './idb-pieces.ts'
import { pagePlatform } from './page-platform.ts'
import type { Platform } from './platform.ts'

/** A page in a browser: its server is where it came from, its session a cookie, its papers in IndexedDB. */
export const createBrowserPlatform = (): Platform => pagePlatform('browser', new IdbPieces(), new IdbPaperTexts())
