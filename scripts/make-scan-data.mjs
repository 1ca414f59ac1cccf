// Makes tests/data/scans.pdf anew: one page of the demonstration as scanners store it, a page each as Flate (to compare with), CCITT group 4,
// JBIG2 (generic region, arithmetic and MMR), JPEG 2000 and JPEG. Needs pdftoppm (poppler) and convert (ImageMagick with OpenJPEG).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'hopso-scans-'))

function run(program, ...words) {
  const { status, stderr, error } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr}`)
}

/** Black is 1, rows begin at whole bytes. */
function readPbm(bytes) {
  const [head, width, height] = /^P4\s+(\d+)\s+(\d+)\s/.exec(bytes.subarray(0, 64).toString('latin1')) ?? []
  if (!head) throw new Error('not a P4 bitmap')
  return { width: Number(width), height: Number(height), rows: bytes.subarray(head.length) }
}

/** The only strip of a TIFF. */
function stripOf(tiff) {
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = at => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = at => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const at = u32(4)
  const tags = new Map()
  for (let i = 0; i < u16(at); i++) {
    const row = at + 2 + i * 12
    tags.set(u16(row), { count: u32(row + 4), value: u16(row + 2) === 3 ? u16(row + 8) : u32(row + 8) })
  }
  const strip = tags.get(273)
  if (strip?.count !== 1 || tags.get(259)?.value !== 4 || tags.get(262)?.value !== 0 || (tags.get(266)?.value ?? 1) !== 1)
    throw new Error('not one group 4 strip, white 0, first bit highest')
  return tiff.subarray(strip.value, strip.value + tags.get(279).value)
}

// ITU-T T.88, table E.1: Qe, next after a more, after a less probable symbol, and whether the two change places.
const states = `5601 1 1 1,3401 2 6 0,1801 3 9 0,0ac1 4 12 0,0521 5 29 0,0221 38 33 0,5601 7 6 1,5401 8 14 0,4801 9 14 0,3801 10 14 0,
3001 11 17 0,2401 12 18 0,1c01 13 20 0,1601 29 21 0,5601 15 14 1,5401 16 14 0,5101 17 15 0,4801 18 16 0,3801 19 17 0,3401 20 18 0,
3001 21 19 0,2801 22 19 0,2401 23 20 0,2201 24 21 0,1c01 25 22 0,1801 26 23 0,1601 27 24 0,1401 28 25 0,1201 29 26 0,1101 30 27 0,
0ac1 31 28 0,09c1 32 29 0,08a1 33 30 0,0521 34 31 0,0441 35 32 0,02a1 36 33 0,0221 37 34 0,0141 38 35 0,0111 39 36 0,0085 40 37 0,
0049 41 38 0,0025 42 39 0,0015 43 40 0,0009 44 41 0,0005 45 42 0,0001 45 43 0,5601 46 46 0`
  .split(',')
  .map(row => row.trim().split(' '))
  .map(([qe, more, less, change]) => ({ qe: Number.parseInt(qe, 16), more: Number(more), less: Number(less), change: change === '1' }))

/** The arithmetic coder of T.88, annex E, over all pixels with template 0 and its adaptive pixels where they usually are. */
function arithmetic({ width, height, rows }) {
  const stride = Math.ceil(width / 8)
  const pixel = (x, y) => (x < 0 || y < 0 || x >= width ? 0 : (rows[y * stride + (x >> 3)] >> (7 - (x & 7))) & 1)
  const around = [
    ...[-2, -1, 0, 1, 2].map(dx => [dx, -2]),
    ...[-3, -2, -1, 0, 1, 2, 3].map(dx => [dx, -1]),
    ...[-4, -3, -2, -1].map(dx => [dx, 0])
  ]
  const contexts = Array.from({ length: 1 << around.length }, () => ({ state: 0, more: 0 }))
  const out = [0]
  let a = 0x8000
  let c = 0
  let left = 12
  const next = (shift, keep, count) => {
    out.push(Math.floor(c / 2 ** shift) & 0xff)
    c %= keep
    left = count
  }
  const byteOut = () => {
    const last = out.length - 1
    if (out[last] === 0xff) return next(20, 2 ** 20, 7)
    if (c < 0x8000000) return next(19, 2 ** 19, 8)
    out[last]++
    c -= 0x8000000
    if (out[last] === 0xff) next(20, 2 ** 20, 7)
    else next(19, 2 ** 19, 8)
  }
  const renormalise = () => {
    do {
      a *= 2
      c *= 2
      if (--left === 0) byteOut()
    } while (a < 0x8000)
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const context = contexts[around.reduce((sum, [dx, dy]) => sum * 2 + pixel(x + dx, y + dy), 0)]
      const { qe, more, less, change } = states[context.state]
      a -= qe
      if (pixel(x, y) === context.more) {
        if (a >= 0x8000) {
          c += qe
          continue
        }
        if (a < qe) a = qe
        else c += qe
        context.state = more
      } else {
        if (a < qe) c += qe
        else a = qe
        if (change) context.more = 1 - context.more
        context.state = less
      }
      renormalise()
    }
  const most = c + a
  c = Math.floor(c / 0x10000) * 0x10000 + 0xffff
  if (c >= most) c -= 0x8000
  for (let i = 0; i < 2; i++) {
    c *= 2 ** left
    byteOut()
  }
  if (out.at(-1) === 0xff) out.pop()
  return Buffer.from([...out.slice(1), 0xff, 0xac])
}

const u32 = value => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const segment = (number, type, data) => Buffer.concat([u32(number), Buffer.from([type, 0, 1]), u32(data.length), data])

/** As it stands in a PDF: a page and one generic region, no file header. */
function jbig2({ width, height }, flags, adaptive, data) {
  const size = Buffer.concat([u32(width), u32(height)])
  const page = Buffer.concat([size, u32(0), u32(0), Buffer.from([0, 0, 0])])
  const region = Buffer.concat([size, u32(0), u32(0), Buffer.from([0, flags, ...adaptive.map(value => value & 0xff)]), data])
  return Buffer.concat([segment(0, 48, page), segment(1, 38, region)])
}

/** A page per picture, as large as the picture in points. */
function pdfOf(pictures) {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets = []
  const put = (number, body, stream) => {
    offsets[number] = parts.reduce((sum, part) => sum + part.length, 0)
    parts.push(Buffer.from(`${number} 0 obj\n${body}\n`))
    if (stream) parts.push(Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n'))
    parts.push(Buffer.from('endobj\n'))
  }
  put(1, '<< /Type /Catalog /Pages 2 0 R >>')
  put(2, `<< /Type /Pages /Count ${pictures.length} /Kids [${pictures.map((_, i) => `${3 + i * 3} 0 R`).join(' ')}] >>`)
  for (const [i, { width, height, how, data }] of pictures.entries()) {
    const page = 3 + i * 3
    const content = Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /P Do Q`)
    const resources = `<< /XObject << /P ${page + 2} 0 R >> >>`
    put(page, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${page + 1} 0 R /Resources ${resources} >>`)
    put(page + 1, `<< /Length ${content.length} >>`, content)
    put(page + 2, `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${how} /Length ${data.length} >>`, data)
  }
  const begin = parts.reduce((sum, part) => sum + part.length, 0)
  const rows = offsets.slice(1).map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const size = rows.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${begin}\n%%EOF\n`
    )
  )
  return Buffer.concat(parts)
}

