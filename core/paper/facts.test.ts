import { describe, expect, it } from 'vitest'
import { isFact, tokensOf } from './facts.ts'

const facts = (text: string) =>
  tokensOf(1, text)
    .filter(isFact)
    .map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)
const values = (...texts: string[]) => texts.map(text => tokensOf(1, text).find(isFact)?.value)

describe('facts of an official paper', () => {
  it('[Y3] amounts, rates, dates, times and references are each one thing', () => {
    expect(facts('Kinh phí 1.250.000.000 đồng, đạt 12,5 % (78,3%) kế hoạch; 14,2 km đường, 120 hộ và 3 tỷ đồng')).toEqual([
      'amount: 1.250.000.000 đồng',
      'percent: 12,5 %',
      'percent: 78,3%',
      'amount: 14,2 km',
      'amount: 120 hộ',
      'amount: 3 tỷ đồng'
    ])
    expect(
      facts(
        'Tờ trình số 12/TTr-SXD ngày 23 tháng 11 năm 2026, họp 23/11/2026 lúc 8 giờ 30, 14h00, quý IV/2026, năm 2027, giai đoạn năm 2026-2030, tháng 12/2026'
      )
    ).toEqual([
      'reference: 12/TTr-SXD',
      'date: ngày 23 tháng 11 năm 2026',
      'date: 23/11/2026',
      'time: 8 giờ 30',
      'time: 14h00',
      'date: quý IV/2026',
      'date: năm 2027',
      'date: năm 2026-2030',
      'date: tháng 12/2026'
    ])
    expect(facts('theo khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP, điểm a khoản 1, Phụ lục II, 5 người, mã 0123')).toEqual([
      'reference: khoản 2',
      'reference: Điều 5',
      'reference: 30/2020/NĐ-CP',
      'reference: điểm a',
      'reference: khoản 1',
      'reference: Phụ lục II',
      'amount: 5 người',
      'number: 0123'
    ])
  })
  it('[Y3] over a line end too, and decomposed', () => {
    expect(facts('ngày 23\ntháng 11 năm 2026; 1.250.000.000\nđồng')).toEqual([
      'date: ngày 23\ntháng 11 năm 2026',
      'amount: 1.250.000.000\nđồng'
    ])
  })
  it('[Y3] words with figures in them, ranges and lists are not torn', () => {
    expect(facts('đường H12, COVID19, xã An Bình')).toEqual([])
    expect(facts('các thôn 1, 2, 3 và 4')).toHaveLength(4)
    expect(facts('báo cáo điểm trường và mục tiêu chung')).toEqual([])
  })
  it('[Y3] one value however written', () => {
    expect(new Set(values('ngày 23 tháng 11 năm 2026', '23/11/2026', '23-11-2026', '23.11.2026')).size).toBe(1)
    expect(new Set(values('1.250.000.000 đồng', '1250000000 đồng')).size).toBe(1)
    expect(new Set(values('12,5 %', '12,5%', '12.5%')).size).toBe(1)
    expect(new Set(values('8h30', '08:30', '8 giờ 30 phút')).size).toBe(1)
    expect(new Set(values('3 tỷ đồng', '3 tỉ đồng')).size).toBe(1)
    expect(new Set(values('12,5 %', '125 %', '1,25 %', '12,5 km', '12,5')).size).toBe(5)
  })
  it('a word has one key however its tone and its signs are written', () => {
    const keys = (text: string) => tokensOf(1, text).map(token => token.key)
    expect(keys('hòa ủy – “x”')).toEqual(keys('hoà uỷ - "x"'.normalize('NFD')))
    expect(keys('hoa')).not.toEqual(keys('hoà'))
    expect(keys('của')).not.toEqual(keys('cuả của'))
  })
  it('places are those of the text', () => {
    const text = 'Ủy ban: 12 %; khoản 2.'
    for (const token of tokensOf(3, text, 100)) {
      expect(token.page).toBe(3)
      expect(text.slice(token.start - 100, token.end - 100).trim()).not.toBe('')
    }
    expect(tokensOf(1, text).map(({ start, end }) => text.slice(start, end))).toEqual(['Ủy', 'ban', ':', '12 %', ';', 'khoản 2', '.'])
  })
})
