import { MemoryPaperTexts } from './memory-paper-texts.ts'
import { MemoryPieces } from './memory-pieces.ts'
import { pagePlatform } from './page-platform.ts'
import type { Platform } from './platform.ts'

/** No host at all: for tests, and for a browser that refuses storage. */
export const createMemoryPlatform = (): Platform => pagePlatform('memory', new MemoryPieces(), new MemoryPaperTexts())
