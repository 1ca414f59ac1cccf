import type { PDFDocumentProxy, PDFPageProxy, TextContent } from 'pdfjs-dist/types/src/display/api.js'
import type { PageText } from '#core/mark/quote.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { pageTextOf } from './page-text.ts'
import { type OpenFailure, type PaperBytes, readPiece, retryDelayMs } from './paper-bytes.ts'
import type { PaperWorkers, PdfLibrary } from './paper-workers.ts'

/** The text of a page twice: as pdf.js draws it for selecting, and plain for finding and quoting. */
export interface LoadedText {
  readonly content: TextContent
  readonly plain: PageText
}

/** One open paper. Everything in it ends with `close`. */
export interface OpenPaper {
  readonly library: PdfLibrary
  readonly pages: number
  /** As shown, in 1/72 inch: the best guess for pages that were not seen yet. */
  readonly firstSize: { readonly width: number; readonly height: number }
  readonly page: (number: number) => Promise<PDFPageProxy>
  readonly text: (number: number) => Promise<LoadedText>
  /** Page number a link inside the paper leads to, or null. */
  readonly destination: (target: unknown) => Promise<number | null>
  readonly close: () => Promise<void>
}

export interface OpenOptions {
  readonly signal: AbortSignal
  /** Bytes fetched from the server so far. */
  readonly onProgress?: (received: number) => void
  /** True while bytes that are needed cannot be had: no network and not kept here. */
  readonly onStall?: (stalled: boolean) => void
}

const pieceBytes = 256 * 1024
/** A thread that does not take its leave of a paper for so long hangs in it. */
const farewellMs = 2000
/** An image above this is not drawn: a hostile file would ask for gigabytes. A3 at 300 dpi in full is 17.4 million. */
const maxImagePixels = 20 * 1024 * 1024

/** Opens a paper with pdf.js in a thread of our own origin, without scripts, forms of code, or any address but our own. */
export async function openPaper(bytes: PaperBytes, workers: PaperWorkers, options: OpenOptions): Promise<Result<OpenPaper, OpenFailure>> {
  // The thread is there by the time the first bytes are.
  const taking = workers.take()
  taking.catch(() => {})
  const first = await readPiece(bytes, 0, Math.min(bytes.length, pieceBytes), options.signal)
  const taken = await taking
  const { library, worker } = taken
  if (!first.ok || options.signal.aborted) {
    workers.giveBack(taken)
    return first.ok ? fail('unknown') : first
  }
  const ending = new AbortController()
  let giveUp = (_: OpenFailure): void => {}
  const given = new Promise<OpenFailure>(resolve => {
    giveUp = resolve
  })
  const end = (): void => ending.abort()
  options.signal.addEventListener('abort', end)
  const assets = new URL(`${import.meta.env.BASE_URL}pdfjs/`, document.baseURI).href
  const task = library.getDocument({
    range: transportOf(library, bytes, first.value, ending.signal, options, reason => giveUp(reason)),
    worker,
    rangeChunkSize: pieceBytes,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: maxImagePixels,
    canvasMaxAreaInBytes: maxImagePixels * 4,
    cMapUrl: `${assets}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    verbosity: library.VerbosityLevel.ERRORS
  })
  const close = async (): Promise<void> => {
    options.signal.removeEventListener('abort', end)
    ending.abort()
    const done = await Promise.race([
      task.destroy().then(
        () => true,
        () => false
      ),
      new Promise<boolean>(resolve => setTimeout(resolve, farewellMs, false))
    ])
    if (done) workers.giveBack(taken)
    else taken.end()
  }
  try {
    const opening = task.promise.then(async document => ({ document, cover: await document.getPage(1) }))
    const opened = await Promise.race([opening, abortion(ending.signal), given])
    if (typeof opened === 'string') {
      await close()
      return fail(opened)
    }
    const { document, cover } = opened
    const { width, height } = cover.getViewport({ scale: 1 })
    return ok(openPaperOf(library, document, { width, height }, close))
  } catch (error) {
    await close()
    return fail(failureOf(error))
  }
}

const abortion = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(new Error('closed'))
    signal.addEventListener('abort', () => reject(new Error('closed')), { once: true })
  })

function failureOf(error: unknown): OpenFailure {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return 'password'
  if (name === 'InvalidPDFException' || name === 'FormatError') return 'damaged'
  return 'unknown'
}

function openPaperOf(
  library: PdfLibrary,
  document: PDFDocumentProxy,
  firstSize: OpenPaper['firstSize'],
  close: () => Promise<void>
): OpenPaper {
  const texts = new Map<number, Promise<LoadedText>>()
  const page = (number: number): Promise<PDFPageProxy> => document.getPage(number)
  return {
    library,
    pages: document.numPages,
    firstSize,
    page,
    text: number => {
      const known = texts.get(number)
      if (known) return known
      const loading = page(number).then(async proxy => {
        const content = await proxy.getTextContent()
        return { content, plain: pageTextOf(content, proxy.view) }
      })
      texts.set(number, loading)
      loading.catch(() => texts.delete(number))
      if (texts.size > 40) {
        const oldest = texts.keys().next().value
        if (oldest !== undefined) texts.delete(oldest)
      }
      return loading
    },
    destination: async target => {
      const explicit = typeof target === 'string' ? await document.getDestination(target) : target
      const where: unknown = Array.isArray(explicit) ? explicit[0] : null
      if (typeof where === 'number') return where + 1
      if (where === null || typeof where !== 'object') return null
      return (await document.getPageIndex(where as never)) + 1
    },
    close
  }
}

/** Feeds pdf.js piece by piece; a piece that cannot be had is asked for again until it comes or the paper is closed. */
function transportOf(
  library: PdfLibrary,
  bytes: PaperBytes,
  first: Uint8Array,
  signal: AbortSignal,
  options: OpenOptions,
  giveUp: (reason: OpenFailure) => void
) {
  let received = first.byteLength
  class Transport extends library.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      void this.fetchPiece(begin, end)
    }
    private async fetchPiece(begin: number, end: number): Promise<void> {
      for (let attempt = 0; !signal.aborted; attempt++) {
        const piece = await readPiece(bytes, begin, end, signal)
        if (signal.aborted) return
        if (piece.ok) {
          received += piece.value.byteLength
          options.onProgress?.(received)
          if (attempt > 0) options.onStall?.(false)
          return this.onDataRange(begin, piece.value.slice())
        }
        // While the paper opens this ends it with a sentence; once it is open, the pages that are there stay.
        if (piece.reason !== 'offline' || attempt > 3) giveUp(piece.reason)
        options.onStall?.(true)
        await pause(retryDelayMs(attempt), signal)
      }
    }
  }
  options.onProgress?.(received)
  return new Transport(bytes.length, first.slice())
}

/** Waits, but not beyond the end of the paper nor past the return of the network. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer)
      removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}
