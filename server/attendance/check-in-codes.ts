import { createHmac } from 'node:crypto'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { unpredictable } from '../surroundings.ts'

/** [J5] The code on the wall is another one this often… */
export const codeStepMs = 30_000
/** …and one is good for so many of these steps: for a minute at least, a minute and a half at most. */
const goodSteps = 3
/** Who reads one from so many steps back was there, late: ten minutes. */
const lateSteps = 20
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** [J5] What hangs in a room for the next minute and proves that one is there; known to this start of the server alone. */
export class CheckInCodes {
  readonly #secret = unpredictable(32)
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** The code of the meeting's own room (`site` null) or of one of its sites, and when another takes its place. */
  now(meeting: MeetingId, site: SiteId | null): { readonly code: string; readonly until: string } {
    const step = this.#step()
    return { code: this.#code(meeting, site, step), until: new Date((step + 1) * codeStepMs).toISOString() }
  }

  /** Whether this code hangs, or has just hung, in that room. */
  isGood(meeting: MeetingId, site: SiteId | null, code: string): boolean {
    return this.#hung(meeting, site, code, goodSteps)
  }

  /** Whether this code hung in that room a few minutes ago: no guess, and no proof. */
  wasGood(meeting: MeetingId, site: SiteId | null, code: string): boolean {
    return this.#hung(meeting, site, code, lateSteps)
  }

  #hung(meeting: MeetingId, site: SiteId | null, code: string, steps: number): boolean {
    const step = this.#step()
    return Array.from({ length: steps }, (_, ago) => this.#code(meeting, site, step - ago)).includes(code)
  }

  #step(): number {
    return Math.floor(this.#nowMs() / codeStepMs)
  }

  #code(meeting: MeetingId, site: SiteId | null, step: number): string {
    const digest = createHmac('sha256', this.#secret)
      .update(`${meeting} ${site ?? ''} ${step}`)
      .digest()
    return [...digest.subarray(0, 8)].map(byte => alphabet[byte & 31]).join('')
  }
}
