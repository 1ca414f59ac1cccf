import { type OpenFailure, type PaperBytes, readPiece, retryDelayMs } from './paper-bytes.ts'
import type { PdfLibrary } from './paper-workers.ts'

/** What the one who opens a paper hears about its bytes. */
export interface Reception {
  /** So many bytes since this opening. */
  readonly onReceived: (bytes: number) => void
  readonly onStall: (stalled: boolean) => void
  readonly giveUp: (reason: OpenFailure) => void
}

/** Feeds pdf.js piece by piece; a piece that cannot be had is asked for again until it comes or the paper is closed. */
export function transportOf(
  library: PdfLibrary,
  bytes: PaperBytes,
  first: Uint8Array,
  signal: AbortSignal,
  to: Reception
): InstanceType<PdfLibrary['PDFDataRangeTransport']> {
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
          to.onReceived(received)
          if (attempt > 0) to.onStall(false)
          return this.onDataRange(begin, piece.value.slice())
        }
        // While the paper opens this ends it with a sentence; once it is open, the pages that are there stay.
        if (piece.reason !== 'offline' || attempt > 3) to.giveUp(piece.reason)
        to.onStall(true)
        await pause(retryDelayMs(attempt), signal)
      }
    }
  }
  to.onReceived(received)
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
