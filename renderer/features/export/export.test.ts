import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  degrees,
  type PDFArray,
  PDFDict,
  PDFDocument,
  type PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  type PDFString
} from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import type { MarkId, VersionId } from '#core/ids.ts'
import { type Mark, markKinds } from '#core/mark/mark.ts'
import { vi } from '#text/index.ts'
import { annotatePdf, pdfDate } from './annotate-pdf.ts'
import { createBoardPack, type PackPlan } from './board-pack.ts'
import { fileName } from './file-name.ts'
import { listText, marksDocumentOf } from './listed-marks.ts'
import { paintMark, shapesOf } from './mark-shapes.ts'
import { fillIn, marksPdf } from './marks-document.ts'
import { pageRange } from './page-range.ts'
import { pathSteps, pathThrough } from './path.ts'
import { sheetLiesAcross } from './print-sheets.ts'
import { readTrueType } from './true-type.ts'

const require = createRequire(import.meta.url)
const font = (path: string): Uint8Array => new Uint8Array(readFileSync(require.resolve(`@expo-google-fonts/tinos/${path}`)))
const fonts = {
  regular: font('400Regular/Tinos_400Regular.ttf'),
  bold: font('700Bold/Tinos_700Bold.ttf'),
  italic: font('400Regular_Italic/Tinos_400Regular_Italic.ttf')
}
const base = {
  version: 'version-1' as VersionId,
  page: 1,
  pageWidth: 595,
  pageHeight: 842,
  colour: 'red',
  createdAt: '2026-11-23T01:02:03.000Z',
  quote: { exact: 'Nghị quyết', prefix: '', suffix: '' }
} as const
const id = (name: string) => `mark-${name}-1` as MarkId
const rects = [{ x: 100, y: 200, width: 120, height: 14 }]
const body = 'Đề nghị làm rõ số liệu'
const strokes = [
  [
    { x: 50, y: 60, pressure: 0.5 },
    { x: 90, y: 80, pressure: 0.5 }
  ]
]
const marks: readonly Mark[] = [
  { ...base, id: id('ink'), kind: 'ink', strokes, width: 2 },
  { ...base, id: id('brush'), kind: 'brush', strokes, width: 12 },
  { ...base, id: id('highlight'), kind: 'highlight', rects, body },
  { ...base, id: id('underline'), kind: 'underline', rects, body: '' },
  { ...base, id: id('strike'), kind: 'strike', rects, body: '' },
  { ...base, id: id('note'), kind: 'note', x: 300, y: 400, body },
  { ...base, id: id('area'), kind: 'area', rect: { x: 10, y: 500, width: 200, height: 100 }, body },
  { ...base, id: id('arrow'), kind: 'arrow', from: { x: 100, y: 700 }, to: { x: 200, y: 650 }, width: 2 },
  { ...base, id: id('sign'), kind: 'sign', sign: 'tick', x: 400, y: 100, size: 24 }
]
const outline = () => 'M10 10L20 10 20 20Z'
const painted = marks.map(mark => paintMark(mark, outline))

async function paper(pages: number, change: (page: PDFPage) => void = () => {}, classic = true): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < pages; i++) change(pdf.addPage([595, 842]))
  return pdf.save({ useObjectStreams: !classic })
}
async function annotated(bytes: Uint8Array, which = painted) {
  const done = await annotatePdf(bytes, which, 'Hồ Thị Thương')
  if (!done.ok) throw new Error(done.reason)
  const pdf = await PDFDocument.load(done.value.bytes)
  const found = pdf.getPages().flatMap(page => (page.node.Annots()?.asArray() ?? []).map(one => pdf.context.lookup(one, PDFDict)))
  return { ...done.value, pdf, found }
}
const get = (pdf: PDFDocument, dict: PDFDict, name: string): PDFObject | undefined => pdf.context.lookup(dict.get(PDFName.of(name)))
const numbers = (pdf: PDFDocument, dict: PDFDict, name: string): number[] =>
  (get(pdf, dict, name) as PDFArray).asArray().map(one => (pdf.context.lookup(one) as PDFNumber).asNumber())

