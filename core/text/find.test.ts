import { describe, expect, it } from 'vitest'
import { excerptOf, type FindOptions, findFolded, findPlaces, foldForFinding, needleOf, plainFind } from './find.ts'

const text =
  'NGHỊ QUYẾT\nVề việc sắp xếp điểm trường; Nghị\nquyết này có hiệu lực từ ngày ký. Đồi Chè, xã Hòa Bình; hoà hợp, hoa lá; tỷ lệ, tỉ lệ, tiền, kĩ thuật.'
const found = (typed: string, options: Partial<FindOptions> = {}, source = text): string[] => {
  const needle = needleOf(typed, { ...plainFind, ...options })
  return needle ? findPlaces(source, needle).map(place => source.slice(place.start, place.end)) : []
}

describe('finding words', () => {
  it('[E3] words typed without diacritics are found, over a line end too', () => {
    expect(found('nghi quyet')).toEqual(['NGHỊ QUYẾT', 'Nghị\nquyết'])
    expect(found('nghi  quyet ')).toEqual(['NGHỊ QUYẾT', 'Nghị\nquyết'])
  })
  it('[E3] đ is found as d, and typed diacritics do not narrow', () => {
    expect(found('doi che')).toEqual(['Đồi Chè'])
    expect(found('Đồi chè')).toEqual(['Đồi Chè'])
  })
  it('[E3] a hit in decomposed text covers its marks', () => {
    const decomposed = 'sắp xếp điểm'.normalize('NFD')
    for (const exact of [false, true]) {
      expect(found('xếp', { exact }, decomposed)).toEqual(['xếp'.normalize('NFD')])
      expect(found('điểm', { exact }, decomposed)).toEqual(['điểm'.normalize('NFD')])
    }
  })
  it('[E20] with exact diacritics the tone counts, not where it stands, and not the case', () => {
    expect(found('hòa', { exact: true })).toEqual(['Hòa', 'hoà'])
    expect(found('hoa', { exact: true })).toEqual(['hoa'])
    expect(found('nghị quyết', { exact: true })).toEqual(['NGHỊ QUYẾT', 'Nghị\nquyết'])
    expect(found('nghi quyet', { exact: true })).toEqual([])
    expect(found('uỷ', { exact: true }, 'Ủy ban, Uỷ viên, uy tín')).toEqual(['Ủy', 'Uỷ'])
    expect(found('đoi', { exact: true }, 'đòi đoi doi')).toEqual(['đoi'])
    expect(found('ho', { exact: true }, 'hoà')).toEqual(['ho'])
  })
  it('[E20] kỹ and kĩ, tỷ and tỉ are one word, yet ki is still the beginning of kinh', () => {
    expect(found('tỷ lệ')).toEqual(['tỷ lệ', 'tỉ lệ'])
    expect(found('ti le')).toEqual(['tỷ lệ', 'tỉ lệ'])
    expect(found('ky thuat')).toEqual(['kĩ thuật'])
    expect(found('ki', {}, 'kinh phí kỳ này')).toEqual(['ki', 'kỳ'])
    expect(found('ky', {}, 'kinh phí kỳ này')).toEqual(['kỳ'])
    expect(found('ki', { words: true }, 'kinh phí kỳ này')).toEqual(['kỳ'])
    expect(found('tỉ', { exact: true }, 'tỷ tỉ')).toEqual(['tỉ'])
  })
  it('[E20] whole words only', () => {
    expect(found('ha', { words: true }, 'nhà, Hà, ha; 5ha, hai')).toEqual(['Hà', 'ha'])
    expect(found('12', { words: true }, '12 120 12/TTr 3.12')).toEqual(['12', '12', '12'])
    expect(found('đề án', { words: true, exact: true }, 'đề ánh, đề án.')).toEqual(['đề án'])
  })
  it('nothing typed looks for nothing', () => {
    for (const exact of [false, true]) expect(needleOf(' \n', { exact, words: false })).toBeNull()
  })
  it('stops at as many as are wanted', () => {
    const needle = needleOf('a', plainFind)
    expect(needle && findPlaces('a'.repeat(1000), needle, 10)).toHaveLength(10)
  })
  it('[E20] every hit in any text reads as what was looked for, in both ways', () => {
    const words = text.split(/\s+/)
    for (const exact of [false, true])
      for (const word of words) {
        const needle = needleOf(word, { exact, words: false })
        if (!needle) continue
        const places = findPlaces(text, needle)
        expect(places.length).toBeGreaterThan(0)
        for (const { start, end } of places)
          expect(needle.forms.map(form => foldForFinding(form, { exact }).folded)).toContain(
            foldForFinding(text.slice(start, end), { exact }).folded
          )
      }
  })
  it('folded text tells the same hits', () => {
    const needle = needleOf('tỷ', plainFind)
    const { folded } = foldForFinding(text, plainFind)
    expect(needle && findFolded(folded, needle, 100)).toHaveLength(4)
  })
  it('an excerpt is one line, cut at words', () => {
    const at = text.indexOf('ngày ký')
    expect(excerptOf(text, { start: at, end: at + 7 }, 20, 16)).toEqual({
      before: '… này có hiệu lực từ ',
      hit: 'ngày ký',
      after: '. Đồi Chè, xã …'
    })
    expect(excerptOf('một hai', { start: 0, end: 3 })).toEqual({ before: '', hit: 'một', after: ' hai' })
  })
})
