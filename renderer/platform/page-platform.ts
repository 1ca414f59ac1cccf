import { papersWithTexts } from './papers-with-texts.ts'
import { PiecePaperStore } from './piece-paper-store.ts'
import type { PieceStorage } from './piece-storage.ts'
import type { PaperTextStore, Platform } from './platform.ts'

/** A page without a desktop app around it: whatever only a shell can do is missing. */
export const pagePlatform = (kind: 'browser' | 'memory', pieces: PieceStorage, texts: PaperTextStore): Platform => ({
  kind,
  servers: null,
  tokens: null,
  ...papersWithTexts(new PiecePaperStore(pieces), texts),
  onJoinLink: null,
  onMenu: null,
  openScreen: null,
  openVideo: null,
  framedVideo: null
})
