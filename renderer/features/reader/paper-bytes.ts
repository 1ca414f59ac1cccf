import { fail, ok, type Result } from '#core/result.ts'

/** Why a paper could not be opened; text/ has the sentences. */
export type OpenFailure = 'offline' | 'damaged' | 'password' | 'refused' | 'session' | 'unknown'

/** Bytes of one version: from this computer when it is kept here, else from the server. */
export interface PaperBytes {
  readonly length: number
  /** Bytes [begin, end). `null` from `local` = not kept here; rejects only when nothing answered. */
  readonly local: (begin: number, end: number) => Promise<Uint8Array | null>
  readonly remote: (begin: number, end: number, signal: AbortSignal) => Promise<Response>
}

/** One piece: first from here, then from the server. */
export async function readPiece(
  bytes: PaperBytes,
  begin: number,
  end: number,
  signal: AbortSignal
): Promise<Result<Uint8Array, OpenFailure>> {
  const kept = await bytes.local(begin, end).catch(() => null)
  if (kept && kept.byteLength > 0) return ok(kept)
  let response: Response
  try {
    response = await bytes.remote(begin, end, signal)
  } catch {
    return fail('offline')
  }
  if (response.status === 401) return fail('session')
  if (response.status === 403 || response.status === 404) return fail('refused')
  if (response.status !== 200 && response.status !== 206) return fail(response.status >= 500 ? 'offline' : 'unknown')
  try {
    const received = new Uint8Array(await response.arrayBuffer())
    const piece = response.status === 206 ? received : received.slice(begin, end)
    return piece.byteLength === end - begin ? ok(piece) : fail('damaged')
  } catch {
    return fail('offline')
  }
}

/** How long to wait before asking again, growing to ten seconds. */
export const retryDelayMs = (attempt: number): number => Math.min(10_000, 500 * 2 ** attempt)
