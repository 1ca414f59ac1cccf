import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sheet } from './sheet.mjs'

/** Files the server must refuse, for tests. The content of the stamped one is invented. */
export async function spoiledFiles(sound) {
  return {
    'damaged.pdf': damaged(sound),
    'encrypted.pdf': encrypted(sound),
    'stamped-secret.pdf': await stamped(),
    'not-a-pdf.pdf': Buffer.from('Đây là một tệp văn bản được đổi đuôi thành PDF.\n', 'utf8')
  }
}

/** Cut at a third: the page tree, which lies at the end, is gone. */
const damaged = sound => sound.subarray(0, Math.floor(sound.length / 3))

/** Needs `qpdf`. Opens with the password `matkhau`. */
function encrypted(sound) {
  const dir = mkdtempSync(join(tmpdir(), 'hopso-spoil-'))
  try {
    writeFileSync(join(dir, 'in.pdf'), sound)
    const options = ['--static-id', '--static-aes-iv', '--encrypt', 'matkhau', 'chusohuu', '128', '--use-aes=y', '--']
    const { status, stderr } = spawnSync('qpdf', [...options, join(dir, 'in.pdf'), join(dir, 'out.pdf')], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`qpdf (Debian package qpdf) is needed for the encrypted file: ${stderr ?? ''}`)
    return readFileSync(join(dir, 'out.pdf'))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function stamped() {
  const sheet = new Sheet({ title: 'Văn bản có dấu độ mật (nội dung bịa đặt để kiểm thử)' })
  sheet.letterhead({
    issuer: ['ỦY BAN NHÂN DÂN', 'XÃ TÂN NGUỒN'],
    number: 'Số: 00/BC-UBND',
    placeAndDate: 'Tân Nguồn, ngày 01 tháng 01 năm 2026'
  })
  sheet.boxed('MẬT', { colour: '#d22' })
  sheet.gap(12)
  sheet.heading('BÁO CÁO', 'Nội dung bịa đặt dùng để kiểm thử phần mềm')
  sheet.paragraph('Văn bản này không có thật. Nó chỉ mang dấu độ mật ở trang đầu để kiểm tra rằng phần mềm từ chối lưu tài liệu như vậy./.')
  return sheet.finish()
}
