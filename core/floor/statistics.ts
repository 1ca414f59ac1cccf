import type { UserId } from '../ids.ts'
import type { Participant } from '../meeting/meeting.ts'
import type { Questions } from '../question/question.ts'
import { type Floor, spokenMs } from './floor.ts'
import type { SpeechKind } from './rules.ts'

/** What one person said in a meeting; times in milliseconds. */
export interface SpeakerStatistics {
  readonly user: UserId
  readonly speeches: number
  readonly ms: number
  readonly msOf: Readonly<Record<SpeechKind, number>>
  /** Questions put and called. */
  readonly questions: number
}

const silent: Readonly<Record<SpeechKind, number>> = { discussion: 0, statement: 0, order: 0 }

/** [C6] Of every participant, from the record: whoever spoke longest stands first, whoever never had the floor last, then by name. */
export function speakingStatistics(
  floor: Floor,
  questions: Questions,
  participants: Iterable<Participant>,
  nowMs: number
): readonly SpeakerStatistics[] {
  const rows = new Map<UserId, SpeakerStatistics>()
  const names = new Map<UserId, string>()
  for (const { user, name } of participants) {
    names.set(user, name)
    rows.set(user, { user, speeches: 0, ms: 0, msOf: silent, questions: 0 })
  }
  for (const speech of floor.values()) {
    const { user, calledAt, as } = speech
    const row = rows.get(user)
    if (!row || calledAt === null) continue
    const long = spokenMs(speech, nowMs)
    rows.set(user, { ...row, speeches: row.speeches + 1, ms: row.ms + long, msOf: { ...row.msOf, [as]: row.msOf[as] + long } })
  }
  for (const { user, calledAt } of questions.values()) {
    const row = rows.get(user)
    if (row && calledAt !== null) rows.set(user, { ...row, questions: row.questions + 1 })
  }
  return [...rows.values()].sort(
    (a, b) => b.ms - a.ms || b.speeches - a.speeches || (names.get(a.user) ?? '').localeCompare(names.get(b.user) ?? '', 'vi')
  )
}
