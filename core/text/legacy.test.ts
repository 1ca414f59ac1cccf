import { describe, expect, it } from 'vitest'
import { legacyEncoding, readable } from './legacy.ts'
import { isSyllable } from './syllable.ts'

const letters = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ'
const codes =
  'b5b8b6b7b9a8bbbebcbdc6a9c7cac8c9cbaeccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4abe5e8e6e7e9aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfea1a2a7a3a4a5a6'
const code = new Map([...letters].map((letter, i) => [letter, String.fromCharCode(Number.parseInt(codes.slice(2 * i, 2 * i + 2), 16))]))
/** As a typist of 2003 had it: capitals with tones do not exist in the font. */
const asTyped = (text: string): string => [...text].map(sign => code.get(sign) ?? code.get(sign.toLowerCase()) ?? sign).join('')
const vni = (text: string): string => {
  const base: Record<string, string> = { đ: 'ñ', Đ: 'Ñ', ư: 'ö', Ư: 'Ö', ơ: 'ô', Ơ: 'Ô', ỉ: 'æ', ĩ: 'ó', ị: 'ò', ỵ: 'î', í: 'í', ì: 'ì' }
  const signs = { '\u0301': 'ù', '\u0300': 'ø', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï' }
  const hat = { '': 'â', '\u0301': 'á', '\u0300': 'à', '\u0309': 'å', '\u0303': 'ã', '\u0323': 'ä' }
  const breve = { '': 'ê', '\u0301': 'é', '\u0300': 'è', '\u0309': 'ú', '\u0303': 'ü', '\u0323': 'ë' }
  return [...text]
    .map(letter => {
      const known = base[letter]
      if (known) return known
      const apart = letter.normalize('NFD')
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart)?.[0] ?? ''
      if (apart.includes('\u0302')) return apart[0] + hat[tone as keyof typeof hat]
      if (apart.includes('\u0306')) return apart[0] + breve[tone as keyof typeof breve]
      if (tone === '') return letter
      const plain = apart.replace(tone, '').normalize('NFC')
      return (base[plain] ?? plain) + signs[tone as keyof typeof signs]
    })
    .join('')
}

