import { describe, expect, it } from 'vitest'
import type { UnitId, UploadId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { syncFolder, writeFileWhole } from './durable-file.ts'
import { chances, FakeDisk } from './fake-disk.contract.ts'
import { hashOfBytes } from './file-storage.contract.ts'
import { openOwnFiles } from './open.ts'

/** Some hundreds in a check; 10,000 by `FAULT_RUNS=10000 npx vitest run server/storage/power-cut`. */
const runs = Number(process.env.FAULT_RUNS || 300)
const data = '/data'

/** What was acknowledged before the power went. */
interface Acknowledged {
  unit: number
  readonly uploads: Map<UploadId, number>
  readonly files: Map<FileHash, Uint8Array>
  readonly exports: Map<string, Uint8Array>
}

const contentOf = (chance: () => number, length: number): Uint8Array => new Uint8Array(length).map(() => Math.floor(chance() * 256))

/** Writes whatever the server writes as files of its own, all at once, until the power goes. */
async function work(disk: FakeDisk, chance: () => number, noted: Acknowledged, round: number): Promise<void> {
  const { files, directory } = await openOwnFiles(data, () => undefined, disk)
  const units = async () => {
    for (;;) {
      const n = noted.unit + 1
      await directory.putUnit({ id: 'unit-0001' as UnitId, parent: null, name: String(n), shortName: '' })
      noted.unit = n
    }
  }
  const uploads = async () => {
    for (let n = 0; ; n += 1) {
      const upload = `upload-${round}-${n}` as UploadId
      const content = contentOf(chance, 1 + Math.floor(chance() * 3000))
      for (let offset = 0; offset < content.length; ) {
        offset = await files.appendUpload(upload, offset, content.subarray(offset, offset + 1 + Math.floor(chance() * 1500)))
        noted.uploads.set(upload, offset)
      }
      // From here on it may lie in either place.
      noted.uploads.delete(upload)
      await files.finishUpload(upload, hashOfBytes(content))
      noted.files.set(hashOfBytes(content), content)
    }
  }
  const exports = async () => {
    for (let n = 0; ; n += 1) {
      const path = `${data}/export-${round}-${n}`
      const content = contentOf(chance, 1 + Math.floor(chance() * 3000))
      const pieces = async function* () {
        for (let at = 0; at < content.length; at += 700) yield content.subarray(at, at + 700)
      }
      await writeFileWhole(path, pieces(), async () => undefined, disk)
      noted.exports.set(path, content)
    }
  }
  const settled = await Promise.allSettled([units(), uploads(), exports()])
  for (const result of settled) if (result.status === 'rejected' && disk.isOn) throw result.reason
}

/** What is missing of what was acknowledged. */
async function lossesOn(disk: FakeDisk, noted: Acknowledged): Promise<readonly string[]> {
  const losses: string[] = []
  const { files, directory } = await openOwnFiles(data, message => losses.push(message), disk)
  const unit = Number(directory.units().get('unit-0001' as UnitId)?.name ?? 0)
  if (unit < noted.unit) losses.push(`unit ${unit} instead of ${noted.unit}`)
  // What was written and not acknowledged may be there.
  noted.unit = unit
  for (const [upload, offset] of noted.uploads) {
    const held = await files.uploadOffset(upload)
    if (held < offset) losses.push(`${upload}: ${held} bytes instead of ${offset}`)
  }
  for (const [hash, content] of noted.files) {
    const held = await files.read(hash, 0, content.length).catch(() => new Uint8Array())
    if (!Buffer.from(held).equals(content)) losses.push(`file ${hash}`)
  }
  for (const [path, content] of noted.exports) {
    const held = await disk.readFile(path).catch(() => new Uint8Array())
    if (!Buffer.from(held).equals(content)) losses.push(path)
  }
  return losses
}

describe('a power cut', () => {
  it(
    `[F5] takes nothing that was acknowledged from our own files, whatever the disk had not written yet (${runs} seeds)`,
    async () => {
      const losses: string[] = []
      const acknowledged = { units: 0, files: 0, exports: 0 }
      for (let seed = 0; seed < runs; seed += 1) {
        const chance = chances(seed)
        const noted: Acknowledged = { unit: 0, uploads: new Map(), files: new Map(), exports: new Map() }
        let disk = new FakeDisk(chance)
        await disk.mkdir(data)
        await syncFolder('/', disk)
        for (let round = 0; round < 2; round += 1) {
          const failing = disk.afterPowerCut(Math.floor(chance() * 250))
          await work(failing, chance, noted, round).catch(error => {
            if (failing.isOn) throw error
          })
          disk = failing.afterPowerCut()
          for (const loss of await lossesOn(disk, noted)) losses.push(`seed ${seed}: ${loss}`)
        }
        acknowledged.units += noted.unit
        acknowledged.files += noted.files.size
        acknowledged.exports += noted.exports.size
      }
      expect(losses).toEqual([])
      for (const count of Object.values(acknowledged)) expect(count).toBeGreaterThan(runs / 2)
      if (runs > 300) console.log(`${runs} power cuts:`, acknowledged)
    },
    Math.max(20_000, runs * 50)
  )

  it('[F5] takes what was not synced: the disk of this test is no better than a real one', async () => {
    const lost = { bytes: 0, name: 0 }
    for (let seed = 0; seed < 50; seed += 1) {
      const disk = new FakeDisk(chances(seed))
      const [unsynced, nameless] = [await disk.open('/unsynced', 'wx'), await disk.open('/nameless', 'wx')]
      await syncFolder('/', disk)
      await unsynced.writeFile('họp')
      await nameless.writeFile('họp')
      await nameless.sync()
      await disk.rename('/nameless', '/named')
      const left = disk.afterPowerCut()
      if ((await left.readFile('/unsynced')).length === 0) lost.bytes += 1
      if (!(await left.readdir('/')).includes('named')) lost.name += 1
    }
    for (const count of Object.values(lost)) expect(count).toBeGreaterThan(5)
  })
})
