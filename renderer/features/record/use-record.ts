import { useCallback, useEffect, useRef, useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { eventsIn, exportedRecord } from '../../session/exported-record.ts'
import { useSession } from '../../session/session.ts'
import type { ApiFailure } from '../../sync/api-client.ts'

/** The events of a record, read once and then what came after; `failure` is why the newest are not there. */
export function useRecord(
  meeting: MeetingId,
  newest: number
): { readonly events: readonly RecordEvent[] | null; readonly failure: ApiFailure | null; readonly again: () => void } {
  const { api } = useSession()
  const [events, setEvents] = useState<readonly RecordEvent[] | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [asked, setAsked] = useState(0)
  const known = useRef<readonly RecordEvent[]>([])
  const goal = useRef(newest)
  goal.current = newest
  const look = useRef<() => void>(() => {})
  useEffect(() => {
    let left = false
    let reading = false
    const read = async (): Promise<void> => {
      const last = known.current.at(-1)?.seq ?? 0
      if (reading || (last > 0 && last >= goal.current)) return
      reading = true
      const answer = await exportedRecord(api, meeting, last)
      reading = false
      if (left) return
      if (!answer.ok) return setFailure(answer.reason)
      setFailure(null)
      // What cannot be read is left out.
      const news = eventsIn(answer.value).filter(event => event.fact && event.seq > last)
      known.current = [...known.current, ...news]
      setEvents(known.current)
      // What came while this was under way.
      if (news.length > 0) await read()
    }
    look.current = () => void read()
    return () => {
      left = true
    }
  }, [api, meeting])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newest, and being asked again, are why it is read
  useEffect(() => look.current(), [newest, asked, api, meeting])
  return { events, failure, again: useCallback(() => setAsked(count => count + 1), []) }
}
