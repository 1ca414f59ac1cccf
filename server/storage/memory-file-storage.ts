import { createHash } from 'node:crypto'
import type { UploadId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { assertOpen } from './faults.ts'
import { type FileStorage, StorageFault } from './ports.ts'

/** Files that live as long as the process. */
export class MemoryFileStorage implements FileStorage {
  readonly #files = new Map<FileHash, Uint8Array>()
  readonly #uploads = new Map<UploadId, { bytes: Uint8Array; touchedMs: number }>()
  readonly #nowMs: () => number
  #closed = false

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs
  }

  async uploadOffset(upload: UploadId): Promise<number> {
    assertOpen(this.#closed)
    return this.#held(upload).length
  }

  async appendUpload(upload: UploadId, offset: number, bytes: Uint8Array): Promise<number> {
    assertOpen(this.#closed)
    const held = this.#held(upload)
    assertOffset(upload, offset, held.length)
    const grown = new Uint8Array(held.length + bytes.length)
    grown.set(held)
    grown.set(bytes, held.length)
    this.#uploads.set(upload, { bytes: grown, touchedMs: this.#nowMs() })
    return grown.length
  }

  async readUpload(upload: UploadId, begin: number, end: number): Promise<Uint8Array> {
    assertOpen(this.#closed)
    return this.#held(upload).slice(begin, Math.max(begin, end))
  }

  async dropUpload(upload: UploadId): Promise<void> {
    assertOpen(this.#closed)
    this.#uploads.delete(upload)
  }

  async finishUpload(upload: UploadId, hash: FileHash): Promise<boolean> {
    assertOpen(this.#closed)
    const bytes = this.#held(upload)
    if (createHash('sha256').update(bytes).digest('hex') !== hash) return false
    this.#files.set(hash, bytes)
    this.#uploads.delete(upload)
    return true
  }

  async size(hash: FileHash): Promise<number | null> {
    assertOpen(this.#closed)
    return this.#files.get(hash)?.length ?? null
  }

  async read(hash: FileHash, begin: number, end: number): Promise<Uint8Array> {
    assertOpen(this.#closed)
    const bytes = this.#files.get(hash)
    if (!bytes) throw new StorageFault('damaged', `file ${hash} is not stored`)
    return bytes.slice(begin, Math.max(begin, end))
  }

  async remove(hash: FileHash): Promise<void> {
    assertOpen(this.#closed)
    this.#files.delete(hash)
  }

  async sweepUploads(olderThanMs: number): Promise<number> {
    assertOpen(this.#closed)
    const stale = [...this.#uploads].filter(([, held]) => this.#nowMs() - held.touchedMs > olderThanMs)
    for (const [upload] of stale) this.#uploads.delete(upload)
    return stale.length
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #held(upload: UploadId): Uint8Array {
    return this.#uploads.get(upload)?.bytes ?? new Uint8Array()
  }
}

/** Bytes are only ever added at the end: whoever sends others has lost count and asks for the offset again. */
export function assertOffset(upload: UploadId, offset: number, held: number): void {
  if (offset !== held) throw new RangeError(`upload ${upload} holds ${held} bytes, not ${offset}`)
}
