import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PDFWorker } from 'pdfjs-dist/types/src/display/api.js'

export type PdfLibrary = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

/** pdf.js and a thread of our own origin in which it reads. */
export interface PaperWorker {
  readonly library: PdfLibrary
  readonly worker: PDFWorker
  readonly end: () => void
}

/** Threads for reading papers, each for one paper at a time. One that took its leave of a paper is used for the next: its code is compiled. */
export interface PaperWorkers {
  readonly take: () => Promise<PaperWorker>
  /** Only after it answered that it is done; one that hangs in a paper is ended instead. */
  readonly giveBack: (worker: PaperWorker) => void
  /** Makes one ready before a paper is asked for. */
  readonly warm: () => void
  readonly close: () => void
}

async function start(): Promise<PaperWorker> {
  const port = new Worker(new URL(workerUrl, document.baseURI), { type: 'module' })
  try {
    const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
    unbindPages(library)
    const worker = new library.PDFWorker({ port: port as never })
    await worker.promise
    return {
      library,
      worker,
      end: () => {
        worker.destroy()
        port.terminate()
      }
    }
  } catch (error) {
    port.terminate()
    throw error
  }
}

/**
 * pdf.js 5.4 keeps one number of pages for all open papers, that of the last one opened, and refuses pages of the others beyond it. Which
 * pages a paper has its thread knows. https://github.com/mozilla/pdf.js/blob/v5.4.624/src/display/display_utils.js (PagesMapper)
 */
function unbindPages(library: PdfLibrary): void {
  Object.defineProperty(library.PagesMapper.instance, 'pagesNumber', {
    configurable: true,
    get: () => Number.MAX_SAFE_INTEGER,
    set: () => {}
  })
}

/** Keeps at most one thread that nobody uses. */
export function createPaperWorkers(startOne: () => Promise<PaperWorker> = start): PaperWorkers {
  let spare: Promise<PaperWorker> | null = null
  let closed = false
  const keep = (next: Promise<PaperWorker>): void => {
    spare = next
    next.catch(() => {
      if (spare === next) spare = null
    })
  }
  return {
    take: () => {
      const taken = spare ?? startOne()
      spare = null
      return taken
    },
    giveBack: worker => {
      if (spare || closed) worker.end()
      else keep(Promise.resolve(worker))
    },
    warm: () => {
      if (!spare && !closed) keep(startOne())
    },
    close: () => {
      closed = true
      spare?.then(
        worker => worker.end(),
        () => {}
      )
      spare = null
    }
  }
}