describe('a paper with marks', () => {
  test('[X1] the original comes first, byte for byte, with either kind of table', async () => {
    for (const classic of [true, false]) {
      const original = await paper(2, undefined, classic)
      const { bytes, found, left } = await annotated(original)
      expect(Buffer.compare(Buffer.from(bytes.subarray(0, original.byteLength)), Buffer.from(original))).toBe(0)
      expect(found).toHaveLength(marks.length)
      expect(left).toBe(0)
    }
  })
  test('[X1] every kind is what the standard calls it, with its own appearance, words, author, time and id', async () => {
    expect(marks.map(mark => mark.kind)).toEqual([...markKinds])
    const { pdf, found } = await annotated(await paper(1))
    const names = found.map(dict => (get(pdf, dict, 'Subtype') as PDFName).decodeText())
    expect(names).toEqual(['Ink', 'Ink', 'Highlight', 'Underline', 'StrikeOut', 'Text', 'Square', 'Line', 'Stamp'])
    for (const [i, dict] of found.entries()) {
      expect((get(pdf, dict, 'T') as PDFHexString).decodeText()).toBe('Hồ Thị Thương')
      expect((get(pdf, dict, 'NM') as PDFString).decodeText()).toBe(marks[i]?.id)
      expect((get(pdf, dict, 'M') as PDFString).decodeText()).toBe('D:20261123010203Z')
      expect(get(pdf, get(pdf, dict, 'AP') as PDFDict, 'N')).toBeInstanceOf(PDFRawStream)
    }
    expect((get(pdf, found[2] as PDFDict, 'Contents') as PDFHexString).decodeText()).toBe(body)
    expect(get(pdf, found[3] as PDFDict, 'Contents')).toBeUndefined()
    // Upper corners first, from the top of an A4 page.
    expect(numbers(pdf, found[2] as PDFDict, 'QuadPoints')).toEqual([100, 642, 220, 642, 100, 628, 220, 628])
  })
  test('[X2] a mark lies where it was made on a cut, turned or enlarged page', async () => {
    const [area] = painted.filter(one => one.mark.kind === 'area')
    if (!area) throw new Error('no area')
    const cut = await annotated(await paper(1, page => page.setCropBox(50, 40, 400, 700)), [area])
    // x 10…210 and y 500…600 from the crop box's top left (50, 740), with two points for its line.
    expect(numbers(cut.pdf, cut.found[0] as PDFDict, 'Rect')).toEqual([58, 138, 262, 242])
    const turned = await annotated(await paper(1, page => page.setRotation(degrees(90))), [area])
    expect(numbers(turned.pdf, turned.found[0] as PDFDict, 'Rect')).toEqual([8, 240, 212, 344])
    const large = await annotated(await paper(1, page => page.node.set(PDFName.of('UserUnit'), PDFNumber.of(2))), [area])
    expect(numbers(large.pdf, large.found[0] as PDFDict, 'Rect')).toEqual([4, 541, 106, 593])
  })
  test('[X2] words are underlined below as they are read, however the page is turned', () => {
    const [underline] = painted.filter(one => one.mark.kind === 'underline')
    if (!underline) throw new Error('no underline')
    const at = (rotation: 0 | 90) =>
      pathSteps(shapesOf(underline, { width: 595, height: 842, rotation })[0]?.path ?? '').map(step => 'to' in step && step.to)
    expect(at(0)).toEqual([
      { x: 100, y: 214 },
      { x: 220, y: 214 }
    ])
    expect(at(90)).toEqual([
      { x: 220, y: 214 },
      { x: 220, y: 200 }
    ])
  })
  test('annotations that were there stay; marks of pages that are not there are counted', async () => {
    const original = await paper(1, page => {
      const known = page.doc.context.register(page.doc.context.obj({ Type: 'Annot', Subtype: 'Square', Rect: [1, 1, 2, 2] }))
      page.node.set(PDFName.Annots, page.doc.context.obj([known]))
    })
    const elsewhere = painted.map(one => (one.mark.kind === 'ink' ? { ...one, mark: { ...one.mark, page: 9 } } : one))
    const { found, left } = await annotated(original, elsewhere)
    expect(found).toHaveLength(marks.length)
    expect(left).toBe(1)
  })
  test('a locked file and a file that is none are told apart', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage()
    pdf.encrypt({ ownerPassword: 'bi-mat', userPassword: '' })
    expect(await annotatePdf(await pdf.save(), painted, 'x')).toEqual({ ok: false, reason: 'protected' })
    expect(await annotatePdf(new TextEncoder().encode('%PDF-1.4 nothing'), painted, 'x')).toEqual({ ok: false, reason: 'damaged' })
  })
  test('a time that is none is left out', () => {
    expect(pdfDate('hôm qua')).toBeNull()
  })
})

