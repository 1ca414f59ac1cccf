import { createHash, randomInt } from 'node:crypto'
import type { ScreenId } from '#core/ids.ts'
import { screenCodeLength } from '#protocol/screen-api.ts'
import { askerOf } from '../access/network.ts'
import { unpredictable } from '../surroundings.ts'

/** [BS1] A code that nobody typed is another one after this long. */
export const codeLivesMs = 5 * 60_000
/** A screen that is connected takes a new code by itself; one that has not for so long after its code ran out is gone. */
const goneAfterMs = 60_000
/** Screens that wait, from one address and in all: a town hall puts up a few at a time. */
const mostWaiting = { address: 20, all: 500 }

interface Waiting {
  readonly asker: string
  code: string
  until: number
  /** Its code was typed, and is being recorded. */
  taken: boolean
}

/**
 * What a screen is called; its token is stored nowhere, for only who holds it can name the screen.
 * 20 signs of the alphabet of ids: 100 bits.
 */
export function screenOf(token: string): ScreenId {
  const digest = createHash('sha256').update(`screen ${token}`).digest()
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
  return [...digest.subarray(0, 20)].map(byte => alphabet[byte & 31]).join('') as ScreenId
}

/** Big screens that wait for somebody to type their code; in memory, for after a restart they just ask anew. */
export class Pairings {
  readonly #waiting = new Map<ScreenId, Waiting>()
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** One more screen that waits, or null when there are too many. */
  ask(address: string): { readonly token: string; readonly code: string; readonly until: number } | null {
    this.#sweep()
    const asker = askerOf(address)
    const neighbours = [...this.#waiting.values()].filter(waiting => waiting.asker === asker).length
    if (neighbours >= mostWaiting.address || this.#waiting.size >= mostWaiting.all) return null
    const token = Buffer.from(unpredictable(32)).toString('base64url')
    const waiting: Waiting = { asker, taken: false, ...this.#fresh() }
    this.#waiting.set(screenOf(token), waiting)
    return { token, code: waiting.code, until: waiting.until }
  }

  /** The code of a screen that waits, a new one when it has run out; null when it does not wait. */
  codeOf(screen: ScreenId): { readonly code: string; readonly until: number } | null {
    const waiting = this.#waiting.get(screen)
    if (!waiting) return null
    if (waiting.until <= this.#nowMs() && !waiting.taken) Object.assign(waiting, this.#fresh())
    return { code: waiting.code, until: waiting.until }
  }

  /** [BS1] The screen that shows this code, which nobody else can type from now on; null when none does. `forget` or `release` must follow. */
  take(code: string): ScreenId | null {
    this.#sweep()
    for (const [screen, waiting] of this.#waiting) {
      if (waiting.code !== code || waiting.until <= this.#nowMs() || waiting.taken) continue
      waiting.taken = true
      return screen
    }
    return null
  }

  /** [BS1] It was not let in: it goes on waiting, and its code is good again for as long as it was. */
  release(screen: ScreenId): void {
    const waiting = this.#waiting.get(screen)
    if (waiting) waiting.taken = false
  }

  /** It was let in, or nobody looks at it any more. */
  forget(screen: ScreenId): void {
    this.#waiting.delete(screen)
  }

  #sweep(): void {
    for (const [screen, { until, taken }] of this.#waiting) if (until + goneAfterMs <= this.#nowMs() && !taken) this.#waiting.delete(screen)
  }

  #fresh(): { readonly code: string; readonly until: number } {
    const taken = new Set([...this.#waiting.values()].map(({ code }) => code))
    for (;;) {
      const code = String(randomInt(10 ** screenCodeLength)).padStart(screenCodeLength, '0')
      if (!taken.has(code)) return { code, until: this.#nowMs() + codeLivesMs }
    }
  }
}
