import { fail, ok, type Result } from '#core/result.ts'

/** Why a paper could not be opened; text/ has the sentences. */
export type OpenFailure = 'offline' | 'damaged' | 'password' | 'refused' | 'session' | 'unknown'

/** Where the bytes of one version can be had. */
export interface PaperHome {
  /** As the server's ETag names the paper itself. */
  readonly etag: string
  readonly length: number
  readonly local: PaperBytes['local']
  /** Of the paper itself, or of the server's copy for reading: whichever `match` names, or, without it, whichever is quicker to open. */
  readonly remote: (begin: number, end: number, signal: AbortSignal, match: string | null) => Promise<Response>
  /** The copy cannot be had any more, or no longer has to be: the paper is to be opened anew. */
  readonly moved: () => void
}

/** Bytes of one opening, all of them of one file: of the paper, from this computer or the server, or of the server's copy for reading. */
export interface PaperBytes {
  readonly length: number
  /** Bytes [begin, end). `null` from `local` = not kept here; rejects only when nothing answered. */
  readonly local: (begin: number, end: number) => Promise<Uint8Array | null>
  readonly remote: (begin: number, end: number, signal: AbortSignal) => Promise<Response>
}

/** Decides, with the first piece, what is read: the paper where it is kept on this computer, else what the server gives for reading. */
export async function beginReading(
  home: PaperHome,
  pieceBytes: number,
  signal: AbortSignal
): Promise<Result<{ readonly bytes: PaperBytes; readonly first: Uint8Array }, OpenFailure>> {
  const { length, local } = home
  const kept = await local(0, Math.min(length, pieceBytes)).catch(() => null)
  const own: PaperBytes = { length, local, remote: (begin, end, signal) => home.remote(begin, end, signal, home.etag) }
  if (kept && kept.byteLength > 0) return ok({ bytes: own, first: kept })
  const fetched = await fetchPiece(home.remote(0, pieceBytes, signal, null), 0, pieceBytes)
  if (!fetched.ok) return fetched
  const { piece, whole, etag } = fetched.value
  const isCopy = etag !== null && etag !== home.etag
  if (piece.byteLength !== Math.min(pieceBytes, whole) || (!isCopy && whole !== length)) return fail('damaged')
  return ok({ bytes: isCopy ? copyOf(home, etag, whole) : own, first: piece })
}

/** Pieces of the copy are never mixed with those of the paper, which may come to be kept here meanwhile. */
const copyOf = (home: PaperHome, etag: string, length: number): PaperBytes => ({
  length,
  local: async () => null,
  remote: async (begin, end, signal) => {
    try {
      const response = await home.remote(begin, end, signal, etag)
      if (response.status === 412) home.moved()
      return response
    } catch (error) {
      if (!signal.aborted && (await home.local(0, 1).catch(() => null))) home.moved()
      throw error
    }
  }
})

/** One piece: first from here, then from the server. */
export async function readPiece(
  bytes: PaperBytes,
  begin: number,
  end: number,
  signal: AbortSignal
): Promise<Result<Uint8Array, OpenFailure>> {
  const kept = await bytes.local(begin, end).catch(() => null)
  if (kept && kept.byteLength > 0) return ok(kept)
  const fetched = await fetchPiece(bytes.remote(begin, end, signal), begin, end)
  if (!fetched.ok) return fetched
  return fetched.value.piece.byteLength === end - begin ? ok(fetched.value.piece) : fail('damaged')
}

interface FetchedPiece {
  readonly piece: Uint8Array
  /** Bytes of the file it was cut from. */
  readonly whole: number
  readonly etag: string | null
}

/** What a server answers when it is asked for bytes [begin, end); also one that sends the whole file. */
async function fetchPiece(asked: Promise<Response>, begin: number, end: number): Promise<Result<FetchedPiece, OpenFailure>> {
  try {
    const response = await asked
    const { status, headers } = response
    if (status === 401) return fail('session')
    if (status === 403 || status === 404) return fail('refused')
    if (status !== 200 && status !== 206) return fail(status >= 500 ? 'offline' : 'unknown')
    const received = new Uint8Array(await response.arrayBuffer())
    const etag = headers.get('etag')
    if (status === 200) return ok({ piece: received.slice(begin, end), whole: received.byteLength, etag })
    const whole = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]
    return ok({ piece: received, whole: whole === undefined ? begin + received.byteLength : Number(whole), etag })
  } catch {
    return fail('offline')
  }
}

/** How long to wait before asking again, growing to ten seconds. */
export const retryDelayMs = (attempt: number): number => Math.min(10_000, 500 * 2 ** attempt)
