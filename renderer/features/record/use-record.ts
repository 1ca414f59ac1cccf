import { useCallback, useEffect, useRef, useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { ok } from '#core/result.ts'
import { eventsIn, exportedRecord } from '../../session/exported-record.ts'
import { useSession } from '../../session/session.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { followRecord } from './follow-record.ts'

/** A vote of a full hall is an event for each ballot: they are read together. */
const restMs = 1_000

/**
 * [R9] The events of a record, read once and then what came after, while somebody looks at the page; `failure` is why the newest are not
 * there.
 */
export function useRecord(
  meeting: MeetingId,
  newest: number
): { readonly events: readonly RecordEvent[] | null; readonly failure: ApiFailure | null; readonly again: () => void } {
  const { api } = useSession()
  const [events, setEvents] = useState<readonly RecordEvent[] | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [asked, setAsked] = useState(0)
  const goal = useRef(newest)
  goal.current = newest
  const look = useRef<() => void>(() => {})
  useEffect(() => {
    const follow = followRecord({
      fetchAfter: async seq => {
        const answer = await exportedRecord(api, meeting, seq)
        // What cannot be read is left out.
        return answer.ok ? ok(eventsIn(answer.value).filter(event => event.fact && event.seq > seq)) : answer
      },
      goal: () => goal.current,
      looked: () => document.visibilityState !== 'hidden',
      read: events => {
        setFailure(null)
        setEvents(events)
      },
      failed: setFailure,
      setTimer: run => {
        const timer = setTimeout(run, restMs)
        return () => clearTimeout(timer)
      }
    })
    look.current = follow.look
    document.addEventListener('visibilitychange', follow.look)
    return () => {
      document.removeEventListener('visibilitychange', follow.look)
      follow.stop()
    }
  }, [api, meeting])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newest, and being asked again, are why it is read
  useEffect(() => look.current(), [newest, asked, api, meeting])
  return { events, failure, again: useCallback(() => setAsked(count => count + 1), []) }
}
