import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { seededRandom } from './figures.mjs'
import { Sheet } from './sheet.mjs'

/** A petition typed by villagers, to be scanned. */
function petition() {
  const sheet = new Sheet({ title: 'Đơn kiến nghị' })
  const { doc } = sheet
  sheet.centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', sheet.left, doc.y, sheet.width, 'bold', 13)
  sheet.centred('Độc lập - Tự do - Hạnh phúc', sheet.left, doc.y, sheet.width, 'bold', 13)
  sheet.line(sheet.left + sheet.width * 0.32, doc.y + 2, sheet.width * 0.36)
  sheet.gap(14)
  sheet.centred('Khe Tre, ngày 02 tháng 11 năm 2026', sheet.left, doc.y, sheet.width, 'italic', 13)
  sheet.gap(12)
  sheet.heading('ĐƠN KIẾN NGHỊ', 'Về việc sửa chữa cầu tràn và đường liên thôn Khe Tre - Đèo Gió')
  sheet.addressee('Kính gửi: Ủy ban nhân dân xã Tân Nguồn')
  sheet.paragraph(
    'Chúng tôi là 42 hộ dân sinh sống tại thôn Khe Tre, xã Tân Nguồn, tỉnh An Sơn. Đợt mưa lũ tháng 8 vừa qua đã làm sụt mố phía bờ trái cầu tràn, mặt đường dài khoảng 120 mét bị xói lở. Từ đó đến nay, mỗi khi mưa to, 37 cháu học sinh phải nghỉ học, nông sản không vận chuyển ra chợ được.'
  )
  sheet.paragraph(
    'Nhân dân trong thôn đã họp, thống nhất hiến 640 mét vuông đất vườn và đóng góp 250 ngày công. Kính đề nghị Ủy ban nhân dân xã:'
  )
  sheet.paragraph('Cho khảo sát, gia cố ngay mố cầu tràn trước mùa mưa năm 2027.', { lead: '1.' })
  sheet.paragraph('Hỗ trợ xi măng, cát, sỏi để nhân dân tự làm lại đoạn đường bị xói lở.', { lead: '2.' })
  sheet.paragraph('Cắm biển cảnh báo và rào chắn tạm tại hai đầu cầu khi nước dâng cao.', { lead: '3.' })
  sheet.paragraph('Chúng tôi xin trân trọng cảm ơn./.')
  sheet.closing({ recipients: [], authority: ['THAY MẶT CÁC HỘ DÂN', 'TRƯỞNG THÔN'], name: 'Đặng Thế Vinh' })
  doc
    .save()
    .rotate(-7, { origin: [160, 690] })
    .strokeColor('#333')
    .lineWidth(1)
    .rect(95, 668, 150, 44)
    .stroke()
  sheet.centred('CÔNG VĂN ĐẾN', 95, 674, 150, 'bold', 11)
  sheet.centred('Số 318, ngày 03/11/2026', 95, 691, 150, 'regular', 10)
  doc.restore()
  return sheet.finish()
}

/** The petition as a scanner gives it: one slightly crooked grey picture, no text. Needs `pdftoppm` (poppler-utils). */
export async function scannedPetition() {
  const dir = mkdtempSync(join(tmpdir(), 'hopso-scan-'))
  try {
    writeFileSync(join(dir, 'page.pdf'), await petition())
    const { status, stderr } = spawnSync('pdftoppm', ['-gray', '-r', '130', '-singlefile', join(dir, 'page.pdf'), join(dir, 'page')], {
      encoding: 'utf8'
    })
    if (status !== 0) throw new Error(`pdftoppm (Debian package poppler-utils) is needed for the scanned page: ${stderr ?? ''}`)
    const picture = scanLike(readGrey(readFileSync(join(dir, 'page.pgm'))))
    return await pictureOnly(greyPng(picture))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function readGrey(bytes) {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 60).toString('latin1'))
  if (!header) throw new Error('pdftoppm gave no grey picture')
  return { width: Number(header[1]), height: Number(header[2]), pixels: bytes.subarray(header[0].length) }
}

/** Turned by 0.7 degrees, greyish paper, specks, a shadow at the spine; 16 greys as cheap scanners give. */
function scanLike({ width, height, pixels }) {
  const random = seededRandom(19)
  const angle = (0.7 * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  const out = new Uint8Array(width * height)
  const at = (x, y) => (x >= 0 && y >= 0 && x < width && y < height ? (pixels[y * width + x] ?? 255) : 255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = (x - width / 2) * cos + (y - height / 2) * sin + width / 2
      const sy = (y - height / 2) * cos - (x - width / 2) * sin + height / 2
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)]
      const [fx, fy] = [sx - x0, sy - y0]
      const ink =
        at(x0, y0) * (1 - fx) * (1 - fy) + at(x0 + 1, y0) * fx * (1 - fy) + at(x0, y0 + 1) * (1 - fx) * fy + at(x0 + 1, y0 + 1) * fx * fy
      const shadow = Math.max(0, 46 - x) * 1.6
      const speck = random() < 0.0006 ? 90 + random() * 60 : 0
      const grey = 26 + (ink / 255) * 214 - shadow - speck
      out[y * width + x] = Math.min(15, Math.max(0, Math.round(grey / 17)))
    }
  }
  return { width, height, pixels: out }
}

/** PNG with 4 bits of grey. */
function greyPng({ width, height, pixels }) {
  const stride = Math.ceil(width / 2)
  const raw = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) raw[y * (stride + 1) + 1 + (x >> 1)] |= (pixels[y * width + x] ?? 0) << (x % 2 === 0 ? 4 : 0)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([4, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4)
  return framed
}

function pictureOnly(png) {
  const day = new Date('2026-11-03T02:00:00Z')
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    info: { Title: 'Bản quét', Creator: 'Hopso', Producer: 'pdfkit', CreationDate: day, ModDate: day }
  })
  const chunks = []
  const done = new Promise(resolve => doc.on('data', piece => chunks.push(piece)).on('end', () => resolve(Buffer.concat(chunks))))
  doc.image(png, 0, 0, { width: doc.page.width, height: doc.page.height })
  doc.end()
  return done
}
