import { useCallback, useEffect, useRef, useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { paths, type Reason, refusal } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { eventsIn } from './use-watch.ts'

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
      const answer = await readAfter(api, meeting, last)
      reading = false
      if (left) return
      if (typeof answer === 'string') return setFailure(answer)
      setFailure(null)
      known.current = [...known.current, ...answer]
      setEvents(known.current)
      // What came while this was under way.
      if (answer.length > 0) await read()
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

async function readAfter(
  api: ReturnType<typeof useSession>['api'],
  meeting: MeetingId,
  seq: number
): Promise<readonly RecordEvent[] | ApiFailure> {
  try {
    const answer = await api.raw('GET', paths.record(meeting, seq))
    const text = await answer.text()
    // What cannot be read is left out.
    if (answer.ok) return eventsIn(text).filter(event => event.fact && event.seq > seq)
    const told = refusal.safeParse(JSON.parse(text))
    return told.success ? (told.data.error as Reason) : 'unexpected'
  } catch {
    return 'offline'
  }
}