try {
  const at = name => join(folder, name)
  run(
    'pdftoppm',
    '-r',
    '60',
    '-mono',
    '-f',
    '1',
    '-l',
    '1',
    '-singlefile',
    join(root, 'resources/demonstration/papers/giay-moi.pdf'),
    at('page')
  )
  const bitmap = readPbm(readFileSync(at('page.pbm')))
  const { width, height } = bitmap
  run(
    'convert',
    at('page.pbm'),
    '-define',
    `tiff:rows-per-strip=${height}`,
    '-define',
    'quantum:polarity=min-is-white',
    '-compress',
    'Group4',
    at('page.tif')
  )
  run('convert', at('page.pbm'), '-colorspace', 'Gray', '-depth', '8', '-quality', '35', at('page.jp2'))
  run('convert', at('page.pbm'), '-colorspace', 'Gray', '-depth', '8', '-quality', '60', at('page.jpg'))
  const group4 = stripOf(readFileSync(at('page.tif')))
  const oneBit = '/ColorSpace /DeviceGray /BitsPerComponent 1'
  const pictures = [
    { how: `${oneBit} /Decode [1 0] /Filter /FlateDecode`, data: deflateSync(bitmap.rows, { level: 9 }) },
    { how: `${oneBit} /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >>`, data: group4 },
    { how: `${oneBit} /Filter /JBIG2Decode`, data: jbig2(bitmap, 0, [3, -1, -3, -1, 2, -2, -2, -2], arithmetic(bitmap)) },
    { how: `${oneBit} /Filter /JBIG2Decode`, data: jbig2(bitmap, 1, [], group4) },
    { how: '/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /JPXDecode', data: readFileSync(at('page.jp2')) },
    { how: '/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode', data: readFileSync(at('page.jpg')) }
  ]
  const target = join(root, 'tests/data/scans.pdf')
  writeFileSync(target, pdfOf(pictures.map(picture => ({ width, height, ...picture }))))
  console.log(`${target}: ${pictures.map(({ data }) => data.length).join(' + ')} bytes of pictures`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
