import { randomBytes } from 'node:crypto'

export interface LargePdf {
  readonly pages: number
  /** What the last page says of itself; A4 as all others, unless told. */
  readonly lastPage?: string
  /** On every page; letters without marks. */
  readonly words?: string
  /** Incompressible bytes per page, as a scan has them. */
  readonly pageBytes?: number
}

/** A PDF as a scanner makes it: every page with a picture of its own that cannot be packed, the page tree at its very end. */
export async function largePdf({
  pages,
  lastPage = '/MediaBox [0 0 595 842]',
  words = 'Trang',
  pageBytes = 96 * 1024
}: LargePdf): Promise<Buffer> {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')]
  const offsets = new Map<number, number>()
  let length = parts[0]?.length ?? 0
  const put = (number: number, body: string, stream?: Buffer): void => {
    offsets.set(number, length)
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n${body}\n`),
      ...(stream ? [Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')] : []),
      Buffer.from('endobj\n')
    ])
    parts.push(part)
    length += part.length
  }
  put(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  const kids: string[] = []
  for (let page = 0; page < pages; page++) {
    const number = 4 + page * 3
    const picture = randomBytes(pageBytes)
    const side = Math.floor(Math.sqrt(pageBytes))
    const image = `/Type /XObject /Subtype /Image /Width ${side} /Height ${Math.floor(pageBytes / side)} /ColorSpace /DeviceGray /BitsPerComponent 8`
    put(number + 1, `<< ${image} /Length ${picture.length} >>`, picture)
    const content = Buffer.from(`q 595 0 0 842 0 0 cm /I Do Q BT /F 12 Tf 70 700 Td (${words}) Tj ET`)
    put(number + 2, `<< /Length ${content.length} >>`, content)
    const resources = `<< /Font << /F 3 0 R >> /XObject << /I ${number + 1} 0 R >> >>`
    const shape = page === pages - 1 ? lastPage : '/MediaBox [0 0 595 842]'
    put(number, `<< /Type /Page /Parent 2 0 R ${shape} /Resources ${resources} /Contents ${number + 2} 0 R >>`)
    kids.push(`${number} 0 R`)
  }
  put(1, '<< /Type /Catalog /Pages 2 0 R >>')
  put(2, `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`)
  const size = 4 + pages * 3
  const rows = Array.from({ length: size }, (_, number) =>
    number === 0 ? '0000000000 65535 f \n' : `${String(offsets.get(number) ?? 0).padStart(10, '0')} 00000 n \n`
  )
  parts.push(Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`))
  return Buffer.concat(parts)
}
