import { describe, expect, it } from 'vitest'
import type { PaperId, UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { PaperKey } from '#protocol/desktop-api.ts'
import type { PaperStore, PaperTextStore } from './platform.ts'

const key: PaperKey = {
  server: 'server-1',
  user: 'user-0001' as UserId,
  paper: 'paper-001' as PaperId,
  version: 'version-01' as VersionId
}
const text = { pages: ['Tờ trình', ''], labels: ['i', 'ii'], complete: true }

/** What every store of papers' texts promises, beside the store of the papers. */
export function paperTextStoreContract(
  name: string,
  make: () => { readonly papers: PaperStore; readonly paperTexts: PaperTextStore }
): void {
  describe(`${name} keeps texts of papers`, () => {
    it('gives back what it keeps, to the same person of the same server alone', async () => {
      const { paperTexts } = make()
      await paperTexts.drop(key)
      expect(await paperTexts.read(key)).toBeNull()
      await paperTexts.keep(key, text)
      expect(await paperTexts.read(key)).toEqual(text)
      expect(await paperTexts.read({ ...key, user: 'user-0002' as UserId })).toBeNull()
      expect(await paperTexts.read({ ...key, server: 'server-2' })).toBeNull()
      expect(await paperTexts.read({ ...key, version: 'version-02' as VersionId })).toBeNull()
    })

    it('drops the text of a paper that is dropped', async () => {
      const { papers, paperTexts } = make()
      await paperTexts.keep(key, text)
      const nothing = { fetchRange: async () => new Uint8Array() }
      await papers.keep(key, { hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' as FileHash, bytes: 0 }, nothing)
      await papers.drop(key)
      expect(await paperTexts.read(key)).toBeNull()
    })
  })
}
