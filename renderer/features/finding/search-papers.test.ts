import { describe, expect, it } from 'vitest'
import type { PaperId, VersionId } from '#core/ids.ts'
import { needleOf, plainFind } from '#core/text/find.ts'
import type { PaperText } from '#protocol/paper-text.ts'
import { createPaperSearch, type Progress, type SearchedPaper } from './search-papers.ts'

const paper = (name: string, pages = 1): SearchedPaper => ({
  paper: name as PaperId,
  version: `${name}-v` as VersionId,
  title: name,
  pages
})
const whole = (...pages: string[]): PaperText => ({ pages, labels: null, complete: true })

async function search(papers: readonly SearchedPaper[], texts: Record<string, PaperText | null>, typed: string, options = plainFind) {
  const finder = createPaperSearch(papers, async id => texts[id] ?? null)
  const needle = needleOf(typed, options)
  let last: Progress = { found: [], done: -1 }
  if (needle)
    await finder.run(
      needle,
      progress => {
        last = progress
      },
      new AbortController().signal
    )
  return last
}

describe('finding in all papers', () => {
  it('[E22] hits by paper, in their order, with the words around and the place on the page', async () => {
    const { found } = await search(
      [paper('to-trinh', 2), paper('bao-cao')],
      { 'to-trinh': { ...whole('Kinh phí cấp nước', 'nước sạch; Nước thải'), labels: ['i', '1'] }, 'bao-cao': whole('không có gì') },
      'nuoc'
    )
    expect(found.map(one => one.kind === 'text' && [one.paper.title, one.count])).toEqual([
      ['to-trinh', 3],
      ['bao-cao', 0]
    ])
    const hits = found[0]?.kind === 'text' ? found[0].hits : []
    expect(hits.map(hit => [hit.page, hit.label, hit.look().start, hit.look().excerpt.hit])).toEqual([
      [1, 'i', 13, 'nước'],
      [2, '1', 0, 'nước'],
      [2, '1', 11, 'Nước']
    ])
  })

  it('[E21] scans, pages that are pictures and papers whose text is not here are named', async () => {
    const { found } = await search(
      [paper('scan', 2), paper('mixed', 2), paper('absent'), paper('unread')],
      { scan: whole('', ' '), mixed: whole('', 'có chữ'), absent: null, unread: { ...whole(''), complete: false } },
      'chu'
    )
    expect(found.map(one => one.kind)).toEqual(['scan', 'text', 'absent', 'text'])
    expect(found[1]?.kind === 'text' && found[1].textless).toEqual([1])
  })

  it('a text that could not be had is asked for again only when told', async () => {
    let asked = 0
    const finder = createPaperSearch([paper('a')], async () => {
      asked++
      return null
    })
    const needle = needleOf('x', plainFind)
    const run = () => needle && finder.run(needle, () => {}, new AbortController().signal)
    await run()
    await run()
    expect(asked).toBe(1)
    finder.retry()
    await run()
    expect(asked).toBe(2)
  })

  it('[E22] 60 papers of 60 pages are searched within 300 ms once they are folded', async () => {
    const words =
      'Căn cứ Luật Tổ chức chính quyền địa phương xét đề nghị của Giám đốc Sở Xây dựng về việc phê duyệt kế hoạch cấp nước sạch'.split(' ')
    const page = Array.from({ length: 350 }, (_, i) => words[(i * 7 + (i >> 3)) % words.length]).join(' ')
    const text = whole(...Array.from({ length: 60 }, (_, i) => `${page} trang ${i}`))
    const papers = Array.from({ length: 60 }, (_, i) => paper(`p${i}`, 60))
    const finder = createPaperSearch(papers, async () => text)
    const go = async (typed: string): Promise<number> => {
      const needle = needleOf(typed, plainFind)
      const begun = performance.now()
      if (needle) await finder.run(needle, () => {}, new AbortController().signal)
      return performance.now() - begun
    }
    // The first letter reads and folds every text, in slices; the letters after it only search.
    await go('ke')
    expect(await go('ke hoach cap')).toBeLessThan(300)
  })
})
