import { parentPort, workerData } from 'node:worker_threads'
import { pageTextOf } from '#core/paper/page-text.ts'
import { maxPages } from '#core/paper/paper.ts'
import type { FromPdfThread, PdfReport, PdfTaskData, ToPdfThread } from './pdf-report.ts'

/**
 * The thread in which uploaded PDFs are opened: it may be killed at any moment. It holds no file; it asks the parent for ranges.
 * pdf.js in Node wants a canvas for drawing; nothing is drawn here, so empty stand-ins do and no native code is loaded.
 */
interface TextItem {
  readonly str: string
  readonly hasEOL: boolean
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}
type PdfJs = Awaited<ReturnType<typeof loadPdfJs>>
type Document = Awaited<ReturnType<PdfJs['getDocument']>['promise']>

/** A gap wider than this many letter heights parts two columns: "MẬT" at the left is not a word of the line at the right. */
const columnGap = 2
/** What pdf.js keeps of pages that were read is given back this often. */
const cleanEvery = 100
/** What a file calls a page, at most: a name of megabytes on each page is none. */
const mostLabel = 100

function linesOf(items: readonly TextItem[]): string {
  let text = ''
  let lineEnd: { readonly x: number; readonly y: number } | null = null
  for (const { str, hasEOL, transform, width, height } of items) {
    const x = transform[4] ?? 0
    const y = transform[5] ?? 0
    const size = Math.max(height, 1)
    if (str.trim() !== '') {
      if (lineEnd && (Math.abs(y - lineEnd.y) > size / 2 || Math.abs(x - lineEnd.x) > columnGap * size)) text += '\n'
      lineEnd = { x: x + width, y }
      text += str
    } else if (str !== '') text += ' '
    if (hasEOL) {
      text += '\n'
      lineEnd = null
    }
  }
  return text
}

async function loadPdfJs() {
  const globals = globalThis as Record<string, unknown>
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globals[name] ??= class {}
  Object.assign(process, {
    getBuiltinModule: () => {
      throw new Error('no modules for documents')
    }
  })
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // @ts-expect-error: the package describes its first half only; pdf.js looks for the second here before it starts a thread of its own
  globals.pdfjsWorker = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return pdfjs
}

/** Character maps that the parent was asked for, by name. */
const cMaps = new Map<string, (map: Uint8Array | null) => void>()
class CMapReader {
  async fetch({ name }: { readonly name: string }) {
    const map = await new Promise<Uint8Array | null>(resolve => {
      cMaps.set(name, resolve)
      say({ kind: 'cmap', name })
    })
    if (!map) throw new Error('no such character map')
    return { cMapData: map, isCompressed: true }
  }
}

/** Opens one of the files. Rejects as pdf.js does. */
function open(pdfjs: PdfJs, file: number, length: number): Promise<Document> {
  class Transport extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      say({ kind: 'read', file, begin, end })
    }
  }
  const transport = new Transport(length, null)
  parentPort?.on('message', (message: ToPdfThread) => {
    if (message.file === file) transport.onDataRange(message.begin, message.bytes)
  })
  return pdfjs.getDocument({
    range: transport,
    disableAutoFetch: true,
    disableStream: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: 1,
    CMapReaderFactory: CMapReader,
    verbosity: 0
  }).promise
}

async function inspect(pdfjs: PdfJs, [length = 0]: readonly number[]): Promise<PdfReport> {
  try {
    const document = await open(pdfjs, 0, length)
    if (document.numPages < 1) return { kind: 'damaged' }
    const first = await document.getPage(1)
    if (document.numPages > 1) await document.getPage(document.numPages)
    const content = await first.getTextContent()
    const items = content.items.filter(item => 'str' in item) as unknown as TextItem[]
    return { kind: 'readable', pages: document.numPages, firstPageText: linesOf(items).slice(0, 20_000) }
  } catch (error) {
    return { kind: (error as Error)?.name === 'PasswordException' ? 'encrypted' : 'damaged' }
  }
}

/** Says the text of one page after the other. */
async function readText(pdfjs: PdfJs, [length = 0]: readonly number[]): Promise<void> {
  const document = await open(pdfjs, 0, length)
  const labels = await document.getPageLabels().catch(() => null)
  const named = labels?.length === document.numPages && labels.every(({ length }) => length <= mostLabel)
  say({ kind: 'pages', count: document.numPages, labels: named ? labels : null })
  for (let number = 1; number <= Math.min(document.numPages, maxPages); number++) {
    say({ kind: 'page', text: await pageText(document, number).catch(() => null) })
    if (number % cleanEvery === 0) await document.cleanup()
  }
}

async function pageText(document: Document, number: number): Promise<string> {
  const page = await document.getPage(number)
  try {
    return pageTextOf(await page.getTextContent(), page.view).text
  } finally {
    page.cleanup()
  }
}

/** Whether page after page has the same box and turn in both. */
async function alike(pdfjs: PdfJs, lengths: readonly number[]): Promise<boolean> {
  const [one, other] = await Promise.all(lengths.map((length, file) => open(pdfjs, file, length)))
  if (!one || !other || one.numPages !== other.numPages) return false
  for (let number = 1; number <= one.numPages; number++) {
    const [own, same] = await Promise.all([shapeOf(one, number), shapeOf(other, number)])
    if (own !== same) return false
  }
  return true
}

async function shapeOf(document: Document, number: number): Promise<string> {
  const page = await document.getPage(number)
  return JSON.stringify([page.view, page.rotate, page.userUnit])
}

const say = (message: FromPdfThread): void => parentPort?.postMessage(message)

async function main(): Promise<void> {
  const { task, lengths } = workerData as PdfTaskData
  let pdfjs: PdfJs
  try {
    pdfjs = await loadPdfJs()
  } catch {
    say({ kind: 'unable' })
    return
  }
  parentPort?.on('message', ({ name, map }: { readonly name?: string; readonly map?: Uint8Array | null }) => {
    if (name !== undefined) cMaps.get(name)?.(map ?? null)
  })
  if (task === 'inspect') say({ kind: 'done', report: await inspect(pdfjs, lengths) })
  else if (task === 'compare') say({ kind: 'over', alike: await alike(pdfjs, lengths).catch(() => false) })
  else {
    await readText(pdfjs, lengths)
    say({ kind: 'over', alike: true })
  }
}

// What is not caught ends the thread, which says it all.
void main()
