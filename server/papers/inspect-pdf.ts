import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { maxPages } from '#core/paper/paper.ts'
import type { PaperText } from '#protocol/paper-text.ts'
import { Queue } from '../queue.ts'
import type { FromPdfThread, PdfReport, PdfTaskData, ToPdfThread } from './pdf-report.ts'
import { GrowthBudget, inThread, type PdfBytes, scriptBeside, type ThreadLimits } from './pdf-thread.ts'

const mebibyte = 1024 * 1024
/** A document that cannot be opened in this time is no document for a meeting. */
const inspection: ThreadLimits = { ms: 10_000, heapMb: 256, growthBytes: 256 * mebibyte }
/** Nobody waits for these; the file itself may come to lie in memory. */
const reading = (bytes: number, signal: AbortSignal): ThreadLimits => ({
  ms: 120_000,
  heapMb: 256,
  growthBytes: 256 * mebibyte + 2 * bytes,
  signal
})
/** What one paper's pages may say: a thousand pages of close print have six million. */
const mostText = 24_000_000

/** Opens PDFs in threads that are killed when they take too long or too much: what comes in at once, everything else when nothing does. */
export class PdfInspector {
  readonly #script: string | null
  readonly #cMaps: string | null
  readonly #queue = new Queue()
  /** Of all threads in which files are opened or made anew. */
  readonly budget = new GrowthBudget()

  /**
   * `script`: the bundled pdf-worker; without it the one beside this module, and without that only the structure is looked at.
   * `cMaps`: pdf.js's folder of character maps, without which some East Asian text cannot be read.
   */
  constructor(script?: string, cMaps: string | null = null) {
    this.#script = script ?? scriptBeside('pdf-worker')
    this.#cMaps = cMaps
  }

  inspect(file: PdfBytes): Promise<PdfReport> {
    return this.#queue.run(async () => {
      if (!(await looksWhole(file))) return { kind: 'damaged' }
      const report = await this.#run('inspect', [file], inspection, message =>
        message.kind === 'done' ? message.report : message.kind === 'unable' ? ({ kind: 'unable' } as const) : undefined
      )
      if (report === 'over-limits') return { kind: 'damaged' }
      return report === 'unable' || report.kind === 'unable' ? await structureOf(file) : report
    })
  }

  /** The text of every page that can be read within the limits; null when this server has no way to read any. */
  async textOf(file: PdfBytes, pages: number, signal: AbortSignal): Promise<PaperText | null> {
    const texts: string[] = []
    let labels: readonly string[] | null = null
    let size = 0
    let unread = 0
    const end = await this.#run('text', [file], reading(file.length, signal), message => {
      if (message.kind === 'pages') labels = message.count === pages ? message.labels : null
      else if (message.kind === 'page') {
        size += message.text?.length ?? 0
        if (size > mostText) return 'over-limits'
        if (message.text === null) unread++
        texts.push(message.text ?? '')
      } else if (message.kind === 'over') return 'whole'
      else if (message.kind === 'unable') return 'unable'
      return undefined
    })
    if (end === 'unable') return null
    const complete = end === 'whole' && texts.length === pages && unread === 0
    return { pages: Array.from({ length: Math.min(pages, maxPages) }, (_, index) => texts[index] ?? ''), labels, complete }
  }

  /** True when both have as many pages, of the same sizes, turned the same way. */
  async alike(original: PdfBytes, copy: PdfBytes, signal: AbortSignal): Promise<boolean> {
    const end = await this.#run('compare', [original, copy], reading(original.length + copy.length, signal), message => {
      if (message.kind === 'over') return message.alike
      return message.kind === 'unable' ? false : undefined
    })
    return end === true
  }

  async #run<Outcome>(
    task: PdfTaskData['task'],
    files: readonly PdfBytes[],
    limits: ThreadLimits,
    hear: (message: FromPdfThread) => Outcome | undefined
  ): Promise<Outcome | 'over-limits' | 'unable'> {
    if (!this.#script) return 'unable'
    const data: PdfTaskData = { task, lengths: files.map(({ length }) => length) }
    return inThread<Outcome, FromPdfThread>(this.#script, data, { ...limits, budget: this.budget }, async (message, say) => {
      if (message.kind === 'read') {
        const file = files[message.file]
        if (!file) throw new Error('no such file')
        const begin = Math.max(0, message.begin)
        const bytes = new Uint8Array(await file.read(begin, Math.min(file.length, message.end)))
        say({ file: message.file, begin, bytes } satisfies ToPdfThread, [bytes.buffer])
      } else if (message.kind === 'cmap') say({ name: message.name, map: await this.#cMap(message.name) })
      else return hear(message)
      return undefined
    })
  }

  /** A name comes out of a document: nothing but a name of a file in that folder passes. */
  async #cMap(name: string): Promise<Uint8Array | null> {
    if (!this.#cMaps || !/^[A-Za-z0-9-]{1,60}$/.test(name)) return null
    return readFile(join(this.#cMaps, `${name}.bcmap`)).then(
      bytes => new Uint8Array(bytes),
      () => null
    )
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
