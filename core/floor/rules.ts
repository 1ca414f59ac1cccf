/** thảo luận, tham luận (a prepared statement), ý kiến về trình tự, thủ tục (a point of order). */
export const speechKinds = ['discussion', 'statement', 'order'] as const
export type SpeechKind = (typeof speechKinds)[number]

/** [C4] How long each kind of speech may take, in minutes (0: as long as it takes), and how many seconds before its end the speaker is told. */
export interface FloorRules {
  readonly minutes: Readonly<Record<SpeechKind, number>>
  readonly warnSeconds: number
}
/** What sessions of committees usually give; a meeting sets its own. */
export const defaultFloorRules: FloorRules = { minutes: { discussion: 5, statement: 10, order: 2 }, warnSeconds: 60 }

/** danh sách phát biểu, danh sách chất vấn. */
export const registrationLists = ['floor', 'questions'] as const
export type RegistrationList = (typeof registrationLists)[number]
/** [C10] [QU5] Which lists take whoever registers by themselves. */
export type Registration = Readonly<Record<RegistrationList, boolean>>
export const bothOpen: Registration = { floor: true, questions: true }

const minuteMs = 60_000

/** A page nobody looks at hears of the time once a minute. */
const justOverMs = 60_000

/**
 * [C7] A speech of `minutes` that has lasted `usedMs` came to its end just now: not while the computer slept or had no network, and not before it
 * was stopped and called again; `spentMs`: what it had taken by then.
 */
export const isJustOver = (minutes: number, usedMs: number, spentMs = 0): boolean => {
  const limit = minutes * minuteMs
  return minutes > 0 && spentMs < limit && usedMs >= limit && usedMs < limit + justOverMs
}

/** còn giờ, sắp hết giờ, hết giờ; `free` also where no time was given. */
export type SpeechClock = 'free' | 'soon' | 'over'

/** [C4] Where a speech of `minutes` that has lasted `usedMs` stands. Nobody is told before half of it is over, however short it is. */
export function speechClock(minutes: number, usedMs: number, { warnSeconds }: Pick<FloorRules, 'warnSeconds'>): SpeechClock {
  if (minutes === 0) return 'free'
  const left = minutes * minuteMs - usedMs
  return left <= 0 ? 'over' : left <= Math.min(warnSeconds * 1000, (minutes * minuteMs) / 2) ? 'soon' : 'free'
}
