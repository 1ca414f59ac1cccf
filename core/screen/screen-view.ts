import { type AgendaItem, agendaTree, flattenAgenda } from '../agenda/agenda.ts'
import { nextItem } from '../agenda/balance.ts'
import { type AttendanceCount, countAttendance } from '../attendance/attendance.ts'
import { speakerOf, waitingOf } from '../floor/floor.ts'
import type { MeetingId } from '../ids.ts'
import type { MeetingState, Particulars } from '../meeting/meeting.ts'
import type { RecordProjection } from '../record/projection.ts'
import { givenCount } from '../secret-ballot/secret-vote.ts'
import type { OptionTerms } from '../vote/options.ts'
import type { Outcome } from '../vote/tally.ts'
import { type Vote, voteAtHand, votedOf, votesInOrder } from '../vote/vote.ts'

/** What a vote looks like from the room: how many have voted while it is open, numbers alone once it has ended. */
export interface ScreenVote extends OptionTerms {
  readonly question: string
  readonly isSecret: boolean
  readonly isOpen: boolean
  /** Ballots given; of a secret ballot that is open, how many voters were handed one. */
  readonly cast: number
  readonly voters: number
  readonly endedAt: string | null
  /** By number alone; null until the end. */
  readonly outcome: { readonly counts: Outcome['counts']; readonly passed: boolean } | null
}

/** [BS2] What everybody in the room may see, and nothing else: no reasons, no papers, no names beside who speaks and who speaks next. */
export interface ScreenView {
  readonly meeting: MeetingId
  readonly unitName: string
  readonly title: string
  readonly place: string
  readonly startsAt: string
  readonly state: MeetingState
  readonly suspended: { readonly at: string; readonly reason: string } | null
  /** The item that is on; `countingFrom` null: its time stands still. */
  readonly item: ScreenItem | null
  readonly next: { readonly number: string; readonly title: string } | null
  readonly speaker: ScreenSpeaker | null
  readonly waiting: { readonly count: number; readonly next: string }
  readonly attendance: Omit<AttendanceCount, 'excused' | 'absent'>
  readonly vote: ScreenVote | null
  /** The conference site this screen stands at; '' : the meeting's own room. */
  readonly site: string
  /** [J5] What hangs in that room now, as the last part of an address; null when nobody is checked in. */
  readonly checkIn: string | null
}
export interface ScreenSpeaker {
  readonly name: string
  readonly title: string
  /** [C9] Since when they would have spoken without a break. */
  readonly calledAt: string
  /** [C9] What they had taken before they were called again, in milliseconds; absent: nothing. */
  readonly spentMs?: number
  readonly minutes: number
  /** [C4] So long before the end the clock says that it is near. */
  readonly warnSeconds: number
}
export interface ScreenItem {
  readonly number: string
  readonly title: string
  readonly minutes: number
  readonly usedMs: number
  readonly countingFrom: string | null
}

/** What the view of a meeting is made of. */
export interface ScreenSource {
  readonly meeting: MeetingId
  readonly record: RecordProjection
  readonly particulars: Pick<Particulars, 'title' | 'place' | 'startsAt'>
  readonly agenda: readonly AgendaItem[]
}

/** [BS2] The view of one meeting as it stands. */
export function screenView({ meeting, record, particulars, agenda }: ScreenSource): ScreenView {
  const { course, floor, participants } = record
  const items = flattenAgenda(agendaTree(agenda))
  const on = items.find(({ id }) => id === course.item)
  const next = record.state === 'live' ? nextItem(items, course) : null
  const speech = speakerOf(floor)
  const speaker = speech && participants.get(speech.user)
  const waiting = waitingOf(floor)
  const first = waiting[0] && participants.get(waiting[0].user)
  const { members, delegates, guests, needed, reached } = countAttendance(participants.values(), record.attendance, record.quorum)
  return {
    meeting,
    unitName: record.unitName,
    title: particulars.title,
    place: particulars.place,
    startsAt: particulars.startsAt,
    state: record.state,
    suspended: course.suspended,
    item: on
      ? {
          number: on.number,
          title: on.title,
          minutes: on.lasts,
          usedMs: course.used[on.id] ?? 0,
          countingFrom: course.countingFrom
        }
      : null,
    next: next ? { number: next.number, title: next.title } : null,
    speaker: speech?.calledAt
      ? {
          name: speaker?.name ?? '',
          title: speaker?.title || speaker?.unitName || '',
          calledAt: new Date(Date.parse(speech.calledAt) - (speech.spentMs ?? 0)).toISOString(),
          ...(speech.spentMs !== undefined && { spentMs: speech.spentMs }),
          minutes: speech.minutes,
          warnSeconds: record.floorRules.warnSeconds
        }
      : null,
    waiting: { count: waiting.length, next: first?.name ?? '' },
    attendance: { members, delegates, guests, needed, reached },
    vote: voteShown(record),
    site: '',
    checkIn: null
  }
}

/** The vote that is open; else the last one that came to a result, until the meeting has gone on to something else. */
function voteShown(record: RecordProjection): ScreenVote | null {
  const open = voteAtHand(record)
  if (open?.state === 'open') return shown(open, open.form === 'secret' ? totalOf(givenCount(record, open)) : votedOf(record, open).length)
  const ended = votesInOrder(record)
    .filter(({ state, outcome }) => state === 'ended' && outcome !== null)
    .sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
    .at(-1)
  const since = [record.course.began, speakerOf(record.floor)?.calledAt].filter(at => at != null)
  return ended && record.state === 'live' && since.every(at => at <= (ended.endedAt ?? ''))
    ? shown(ended, totalOf(ended.outcome?.counts ?? {}))
    : null
}

const totalOf = (counts: object): number => Object.values(counts).reduce((sum: number, count: number) => sum + count, 0)

const shown = (vote: Vote, cast: number): ScreenVote => ({
  question: vote.subject,
  isSecret: vote.form === 'secret',
  isOpen: vote.state === 'open',
  cast,
  voters: vote.roll.length,
  options: vote.options,
  ...(vote.own && { own: vote.own }),
  endedAt: vote.endedAt,
  outcome: vote.outcome && { counts: vote.outcome.counts, passed: vote.outcome.passed }
})

/** [BS4] What of a view has changed since `before`, key by key; null when nothing has. */
export function changeOf(before: ScreenView | null, now: ScreenView): Partial<ScreenView> | null {
  if (!before) return now
  const changed = Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof ScreenView]))
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Partial<ScreenView>)
}
