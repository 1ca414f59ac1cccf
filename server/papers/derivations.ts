import { open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type FileHash, maxPages, type PaperVersion } from '#core/paper/paper.ts'
import type { PaperText } from '#protocol/paper-text.ts'
import type { FileStorage } from '../storage/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import { makeReadingCopy } from './copy-maker.ts'
import type { DerivedFile, DerivedFiles, DerivedKind } from './derived-files.ts'
import { type PdfInspector, piecesOf } from './inspect-pdf.ts'
import type { PdfBytes } from './pdf-thread.ts'

/** As much of a version as anything is made of. */
export type DerivedFrom = Pick<PaperVersion, 'hash' | 'bytes' | 'pages'>

/** A smaller file is read in a few pieces however it is laid out. */
const smallestCopied = 1024 * 1024
/** A text in which pages are missing is made at so many starts: the machine may have been busy, the program may be better by now. */
const mostTries = 3
/** How long somebody who asks waits for what is being made. */
const patience = { textMs: 10_000, copyMs: 5000 }

export interface DerivationsParts {
  readonly files: FileStorage
  readonly derived: DerivedFiles
  readonly inspector: PdfInspector
  readonly around: Surroundings
  /** The bundled copy-worker, when it does not lie beside the server's own bundle. */
  readonly copyWorker?: string | undefined
}

interface Job {
  readonly name: string
  readonly make: () => Promise<void>
  readonly ended: Promise<void>
  readonly end: () => void
}

/**
 * What is made of papers after they came in: their text, and a copy that is quick to read over a slow line. One thing at a time; what
 * somebody asks for goes first; what was not made when the server ended is made when it is asked for, or after the next start.
 */
export class Derivations {
  readonly #parts: DerivationsParts
  readonly #waiting: Job[] = []
  /** Those that wait and the one that runs, by name. */
  readonly #jobs = new Map<string, Job>()
  readonly #ending = new AbortController()
  /** Texts that were made since the start. */
  readonly #tried = new Set<FileHash>()
  #running: Job | null = null

  constructor(parts: DerivationsParts) {
    this.#parts = parts
  }

  /** A file that came in, or was found at the start: what is missing is made when nothing else is to be. */
  add(file: DerivedFrom): void {
    this.#want('copy', file)
    this.#want('text', file)
  }

