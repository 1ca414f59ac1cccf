// Papers to read in a benchmark: text of any length, and six hundred scanned pages. Written into a temporary folder, never kept.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'

/** The few words of pdfkit that are used here; it brings no types. */
interface Writer extends NodeJS.ReadableStream {
  font(file: string): Writer
  addPage(): Writer
  fontSize(points: number): Writer
  text(words: string): Writer
  moveDown(lines: number): Writer
  image(jpeg: Buffer, x: number, y: number, size: { width: number; height: number }): Writer
  file(bytes: Buffer, how: { name: string }): Writer
  end(): void
}
const require = createRequire(import.meta.url)
const PDFDocument = require('pdfkit') as new (options: object) => Writer

const font = join(dirname(require.resolve('@expo-google-fonts/tinos/package.json')), '400Regular/Tinos_400Regular.ttf')
const sentences = [
  'Ủy ban nhân dân xã báo cáo tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh.',
  'Tổng thu ngân sách nhà nước trên địa bàn ước đạt 12.345 triệu đồng, bằng 87,6% dự toán được giao đầu năm.',
  'Đề nghị các thôn, các đơn vị chủ động rà soát, báo cáo khó khăn, vướng mắc trước ngày 25 hằng tháng.',
  'Công tác cải cách hành chính tiếp tục được quan tâm; tỷ lệ hồ sơ giải quyết đúng hạn đạt trên 98%.'
]
const distinctScans = 60

function run(program: string, ...words: string[]): void {
  const { status, stderr, error } = spawnSync(program, words, { encoding: 'utf8' })
  // qpdf ends with 3 when it only warned.
  if (status !== 0 && status !== 3) throw new Error(`${program}: ${error?.message ?? stderr}`)
}

/** A report of so many pages, with an embedded font; `mark` makes two of the same length differ, `attached` bytes cannot be packed. */
export async function makeTextPaper(file: string, pages: number, mark = '', attached = 0): Promise<void> {
  const document = new PDFDocument({ size: 'A4', margin: 70, autoFirstPage: false })
  const writing = finished(document.pipe(createWriteStream(file)))
  document.font(font)
  for (let page = 1; page <= pages; page++) {
    document.addPage().fontSize(15).text(`Phần ${page} ${mark}`).fontSize(12.5)
    for (let line = 0; line < 14; line++)
      document.moveDown(0.3).text(`${page}.${line}. ${sentences[(page + line) % 4]} ${sentences[(page * 3 + line) % 4]}`)
  }
  if (attached > 0) document.file(randomBytes(attached), { name: 'phu-luc.bin' })
  document.end()
  await writing
}

/** A comment right after the start of a picture: no two pages are the same object. */
function marked(jpeg: Buffer, number: number): Buffer {
  const words = Buffer.from(`page ${number}`)
  const head = Buffer.from([0xff, 0xfe, 0, words.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)])
}

/** Six hundred scanned pages, about 69 MB: {plain, linearised}, the same pages with the page tree together and, for the web, in pieces. */
export async function makeScans(folder: string, pages = 600): Promise<{ readonly plain: string; readonly linearised: string }> {
  const [text, raw] = [join(folder, 'text.pdf'), join(folder, 'raw.pdf')]
  await makeTextPaper(text, distinctScans)
  run('pdftoppm', '-r', '120', '-gray', '-jpeg', '-jpegopt', 'quality=18', text, join(folder, 'scan'))
  const scans = readdirSync(folder)
    .filter(name => name.startsWith('scan') && name.endsWith('.jpg'))
    .sort()
  const document = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false })
  const writing = finished(document.pipe(createWriteStream(raw)))
  for (let page = 0; page < pages; page++) {
    const jpeg = readFileSync(join(folder, scans[page % scans.length] ?? ''))
    document.addPage().image(marked(jpeg, page), 0, 0, { width: 595.28, height: 841.89 })
  }
  document.end()
  await writing
  const [plain, linearised] = [join(folder, 'scans.pdf'), join(folder, 'scans-for-web.pdf')]
  run('qpdf', raw, plain)
  run('qpdf', '--linearize', raw, linearised)
  rmSync(raw)
  for (const scan of scans) rmSync(join(folder, scan))
  return { plain, linearised }
}
