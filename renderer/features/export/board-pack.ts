import { PDFArray, type PDFDict, PDFDocument, PDFHexString, PDFName, type PDFObject, type PDFRef } from '@cantoo/pdf-lib'
import { fail, ok, type Result } from '#core/result.ts'
import { addAnnotations, type RewriteFailure } from './annotate-pdf.ts'
import { importPages } from './import-pages.ts'
import { groupByPage, type PaintedMark } from './mark-shapes.ts'
import { fillIn } from './marks-document.ts'
import { stampPage } from './page-stamp.ts'
import type { PdfLiteral } from './pdf-literal.ts'
import { createFonts, type FontFiles, SheetWriter } from './sheet-writer.ts'

/** The meeting on the cover and in the contents; every sentence is ready. */
export interface PackPlan {
  readonly organisation: string
  /** What this is. */
  readonly heading: string
  readonly meeting: string
  /** Particulars: what it is, and its value. */
  readonly particulars: readonly (readonly [string, string])[]
  /** When and by whom it was put together. */
  readonly made: string
  readonly contents: string
  readonly sections: readonly { readonly title: string; readonly papers: readonly PackPaper[] }[]
  /** With `{number}`, `{page}`, `{pages}`, `{sheet}`. */
  readonly stamp: string
  /** With `{reason}`-less words: stands beside a paper that could not be put in. */
  readonly missing: string
}
export interface PackPaper {
  readonly number: number
  readonly title: string
}

interface PutIn {
  readonly pages: readonly PackPage[]
}
interface PackPage {
  readonly ref: PDFRef
  readonly node: PDFDict
}

/** One board pack being put together: papers in their order, then the whole. */
export interface BoardPack {
  /** Puts in a paper with marks; says how many pages it has. */
  readonly add: (
    paper: PackPaper,
    bytes: Uint8Array,
    marks: readonly PaintedMark[],
    author: string
  ) => Promise<Result<number, RewriteFailure>>
  readonly finish: () => Promise<Uint8Array>
}

/** [X4] The meeting's papers in one file: cover, contents with page numbers and links, a bookmark for each item and paper, pages numbered. */
export async function createBoardPack(plan: PackPlan, files: FontFiles): Promise<BoardPack> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const { context } = pdf
  const { fonts, finish: finishFonts } = createFonts(pdf, files)
  const putIn = new Map<number, PutIn>()
  return {
    add: async (paper, bytes, marks, author) => {
      try {
        const source = await openSource(bytes)
        if (!source) return fail('protected')
        const pages = importPages(source, context)
        const byPage = groupByPage(marks)
        for (const [i, page] of pages.entries()) {
          const here = byPage.get(i + 1)
          if (here) addAnnotations(context, page.node, page.ref, here, author)
        }
        putIn.set(paper.number, { pages })
        return ok(pages.length)
      } catch {
        return fail('damaged')
      }
    },
    finish: async () => {
      const front = new SheetWriter(pdf, fonts)
      writeCover(front, plan)
      const papers = plan.sections.flatMap(section => section.papers)
      const pageOf = (first: number): ReadonlyMap<number, number> => {
        let next = first
        return new Map(
          papers.map(({ number }) => {
            const at = next
            next += putIn.get(number)?.pages.length ?? 0
            return [number, at] as const
          })
        )
      }
      // How long the contents are does not depend on the numbers in it: a first writing measures it.
      const trial = new SheetWriter(await PDFDocument.create(), fonts)
      writeContents(trial, plan, putIn, pageOf(1))
      const numbers = pageOf(front.pages.length + trial.pages.length + 1)
      const links = writeContents(front, plan, putIn, numbers)
      front.finish()
      const kids = [...front.pages.map(page => page.ref)]
      let sheet = kids.length
      for (const { number } of papers) {
        const pages = putIn.get(number)?.pages ?? []
        for (const [i, page] of pages.entries()) {
          sheet++
          stampPage(context, page.node, fonts.regular, fillIn(plan.stamp, { number, page: i + 1, pages: pages.length, sheet }))
          kids.push(page.ref)
        }
      }
      const tree = pdf.catalog.Pages()
      const root = pdf.catalog.get(PDFName.of('Pages')) as PDFRef
      tree.set(PDFName.of('Kids'), context.obj(kids))
      tree.set(PDFName.of('Count'), context.obj(kids.length))
      for (const { pages } of putIn.values()) for (const page of pages) page.node.set(PDFName.of('Parent'), root)
      for (const { node, rect, number } of links) {
        const target = putIn.get(number)?.pages[0]
        if (target) addLink(context, node, rect, target.ref)
      }
      writeBookmarks(pdf, plan, putIn)
      finishFonts()
      pdf.setTitle(plan.meeting, { showInWindowTitleBar: true })
      return pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: 100_000 })
    }
  }
}

