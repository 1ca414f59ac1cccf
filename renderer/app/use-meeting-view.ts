import { useEffect, useMemo, useRef } from 'react'
import type { MeetingStanding } from '#core/access/access.ts'
import { type AgendaNode, agendaTree, flattenAgenda } from '#core/agenda/agenda.ts'
import type { AgendaItemId, MeetingId, UserId } from '#core/ids.ts'
import type { Participant, Particulars } from '#core/meeting/meeting.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import { type Novelty, novelty, papersByItem } from '#core/paper/arrange.ts'
import type { Paper } from '#core/paper/paper.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import type { SeatingPlan } from '#core/seating/seating.ts'
import { meetingUndo, readAgenda, readParticulars, readPlaces } from '#core/shared-doc/meeting-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { readSeating } from '#core/shared-doc/seating-doc.ts'
import { readingPlace, seenUntil, setSeenUntil } from '#core/shared-doc/state-doc.ts'
import type { StampedPresence } from '#protocol/sync.ts'
import { useSession } from '../session/session.ts'
import { type SharedDoc, type Undo, useRoom, useRoomState, useRoomValue, useUndo } from '../sync/index.ts'

/** Everything the screens of one meeting are drawn from, read from its rooms. */
export interface MeetingView {
  readonly condition: 'loading' | 'ready' | 'none'
  readonly doc: SharedDoc
  readonly undo: Undo
  readonly standing: MeetingStanding
  readonly particulars: Particulars
  readonly tree: readonly AgendaNode[]
  readonly items: readonly AgendaNode[]
  readonly record: RecordProjection
  readonly participants: readonly Participant[]
  readonly papers: ReadonlyMap<AgendaItemId | null, readonly Paper[]>
  readonly seating: SeatingPlan
  readonly present: ReadonlyMap<UserId, StampedPresence>
  readonly noveltyOf: (paper: Paper) => Novelty
}

/** Opens the rooms of a meeting and keeps them open while the screen is drawn. */
export function useMeetingView(meeting: MeetingId): MeetingView {
  const { me } = useSession()
  const user = me.user.id
  const meetingRoom = useMemo(() => ({ kind: 'meeting', meeting }) as const, [meeting])
  const recordRoom = useMemo(() => ({ kind: 'record', meeting }) as const, [meeting])
  const { doc } = useRoom(meetingRoom)
  const undo = useUndo(meetingRoom, meetingUndo)
  const particulars = useRoomValue(meetingRoom, readParticulars)
  const agenda = useRoomValue(meetingRoom, readAgenda)
  const seating = useRoomValue(meetingRoom, readSeating)
  const places = useRoomValue(meetingRoom, readPlaces)
  const { condition: written, present } = useRoomState(meetingRoom, ({ condition, present }) => ({ condition: condition.kind, present }))
  const recorded = useRoomState(recordRoom, ({ condition }) => condition.kind)
  const record = useRoomValue(recordRoom, readProjection)
  const tree = useMemo(() => agendaTree(agenda), [agenda])
  const items = useMemo(() => flattenAgenda(tree), [tree])
  const ids = items.map(item => item.id).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: which items there are, not how they are called
  const papers = useMemo(() => papersByItem(record.papers, places, new Set(items.map(item => item.id))), [record.papers, places, ids])
  const condition = written === 'none' || recorded === 'none' ? 'none' : written === 'ready' && recorded === 'ready' ? 'ready' : 'loading'
  return {
    condition,
    doc,
    undo,
    standing: useMemo(() => ({ state: record.state, role: record.participants.get(user)?.role ?? null }), [record, user]),
    particulars,
    tree,
    items,
    record,
    participants: useMemo(() => [...record.participants.values()], [record.participants]),
    papers,
    seating,
    present: useMemo(() => new Map(present.map(who => [who.id, who])), [present]),
    noveltyOf: useNovelty(meeting, user, record, condition === 'ready')
  }
}

/** What has come since the last visit stays marked for the whole of this one; a version stays marked until it is read. */
function useNovelty(meeting: MeetingId, user: UserId, record: RecordProjection, ready: boolean): (paper: Paper) => Novelty {
  const room = useMemo(() => ({ kind: 'state', user }) as const, [user])
  const { doc, condition } = useRoom(room)
  const known = ready && condition.kind === 'ready'
  const baseline = useRef<{ readonly meeting: MeetingId; readonly seen: number } | null>(null)
  if (known && baseline.current?.meeting !== meeting) baseline.current = { meeting, seen: seenUntil(doc, meeting) }
  const { seq } = record.head
  useEffect(() => {
    // [RE3] Of a rehearsal nothing is remembered.
    if (known && seq > 0 && !isRehearsal(meeting)) setSeenUntil(doc, meeting, seq)
  }, [known, doc, meeting, seq])
  const read = useRoomValue(
    room,
    state => new Map([...record.papers.keys()].map(paper => [paper, readingPlace(state, paper)?.version ?? null]))
  )
  const seen = baseline.current?.meeting === meeting ? baseline.current.seen : 0
  return useMemo(() => paper => novelty(paper, user, seen, read.get(paper.paper) ?? null), [user, seen, read])
}
