import { describe, expect, it } from 'vitest'
import type { AgendaItemId, PaperId, UserId, VersionId } from '../ids.ts'
import { novelty, papersByItem } from './arrange.ts'
import type { FileHash, Paper, PaperVersion } from './paper.ts'

const version = (name: string, addedAt: string): PaperVersion => ({
  version: `version-${name}` as VersionId,
  replaces: null,
  hash: '0'.repeat(64) as FileHash,
  bytes: 1,
  pages: 1,
  fileName: `${name}.pdf`,
  addedAt,
  addedBy: 'user-secretary' as UserId
})
const paper = (name: string, item: string | null, rest: Partial<Paper> = {}): Paper => ({
  paper: `paper-${name}` as PaperId,
  title: name,
  item: item as AgendaItemId | null,
  versions: [version(name, `2026-11-2${name.length}T08:00:00Z`)],
  removed: false,
  newestSeq: 5,
  ...rest
})
const mapOf = (...papers: readonly Paper[]) => new Map(papers.map(p => [p.paper, p]))
const one = 'item-one' as AgendaItemId

describe('papers of a meeting', () => {
  it('[P5] lie where they were put, then where they were moved, and never with an item that is gone', () => {
    const found = papersByItem(
      mapOf(paper('a', one), paper('bb', one), paper('ccc', 'item-gone'), paper('dddd', null, { removed: true }), paper('eeeee', null)),
      new Map([
        ['paper-a' as PaperId, { item: one, order: 'a1' }],
        ['paper-eeeee' as PaperId, { item: one, order: 'a0' }]
      ]),
      new Set([one])
    )
    expect(found.get(one)?.map(p => p.title)).toEqual(['eeeee', 'a', 'bb'])
    expect(found.get(null)?.map(p => p.title)).toEqual(['ccc'])
  })

  it('[P6] are new when they came since the last look, and a version is new until it is read', () => {
    const first = paper('a', null)
    expect(novelty(first, 'user-member', 0, null)).toBe('none')
    expect(novelty(first, 'user-member', 4, null)).toBe('new')
    expect(novelty(first, 'user-member', 5, null)).toBe('none')
    expect(novelty(first, 'user-secretary', 4, null)).toBe('none')
    const second = { ...first, versions: [...first.versions, version('a2', '2026-11-22T08:00:00Z')] }
    expect(novelty(second, 'user-member', 9, 'version-a')).toBe('new-version')
    expect(novelty(second, 'user-member', 9, 'version-a2')).toBe('none')
    expect(novelty(second, 'user-member', 4, null)).toBe('new-version')
  })
})
