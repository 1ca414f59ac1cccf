import { useCallback, useEffect, useMemo } from 'react'
import type { AgendaItemId, MeetingId, PaperId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import { useSession } from '../session/session.ts'
import { goTo } from '../ui/index.ts'
import { type FindInPapers, useFindInPapers } from './find-in-papers.tsx'

/** Finding in all papers of a meeting, in the order of the agenda. */
export function useFindInMeeting(
  meeting: MeetingId,
  papers: ReadonlyMap<AgendaItemId | null, readonly Paper[]>,
  items: readonly { readonly id: AgendaItemId }[],
  open: PaperId | null
): FindInPapers {
  const searched = useMemo(
    () =>
      [...items.map(item => item.id), null].flatMap(item =>
        (papers.get(item) ?? []).flatMap(paper => {
          const version = paper.versions.at(-1)
          return version ? [{ paper: paper.paper, version: version.version, title: paper.title, pages: version.pages }] : []
        })
      ),
    [papers, items]
  )
  const { left } = useSession()
  // What is looked through here may stay on this computer, older versions too.
  useEffect(() => {
    const all = [...papers.values()].flat()
    left.opened(
      meeting,
      all.flatMap(({ paper, versions }) => versions.map(({ version }) => ({ paper, version })))
    )
  }, [left, meeting, papers])
  const goToPaper = useCallback((paper: PaperId) => goTo({ kind: 'meeting', meeting, paper }), [meeting])
  return useFindInPapers('meeting', searched, open, goToPaper)
}
