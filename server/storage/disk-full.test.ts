import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { UploadId } from '#core/ids.ts'
import { userOf } from './directory.contract.ts'
import { openDiskStorage } from './open.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

const run = (command: string, ...args: string[]) => spawnSync(command, args).status === 0

/** A disk of four megabytes; only root may make one. */
const mount = (path: string) => run('mount', '-t', 'tmpfs', '-o', 'size=4m', 'hopso-test', path)

const canMount = await (async () => {
  const folder = await temporaryFolder()
  const mounted = mount(folder.path)
  if (mounted) run('umount', folder.path)
  await folder.remove()
  return mounted
})()

describe.runIf(canMount)('a full disk', () => {
  it('is named, loses nothing acknowledged, and once there is room everything goes on', async () => {
    const folder = await temporaryFolder()
    mount(folder.path)
    try {
      const data = join(folder.path, 'data')
      const ballast = join(folder.path, 'ballast')
      await writeFile(ballast, new Uint8Array(2.4 * 1024 * 1024))
      let storage = await openDiskStorage(data)
      const room = 'meeting/meeting-0001'
      const acknowledged: number[] = []
      const fault: { kind?: string } = {}
      const write = (n: number) => storage.rooms.append(room, new Uint8Array(50_000).fill(n))
      for (let n = 1; fault.kind === undefined && n < 250; n += 1)
        await write(n).then(
          () => acknowledged.push(n),
          error => Object.assign(fault, { kind: error.kind })
        )
      expect(fault.kind).toBe('disk-full')
      const upload = 'upload-0001' as UploadId
      await expect(storage.files.appendUpload(upload, 0, new Uint8Array(4 * 1024 * 1024))).rejects.toMatchObject({ kind: 'disk-full' })
      expect(await storage.files.uploadOffset(upload)).toBe(0)
      const filler = join(folder.path, 'filler')
      await writeFile(filler, new Uint8Array(4 * 1024 * 1024)).catch(() => undefined)
      await expect(storage.directory.putUser(userOf(1))).rejects.toMatchObject({ kind: 'disk-full' })
      expect(storage.directory.users().size).toBe(0)

      await rm(ballast)
      await rm(filler)
      await write(251)
      acknowledged.push(251)
      await storage.directory.putUser(userOf(1))
      for (const _ of [1, 2]) {
        const loaded = await storage.rooms.load(room)
        expect(loaded?.quarantined).toEqual([])
        const stored = loaded?.updates.map(update => update[0]) ?? []
        expect(acknowledged.filter(n => !stored.includes(n))).toEqual([])
        await storage.close()
        storage = await openDiskStorage(data)
      }
      await storage.close()
    } finally {
      run('umount', '-l', folder.path)
      await folder.remove()
    }
  })
})
