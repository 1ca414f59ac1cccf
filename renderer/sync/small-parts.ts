import type { PaperSource } from '../platform/platform.ts'

/** On a narrow line what is live waits behind one part at most; a part may take so long. */
const partMs = 500
const leastBytes = 4 * 1024
const firstBytes = 16 * 1024
/** A part is at most so many times as long as the one before. */
const growth = 4

/**
 * The same bytes, fetched in parts as long as half a second of the line takes them; `turn` is awaited before each. What was learned of the
 * line is kept for the next range.
 */
export function inSmallParts(turn: () => Promise<void>, now: () => number): (source: PaperSource) => PaperSource {
  let part = firstBytes
  return source => ({
    async fetchRange(begin, end, signal) {
      const whole = new Uint8Array(end - begin)
      for (let at = begin; at < end; ) {
        await turn()
        const until = Math.min(end, at + part)
        // How long an answer is on its way says nothing of what else the line carries meanwhile.
        let from = now()
        const bytes = await source.fetchRange(at, until, signal, () => {
          from = now()
        })
        // What comes short the store refuses as damaged.
        if (bytes.length !== until - at) return whole.subarray(0, at - begin)
        whole.set(bytes, at - begin)
        const tookMs = Math.max(1, now() - from)
        if (until - at === part || tookMs > partMs)
          part = Math.max(leastBytes, Math.min(part * growth, Math.round((bytes.length * partMs) / tookMs)))
        at = until
      }
      return whole
    }
  })
}
