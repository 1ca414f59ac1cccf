import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { KeepPaperOutcome, PaperKey } from '#protocol/desktop-api.ts'
import { PaperRefused } from './paper-refused.ts'
import { type KeptFile, type PieceStorage, pieceBytes } from './piece-storage.ts'
import type { PaperSource, PaperStore } from './platform.ts'

type Expected = { readonly hash: FileHash; readonly bytes: number }
type Progress = (received: number) => void

/**
 * Keeps papers in pieces of 512 KiB: a broken download goes on with the next missing piece, a file counts as kept only when the
 * hash of all pieces is the one the meeting's record names. Hashed without crypto.subtle, which a page on plain http does not have.
 */
export class PiecePaperStore implements PaperStore {
  readonly #pieces: PieceStorage
  readonly #running = new Map<string, { readonly outcome: Promise<KeepPaperOutcome>; readonly progress: Set<Progress> }>()

  constructor(pieces: PieceStorage) {
    this.#pieces = pieces
  }

  keep(key: PaperKey, expected: Expected, source: PaperSource, progress?: Progress, signal?: AbortSignal): Promise<KeepPaperOutcome> {
    const name = [key.server, key.user, key.paper, key.version].join(' ')
    const running = this.#running.get(name)
    if (running) {
      if (progress) running.progress.add(progress)
      return running.outcome
    }
    const listeners = new Set(progress ? [progress] : [])
    const tell = (received: number): void => {
      for (const listener of listeners) listener(received)
    }
    const outcome = this.#keep(key, expected, source, tell, signal).finally(() => this.#running.delete(name))
    this.#running.set(name, { outcome, progress: listeners })
    return outcome
  }

  async #keep(key: PaperKey, expected: Expected, source: PaperSource, tell: Progress, signal?: AbortSignal): Promise<KeepPaperOutcome> {
    try {
      let about = await this.#pieces.about(key)
      if (about && (about.hash !== expected.hash || about.bytes !== expected.bytes)) {
        await this.#pieces.drop(key)
        about = null
      }
      if (about?.complete) return 'kept'
      const fetched = await this.#fetch(key, expected, about?.pieces ?? 0, source, tell, signal)
      if (fetched !== 'kept') return fetched
      if ((await this.#hash(key, expected.bytes)) !== expected.hash) {
        await this.#pieces.drop(key)
        return 'damaged'
      }
      await this.#pieces.describe(key, { ...expected, pieces: Math.ceil(expected.bytes / pieceBytes), complete: true })
      return 'kept'
    } catch (error) {
      // The only thing that fails here is the disk; what does not fit is no reason to keep half of it.
      if (!(error instanceof Error)) throw error
      await this.#pieces.drop(key).catch(() => {})
      return 'disk-full'
    }
  }

  async #fetch(
    key: PaperKey,
    expected: Expected,
    from: number,
    source: PaperSource,
    tell: Progress,
    signal?: AbortSignal
  ): Promise<KeepPaperOutcome> {
    for (let index = from; index * pieceBytes < expected.bytes; index++) {
      const begin = index * pieceBytes
      const end = Math.min(expected.bytes, begin + pieceBytes)
      let piece: Uint8Array
      try {
        piece = await source.fetchRange(begin, end, signal)
      } catch (error) {
        return error instanceof PaperRefused ? 'refused' : 'offline'
      }
      if (piece.length !== end - begin) return 'damaged'
      const about: KeptFile = { ...expected, pieces: index + 1, complete: false }
      await this.#pieces.put(key, index, piece, about)
      tell(end)
    }
    return 'kept'
  }

  async #hash(key: PaperKey, bytes: number): Promise<string | null> {
    const hash = sha256.create()
    for (let index = 0; index * pieceBytes < bytes; index++) {
      const piece = await this.#pieces.piece(key, index)
      if (!piece) return null
      hash.update(piece)
    }
    return bytesToHex(hash.digest())
  }

  async read(key: PaperKey, begin: number, end: number): Promise<Uint8Array | null> {
    const from = Math.floor(begin / pieceBytes)
    // Asked for together: whoever opens a paper waits for the disk once.
    const [about, first] = await Promise.all([this.#pieces.about(key), this.#pieces.piece(key, from)])
    if (!about?.complete) return null
    const last = Math.min(end, about.bytes)
    const out = new Uint8Array(Math.max(0, last - begin))
    for (let index = from; index * pieceBytes < last; index++) {
      const piece = index === from ? first : await this.#pieces.piece(key, index)
      if (!piece) return null
      const start = index * pieceBytes
      const part = piece.subarray(Math.max(0, begin - start), Math.min(piece.length, last - start))
      out.set(part, Math.max(0, start - begin))
    }
    return out
  }

  kept(server: string, user: UserId): Promise<readonly { readonly version: VersionId; readonly bytes: number }[]> {
    return this.#pieces.complete(server, user)
  }

  drop(key: PaperKey): Promise<void> {
    return this.#pieces.drop(key)
  }
}
