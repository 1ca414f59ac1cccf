import { useEffect, useRef } from 'react'
import type { UserId } from '#core/ids.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { notCheckedIn, waitedFor } from '#core/reminder/reminder.ts'
import { voteAtHand } from '#core/vote/vote.ts'
import { useClock, useNotice, useText } from '../ui/index.ts'

/** What came while this computer was away is no reminder any more. */
const freshMs = 60_000

/** [RM2] Tells me once, when those whom a vote or the roll call waits for are reminded and I am one of them. `elsewhere`: the meeting is not on my screen. */
export function useReminded(
  record: RecordProjection,
  me: UserId,
  ready: boolean,
  elsewhere: { readonly title: string; readonly goThere: () => void } | null = null
): void {
  const t = useText().reminder
  const notice = useNotice()
  const clock = useClock()
  const vote = voteAtHand(record)
  const begun = useRef(clock.now())
  // What was there before this page looked is no news; what came while it was still reading is.
  const known = useRef<{ readonly vote: string | undefined; readonly checkIn: string | undefined } | null>(null)
  const ofVote = vote ? record.reminders.get(vote.vote) : undefined
  const ofCheckIn = record.reminders.get('check-in')
  const say = useRef<(about: 'vote' | 'check-in') => void>(() => {})
  say.current = about => {
    const action = elsewhere ? { action: { label: t.goThere, onPick: elsewhere.goThere } } : {}
    if (about === 'vote' && vote && waitedFor(record, vote).includes(me))
      notice({ text: vote.state === 'called' ? t.ready : t.vote, stayMs: 20_000, ...action })
    if (about === 'check-in' && record.state !== 'ended' && notCheckedIn(record).includes(me))
      notice({ text: elsewhere ? t.checkInElsewhere(elsewhere.title) : t.checkIn, stayMs: 20_000, ...action })
  }
  useEffect(() => {
    if (!ready) return
    const before = known.current
    known.current = { vote: ofVote, checkIn: ofCheckIn }
    const isNews = (at: string | undefined, was: string | undefined) =>
      at !== undefined && at !== was && clock.now() - Date.parse(at) < freshMs && (before !== null || Date.parse(at) >= begun.current)
    if (isNews(ofVote, before?.vote)) say.current('vote')
    if (isNews(ofCheckIn, before?.checkIn)) say.current('check-in')
  }, [ready, ofVote, ofCheckIn, clock])
}
