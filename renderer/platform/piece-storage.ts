import type { UserId, VersionId } from '#core/ids.ts'
import type { PaperKey } from '#protocol/desktop-api.ts'

/** What is known of one paper file being kept. */
export interface KeptFile {
  readonly bytes: number
  readonly hash: string
  /** Whole pieces that are here. */
  readonly pieces: number
  /** All pieces are here and their hash was checked. */
  readonly complete: boolean
}

/** Where the paper store puts its pieces: memory or IndexedDB. Rejects with a QuotaExceededError when the disk is full. */
export interface PieceStorage {
  about(key: PaperKey): Promise<KeptFile | null>
  /** Writes a piece and what is known afterwards, both or neither. */
  put(key: PaperKey, index: number, piece: Uint8Array, about: KeptFile): Promise<void>
  describe(key: PaperKey, about: KeptFile): Promise<void>
  piece(key: PaperKey, index: number): Promise<Uint8Array | null>
  drop(key: PaperKey): Promise<void>
  complete(server: string, user: UserId): Promise<readonly { readonly version: VersionId; readonly bytes: number }[]>
}

/** Small enough to resume without waste, large enough for few rows. */
export const pieceBytes = 512 * 1024
