import type * as Y from 'yjs'
import type { MeetingId } from '../ids.ts'
import type { MeetingSummary } from '../meeting/meeting.ts'
import { canonicalJson } from '../record/chain.ts'

/** Shape of room `inbox/<user>`, written by the server alone. */
const meetings = (doc: Y.Doc): Y.Map<MeetingSummary> => doc.getMap('meetings')

export function putMeeting(doc: Y.Doc, summary: MeetingSummary): void {
  const before = meetings(doc).get(summary.meeting)
  if (!before || canonicalJson(before) !== canonicalJson(summary)) meetings(doc).set(summary.meeting, summary)
}

export function dropMeeting(doc: Y.Doc, meeting: MeetingId): void {
  if (meetings(doc).has(meeting)) meetings(doc).delete(meeting)
}

/** Earliest first. */
export function readMeetings(doc: Y.Doc): readonly MeetingSummary[] {
  return [...meetings(doc).values()].sort((a, b) =>
    a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.meeting < b.meeting ? -1 : 1
  )
}
