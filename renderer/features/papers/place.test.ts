import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { AgendaItemId, PaperId, UserId, VersionId } from '#core/ids.ts'
import { papersByItem } from '#core/paper/arrange.ts'
import type { FileHash, Paper } from '#core/paper/paper.ts'
import { readPlaces } from '#core/shared-doc/meeting-doc.ts'
import { putPaper } from './place.ts'
import { titleFromFileName } from './title-from-file.ts'

const item = 'item-one' as AgendaItemId
const paper = (name: string): Paper => ({
  paper: `paper-of-${name}` as PaperId,
  title: name,
  item,
  versions: [
    {
      version: `version-${name}` as VersionId,
      replaces: null,
      hash: '0'.repeat(64) as FileHash,
      bytes: 1,
      pages: 1,
      fileName: `${name}.pdf`,
      addedAt: `2026-11-22T08:00:0${name.charCodeAt(0) - 96}Z`,
      addedBy: 'user-one' as UserId
    }
  ],
  removed: false
})

describe('placing papers', () => {
  const papers = new Map([paper('a'), paper('b'), paper('c'), paper('d')].map(p => [p.paper, p]))
  const lying = (doc: Y.Doc, where: AgendaItemId | null) => papersByItem(papers, readPlaces(doc), new Set([item])).get(where) ?? []
  const say = (doc: Y.Doc, where: AgendaItemId | null) =>
    lying(doc, where)
      .map(p => p.title)
      .join('')

  it('[P5] moves a paper among neighbours nobody has placed yet, and again among placed ones', () => {
    const doc = new Y.Doc()
    expect(say(doc, item)).toBe('abcd')
    putPaper(doc, {}, 'paper-of-c' as PaperId, item, lying(doc, item), 0)
    expect(say(doc, item)).toBe('cabd')
    putPaper(doc, {}, 'paper-of-c' as PaperId, item, lying(doc, item), 2)
    expect(say(doc, item)).toBe('abcd')
    putPaper(doc, {}, 'paper-of-a' as PaperId, null, lying(doc, null), 9)
    expect([say(doc, item), say(doc, null)]).toEqual(['bcd', 'a'])
  })

  it('gives a paper the name of its file, as a person would write it', () => {
    expect(titleFromFileName('Tờ_trình__số 42.PDF')).toBe('Tờ trình số 42')
    expect(titleFromFileName('bao-cao-giai-ngan.pdf')).toBe('Bao cao giai ngan')
    expect(titleFromFileName('42-TTr-UBND.pdf')).toBe('42-TTr-UBND')
    expect(titleFromFileName('.pdf')).toBe('.pdf')
    expect(titleFromFileName(`${'từ '.repeat(150)}.pdf`).length).toBeLessThanOrEqual(300)
  })
})
