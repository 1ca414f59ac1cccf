import type { AgendaItemId, SpeechId, UserId } from '../ids.ts'
import { movedBefore } from './moved-before.ts'
import type { SpeechKind } from './rules.ts'

/** đang chờ, đang phát biểu, tạm dừng, đã phát biểu, đã rút. */
export type SpeechState = 'waiting' | 'speaking' | 'held' | 'done' | 'withdrawn'

/** One request to speak and what became of it. Times are the server's, ISO 8601. */
export interface Speech {
  readonly speech: SpeechId
  readonly user: UserId
  readonly subject: string
  readonly as: SpeechKind
  /** The item it is about; null: the meeting as a whole. */
  readonly item: AgendaItemId | null
  readonly state: SpeechState
  /** Smaller stands before. */
  readonly place: number
  readonly askedAt: string
  /** When it was last called, and when that ended; of one that is held, when it was stopped. */
  readonly calledAt: string | null
  readonly endedAt: string | null
  /** [C9] What it had taken before it was last called, in milliseconds; absent: nothing. */
  readonly spentMs?: number
  /** What the chair gave; 0: as long as it takes. */
  readonly minutes: number
}

/** All speeches of a meeting, in no order. */
export type Floor = ReadonlyMap<SpeechId, Speech>

/** Who has the floor, or null. */
export const speakerOf = (floor: Floor): Speech | null => [...floor.values()].find(({ state }) => state === 'speaking') ?? null

/** [C2] Who waits: first come, first listed; one who was moved to the front stands before all others. [C5] Points of order go before. */
export const waitingOf = (floor: Floor): readonly Speech[] =>
  [...floor.values()]
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => Number(b.as === 'order') - Number(a.as === 'order') || a.place - b.place)

/** [C9] Who was stopped and speaks on when called again: whoever was stopped first stands first. */
export const heldOf = (floor: Floor): readonly Speech[] =>
  [...floor.values()].filter(({ state }) => state === 'held').sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))

/** How long a speech has taken at `nowMs`, without the time it was held; milliseconds. */
export const spokenMs = ({ calledAt, endedAt, spentMs = 0 }: Pick<Speech, 'calledAt' | 'endedAt' | 'spentMs'>, nowMs: number): number =>
  calledAt === null ? spentMs : spentMs + Math.max(0, (endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(calledAt))

/** The places taken at both ends, 0 counted as taken. */
function endsOf(floor: Floor): { readonly first: number; readonly last: number } {
  let [first, last] = [0, 0]
  for (const { place } of floor.values()) {
    first = Math.min(first, place)
    last = Math.max(last, place)
  }
  return { first, last }
}

/** [C1] A person waits once; asking again while waiting is no second request. */
export const waitsAlready = (floor: Floor, user: UserId): boolean => waitingOf(floor).some(speech => speech.user === user)

/** [C8] So many requests of one person in one meeting are taken back: each is an event for good. */
export const mostWithdrawn = 100
/** [C8] They have asked and taken back as often as anybody does; secretaries and chair still ask for them. */
export const askedEnough = (floor: Floor, user: UserId): boolean =>
  [...floor.values()].filter(speech => speech.user === user && speech.state === 'withdrawn').length >= mostWithdrawn

/** One more request, at the end of the list. */
export const withRequest = (
  floor: Floor,
  { speech, user, subject, item, as = 'discussion' }: Pick<Speech, 'speech' | 'user' | 'subject' | 'item'> & { readonly as?: SpeechKind },
  at: string
): Floor =>
  new Map(floor).set(speech, {
    speech,
    user,
    subject,
    as,
    item,
    state: 'waiting',
    place: endsOf(floor).last + 1,
    askedAt: at,
    calledAt: null,
    endedAt: null,
    minutes: 0
  })

/** [C3] Calls somebody; whoever has the floor gives it up. */
export function withCalled(floor: Floor, speech: SpeechId, minutes: number, at: string): Floor {
  const free = withoutSpeaker(floor, at)
  const called = free.get(speech)
  if (!called) return free
  const spent = called.state === 'held' ? { spentMs: spokenMs(called, Date.parse(at)) } : {}
  return new Map(free).set(speech, { ...called, ...spent, state: 'speaking', calledAt: at, endedAt: null, minutes })
}

/** [C3] Nobody has the floor. */
export function withoutSpeaker(floor: Floor, at: string): Floor {
  const speaker = speakerOf(floor)
  return speaker ? new Map(floor).set(speaker.speech, { ...speaker, state: 'done', endedAt: at }) : floor
}

/** [C9] Whoever has the floor stops for now; their clock stands still until they are called again. */
export function withHeld(floor: Floor, at: string): Floor {
  const speaker = speakerOf(floor)
  return speaker ? new Map(floor).set(speaker.speech, { ...speaker, state: 'held', endedAt: at }) : floor
}

/** A request taken back by who made it, or by the chair. [C9] Of one that is held, the rest of it: it is over as it was stopped. */
export function withWithdrawn(floor: Floor, speech: SpeechId, at: string): Floor {
  const known = floor.get(speech)
  if (known?.state === 'held') return new Map(floor).set(speech, { ...known, state: 'done' })
  return known?.state === 'waiting' ? new Map(floor).set(speech, { ...known, state: 'withdrawn', endedAt: at }) : floor
}

/** [C3] [C9] The meeting is over: nobody has the floor, and nobody is called again. */
export const withAllEnded = (floor: Floor, at: string): Floor =>
  heldOf(floor).reduce((rest, { speech }) => withWithdrawn(rest, speech, at), withoutSpeaker(floor, at))

/** [C2] Moves a waiting request to the front. */
export function withFirst(floor: Floor, speech: SpeechId): Floor {
  const known = floor.get(speech)
  if (known?.state !== 'waiting') return floor
  return new Map(floor).set(speech, { ...known, place: endsOf(floor).first - 1 })
}

/** [C2] Moves a waiting request right before another; null: behind all others. [C5] Points of order have an order of their own. */
export function withMoved(floor: Floor, speech: SpeechId, before: SpeechId | null): Floor {
  const known = floor.get(speech)
  if (known?.state !== 'waiting') return floor
  const peers = waitingOf(floor).filter(({ as }) => (as === 'order') === (known.as === 'order'))
  return new Map([...floor, ...movedBefore(peers, one => one.speech, speech, before).map(one => [one.speech, one] as const)])
}
