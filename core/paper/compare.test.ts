import { describe, expect, it } from 'vitest'
import { type Change, compareTexts } from './compare.ts'

const page = (...lines: string[]): string => lines.join('\n')
const base = page(
  'TỜ TRÌNH',
  'Về việc cấp nước sạch nông thôn',
  'Kính gửi: Hội đồng nhân dân tỉnh.',
  'Điều 1. Phê duyệt kế hoạch cấp nước sạch cho 120 hộ dân tại xã Hòa Bình với tổng kinh phí 1.250.000.000 đồng.',
  'Điều 2. Thời gian thực hiện từ ngày 23 tháng 11 năm 2026 đến hết quý IV/2027.',
  'Điều 3. Giao Sở Xây dựng chủ trì, phối hợp với các đơn vị liên quan tổ chức thực hiện và báo cáo kết quả.'
)
const said = (parts: Change['was']): string => parts.map(part => (part.kind === 'same' ? part.text : `[${part.text}]`)).join(' ')
const at = (pages: readonly string[], spans: Change['before']) => spans.map(span => pages[span.page - 1]?.slice(span.start, span.end))

describe('what changed between two versions', () => {
  it('[Y1] nothing where nothing changed, however lines and pages break', () => {
    expect(compareTexts([base], [base]).changes).toEqual([])
    const broken = base.replaceAll(' với ', '\nvới ').replaceAll(' các ', '\ncác ')
    expect(compareTexts([base], [broken]).changes).toEqual([])
    const cut = base.indexOf('tổng kinh phí')
    expect(compareTexts([base], [base.slice(0, cut), base.slice(cut)]).changes).toEqual([])
    expect(compareTexts([base], [base.normalize('NFD').replaceAll('Hòa'.normalize('NFD'), 'Hoà')]).changes).toEqual([])
  })

  it('[Y3] a changed figure and a changed date are told as such, with what they are about', () => {
    const now = base.replace('1.250.000.000', '1.350.000.000').replace('ngày 23 tháng 11', 'ngày 05 tháng 12')
    const { changes } = compareTexts([base], [now])
    expect(changes.map(change => change.kind)).toEqual(['changed', 'changed'])
    expect(changes.flatMap(change => change.facts)).toEqual([
      { kind: 'amount', before: '1.250.000.000 đồng', after: '1.350.000.000 đồng', about: 'tại xã Hòa Bình với tổng kinh phí' },
      { kind: 'date', before: 'ngày 23 tháng 11 năm 2026', after: 'ngày 05 tháng 12 năm 2026', about: 'Điều 2. Thời gian thực hiện từ' }
    ])
    expect(at([base], changes[0]?.before ?? [])).toEqual(['1.250.000.000 đồng'])
    expect(at([now], changes[1]?.after ?? [])).toEqual(['ngày 05 tháng 12 năm 2026'])
    expect(said(changes[0]?.is ?? [])).toContain('tổng kinh phí [1.350.000.000 đồng] .')
  })

  it('[Y3] a date written another way is a change of words, not of the date', () => {
    const { changes } = compareTexts([base], [base.replace('ngày 23 tháng 11 năm 2026', '23/11/2026')])
    expect(changes).toHaveLength(1)
    expect(changes[0]?.facts).toEqual([])
  })

  it('[Y3] a date that goes on in the next line, or on the next page, is one date', () => {
    const broken = [base.replace('tháng 11 năm 2026', 'tháng 11\nnăm 2026')]
    const now = [base.replace('ngày 23 tháng 11 năm 2026', 'ngày\n15 tháng 12 năm 2026')]
    const { changes } = compareTexts(broken, now)
    expect(changes.flatMap(change => change.facts.map(fact => [fact.before, fact.after]))).toEqual([
      ['ngày 23 tháng 11 năm 2026', 'ngày 15 tháng 12 năm 2026']
    ])
    expect(at(broken, changes[0]?.before ?? [])).toEqual(['ngày 23 tháng 11\nnăm 2026'])
    const cut = base.indexOf('tháng 11')
    expect(compareTexts([base.slice(0, cut), base.slice(cut)], [base]).changes).toEqual([])
  })

  it('[Y3] a figure that came or went within a passage', () => {
    const { changes } = compareTexts([base], [base.replace('120 hộ dân', '120 hộ dân, 15 trường học')])
    expect(changes[0]?.facts).toEqual([{ kind: 'number', before: '', after: '15', about: 'hoạch cấp nước sạch cho 120 hộ dân' }])
  })

  it('[Y1] words that were put in, left out or replaced', () => {
    const now = base.replace('tổ chức thực hiện', 'khẩn trương tổ chức thực hiện').replace('sạch nông thôn', 'nông thôn')
    const { changes } = compareTexts([base], [now])
    expect(changes.map(change => [said(change.was), said(change.is)].map(text => text.match(/\[[^\]]*\]/g)))).toEqual([
      [['[sạch]'], null],
      [null, ['[khẩn trương]']]
    ])
  })

  it('[Y1] whole passages that came or went stand between their neighbours', () => {
    const more = 'Điều 4. Kiểm tra, giám sát việc sử dụng kinh phí theo quy định của pháp luật hiện hành.'
    const added = compareTexts([base], [page(base, more)])
    expect(added.changes.map(change => [change.kind, said(change.is)])).toEqual([['added', `[${more.replace('Điều 4. ', 'Điều 4. ')}]`]])
    expect(at([base], added.changes[0]?.before ?? [])).toEqual(['.'])
    const removed = compareTexts([page(base, more)], [base])
    expect(removed.changes.map(change => change.kind)).toEqual(['removed'])
    expect(at([base], removed.changes[0]?.after ?? [])).toEqual(['.'])
  })

  it('[Y2] a passage that moved is told once, as moved', () => {
    const lines = base.split('\n')
    const moved = page(...lines.slice(0, 3), lines[5] ?? '', lines[3] ?? '', lines[4] ?? '')
    const { changes } = compareTexts([base], [moved])
    expect(changes.map(change => change.kind)).toEqual(['moved'])
    expect(said(changes[0]?.is ?? [])).toContain('Giao Sở Xây dựng')
  })

  it('[Y1] running heads, feet and page numbers are no text, wherever a page now breaks', () => {
    const body = Array.from(
      { length: 40 },
      (_, i) => `${i + 1}. Nội dung thứ ${'abcdefghijklmnopqrstuvwxyz'[(i * 7) % 26]} của kế hoạch năm nay do đơn vị ${i % 7} thực hiện.`
    )
    const laid = (perPage: number, head: string) =>
      Array.from({ length: Math.ceil(body.length / perPage) }, (_, p) =>
        page(head, ...body.slice(p * perPage, (p + 1) * perPage), `Trang ${p + 1}/${Math.ceil(body.length / perPage)}`)
      )
    expect(compareTexts(laid(10, 'Kế hoạch 2026 - dự thảo 1'), laid(8, 'Kế hoạch 2026 - dự thảo 2')).changes).toEqual([])
    expect(
      compareTexts(
        laid(10, 'Kế hoạch'),
        laid(10, 'Kế hoạch').map(text => text.replace('17. Nội dung', '17. Kết quả'))
      ).changes
    ).toHaveLength(1)
  })

  it('[Y1] pages of one pattern are content, and what changed on one of them is found', () => {
    const form = (number: number, until: string) =>
      page('Dự thảo', `Giao thôn ${number} hoàn thành trước ${until} và báo cáo.`, `- ${number} -`)
    const before = [1, 2, 3, 4, 5].map(number => form(number, 'ngày 23 tháng 11 năm 2026'))
    const after = before.map((text, i) => (i === 1 ? form(2, 'ngày 15 tháng 12 năm 2026') : text))
    expect(compareTexts(before, after).changes.flatMap(change => change.facts.map(fact => fact.after))).toEqual([
      'ngày 15 tháng 12 năm 2026'
    ])
  })

  it('[Y1] the last line of a sentence is content, though it stands at the foot of every page', () => {
    const form = (number: number) =>
      page(`Giao thôn ${number} hoàn thành trước ngày 23 tháng 11`, 'năm 2026 và báo cáo Ủy ban nhân dân xã.')
    const before = [1, 2, 3, 4, 5].map(form)
    const after = before.map((text, i) => (i === 3 ? page(text, 'Kiểm tra, giám sát việc sử dụng kinh phí theo quy định.') : text))
    expect(compareTexts(before, after).changes.map(change => change.kind)).toEqual(['added'])
  })

  it('[Y1] a line of a table is compared by itself', () => {
    const table = (row: string) => page('Biểu 1', '1. Xã An Bình 120 hộ 1.250,5', row, '3. Xã Tân Lập 77 hộ 812,0')
    const { changes } = compareTexts([table('2. Xã Hòa Lạc 98 hộ 970,0')], [table('2. Xã Hòa Lạc 102 hộ 970,0')])
    expect(changes.flatMap(change => change.facts)).toEqual([{ kind: 'amount', before: '98 hộ', after: '102 hộ', about: '2. Xã Hòa Lạc' }])
  })

  it('scans are named as such', () => {
    expect(compareTexts(['', ' '], [base]).scans).toEqual([true, false])
    expect(compareTexts([], []).changes).toEqual([])
  })

  it('[Y1] what is said to stand in a version stands there', () => {
    const now = page(
      'PHỤ LỤC',
      base.replace('120', '130').replace('quý IV/2027', 'quý II/2028').replace('Giao Sở', 'Giao các Sở'),
      'Điều 4. Quyết định có hiệu lực từ ngày ký.'
    )
    const pages = [[base], [now]] as const
    for (const change of compareTexts(...pages).changes) {
      for (const [texts, spans, parts, kind] of [
        [pages[0], change.before, change.was, 'removed'],
        [pages[1], change.after, change.is, 'added']
      ] as const) {
        const marked = parts.filter(part => part.kind === kind).map(part => part.text)
        const here = at(texts, spans).join(' ').replace(/\s+/g, '')
        if (marked.length > 0) expect(here.normalize('NFD')).toHaveLength(marked.join('').replace(/\s+/g, '').normalize('NFD').length)
      }
    }
  })

  it('[Y1] two versions of 100 pages with a change on every page, within two seconds', () => {
    const words =
      'căn cứ luật tổ chức chính quyền địa phương xét đề nghị giám đốc sở xây dựng phê duyệt kế hoạch cấp nước sạch nông thôn'.split(' ')
    const paper = (mark: string) =>
      Array.from({ length: 100 }, (_, p) =>
        page(
          ...Array.from(
            { length: 25 },
            (_, l) =>
              `${p + 1}.${l}. ${Array.from({ length: 14 }, (_, w) => words[(p * 31 + l * 17 + w * 7 + ((p * l * w) % 5)) % words.length]).join(' ')}${l === p % 25 ? mark : ''}.`
          )
        )
      )
    const begun = performance.now()
    const { changes } = compareTexts(paper(' 12 %'), paper(' 13 %'))
    expect(performance.now() - begun).toBeLessThan(2000)
    expect(changes).toHaveLength(100)
    expect(changes.every(change => change.facts[0]?.after === '13 %')).toBe(true)
  })
})