describe('documents of our own', () => {
  test('[X3] the list of marks has its words in Vietnamese, with a font cut down to them', async () => {
    const document = marksDocumentOf(vi.exporting.list, 'Tờ trình về ngân sách', 'Phiên họp', 'Hồ Thị Thương', '23/11/2026', painted)
    const bytes = await marksPdf(document, fonts)
    expect(bytes.byteLength).toBeLessThan(200_000)
    expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThan(0)
    const text = listText(document)
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain(`“Nghị quyết”\r\n${body}`)
    expect(text).not.toMatch(/[^\r]\n/)
  })
  test('every letter of Vietnamese is in the font, and stays in the cut one', () => {
    const letters = 'ĂÂĐÊÔƠƯăâđêôơưẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỴỶỸàáảãạ–“”…'
    const whole = readTrueType(fonts.regular)
    const glyphs = [...letters].map(letter => whole.glyphOf(letter.codePointAt(0) ?? 0))
    expect(glyphs).not.toContain(0)
    const cut = whole.subset(new Set(glyphs))
    expect(cut.byteLength).toBeLessThan(fonts.regular.byteLength / 3)
    expect(readTrueType(new Uint8Array([...cut])).unitsPerEm).toBe(whole.unitsPerEm)
  })
  const plan = (papers: number): PackPlan => ({
    organisation: 'Ủy ban nhân dân xã Đồi Chè',
    heading: 'Bộ tài liệu họp',
    meeting: 'Phiên họp thường kỳ',
    particulars: [['Địa điểm', 'Hội trường']],
    made: 'Lập ngày 23/11/2026',
    contents: 'Mục lục',
    sections: [
      { title: '1. Ngân sách', papers: Array.from({ length: papers }, (_, i) => ({ number: i + 1, title: `Tờ trình ${i + 1}` })) }
    ],
    stamp: vi.exporting.pack.stamp,
    missing: 'không gộp được'
  })
  test('[X4] a board pack has cover, contents, all pages, bookmarks and links within papers', async () => {
    const linked = await paper(3, page => {
      const [first] = page.doc.getPages()
      const link = page.doc.context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [1, 1, 9, 9],
        P: page.ref,
        Dest: [first?.ref ?? page.ref, 'Fit']
      })
      page.node.set(PDFName.Annots, page.doc.context.obj([page.doc.context.register(link)]))
    })
    const pack = await createBoardPack(plan(3), fonts)
    expect(await pack.add({ number: 1, title: 'a' }, linked, painted, 'x')).toEqual({ ok: true, value: 3 })
    expect(await pack.add({ number: 2, title: 'b' }, new Uint8Array([1, 2, 3]), [], 'x')).toEqual({ ok: false, reason: 'damaged' })
    expect(await pack.add({ number: 3, title: 'c' }, await paper(2), [], 'x')).toEqual({ ok: true, value: 2 })
    const pdf = await PDFDocument.load(await pack.finish())
    expect(pdf.getPageCount()).toBe(2 + 3 + 2)
    const outlines = get(pdf, pdf.catalog, 'Outlines') as PDFDict
    expect((get(pdf, outlines, 'Count') as PDFNumber).asNumber()).toBe(3)
    // Page 2 of the first paper still leads to its page 1; nothing of the page tree was copied twice.
    const link = (pdf.getPage(3).node.Annots()?.asArray() ?? []).map(one => pdf.context.lookup(one, PDFDict))[0] as PDFDict
    expect((get(pdf, link, 'Dest') as PDFArray).get(0)).toBe(pdf.getPage(2).ref)
    const leaves = pdf.context
      .enumerateIndirectObjects()
      .filter(([, one]) => one instanceof PDFDict && get(pdf, one, 'Type') === PDFName.of('Page'))
    expect(leaves).toHaveLength(7)
    expect(pdf.getPage(2).node.Annots()?.size()).toBe(1 + marks.length)
  })
})

describe('small rules', () => {
  test('[X5] pages are understood as people write them', () => {
    expect(pageRange('1-3, 5; 9-', 10)).toEqual([1, 2, 3, 5, 9, 10])
    expect(pageRange('-2', 10)).toEqual([1, 2])
    expect(pageRange('7', 10)).toEqual([7])
    for (const wrong of ['', 'a', '0', '5-3', '11', '1 2', '-', '1, 11']) expect(pageRange(wrong, 10), wrong).toBeNull()
    expect(pageRange('8-99', 10)).toEqual([8, 9, 10])
  })
  test('a sheet lies as most of its pages do, two to a sheet across', () => {
    const upright = { image: new Blob(), width: 595, height: 842 }
    const across = { ...upright, width: 842, height: 595 }
    expect(sheetLiesAcross([upright, null, across], 1)).toBe(false)
    expect(sheetLiesAcross([across, across], 1)).toBe(true)
    expect(sheetLiesAcross([upright, upright], 2)).toBe(true)
    expect(sheetLiesAcross([across, across], 2)).toBe(false)
  })
  test('[X6] a file is named so that Windows takes it', () => {
    expect(fileName('Tờ trình số 12/TTr-UBND: dự toán?', 'pdf')).toBe('Tờ trình số 12 TTr-UBND dự toán.pdf')
    expect(fileName('con', 'pdf')).toBe('_con.pdf')
    expect(fileName('  ... ', 'pdf')).toBe('_.pdf')
    expect(fileName('a\u202Efdp.exe', 'pdf')).toBe('a fdp.exe.pdf')
    expect(fileName('ộ'.repeat(400), 'pdf').length).toBeLessThan(120)
  })
  test('paths are read as SVG writes them', () => {
    expect(pathSteps('M0 0Q3 0 3 3Z')).toEqual([
      { kind: 'move', to: { x: 0, y: 0 } },
      { kind: 'curve', a: { x: 2, y: 0 }, b: { x: 3, y: 1 }, to: { x: 3, y: 3 } },
      { kind: 'close' }
    ])
    expect(pathSteps(pathThrough([{ x: 1, y: 2 }]))).toHaveLength(2)
    expect(pathSteps('M1 1X2 2')).toHaveLength(1)
    expect(fillIn('{a}/{b}', { a: 1 })).toBe('1/{b}')
  })
})
