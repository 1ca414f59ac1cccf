import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Queue } from '../queue.ts'
import type { FromInspector, InspectorData, PdfReport, ToInspector } from './pdf-report.ts'

/** A document that cannot be opened in this time is no document for a meeting. */
const longestMs = 10_000
/** Memory for one document: the thread's own heap… */
const heapMb = 256
/** …and by how much the whole process may grow meanwhile, looked at this often: unpacked streams lie outside the heap. */
const growthBytes = 256 * 1024 * 1024
const lookEveryMs = 50

export interface PdfBytes {
  readonly length: number
  read(begin: number, end: number): Promise<Uint8Array>
}

/** Opens uploaded PDFs, one at a time, in a thread that is killed when it takes too long or too much. */
export class PdfInspector {
  readonly #script: string | null
  readonly #queue = new Queue()

  /** `script`: the bundled pdf-worker; without it the one beside this module, and without that only the structure is looked at. */
  constructor(script?: string) {
    this.#script = script ?? workerBeside()
  }

  inspect(file: PdfBytes): Promise<PdfReport> {
    return this.#queue.run(async () => {
      if (!(await looksWhole(file))) return { kind: 'damaged' }
      const report = this.#script ? await inThread(this.#script, file) : { kind: 'unable' as const }
      return report.kind === 'unable' ? await structureOf(file) : report
    })
  }
}

/** True when the first kilobyte carries the mark of a PDF (ISO 32000-1, 7.5.2; readers accept it there). */
export async function isPdf(file: PdfBytes): Promise<boolean> {
  const head = Buffer.from(await file.read(0, Math.min(1024, file.length)))
  return head.includes('%PDF-')
}

/** Reads the file to the end, piece by piece. */
export async function* piecesOf(file: PdfBytes, pieceBytes = 1024 * 1024): AsyncGenerator<Uint8Array> {
  for (let begin = 0; begin < file.length; begin += pieceBytes) yield await file.read(begin, Math.min(file.length, begin + pieceBytes))
}

/** Readers repair a file without its end by guessing; people would then discuss pages that are missing. */
async function looksWhole(file: PdfBytes): Promise<boolean> {
  const tail = Buffer.from(await file.read(Math.max(0, file.length - 16 * 1024), file.length))
  return tail.includes('startxref') && tail.includes('%%EOF')
}

function inThread(script: string, file: PdfBytes): Promise<PdfReport> {
  return new Promise(resolve => {
    const workerData: InspectorData = { length: file.length }
    const worker = new Worker(script, {
      workerData,
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 }
    })
    const before = process.memoryUsage.rss()
    const end = (report: PdfReport): void => {
      clearTimeout(timer)
      clearInterval(watch)
      worker.removeAllListeners()
      worker.on('error', () => undefined)
      void worker.terminate().then(() => resolve(report))
    }
    const timer = setTimeout(() => end({ kind: 'damaged' }), longestMs)
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > growthBytes) end({ kind: 'damaged' })
    }, lookEveryMs)
    worker.on('message', (message: FromInspector) => {
      if (message.kind === 'done') return end(message.report)
      const begin = Math.max(0, message.begin)
      file
        .read(begin, Math.min(file.length, message.end))
        .then(bytes => worker.postMessage({ begin, bytes: Uint8Array.from(bytes) } satisfies ToInspector))
        .catch(() => end({ kind: 'damaged' }))
    })
    worker.on('error', error => end({ kind: (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' ? 'unable' : 'damaged' }))
    worker.on('exit', () => end({ kind: 'damaged' }))
  })
}

/** The poor man's look: counts page objects that are not packed. */
async function structureOf(file: PdfBytes): Promise<PdfReport> {
  let pages = 0
  let carried = ''
  let encrypted = false
  for await (const piece of piecesOf(file)) {
    const text = carried + Buffer.from(piece).toString('latin1')
    pages += text.match(/\/Type\s*\/Page(?![s\w])/g)?.length ?? 0
    encrypted ||= /\/Encrypt\s+\d+\s+\d+\s+R/.test(text)
    carried = text.slice(-12).replace(/\/Type\s*\/Page(?![s\w])/g, '')
  }
  return encrypted ? { kind: 'encrypted' } : { kind: 'readable', pages: Math.max(1, pages), firstPageText: '' }
}

function workerBeside(): string | null {
  const here = dirname(fileURLToPath(import.meta.url))
  return [join(here, 'pdf-worker.mjs'), join(here, 'pdf-worker.cjs')].find(path => existsSync(path)) ?? null
}