const passages = [
  'Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 12/TTr-SXD ngày 23 tháng 11 năm 2026 về việc phê duyệt kế hoạch cấp nước sạch nông thôn, kinh phí 1.250.000.000 đồng, tỷ lệ 12,5 %.',
  'Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh xem xét, quyết định chủ trương đầu tư dự án đường nối các xã miền núi, dài 14,2 km; thời gian thực hiện từ quý I năm 2027. Đồng chí nào có ý kiến thì gửi về Văn phòng trước giờ họp.',
  'Thư ký ghi biên bản, người trình bày nêu rõ những khó khăn, vướng mắc: mưa lũ, sạt lở, thiếu vốn đối ứng; ước giải ngân được 78,3% kế hoạch, tăng so với cùng kỳ năm trước. Huy động thêm ô tô của các đơn vị.'
]
const others = [
  'Le conseil municipal s’est réuni à dix-neuf heures. Où était le maire ? Il a dû partir : la fête du village, déjà célèbre, l’a retenu. Le préfet a été prévenu dès lundi ; né à Nîmes, il connaît bien la région. « Là, c’est sûr », dit-il.',
  'The committee met at 9:00. Costs rose by £12m (±3 %), i.e. 5 µm per layer; torque 40 N·m, §5 of the act, Windows® and the naïve café model. Résumés were read.',
  'Då så lång tid gått hän mot män är det på väg, två år efter. Det är så många gånger jag får gå hit också, när vi nådde målet.',
  'Die Prüfung für Öl und Gemüse wurde geändert; größere Änderungen sind möglich. Über Lü und Mä wurde nicht gesprochen.',
  'São Paulo não está só: às vezes a lição é dura, mãe e irmã já sabem. Só há pão à mesa, né?',
  'Hän sä mä nä tä, että jää on ohut. Minä näen sään, sä et nää.',
  'x·y + N·m = 12 ± 0,5; |α|² ≤ ½ · ¾; 30° ; 45′ ; a»b « c » ; ×÷ ; ¶ § © ® ™',
  '| Xã | Hộ | Kinh phí (triệu đồng) |\n| Bình An | 120 | 1.250,5 |\n| Hòa Lạc | 98 | 970,0 |'
]
const random = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('text of the fonts before Unicode', () => {
  it('[T7] TCVN3 becomes Unicode, sign for sign', () => {
    for (const text of passages) {
      const typed = asTyped(text)
      expect(legacyEncoding(typed)).toBe('tcvn3')
      expect(readable(typed)).toHaveLength(typed.length)
      expect(readable(typed)).toBe(text.replace('Ủ', 'ủ'))
    }
    expect(readable('Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nQuyÕt ®Þnh sè 5/Q§-UBND')).toBe(
      'Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\nQuyết định số 5/QĐ-UBND'
    )
  })

  it('[T7] a hyphen that a program made of ư, and mu of à', () => {
    expect(readable('Th- ký Hµ Néi tr×nh ph-¬ng ¸n n-íc s¹ch, ®-îc 5 ng-êi - ®ñ - l­u vµ göi TTr-UBND'.replaceAll('µ', 'μ'))).toBe(
      'Thư ký Hà Nội trình phương án nước sạch, được 5 người - đủ - lưu và gửi TTr-UBND'
    )
  })

  it('[T7] words in capitals stay in capitals', () => {
    expect(readable('Uû ban nh©n d©n tØnh\nQUYÕT §ÞNH vÒ viÖc ph©n bæ vèn')).toBe('Uỷ ban nhân dân tỉnh\nQUYẾT ĐỊNH về việc phân bổ vốn')
  })

  it('[T7] VNI-Windows too, with combining marks so that nothing moves', () => {
    for (const text of passages) {
      const typed = vni(text)
      expect(legacyEncoding(typed)).toBe('vni')
      expect(readable(typed)).toHaveLength(typed.length)
      expect(readable(typed).normalize('NFC')).toBe(text)
    }
  })

  it('[T7] what is good as it is stays as it is', () => {
    for (const text of [...passages, ...others, passages.join('\n').normalize('NFD')]) {
      expect(readable(text)).toBe(text)
      expect(legacyEncoding(text)).toBeNull()
    }
  })

  it('[T7] any selection of good Vietnamese words and of words of other languages stays', () => {
    const words = [...passages, ...others].join(' ').split(/\s+/)
    const vietnamese = passages.join(' ').split(/\s+/)
    const next = random(7)
    for (let i = 0; i < 150; i++) {
      const from = i % 2 === 0 ? vietnamese : words
      const text = Array.from({ length: 4 + next(80) }, () => from[next(from.length)]).join(' ')
      expect(readable(text)).toBe(text)
    }
  })

  it('[T7] any selection of a dozen words of old text is read, and read once', () => {
    // "ô tô" is one word here: a « that stands alone is a quotation mark.
    const words = passages.join(' ').replace('ô tô', 'xe').split(/\s+/)
    const next = random(11)
    for (let i = 0; i < 150; i++) {
      const text = Array.from({ length: 12 + next(60) }, () => words[next(words.length)]).join(' ')
      const result = readable(asTyped(text))
      expect(result).toBe(text.replaceAll('Ủ', 'ủ'))
      expect(readable(result)).toBe(result)
    }
  })

  it('[T7] on a page of both worlds only the old lines are turned', () => {
    const [first = '', second = '', third = ''] = passages
    const page = `${first}\n${first}\n${asTyped(second)}\n${asTyped(second)}\n${third}\n${third}`
    const result = readable(page)
    expect(result).toContain(first)
    expect(result).toContain(third)
    expect(result).toContain('quyết định chủ trương đầu tư')
  })

  it('a syllable is what Vietnamese spelling allows', () => {
    for (const word of ['nghiêng', 'Quốc', 'giêng', 'khuỷu', 'ý', 'uỷ', 'ủy', 'hoà', 'hòa', 'gì', 'được', 'NGHỊ'])
      expect(isSyllable(word)).toBe(true)
    for (const word of ['été', 'nghà', 'các̀', 'bàt', 'kân', 'street', 'ăâ', 'báó', '']) expect(isSyllable(word)).toBe(false)
  })
})
