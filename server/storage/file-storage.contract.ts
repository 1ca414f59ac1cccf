import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UploadId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { FileStorage } from './ports.ts'

export interface FileStorageHarness {
  open(nowMs: () => number): Promise<FileStorage>
  reopen: (() => Promise<FileStorage>) | null
  end(): Promise<void>
}

export const hashOfBytes = (bytes: Uint8Array): FileHash => createHash('sha256').update(bytes).digest('hex') as FileHash

/** What every implementation of `FileStorage` promises. */
export function fileStorageContract(name: string, make: () => Promise<FileStorageHarness>): void {
  describe(`FileStorage: ${name}`, () => {
    const upload = 'upload-0001' as UploadId
    const other = 'upload-0002' as UploadId
    const content = Uint8Array.from({ length: 100_000 }, (_, n) => (n * 7) % 251)
    const hash = hashOfBytes(content)
    let aheadMs = 0
    let harness: FileStorageHarness
    let files: FileStorage
    beforeEach(async () => {
      aheadMs = 0
      harness = await make()
      files = await harness.open(() => Date.now() + aheadMs)
    })
    afterEach(() => harness.end())

    const store = async (id: UploadId, bytes: Uint8Array) => {
      await files.appendUpload(id, 0, bytes)
      return files.finishUpload(id, hashOfBytes(bytes))
    }

    it('holds nothing of an upload that is new', async () => {
      expect(await files.uploadOffset(upload)).toBe(0)
      expect(await files.readUpload(upload, 0, 10)).toHaveLength(0)
      expect(await files.size(hash)).toBeNull()
    })

    it('puts a file together from pieces and gives any part of it', async () => {
      expect(await files.appendUpload(upload, 0, content.subarray(0, 60_000))).toBe(60_000)
      expect(await files.uploadOffset(upload)).toBe(60_000)
      expect([...(await files.readUpload(upload, 10, 13))]).toEqual([...content.subarray(10, 13)])
      expect(await files.appendUpload(upload, 60_000, content.subarray(60_000))).toBe(100_000)
      expect(await files.size(hash)).toBeNull()
      expect(await files.finishUpload(upload, hash)).toBe(true)
      expect(await files.size(hash)).toBe(100_000)
      expect(hashOfBytes(await files.read(hash, 0, 100_000))).toBe(hash)
      expect([...(await files.read(hash, 99_998, 200_000))]).toEqual([...content.subarray(99_998)])
      expect(await files.read(hash, 5, 5)).toHaveLength(0)
      expect(await files.uploadOffset(upload)).toBe(0)
    })

    it('refuses a piece that does not begin where the upload ends, and keeps the upload', async () => {
      await files.appendUpload(upload, 0, content.subarray(0, 10))
      await expect(files.appendUpload(upload, 5, content.subarray(5, 20))).rejects.toBeInstanceOf(RangeError)
      await expect(files.appendUpload(upload, 11, content.subarray(11, 20))).rejects.toBeInstanceOf(RangeError)
      expect(await files.uploadOffset(upload)).toBe(10)
    })

    it('takes a piece that is sent twice at once only once', async () => {
      const piece = content.subarray(0, 10)
      const settled = await Promise.allSettled([files.appendUpload(upload, 0, piece), files.appendUpload(upload, 0, piece)])
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await files.uploadOffset(upload)).toBe(10)
    })

    it('keeps the upload when the hash differs', async () => {
      await files.appendUpload(upload, 0, content.subarray(0, 10))
      expect(await files.finishUpload(upload, hash)).toBe(false)
      expect(await files.uploadOffset(upload)).toBe(10)
      expect(await files.size(hash)).toBeNull()
    })

    it('does not hand a stored file to who only knows its hash', async () => {
      await store(upload, content)
      expect(await files.finishUpload(other, hash)).toBe(false)
    })

    it('stores the same content twice as one file', async () => {
      expect(await store(upload, content)).toBe(true)
      expect(await store(other, content)).toBe(true)
      expect(await files.size(hash)).toBe(100_000)
      expect(await files.uploadOffset(other)).toBe(0)
    })

    it('stores an empty file', async () => {
      expect(await store(upload, new Uint8Array())).toBe(true)
      expect(await files.size(hashOfBytes(new Uint8Array()))).toBe(0)
    })

    it('says that a file is missing', async () => {
      await expect(files.read(hash, 0, 1)).rejects.toMatchObject({ name: 'StorageFault', kind: 'damaged' })
    })

    it('drops an upload, known or not', async () => {
      await files.appendUpload(upload, 0, content)
      await files.dropUpload(upload)
      await files.dropUpload(other)
      expect(await files.uploadOffset(upload)).toBe(0)
    })

    it('sweeps the uploads nobody touched for so long, and no file', async () => {
      await store(other, content)
      await files.appendUpload(upload, 0, content)
      expect(await files.sweepUploads(60_000)).toBe(0)
      aheadMs = 61_000
      expect(await files.sweepUploads(60_000)).toBe(1)
      expect(await files.uploadOffset(upload)).toBe(0)
      expect(await files.size(hash)).toBe(100_000)
    })

    it('[Z4] gives the bytes of one file back, there or not, and takes them again', async () => {
      const rest = content.subarray(1)
      await store(other, content)
      await store(upload, rest)
      await files.remove(hash)
      await files.remove(hash)
      expect(await files.size(hash)).toBeNull()
      await expect(files.read(hash, 0, 1)).rejects.toMatchObject({ kind: 'damaged' })
      expect(await files.size(hashOfBytes(rest))).toBe(99_999)
      expect(await store(other, content)).toBe(true)
      expect(hashOfBytes(await files.read(hash, 0, 100_000))).toBe(hash)
    })

    it('refuses everything once closed', async () => {
      await files.close()
      await files.close()
      await expect(files.uploadOffset(upload)).rejects.toMatchObject({ name: 'StorageFault' })
    })

    it('remembers files and unfinished uploads after it was closed and opened', async () => {
      if (harness.reopen === null) return
      await store(other, content)
      await files.appendUpload(upload, 0, content.subarray(0, 10))
      files = await harness.reopen()
      expect(await files.uploadOffset(upload)).toBe(10)
      expect(hashOfBytes(await files.read(hash, 0, 100_000))).toBe(hash)
    })
  })
}
