import type { PaperId, VersionId } from '#core/ids.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { PaperRefused } from '../../platform/paper-refused.ts'
import type { AppSession } from '../../session/session.ts'
import { createPaperSource } from '../../sync/paper-source.ts'

export type FetchFailure = 'offline' | 'refused'

const pieceBytes = 4 * 1024 * 1024

/** All bytes of the original: from this computer where it is kept, else from the server. Rejects only when called off. */
export async function wholePaper(
  { platform, api, ahead, serverId, me }: AppSession,
  paper: PaperId,
  version: { readonly version: VersionId; readonly bytes: number },
  onReceived: (bytes: number) => void,
  signal: AbortSignal
): Promise<Result<Uint8Array<ArrayBuffer>, FetchFailure>> {
  const whole = new Uint8Array(version.bytes)
  const key = { server: serverId, user: me.user.id, paper, version: version.version }
  const source = createPaperSource(api, paper, version.version)
  for (let at = 0; at < whole.byteLength; ) {
    signal.throwIfAborted()
    const end = Math.min(whole.byteLength, at + pieceBytes)
    const kept = await platform.papers.read(key, at, end).catch(() => null)
    let piece = kept?.byteLength === end - at ? kept : null
    if (!piece) {
      try {
        piece = await ahead.first(() => source.fetchRange(at, end, signal))
      } catch (error) {
        signal.throwIfAborted()
        return fail(error instanceof PaperRefused ? 'refused' : 'offline')
      }
      if (piece.byteLength !== end - at) return fail('offline')
    }
    whole.set(piece, at)
    at = end
    onReceived(at)
  }
  return ok(whole)
}
