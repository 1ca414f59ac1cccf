import type { RecordEvent } from '#core/record/event.ts'
import type { Result } from '#core/result.ts'
import type { ApiFailure } from '../../sync/api-client.ts'

export interface FollowOptions {
  /** The events after number `seq`, or why they are not here. */
  readonly fetchAfter: (seq: number) => Promise<Result<readonly RecordEvent[], ApiFailure>>
  /** Number of the newest event there is. */
  readonly goal: () => number
  /** Somebody looks at the page. */
  readonly looked: () => boolean
  /** All that was read so far. */
  readonly read: (events: readonly RecordEvent[]) => void
  readonly failed: (why: ApiFailure) => void
  /** Calls when a reading has rested; what it gives back calls it off. */
  readonly setTimer: (run: () => void) => () => void
}

/** [R9] Reads a record from its beginning and then what came after: one reading at a time, a rest after each, none while nobody looks. */
export function followRecord(options: FollowOptions): { readonly look: () => void; readonly stop: () => void } {
  let known: readonly RecordEvent[] = []
  let busy = false
  let left = false
  let endRest = (): void => {}
  const look = async (): Promise<void> => {
    const last = known.at(-1)?.seq ?? 0
    if (busy || !options.looked() || (last > 0 && last >= options.goal())) return
    busy = true
    const goal = options.goal()
    const answer = await options.fetchAfter(last)
    if (left) return
    if (!answer.ok) {
      busy = false
      return options.failed(answer.reason)
    }
    known = [...known, ...answer.value]
    options.read(known)
    endRest = options.setTimer(() => {
      busy = false
      // What came while this was under way; what was announced and not given is not asked for again and again.
      if (answer.value.length > 0 || options.goal() > goal) void look()
    })
  }
  return {
    look: () => void look(),
    stop: () => {
      left = true
      endRest()
    }
  }
}
