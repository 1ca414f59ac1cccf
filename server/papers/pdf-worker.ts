import { parentPort, workerData } from 'node:worker_threads'
import type { FromInspector, InspectorData, PdfReport, ToInspector } from './pdf-report.ts'

/**
 * The thread in which one uploaded PDF is opened: it may be killed at any moment. It holds no file; it asks the parent for ranges.
 * pdf.js in Node wants a canvas for drawing; nothing is drawn here, so empty stand-ins do and no native code is loaded.
 */
interface TextItem {
  readonly str: string
  readonly hasEOL: boolean
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

/** A gap wider than this many letter heights parts two columns: "MẬT" at the left is not a word of the line at the right. */
const columnGap = 2

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

async function inspect(pdfjs: Awaited<ReturnType<typeof loadPdfJs>>, length: number): Promise<PdfReport> {
  class Transport extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      say({ kind: 'read', begin, end })
    }
  }
  const transport = new Transport(length, null)
  parentPort?.on('message', ({ begin, bytes }: ToInspector) => transport.onDataRange(begin, bytes))
  try {
    const task = pdfjs.getDocument({
      range: transport,
      disableAutoFetch: true,
      disableStream: true,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      isEvalSupported: false,
      enableXfa: false,
      maxImageSize: 1,
      verbosity: 0
    })
    const document = await task.promise
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

const say = (message: FromInspector): void => parentPort?.postMessage(message)

async function main(): Promise<void> {
  let pdfjs: Awaited<ReturnType<typeof loadPdfJs>>
  try {
    pdfjs = await loadPdfJs()
  } catch {
    say({ kind: 'done', report: { kind: 'unable' } })
    return
  }
  say({ kind: 'done', report: await inspect(pdfjs, (workerData as InspectorData).length) })
}

void main()
