import { useCallback, useMemo, useRef, useState } from 'react'
import { type CommandId, newId, type PaperId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import type { RemarkDeed } from '#core/remark/decide-remark.ts'
import { copyMark } from '#core/remark/mark-copy.ts'
import { remarkReceipt, remarksPath } from '#protocol/remark-api.ts'
import type { Text } from '#text/index.ts'
import { useSession } from '../../session/session.ts'
import { randomBytes } from '../../session/use-command.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { useText } from '../../ui/index.ts'

export { randomBytes }

/** Why it was not done, in a sentence. Nothing is shared later by itself: when a word goes out to others is for its author to say. */
const whyNot = (text: Text, reason: ApiFailure): string => (reason === 'offline' ? text.remarks.offline : text.reasons[reason])

/** One deed at a time on the remarks of a paper. Resolves to null when it is done, else to the sentence that says why not. */
export function useRemarkCommand(): {
  readonly running: boolean
  readonly send: (paper: PaperId, deed: RemarkDeed) => Promise<string | null>
} {
  const { api } = useSession()
  const text = useText()
  const [running, setRunning] = useState(false)
  /** A try that nobody answered keeps its id, so that pressing again never makes a deed happen twice. */
  const unanswered = useRef(new Map<string, CommandId>())
  const send = useCallback(
    async (paper: PaperId, deed: RemarkDeed) => {
      const body = deed.kind === 'share' ? { ...deed, mark: copyMark(deed.mark as Mark) } : deed
      const key = JSON.stringify([paper, body])
      const id = unanswered.current.get(key) ?? newId<CommandId>(randomBytes)
      unanswered.current.set(key, id)
      setRunning(true)
      const answer = await api.call('POST', remarksPath(paper), remarkReceipt, { ...body, id })
      setRunning(false)
      if (answer.ok || answer.reason !== 'offline') unanswered.current.delete(key)
      return answer.ok ? null : whyNot(text, answer.reason)
    },
    [api, text]
  )
  return useMemo(() => ({ running, send }), [running, send])
}
