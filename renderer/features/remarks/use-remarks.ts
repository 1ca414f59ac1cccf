import { useCallback, useEffect, useMemo } from 'react'
import type { MeetingId, PaperId, RemarkId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import { openCopy } from '#core/remark/mark-copy.ts'
import { lastSaidByOthers, type Remark } from '#core/remark/remark.ts'
import { remarksSeen, setRemarksSeen, setShowsRemarks, showsRemarks } from '#core/shared-doc/remark-state.ts'
import { readRemarks } from '#core/shared-doc/remarks-doc.ts'
import { useSession } from '../../session/session.ts'
import { useEachRoom, useRoom, useRoomValue } from '../../sync/index.ts'

/** A remark whose copy this version of the app can read. */
export interface ReadableRemark extends Remark {
  readonly opened: Mark
}

export interface MeetingRemarks {
  /** By everybody, mine too, oldest first. */
  readonly remarks: readonly ReadableRemark[]
  /** Papers whose remarks are not on this computer and have not come yet. */
  readonly missing: number
  readonly isNew: (remark: Remark) => boolean
  readonly newCount: number
  /** I have seen all of it. */
  readonly look: () => void
}

const noRemarks: readonly Remark[] = []

/** What was shared on these papers of a meeting, with everybody and with me. */
export function useRemarks(meeting: MeetingId, papers: readonly PaperId[]): MeetingRemarks {
  const { me } = useSession()
  const user = me.user.id
  const names = papers.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: papers are their ids
  const rooms = useMemo(() => papers.map(paper => ({ kind: 'remarks', paper }) as const), [names])
  const open = useEachRoom(rooms, readRemarks)
  const sharesRoom = useMemo(() => [{ kind: 'shares', user } as const], [user])
  const [shares] = useEachRoom(sharesRoom, readRemarks)
  const stateRoom = useMemo(() => ({ kind: 'state', user }) as const, [user])
  const { doc: state, condition } = useRoom(stateRoom)
  const seen = useRoomValue(stateRoom, doc => remarksSeen(doc, meeting))
  const remarks = useMemo(() => {
    const wanted = new Set(names.split(' '))
    const found = new Map<RemarkId, ReadableRemark>()
    // My own list comes last: it knows what was hidden.
    for (const remark of [...open.flatMap(list => list ?? noRemarks), ...(shares ?? noRemarks)]) {
      const opened = wanted.has(remark.paper) ? openCopy(remark.mark) : null
      if (opened) found.set(remark.remark, { ...remark, opened })
    }
    return [...found.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
  }, [open, shares, names])
  const known = condition.kind === 'ready'
  const isNew = useCallback((remark: Remark) => known && lastSaidByOthers(remark, user) > seen, [known, seen, user])
  const latest = remarks.reduce((last, remark) => {
    const at = lastSaidByOthers(remark, user)
    return at > last ? at : last
  }, '')
  return {
    remarks,
    missing: open.filter(list => list === null).length,
    isNew,
    newCount: remarks.filter(isNew).length,
    look: useCallback(() => {
      if (known && latest) setRemarksSeen(state, meeting, latest)
    }, [known, state, meeting, latest])
  }
}

/** Whether others' marks are drawn on my pages; remembered on every device of mine. */
export function useRemarksShown(): readonly [boolean, (shown: boolean) => void] {
  const { me } = useSession()
  const room = useMemo(() => ({ kind: 'state', user: me.user.id }) as const, [me.user.id])
  const { doc } = useRoom(room)
  const shown = useRoomValue(room, showsRemarks)
  return [shown, useCallback((next: boolean) => setShowsRemarks(doc, next), [doc])]
}

/** While the list is before my eyes everything in it counts as seen, a moment later. */
export function useLooking({ look, newCount }: MeetingRemarks, looking: boolean): void {
  useEffect(() => {
    if (!looking || newCount === 0) return
    const timer = setTimeout(look, 2500)
    return () => clearTimeout(timer)
  }, [looking, newCount, look])
}
