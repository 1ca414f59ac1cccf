import type { MeetingId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { paths, type Reason, refusal } from '#protocol/http-api.ts'
import type { ApiClient, ApiFailure } from '../sync/api-client.ts'

/** The record from after this event on, as it is exported (JSON lines); or why it could not be had. */
export async function exportedRecord(api: Pick<ApiClient, 'raw'>, meeting: MeetingId, seq = 0): Promise<Result<string, ApiFailure>> {
  try {
    const answer = await api.raw('GET', paths.record(meeting, seq))
    const text = await answer.text()
    if (answer.ok) return ok(text)
    const told = refusal.safeParse(JSON.parse(text))
    return fail(told.success ? (told.data.error as Reason) : 'unexpected')
  } catch {
    return fail('offline')
  }
}

/** The events of an exported record. Lines that are no event make a chain that does not hold, which is what they are. */
export function eventsIn(text: string): readonly RecordEvent[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      try {
        return { ...JSON.parse(line) } as RecordEvent
      } catch {
        return {} as RecordEvent
      }
    })
}
