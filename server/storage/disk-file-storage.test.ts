import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { UploadId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { DiskFileStorage } from './disk-file-storage.ts'
import { fileStorageContract, hashOfBytes } from './file-storage.contract.ts'
import type { FileStorage } from './ports.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

fileStorageContract('disk', async () => {
  const folder = await temporaryFolder()
  let files: FileStorage
  const open = async (nowMs: () => number = Date.now) => {
    files = await DiskFileStorage.open(join(folder.path, 'files'), join(folder.path, 'uploads'), nowMs)
    return files
  }
  return { open, reopen: () => files.close().then(() => open()), end: () => files.close().finally(folder.remove) }
})

it('lets no name climb out of its folders', async () => {
  const folder = await temporaryFolder()
  const files = await DiskFileStorage.open(join(folder.path, 'files'), join(folder.path, 'uploads'))
  await expect(files.appendUpload('../climbing-out' as UploadId, 0, new Uint8Array(1))).rejects.toBeInstanceOf(RangeError)
  await expect(files.size('../../etc/passwd' as FileHash)).rejects.toBeInstanceOf(RangeError)
  await files.close()
  await folder.remove()
})

it('heals a file that was damaged on disk when its content comes again', async () => {
  const folder = await temporaryFolder()
  const files = await DiskFileStorage.open(join(folder.path, 'files'), join(folder.path, 'uploads'))
  const content = new Uint8Array(1000).fill(3)
  const hash = hashOfBytes(content)
  const path = join(folder.path, 'files', hash.slice(0, 2), hash)
  for (const upload of ['upload-0001', 'upload-0002'] as UploadId[]) {
    await files.appendUpload(upload, 0, content)
    expect(await files.finishUpload(upload, hash)).toBe(true)
    expect(new Uint8Array(await readFile(path))).toEqual(content)
    await writeFile(path, new Uint8Array(1000))
  }
  await files.close()
  await folder.remove()
})
