import { deflateSync } from 'node:zlib'

/** The colour of the photograph on page 1. */
export const photoColour = [0, 120, 220] as const
/** Where it lies, in parts of the page from its top left. */
export const photoAt = { x: 150 / 595, y: 192 / 842 } as const

const stream = (about: string, content: string): string =>
  `<< ${about} /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`
const picture = (colour: readonly number[]): string =>
  stream(
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /ASCIIHexDecode',
    `${hex(colour)}>`
  )
const hex = (bytes: readonly number[]): string => bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
const words = (page: number, more = ''): string =>
  `BT /F1 24 Tf 72 760 Td (Trang ${page}) Tj 0 -40 Td /F1 14 Tf (Noi dung trang ${page} cua tai lieu thu.) Tj ET 72 560 400 90 re f ${more}`

/**
 * A paper with all that a reader of pages must know: eight pages, of which 1 has a photograph, black on white, a link to page 5 and a filled
 * form field; 2 is a scan; 3 lies across. Numbered i, ii, then PL-1 to PL-6; two chapters in its table of contents, one with a part.
 */
export function readerPaper(): Buffer {
  const pages = 8
  const first = 10
  const pageOf = (number: number) => first + 2 * (number - 1)
  const kids = Array.from({ length: pages }, (_, index) => `${pageOf(index + 1)} 0 R`).join(' ')
  const objects = new Map<number, string>([
    [
      1,
      '<< /Type /Catalog /Pages 2 0 R /Outlines 40 0 R /PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (PL-) >>] >> /AcroForm << /NeedAppearances true /Fields [50 0 R 53 0 R] /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 3 0 R >> >> >> >>'
    ],
    [2, `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    [4, picture(photoColour)],
    [5, picture([240, 240, 240])],
    [40, '<< /Type /Outlines /First 41 0 R /Last 43 0 R /Count 2 >>'],
    [
      41,
      `<< /Title (Phan thu nhat) /Parent 40 0 R /Next 43 0 R /First 42 0 R /Last 42 0 R /Count 1 /Dest [${pageOf(3)} 0 R /XYZ 0 595 0] >>`
    ],
    [42, `<< /Title (Muc mot cua phan thu nhat) /Parent 41 0 R /Dest [${pageOf(4)} 0 R /Fit] >>`],
    [43, `<< /Title (Phu luc) /Parent 40 0 R /Prev 41 0 R /Dest [${pageOf(7)} 0 R /XYZ 0 842 0] >>`],
    [
      53,
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (don-vi) /V (UBND xa Tan Nguon) /Rect [72 200 320 230] /F 4 /P ${pageOf(1)} 0 R /DA (/F1 14 Tf 0 g) >>`
    ],
    [54, `<< /Type /Annot /Subtype /Text /Rect [400 300 420 320] /F 4 /T (Van phong) /Contents (Xem lai so lieu muc nay.) >>`],
    [
      50,
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (ho-ten) /V (Ho Thi Thuong) /Rect [72 300 320 330] /F 4 /P ${pageOf(1)} 0 R /DA (/F1 12 Tf 0 g) /AP << /N 51 0 R >> >>`
    ],
    [
      51,
      stream(
        '/Type /XObject /Subtype /Form /BBox [0 0 248 30] /Resources << /Font << /F1 3 0 R >> >>',
        'BT /F1 20 Tf 4 8 Td (Ho Thi Thuong) Tj ET'
      )
    ],
    [52, `<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [72 700 300 780] /Dest [${pageOf(5)} 0 R /Fit] >>`]
  ])
  for (let number = 1; number <= pages; number++) {
    const page = pageOf(number)
    const box = number === 3 ? '0 0 842 595' : '0 0 595 842'
    const content =
      number === 2 ? 'q 595 0 0 842 0 0 cm /Scan Do Q' : words(number, number === 1 ? 'q 200 0 0 100 50 600 cm /Photo Do Q' : '')
    const annotations = number === 1 ? '/Annots [50 0 R 52 0 R 53 0 R 54 0 R]' : ''
    objects.set(
      page,
      `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents ${page + 1} 0 R ${annotations} /Resources << /Font << /F1 3 0 R >> /XObject << /Photo 4 0 R /Scan 5 0 R >> >> >>`
    )
    objects.set(page + 1, stream('', content))
  }
  const body = [...objects].map(([number, object]) => `${number} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size 99 >>\nstartxref\n0\n%%EOF\n`, 'latin1')
}

function paperOfPictures(
  pictures: readonly { readonly width: number; readonly height: number; readonly bytes: Buffer; readonly more?: string }[]
): Buffer {
  const kids = pictures.map((_, index) => `${3 + 3 * index} 0 R`).join(' ')
  const object = (number: number, ...parts: readonly (string | Buffer)[]) =>
    Buffer.concat([Buffer.from(`${number} 0 obj\n`), ...parts.map(part => Buffer.from(part as string)), Buffer.from('\nendobj\n')])
  const body = pictures.flatMap(({ width, height, bytes, more = '' }, index) => {
    const page = 3 + 3 * index
    const about = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 ${more} /Length ${bytes.length}`
    return [
      object(
        page,
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${page + 1} 0 R /Resources << /XObject << /I ${page + 2} 0 R >> >> >>`
      ),
      object(page + 1, stream('', 'q 595 0 0 842 0 0 cm /I Do Q')),
      object(page + 2, `<< ${about} >>\nstream\n`, bytes, '\nendstream')
    ]
  })
  const objects = [
    object(1, '<< /Type /Catalog /Pages 2 0 R >>'),
    object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`),
    ...body
  ]
  const head = Buffer.from('%PDF-1.7\n')
  let at = head.length
  const table = objects.map(one => {
    const line = `${String(at).padStart(10, '0')} 00000 n \n`
    at += one.length
    return line
  })
  const size = objects.length + 1
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Root 1 0 R /Size ${size} >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([head, ...objects, Buffer.from(tail)])
}

/** Pages whose pictures weigh 490 KB each and cannot be packed any smaller. */
export function heavyPaper(pages: number): Buffer {
  const side = 700
  let seed = 20261122
  const noise = (): number => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return seed & 0xff
  }
  return paperOfPictures(
    Array.from({ length: pages }, () => ({
      width: side,
      height: side,
      bytes: Buffer.from(Uint8Array.from({ length: side * side }, noise))
    }))
  )
}

/** One page whose only picture has more points than are drawn: 81 million. */
export const tooLargePicture = (): Buffer =>
  paperOfPictures([
    { width: 9000, height: 9000, bytes: deflateSync(Buffer.alloc(9000 * 9000, 0x33), { level: 1 }), more: '/Filter /FlateDecode' }
  ])
