import { describe, expect, test } from 'vitest'
import { findInPage, findQuery, firstHitFrom, foldPage, searchOrder } from './find-text.ts'

const text = 'NGHỊ QUYẾT\nVề việc sắp xếp điểm trường; Nghị\nquyết này có hiệu lực từ ngày ký. Đồi Chè.'
const found = (typed: string, source = text): string[] =>
  findInPage(1, foldPage(source), findQuery(typed) ?? '').map(hit => source.slice(hit.start, hit.end))

describe('finding in a paper', () => {
  test('[E3] words typed without diacritics are found, over a line end too', () => {
    expect(found('nghi quyet')).toEqual(['NGHỊ QUYẾT', 'Nghị\nquyết'])
  })
  test('[E3] đ is found as d, and typed diacritics do not narrow', () => {
    expect(found('doi che')).toEqual(['Đồi Chè'])
    expect(found('Đồi chè')).toEqual(['Đồi Chè'])
  })
  test('[E3] a hit in decomposed text covers its marks', () => {
    const decomposed = 'sắp xếp điểm'.normalize('NFD')
    expect(found('xep', decomposed)).toEqual(['xếp'.normalize('NFD')])
    expect(found('diem', decomposed)).toEqual(['điểm'.normalize('NFD')])
  })
  test('nothing typed looks for nothing', () => {
    expect(findQuery('  ')).toBeNull()
  })
  test('search begins at the page being read and comes round', () => {
    expect(searchOrder(4, 3)).toEqual([3, 4, 1, 2])
    const hits = [1, 1, 4].map(page => ({ page, start: 0, end: 1 }))
    expect(firstHitFrom(hits, 2)).toBe(2)
    expect(firstHitFrom(hits, 5)).toBe(0)
  })
})
