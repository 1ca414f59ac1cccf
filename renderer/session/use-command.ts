import { useCallback, useMemo, useRef, useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { Text } from '#text/index.ts'
import type { ApiFailure } from '../sync/api-client.ts'
import { type CommandOutcome, type CommandWords, commandSender } from './send-command.ts'
import { useSession } from './session.ts'

/** Unpredictable bytes; works on plain http too. */
export const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))
export const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Why a deed was not done. Deeds are not kept for later, so being offline is said otherwise than for what one writes. */
export const whyNotDone = (text: Text, reason: ApiFailure): string =>
  reason === 'offline' ? text.meeting.acts.offline : text.reasons[reason]

/** The second press of a double click lies on whatever the first one has put there, which nobody meant. */
const isSecondOfTwo = (): boolean => {
  const { event } = globalThis
  return event instanceof MouseEvent && event.type === 'click' && event.detail > 1
}

/** One deed at a time: while it runs, a second press counts for nothing (null), and so does the second press of a double click. */
export function useCommand(meeting: MeetingId): {
  readonly running: boolean
  readonly send: (words: CommandWords) => Promise<CommandOutcome | null>
} {
  const { api } = useSession()
  const [running, setRunning] = useState(false)
  const busy = useRef(false)
  const sender = useMemo(() => commandSender(meeting, { api, randomBytes, wait }), [meeting, api])
  const send = useCallback(
    async (words: CommandWords) => {
      if (busy.current || isSecondOfTwo()) return null
      busy.current = true
      setRunning(true)
      try {
        return await sender(words)
      } finally {
        busy.current = false
        setRunning(false)
      }
    },
    [sender]
  )
  return { running, send }
}
