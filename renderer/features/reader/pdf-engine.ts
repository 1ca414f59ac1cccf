import type { PDFDocumentProxy, PDFPageProxy, TextContent } from 'pdfjs-dist/types/src/display/api.js'
import type { PageText } from '#core/mark/quote.ts'
import { pageTextOf } from '#core/paper/page-text.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { beginReading, type OpenFailure, type PaperBytes, type PaperHome } from './paper-bytes.ts'
import { createGenerations, type Generations, type Opening } from './paper-generations.ts'
import { type OutlineEntry, outlineOf, type PaperPlace, placeOf } from './paper-outline.ts'
import { transportOf } from './paper-transport.ts'
import type { PaperWorkers, PdfLibrary } from './paper-workers.ts'
import { pdfjsHome } from './reading-parts.ts'

/** The text of a page twice: as pdf.js draws it for selecting, and plain for finding and quoting. */
export interface LoadedText {
  readonly content: TextContent
  readonly plain: PageText
}

/** A page for whoever shows it, until it is left. */
export interface OpenPage {
  readonly proxy: PDFPageProxy
  readonly leave: () => void
}

/** One open paper. Everything in it ends with `close`. */
export interface OpenPaper {
  readonly library: PdfLibrary
  readonly pages: number
  /** As shown, in 1/72 inch: the best guess for pages that were not seen yet. */
  readonly firstSize: { readonly width: number; readonly height: number }
  readonly page: (number: number) => Promise<OpenPage>
  readonly text: (number: number) => Promise<LoadedText>
  /** Where a link inside the paper leads, or null. */
  readonly destination: (target: unknown) => Promise<PaperPlace | null>
  /** Table of contents of the file, or none. */
  readonly outline: () => Promise<readonly OutlineEntry[]>
  /** What the file calls its pages ("iv", "PL-2"), or null where they are simply counted. */
  readonly labels: () => Promise<readonly string[] | null>
  /** Fetches what a page needs before it is shown; nothing where the paper is kept on this computer. */
  readonly fetchAhead: (number: number) => Promise<void>
  /** Whether a picture of the page is too large, or too damaged, to be drawn. Takes as long as opening the paper: ask only of a page that stayed empty. */
  readonly pictureLeftOut: (number: number) => Promise<boolean>
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
/**
 * [E1] pdf.js keeps every byte that it has read: after so many the paper is opened anew. What is not kept on this computer
 * would have to be fetched once more, and that later.
 */
const keptBytes = { here: 16 * 1024 * 1024, fetched: 64 * 1024 * 1024 }
/** Opening anew waits so long for a quiet moment. */
const renewWithinMs = 3000
/** A thread that does not take its leave of a paper for so long hangs in it. */
const farewellMs = 2000
/**
 * An image above `drawn` leaves its place empty, and pdf.js tells nobody: a hostile file would ask for gigabytes. A4 at 600 dpi is 34.8
 * million. What is above `whole` is made smaller before it is drawn; A3 at 300 dpi is 17.4 million.
 */
const imagePixels = { drawn: 40 * 1024 * 1024, whole: 20 * 1024 * 1024 }

/** Opens a paper with pdf.js in a thread of our own origin, without scripts, forms of code, or any address but our own. */
export async function openPaper(home: PaperHome, workers: PaperWorkers, options: OpenOptions): Promise<Result<OpenPaper, OpenFailure>> {
  // The thread is there by the time the first bytes are.
  const taking = workers.take()
  taking.catch(() => {})
  const begun = await beginReading(home, pieceBytes, options.signal)
  const taken = await taking
  const { library, worker } = taken
  if (!begun.ok || options.signal.aborted) {
    workers.giveBack(taken)
    return begun.ok ? fail('unknown') : begun
  }
  const { bytes, first } = begun.value
  const ending = new AbortController()
  const end = (): void => ending.abort()
  options.signal.addEventListener('abort', end)
  let keptHere = false
  const source: PaperBytes = {
    ...bytes,
    local: async (begin, end) => {
      const piece = await bytes.local(begin, end).catch(() => null)
      keptHere = piece !== null
      return piece
    }
  }
  let generations: Generations<PDFDocumentProxy> | null = null
  const open = (strictly = false) => {
    const own = new AbortController()
    ending.signal.addEventListener('abort', () => own.abort(), { once: true, signal: own.signal })
    let giveUp = (_: OpenFailure): void => {}
    const given = new Promise<OpenFailure>(resolve => {
      giveUp = resolve
    })
    let counted = 0
    const onReceived = (received: number): void => {
      options.onProgress?.(received)
      if (received - counted < (keptHere ? keptBytes.here : keptBytes.fetched)) return
      counted = received
      requestIdleCallback(() => void generations?.renew(), { timeout: renewWithinMs })
    }
    const onStall = (stalled: boolean): void => options.onStall?.(stalled)
    const range = transportOf(library, source, first, own.signal, { onReceived, onStall, giveUp })
    const task = library.getDocument({ ...settingsOf(library), stopAtErrors: strictly, range, worker })
    const close = (): Promise<void> => {
      own.abort()
      return task.destroy()
    }
    // A paper whose first page cannot be had is not open.
    const opened = task.promise.then(document => document.getPage(1).then(() => document))
    return { document: Promise.race([opened, abortion(ending.signal), given]), close }
  }
  const openAgain = async (): Promise<Opening<PDFDocumentProxy>> => {
    const { document, close } = open()
    const opened = await document.catch(() => null)
    if (opened !== null && typeof opened !== 'string') return { document: opened, close }
    await close()
    throw new Error('not opened again')
  }
  // An opening that forgives nothing ends a page where a picture cannot be had; pdf.js leaves it out of the usual one and tells nobody.
  const pictureLeftOut = async (number: number): Promise<boolean> => {
    const lease = generations?.take()
    const { document, close } = open(true)
    try {
      const strict = await document
      return !!lease && typeof strict !== 'string' && (await actsOf(strict, number)) < (await actsOf(lease.document, number))
    } finally {
      lease?.giveBack()
      await close()
    }
  }
  const opening = open()
  const close = async (): Promise<void> => {
    options.signal.removeEventListener('abort', end)
    ending.abort()
    const done = await Promise.race([
      (generations ?? opening).close().then(
        () => true,
        () => false
      ),
      new Promise<boolean>(resolve => setTimeout(resolve, farewellMs, false))
    ])
    if (done) workers.giveBack(taken)
    else taken.end()
  }
  try {
    const document = await opening.document
    if (typeof document === 'string') {
      await close()
      return fail(document)
    }
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
    generations = createGenerations({ document, close: opening.close }, openAgain)
    return ok({
      ...openPaperOf(library, document.numPages, generations, { width, height }, () => keptHere),
      pictureLeftOut,
      close
    })
  } catch (error) {
    await close()
    return fail(failureOf(error))
  }
}

/** Of how many acts the drawing of a page is made. */
const actsOf = async (document: PDFDocumentProxy, number: number): Promise<number> =>
  (await (await document.getPage(number)).getOperatorList()).fnArray.length

const settingsOf = (library: PdfLibrary) => {
  const assets = pdfjsHome(library.version)
  return {
    rangeChunkSize: pieceBytes,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: imagePixels.drawn,
    canvasMaxAreaInBytes: imagePixels.whole * 4,
    cMapUrl: `${assets}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    verbosity: library.VerbosityLevel.ERRORS
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
  pages: number,
  generations: Generations<PDFDocumentProxy>,
  firstSize: OpenPaper['firstSize'],
  keptHere: () => boolean
): Omit<OpenPaper, 'pictureLeftOut' | 'close'> {
  const fetched = new Set<number>()
  const texts = new Map<number, Promise<LoadedText>>()
  const page = async (number: number): Promise<OpenPage> => {
    const { document, giveBack } = generations.take()
    try {
      return { proxy: await document.getPage(number), leave: giveBack }
    } catch (error) {
      giveBack()
      throw error
    }
  }
  const within = async <T>(read: (document: PDFDocumentProxy) => Promise<T>): Promise<T> => {
    const { document, giveBack } = generations.take()
    try {
      return await read(document)
    } finally {
      giveBack()
    }
  }
  const textOf = async (number: number): Promise<LoadedText> => {
    const { proxy, leave } = await page(number)
    try {
      const content = await proxy.getTextContent()
      const plain = pageTextOf(content, proxy.view)
      return { content: withReadRuns(content, plain), plain }
    } finally {
      leave()
    }
  }
  return {
    library,
    pages,
    firstSize,
    page,
    text: number => {
      const known = texts.get(number)
      if (known) return known
      const loading = textOf(number)
      texts.set(number, loading)
      loading.catch(() => texts.delete(number))
      if (texts.size > 40) {
        const oldest = texts.keys().next().value
        if (oldest !== undefined) texts.delete(oldest)
      }
      return loading
    },
    destination: target => within(document => placeOf(document, target)),
    outline: () => within(async document => outlineOf(await document.getOutline())),
    labels: () =>
      within(async document => {
        const labels = await document.getPageLabels()
        return labels?.some((label, index) => label !== String(index + 1)) ? labels : null
      }),
    fetchAhead: async number => {
      if (number < 1 || number > pages || keptHere() || fetched.has(number)) return
      fetched.add(number)
      const { proxy, leave } = await page(number)
      try {
        await proxy.getOperatorList()
      } finally {
        proxy.cleanup()
        leave()
      }
    }
  }
}

/** What is selected and copied reads as the page does, also where its font has codes of its own [T7]. */
function withReadRuns(content: TextContent, { runs }: PageText): TextContent {
  let at = 0
  return { ...content, items: content.items.map(item => ('str' in item ? { ...item, str: runs[at++]?.text ?? item.str } : item)) }
}