  /** What stands on the pages, as gzipped JSON of `PaperText`; null while it is being made. */
  async text(file: DerivedFrom): Promise<Uint8Array | null> {
    let found = await this.#parts.derived.find('text', file.hash)
    if (found === null) {
      await within(patience.textMs, this.#want('text', file, true) ?? Promise.resolve())
      found = await this.#parts.derived.find('text', file.hash)
    }
    if (found === null) return null
    return found === 'impossible' ? packed(noText(file.pages)) : readFile(found.path)
  }

  /** The copy for reading, or null when the paper itself is read: there is no copy, or none yet. */
  async copy(file: DerivedFrom): Promise<DerivedFile | null> {
    const found = await this.#parts.derived.find('copy', file.hash)
    if (found !== null) return found === 'impossible' ? null : found
    const making = this.#want('copy', file)
    // Such a file crosses the line from end to end before its first page: the copy is there sooner.
    if (!making || !(await this.#isLinearised(file).catch(() => false))) return null
    await within(patience.copyMs, this.#want('copy', file, true) ?? making)
    const made = await this.#parts.derived.find('copy', file.hash)
    return made === 'impossible' ? null : made
  }

  /** Drops what was made of a file that is given back, and what was to be. */
  async forget(hash: FileHash): Promise<void> {
    for (const kind of ['text', 'copy'] as const) {
      const job = this.#jobOf(kind, { hash })
      if (job === this.#running) await job?.ended
      else if (job) {
        this.#waiting.splice(this.#waiting.indexOf(job), 1)
        this.#jobs.delete(job.name)
        job.end()
      }
    }
    await this.#parts.derived.drop(hash)
  }

  /** Resolves when nothing is being made. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running.ended
  }

  /** Stops what is being made; nothing of it is kept. */
  async close(): Promise<void> {
    this.#ending.abort()
    for (const job of this.#waiting.splice(0)) job.end()
    await this.idle()
    await this.#parts.derived.close()
  }

  #jobOf(kind: DerivedKind, { hash }: Pick<DerivedFrom, 'hash'>): Job | undefined {
    return this.#jobs.get(kind + hash)
  }

  #first(job: Job): void {
    const at = this.#waiting.indexOf(job)
    if (at > 0) this.#waiting.unshift(...this.#waiting.splice(at, 1))
  }

  /** Resolves when it was tried; null when it never will be. */
  #want(kind: DerivedKind, file: DerivedFrom, now = false): Promise<void> | null {
    if (this.#ending.signal.aborted || (kind === 'copy' && file.bytes < smallestCopied)) return null
    let job = this.#jobOf(kind, file)
    if (!job) {
      let end = (): void => undefined
      const ended = new Promise<void>(resolve => {
        end = resolve
      })
      job = { name: kind + file.hash, make: () => (kind === 'text' ? this.#makeText(file) : this.#makeCopy(file)), ended, end }
      this.#waiting.push(job)
      this.#jobs.set(job.name, job)
    }
    if (now) this.#first(job)
    if (!this.#running) void this.#work()
    return job.ended
  }

  async #work(): Promise<void> {
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#running = job
      await job.make().catch(error => {
        this.#parts.around.log({ level: 'warn', event: 'derivation-failed', fault: faultOf(error) })
      })
      this.#running = null
      this.#jobs.delete(job.name)
      job.end()
    }
  }

  async #makeText(file: DerivedFrom): Promise<void> {
    const { derived, inspector, around } = this.#parts
    const tries = await derived.triesOf('text', file.hash)
    if ((await derived.has('text', file.hash)) && (tries === 0 || tries >= mostTries || this.#tried.has(file.hash))) return
    const begin = performance.now()
    const text = await inspector.textOf(this.#original(file), file.pages, this.#ending.signal)
    if (this.#ending.signal.aborted) return
    if (!text) return tries > 0 ? undefined : derived.giveUp('text', file.hash, 'for-now')
    this.#tried.add(file.hash)
    // Not more than what is there already.
    if (!text.complete && tries > 0) return derived.noteTries('text', file.hash, tries + 1)
    const work = derived.workFile()
    try {
      await writeFile(work, await packed(text), { mode: 0o600 })
      await derived.keep('text', file.hash, work)
      if (!text.complete) await derived.noteTries('text', file.hash, 1)
    } finally {
      await rm(work, { force: true })
    }
    around.log({ level: 'info', event: 'text-read', pages: file.pages, complete: text.complete, ms: Math.round(performance.now() - begin) })
  }

  async #makeCopy(file: DerivedFrom): Promise<void> {
    const { derived, around, copyWorker } = this.#parts
    if (await derived.has('copy', file.hash)) return
    const begin = performance.now()
    const [from, to] = [derived.workFile(), derived.workFile()]
    try {
      await writeFile(from, piecesOf(this.#original(file)), { mode: 0o600 })
      const { signal } = this.#ending
      const outcome = await makeReadingCopy(from, to, signal, copyWorker, this.#parts.inspector.budget)
      const good = outcome === 'made' && (await this.#isTrue(file, to))
      if (signal.aborted) return
      if (good) await derived.keep('copy', file.hash, to)
      else await derived.giveUp('copy', file.hash, outcome === 'unable' ? 'for-now' : 'for-good')
      around.log({
        level: 'info',
        event: 'reading-copy',
        outcome: good ? 'made' : outcome === 'made' ? 'different' : outcome,
        bytes: file.bytes,
        ms: Math.round(performance.now() - begin)
      })
    } finally {
      await Promise.all([rm(from, { force: true }), rm(to, { force: true })])
    }
  }

  /** A copy in which anything is not as in the paper is none. */
  async #isTrue(file: DerivedFrom, path: string): Promise<boolean> {
    const { size } = await stat(path)
    if (size === 0 || size > 2 * file.bytes) return false
    const handle = await open(path, 'r')
    try {
      const copy: PdfBytes = {
        length: size,
        read: async (begin, end) => {
          const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - begin))
          const { bytesRead } = await handle.read(bytes, 0, bytes.length, begin)
          return bytes.subarray(0, bytesRead)
        }
      }
      return await this.#parts.inspector.alike(this.#original(file), copy, this.#ending.signal)
    } finally {
      await handle.close()
    }
  }

  async #isLinearised(file: DerivedFrom): Promise<boolean> {
    const head = Buffer.from(await this.#parts.files.read(file.hash, 0, 1024))
    return head.includes('/Linearized')
  }

  #original({ hash, bytes }: DerivedFrom): PdfBytes {
    return { length: bytes, read: (begin, end) => this.#parts.files.read(hash, begin, end) }
  }
}

const packed = (text: PaperText): Promise<Uint8Array> => promisify(gzip)(JSON.stringify(text))
const noText = (pages: number): PaperText => ({
  pages: Array.from({ length: Math.min(pages, maxPages) }, () => ''),
  labels: null,
  complete: false
})

/** Waits, but no longer than this. */
async function within(ms: number, ended: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    ended,
    new Promise<void>(resolve => {
      timer = setTimeout(resolve, ms)
    })
  ])
  clearTimeout(timer)
}
