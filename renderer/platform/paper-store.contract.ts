import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import type { PaperId, UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { PaperKey } from '#protocol/desktop-api.ts'
import { PaperRefused } from './paper-refused.ts'
import type { PaperSource, PaperStore } from './platform.ts'

const key: PaperKey = {
  server: 'server-1',
  user: 'user-0001' as UserId,
  paper: 'paper-001' as PaperId,
  version: 'version-01' as VersionId
}
const file = Uint8Array.from({ length: 1_300_000 }, (_, i) => (i * 31 + (i >> 8)) & 255)
const digest = (bytes: Uint8Array | null): string => (bytes ? bytesToHex(sha256(bytes)) : 'nothing')
const expected = { hash: bytesToHex(sha256(file)) as FileHash, bytes: file.length }

/** A source that counts what it gave and breaks off after `breakAfter` bytes. */
function sourceOf(bytes: Uint8Array, breakAfter = Number.POSITIVE_INFINITY): PaperSource & { readonly given: () => number } {
  let given = 0
  return {
    given: () => given,
    async fetchRange(begin, end) {
      if (begin >= breakAfter) throw new TypeError('network failed')
      given += end - begin
      return bytes.slice(begin, end)
    }
  }
}

/** What every paper store promises. */
export function paperStoreContract(name: string, make: () => PaperStore): void {
  describe(`${name} keeps papers`, () => {
    it('gives back any range of a kept paper, cut at its end', async () => {
      const store = make()
      const told: number[] = []
      expect(await store.keep(key, expected, sourceOf(file), n => told.push(n))).toBe('kept')
      expect(told.at(-1)).toBe(file.length)
      expect(digest(await store.read(key, 0, file.length))).toBe(expected.hash)
      expect(digest(await store.read(key, 524_200, 1_048_700))).toBe(digest(file.slice(524_200, 1_048_700)))
      expect(await store.read(key, file.length - 5, file.length + 100)).toEqual(file.slice(-5))
      expect(await store.kept(key.server, key.user)).toEqual([{ version: key.version, bytes: file.length }])
    })

    it('resumes where the network broke off', async () => {
      const store = make()
      expect(await store.keep(key, expected, sourceOf(file, 600_000))).toBe('offline')
      expect(await store.read(key, 0, 10)).toBeNull()
      const again = sourceOf(file)
      expect(await store.keep(key, expected, again)).toBe('kept')
      expect(again.given()).toBeLessThan(file.length)
      expect(digest(await store.read(key, 0, file.length))).toBe(expected.hash)
    })

    it('keeps nothing whose hash differs', async () => {
      const store = make()
      const forged = file.slice()
      forged[700_000] = (forged[700_000] ?? 0) ^ 1
      expect(await store.keep(key, expected, sourceOf(forged))).toBe('damaged')
      expect(await store.read(key, 0, 10)).toBeNull()
      expect(await store.keep(key, expected, sourceOf(file))).toBe('kept')
    })

    it('tells a refusal from a lost network', async () => {
      const refusing: PaperSource = {
        fetchRange: async () => {
          throw new PaperRefused('not yours')
        }
      }
      expect(await make().keep(key, expected, refusing)).toBe('refused')
    })

    it('shows nobody what another person or server keeps', async () => {
      const store = make()
      await store.keep(key, expected, sourceOf(file))
      expect(await store.kept(key.server, 'user-0002' as UserId)).toEqual([])
      expect(await store.read({ ...key, server: 'server-2' }, 0, 10)).toBeNull()
      await store.drop(key)
      expect(await store.kept(key.server, key.user)).toEqual([])
      expect(await store.read(key, 0, 10)).toBeNull()
    })
  })
}
