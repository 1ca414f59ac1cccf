import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UploadId } from '#core/ids.ts'
import { DiskFileStorage } from './disk-file-storage.ts'
import { replaceFile, writeFileWhole } from './durable-file.ts'
import { hashOfBytes } from './file-storage.contract.ts'
import { type FileSystem, machineFileSystem, type OpenFile } from './file-system.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

/** The machine's own files, with a list of what was asked of them; the syncs at the places named in `failing` end with EIO. */
function watched(failing: ReadonlySet<number> = new Set()) {
  const asked: string[] = []
  const syncsAfterFailure: string[] = []
  let syncs = 0
  const named = (path: string) => basename(path).replace(/\.[0-9a-f]{12}\.tmp$/, '.tmp')
  const watch = (handle: OpenFile, path: string): OpenFile => {
    let hasFailed = false
    return {
      stat: () => handle.stat(),
      read: (...how) => handle.read(...how),
      write: async (...how) => {
        asked.push(`write ${named(path)}`)
        return handle.write(...how)
      },
      writeFile: async bytes => {
        asked.push(`write ${named(path)}`)
        await handle.writeFile(bytes)
      },
      truncate: length => handle.truncate(length),
      sync: async () => {
        if (hasFailed) syncsAfterFailure.push(path)
        syncs += 1
        asked.push(`sync ${named(path)}`)
        hasFailed = failing.has(syncs)
        if (hasFailed) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' })
        await handle.sync()
      },
      close: () => handle.close()
    }
  }
  const fs: FileSystem = {
    ...machineFileSystem,
    open: async (path, flags, mode) => watch(await machineFileSystem.open(path, flags, mode), path),
    rename: async (from, to) => {
      asked.push(`rename ${named(from)} ${named(to)}`)
      await machineFileSystem.rename(from, to)
    }
  }
  return { fs, asked, syncsAfterFailure }
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

describe('a file of our own', () => {
  it('[F5] is written, synced, renamed and its folder synced, in that order, before anybody is told', async () => {
    const { fs, asked } = watched()
    const [file, streamed] = [join(folder.path, 'file'), join(folder.path, 'streamed')]
    await replaceFile(file, 'một', { fs }).then(() => asked.push('told'))
    const pieces = async function* () {
      yield Buffer.from('hai')
    }
    await writeFileWhole(streamed, pieces(), async () => void asked.push('accepted'), fs).then(() => asked.push('told'))
    const home = basename(folder.path)
    const written = (name: string) => [`write .${name}.tmp`, `sync .${name}.tmp`]
    expect(asked).toEqual([
      ...written('file'),
      'rename .file.tmp file',
      `sync ${home}`,
      'told',
      ...written('streamed'),
      'accepted',
      'rename .streamed.tmp streamed',
      `sync ${home}`,
      'told'
    ])
  })

  it('[F5] a paper is synced where it was uploaded before it takes its place, and its place is synced before anybody is told', async () => {
    const { fs, asked } = watched()
    const files = await DiskFileStorage.open(join(folder.path, 'files'), join(folder.path, 'uploads'), Date.now, fs)
    const [upload, content] = ['upload-0001' as UploadId, new Uint8Array(1000).fill(7)]
    const hash = hashOfBytes(content)
    await files.appendUpload(upload, 0, content).then(() => asked.push('told'))
    await files.finishUpload(upload, hash).then(() => asked.push('told'))
    expect(asked).toEqual([
      `write ${upload}`,
      `sync ${upload}`,
      'sync uploads',
      'told',
      'sync files',
      `rename ${upload} ${hash}`,
      `sync ${hash.slice(0, 2)}`,
      'sync uploads',
      'told'
    ])
  })

  it('[F4] whose sync failed is not called stored, and never synced again: the next attempt is a file of its own', async () => {
    for (let failing = 1; failing <= 2; failing += 1) {
      const { fs, syncsAfterFailure } = watched(new Set([failing]))
      const path = join(folder.path, `file-${failing}`)
      await expect(replaceFile(path, 'một', { fs })).rejects.toMatchObject({ code: 'EIO' })
      await replaceFile(path, 'hai', { fs })
      expect(await readFile(path, 'utf8')).toBe('hai')
      expect(syncsAfterFailure).toEqual([])
    }
    expect((await readdir(folder.path)).sort()).toEqual(['file-1', 'file-2'])
  })

  it('[F4] a piece of an upload whose sync failed is not held, and comes again whole', async () => {
    const { fs, syncsAfterFailure } = watched(new Set([3]))
    const files = await DiskFileStorage.open(join(folder.path, 'files'), join(folder.path, 'uploads'), Date.now, fs)
    const [upload, content] = ['upload-0001' as UploadId, new Uint8Array(1000).map((_, at) => at % 251)]
    await files.appendUpload(upload, 0, content.subarray(0, 400))
    await expect(files.appendUpload(upload, 400, content.subarray(400))).rejects.toMatchObject({ name: 'StorageFault', kind: 'io' })
    expect(await files.uploadOffset(upload)).toBe(400)
    await files.appendUpload(upload, 400, content.subarray(400))
    expect(await files.finishUpload(upload, hashOfBytes(content))).toBe(true)
    expect(syncsAfterFailure).toEqual([])
  })
})
