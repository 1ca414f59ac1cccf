import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secrecySign } from './secrecy.ts'

const header = 'ỦY BAN NHÂN DÂN\nXÃ TÂN NGUỒN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/BC-UBND\n'

describe('the secret-document guard', () => {
  it.each([
    ['MẬT', 'confidential'],
    ['  MẬT  ', 'confidential'],
    ['(MẬT)', 'confidential'],
    ['[MẬT]', 'confidential'],
    ['M Ậ T', 'confidential'],
    ['ĐỘ MẬT: MẬT', 'confidential'],
    ['Độ mật: Mật', 'confidential'],
    ['TỐI MẬT', 'secret'],
    ['Độ mật: Tối mật', 'secret'],
    ['T Ố I M Ậ T', 'secret'],
    ['TUYỆT\u00A0MẬT', 'topSecret'],
    ['TUYỆT  MẬT.', 'topSecret'],
    ['MẬT'.normalize('NFD'), 'confidential']
  ])('[P4] the stamp %j on the first page', (stamp, grade) => {
    expect(secrecySign('bao-cao.pdf', `${header}${stamp}\nBÁO CÁO\n`)).toEqual({ where: 'firstPage', grade })
  })

  it.each([
    ['Báo cáo (MẬT).pdf', 'confidential'],
    ['MẬT_kế hoạch.pdf', 'confidential'],
    ['ke hoach - Mật.pdf', 'confidential'],
    ['[mật] phương án.pdf', 'confidential'],
    ['Tối mật - phương án A2.pdf', 'secret'],
    ['bao_cao_TOI_MAT.pdf', 'secret'],
    ['tuyet-mat.pdf', 'topSecret'],
    ['Phương án tuyệt mật.pdf', 'topSecret']
  ])('[P4] the file name %j', (name, grade) => {
    expect(secrecySign(name, header)).toEqual({ where: 'fileName', grade })
  })

  it.each([
    'Quy chế bảo mật thông tin.pdf',
    'quy-chế-bảo-mật.pdf',
    'Luật_bảo_vệ_bí_mật_nhà_nước.pdf',
    'san-pham-mật-ong-rừng.pdf',
    'Mật ong An Sơn.pdf',
    'mật-độ-dân-số.pdf',
    'ban_cơ_mật.pdf',
    'mat-bang-quy-hoach.pdf',
    'Báo cáo tài mật.pdf'
  ])('[P4] lets the file name %j pass', name => {
    expect(secrecySign(name, header)).toBeNull()
  })

  it.each([
    'Về việc bảo mật thông tin',
    'Công tác bảo vệ bí mật nhà nước',
    'MẬT ONG RỪNG TÂN NGUỒN',
    'Mật',
    'MẬT ĐỘ DÂN SỐ',
    'Văn bản này có độ mật: không',
    'ĐỘ MẬT: không',
    'Đồng chí Nguyễn Văn Mật'
  ])('[P4] lets the line %j pass', line => {
    expect(secrecySign('bao-cao.pdf', `${header}${line}\n`)).toBeNull()
  })

  it('[P4] looks at the top of the page only', () => {
    expect(secrecySign('a.pdf', `${'dòng\n'.repeat(39)}MẬT`)).not.toBeNull()
    expect(secrecySign('a.pdf', `${'dòng\n'.repeat(40)}MẬT`)).toBeNull()
  })

  it('[P4] never throws, whatever the name and the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, text) => void secrecySign(name, text)))
  })
})
