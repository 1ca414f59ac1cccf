import type * as Y from 'yjs'
import type { MeetingId } from '../ids.ts'

/** What room `state/<user>` remembers of shared marks. [D2] Junk reads as absent. */
const state = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('state')

/** Until when I have looked at what others shared in a meeting, ISO; '' before the first look. */
export function remarksSeen(doc: Y.Doc, meeting: MeetingId): string {
  const at = state(doc).get(`remarks-seen:${meeting}`)
  return typeof at === 'string' ? at : ''
}
/** [D4] Only grows, whichever device saw it. */
export const setRemarksSeen = (doc: Y.Doc, meeting: MeetingId, at: string): void => {
  if (remarksSeen(doc, meeting) < at) state(doc).set(`remarks-seen:${meeting}`, at)
}

/** Whether others' marks are drawn on my pages: yes until I say no. */
export const showsRemarks = (doc: Y.Doc): boolean => state(doc).get('remarks-shown') !== false
export const setShowsRemarks = (doc: Y.Doc, shown: boolean): void => void state(doc).set('remarks-shown', shown)
