import type { UserId, VersionId } from '#core/ids.ts'
import type { PaperKey } from '#protocol/desktop-api.ts'
import type { KeptFile, PieceStorage } from './piece-storage.ts'

interface Row {
  readonly key: PaperKey
  about: KeptFile
  readonly pieces: Map<number, Uint8Array>
}

/** Pieces in memory, gone with the page. */
export class MemoryPieces implements PieceStorage {
  readonly #rows = new Map<string, Row>()

  #name(key: PaperKey): string {
    return [key.server, key.user, key.paper, key.version].join(' ')
  }

  async about(key: PaperKey): Promise<KeptFile | null> {
    return this.#rows.get(this.#name(key))?.about ?? null
  }

  async put(key: PaperKey, index: number, piece: Uint8Array, about: KeptFile): Promise<void> {
    await this.describe(key, about)
    this.#rows.get(this.#name(key))?.pieces.set(index, piece.slice())
  }

  async describe(key: PaperKey, about: KeptFile): Promise<void> {
    const row = this.#rows.get(this.#name(key))
    if (row) row.about = about
    else this.#rows.set(this.#name(key), { key, about, pieces: new Map() })
  }

  async piece(key: PaperKey, index: number): Promise<Uint8Array | null> {
    return this.#rows.get(this.#name(key))?.pieces.get(index) ?? null
  }

  async drop(key: PaperKey): Promise<void> {
    this.#rows.delete(this.#name(key))
  }

  async complete(server: string, user: UserId): Promise<readonly { readonly version: VersionId; readonly bytes: number }[]> {
    return [...this.#rows.values()]
      .filter(row => row.about.complete && row.key.server === server && row.key.user === user)
      .map(row => ({ version: row.key.version, bytes: row.about.bytes }))
  }
}
