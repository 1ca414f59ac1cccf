import { useCallback, useState } from 'react'
import type { MeetingId, PaperId, RemarkId } from '#core/ids.ts'
import { type MeetingRemarks, useRemarks } from '../features/remarks/index.ts'
import { goTo } from '../ui/index.ts'
import type { PageTarget } from './marks-side.tsx'

/** Which list of marks is open, what of it is pointed at, and the place on a page that was asked for. */
export interface MarksPlace {
  /** What is shared on the open paper; without one, what is shared with me in this meeting. */
  readonly here: MeetingRemarks
  readonly tab: 'mine' | 'others'
  readonly setTab: (tab: 'mine' | 'others') => void
  /** A new object each time, so that the same one can be picked twice. */
  readonly pointed: { readonly remark: RemarkId } | null
  /** A shared mark was picked on the page. */
  readonly point: (remark: RemarkId) => void
  readonly target: PageTarget | null
  readonly go: (target: PageTarget) => void
  readonly shown: () => void
}

/** Holds the lists of marks and the pages of a meeting together. */
export function useMarksPlace(meeting: MeetingId, paper: PaperId | null, openDrawer: () => void): MarksPlace {
  const here = useRemarks(meeting, paper ? [paper] : [])
  const [tab, setTab] = useState<'mine' | 'others'>('mine')
  const [pointed, setPointed] = useState<MarksPlace['pointed']>(null)
  const [target, setTarget] = useState<PageTarget | null>(null)
  return {
    here,
    tab,
    setTab,
    pointed,
    point: remark => {
      setPointed({ remark })
      setTab('others')
      openDrawer()
    },
    target,
    go: useCallback(
      (next: PageTarget) => {
        setTarget(next)
        setPointed(next.remark === null ? null : { remark: next.remark })
        if (next.paper !== paper) goTo({ kind: 'meeting', meeting, paper: next.paper })
      },
      [meeting, paper]
    ),
    shown: useCallback(() => setTarget(null), [])
  }
}