/** The source as it is, or, when it is only protected against changes, opened with the empty password; null when that does not open it. */
async function openSource(bytes: Uint8Array): Promise<PDFDocument | null> {
  const options = { updateMetadata: false, preserveXFA: true, parseSpeed: 100_000 } as const
  const source = await PDFDocument.load(bytes, { ...options, ignoreEncryption: true })
  if (!source.isEncrypted) return source
  const opened = await PDFDocument.load(bytes, { ...options, password: '' }).catch(() => null)
  return opened === null || opened.isEncrypted ? null : opened
}

function writeCover(sheet: SheetWriter, plan: PackPlan): void {
  sheet.turn()
  sheet.paragraph(plan.organisation.toLocaleUpperCase('vi'), { size: 12.5, face: 'bold', align: 'center' })
  sheet.space(150)
  sheet.paragraph(plan.heading.toLocaleUpperCase('vi'), { size: 14, align: 'center', colour: '#47555a', after: 12 })
  sheet.paragraph(plan.meeting, { size: 24, face: 'bold', align: 'center', after: 30 })
  sheet.rule('#b01e28', 24)
  for (const [label, value] of plan.particulars) {
    sheet.paragraph(label, { size: 10.5, colour: '#47555a', after: 0 })
    sheet.paragraph(value, { size: 13.5, after: 9 })
  }
  sheet.space(20)
  sheet.paragraph(plan.made, { size: 10.5, face: 'italic', colour: '#47555a' })
}

interface ContentsLink {
  readonly node: PDFDict
  readonly rect: readonly [number, number, number, number]
  readonly number: number
}

function writeContents(
  sheet: SheetWriter,
  plan: PackPlan,
  putIn: ReadonlyMap<number, PutIn>,
  pageOf: ReadonlyMap<number, number>
): readonly ContentsLink[] {
  const links: ContentsLink[] = []
  sheet.turn()
  sheet.paragraph(plan.contents, { size: 18, face: 'bold', after: 14 })
  for (const section of plan.sections) {
    sheet.paragraph(section.title, { size: 13, face: 'bold', before: 6, after: 4 })
    for (const { number, title } of section.papers) {
      const there = (putIn.get(number)?.pages.length ?? 0) > 0
      const line = sheet.paragraph(
        there ? `${number}. ${title}` : `${number}. ${title} (${plan.missing})`,
        { size: 12.5, indent: 14, after: 3, ...(there ? {} : { colour: '#667277' }) },
        there ? String(pageOf.get(number) ?? '') : '–'
      )
      if (there) links.push({ node: line.page.node, rect: sheet.rectOf(line), number })
    }
  }
  return links
}

function addLink(context: PDFDocument['context'], node: PDFDict, rect: ContentsLink['rect'], target: PDFRef): void {
  const known = context.lookup(node.get(PDFName.Annots))
  const all = known instanceof PDFArray ? known : PDFArray.withContext(context)
  all.push(
    context.register(
      context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [...rect], Border: [0, 0, 0], F: 4, Dest: [target, 'Fit'] } as PdfLiteral)
    )
  )
  node.set(PDFName.Annots, all)
}

/** An outline of two levels: agenda items and their papers. Items without papers have none. */
function writeBookmarks(pdf: PDFDocument, plan: PackPlan, putIn: ReadonlyMap<number, PutIn>): void {
  const { context } = pdf
  const root = context.nextRef()
  const chain = (
    parent: PDFRef,
    refs: readonly PDFRef[],
    dicts: readonly Record<string, PDFObject | readonly unknown[] | number>[]
  ): PdfLiteral => {
    for (const [i, ref] of refs.entries())
      context.assign(
        ref,
        context.obj({
          ...dicts[i],
          Parent: parent,
          ...(refs[i - 1] ? { Prev: refs[i - 1] } : {}),
          ...(refs[i + 1] ? { Next: refs[i + 1] } : {})
        } as PdfLiteral)
      )
    return refs.length === 0 ? {} : ({ First: refs[0], Last: refs.at(-1) } as PdfLiteral)
  }
  const firstPage = (number: number): PDFRef | undefined => putIn.get(number)?.pages[0]?.ref
  const sections = plan.sections
    .map(section => ({ ...section, papers: section.papers.filter(paper => firstPage(paper.number)) }))
    .filter(section => section.papers.length > 0)
  const refs = sections.map(() => context.nextRef())
  const dicts = sections.map((section, i) => {
    const papers = section.papers.map(paper => ({
      Title: PDFHexString.fromText(`${paper.number}. ${paper.title}`),
      Dest: [firstPage(paper.number), 'Fit']
    }))
    const inside = chain(
      refs[i] as PDFRef,
      papers.map(() => context.nextRef()),
      papers
    )
    return { Title: PDFHexString.fromText(section.title), Dest: papers[0]?.Dest ?? [], ...inside, Count: papers.length }
  })
  const ends = chain(root, refs, dicts as never)
  const count = sections.reduce((sum, section) => sum + 1 + section.papers.length, 0)
  context.assign(root, context.obj({ Type: 'Outlines', ...ends, Count: count } as PdfLiteral))
  pdf.catalog.set(PDFName.of('Outlines'), root)
  pdf.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}
