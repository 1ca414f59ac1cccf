import { describe, expect, it } from 'vitest'
import { foldVietnamese, foldWithMap, matchesQuery } from './fold.ts'

describe('foldVietnamese', () => {
  it('[T1] drops diacritics and folds đ, composed or decomposed', () => {
    expect(foldVietnamese('Đề nghị  Ủy ban\tHoà Bình')).toBe('de nghi uy ban hoa binh')
    expect(foldVietnamese('Ễ ậ ỗ'.normalize('NFD'))).toBe('e a o')
    expect(foldVietnamese('hòa')).toBe(foldVietnamese('hoà'))
  })

  it('[T1] leads every hit back to the source', () => {
    const source = 'Căn cứ  Nghị quyết'.normalize('NFD')
    const { folded, map } = foldWithMap(source)
    const at = folded.indexOf('nghi quyet')
    expect(source.slice(map[at], map[at + 'nghi quyet'.length]).normalize('NFC')).toBe('Nghị quyết')
  })

  it('[T2] matches all words in any order', () => {
    expect(matchesQuery('Phiên họp thường kỳ tháng 11/2026', 'thang hop')).toBe(true)
    expect(matchesQuery('Phiên họp thường kỳ', 'giao ban')).toBe(false)
    expect(matchesQuery('x', '  ')).toBe(true)
  })
})
