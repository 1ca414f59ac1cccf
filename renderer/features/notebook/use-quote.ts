import { useCallback } from 'react'
import type { MeetingId } from '#core/ids.ts'
import { quoteLine } from '#core/notebook/notebook.ts'
import { addQuote, type QuotePlace } from '#core/shared-doc/notebook-doc.ts'
import { useSession } from '../../session/session.ts'
import { randomBytes } from '../../session/use-command.ts'

const signs = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Puts a quotation at the end of my notebook of the meeting, with the way back to its place. */
export function useQuote(meeting: MeetingId): (words: string, source: string, place: QuotePlace) => void {
  const { me, rooms } = useSession()
  const user = me.user.id
  return useCallback(
    (words, source, place) => {
      const key = [...randomBytes(6)].map(byte => signs[byte & 31]).join('')
      const held = rooms.open({ kind: 'notes', meeting, user })
      addQuote(held.doc, key, quoteLine(words, source, key), place)
      held.release()
    },
    [rooms, meeting, user]
  )
}
