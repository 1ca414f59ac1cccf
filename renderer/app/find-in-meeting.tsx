import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import type { AgendaItemId, MeetingId, PaperId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import { plainFind } from '#core/text/find.ts'
import type { Asked } from '../features/finding/index.ts'
import type { ReaderJump } from '../features/reader/index.ts'
import { goTo } from '../ui/index.ts'
import { useFindRequest } from './find-request.tsx'

const FindDialog = lazy(() => import('../features/finding/index.ts').then(found => ({ default: found.FindDialog })))

export interface FindInMeeting {
  /** Where the paper on the screen is to be opened, when somebody came from a hit. */
  readonly jump: ReaderJump | null
  readonly ask: (asked: Asked) => void
  readonly dialog: ReactNode
}

/** Finding in all papers of a meeting: Ctrl+Shift+F, the find bar of a paper and the search of the frame lead here. */
export function useFindInMeeting(
  meeting: MeetingId,
  papers: ReadonlyMap<AgendaItemId | null, readonly Paper[]>,
  items: readonly { readonly id: AgendaItemId }[],
  open: PaperId | null
): FindInMeeting {
  const request = useFindRequest()
  const { ask } = request
  const [last, setLast] = useState<Asked>({ query: '', options: plainFind })
  const [jump, setJump] = useState<{ readonly paper: PaperId; readonly to: ReaderJump } | null>(null)
  const { asked } = request
  const start = useCallback((next: Asked) => ask({ ...next, query: next.query || last.query }), [ask, last.query])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== 'f') return
      // A paper that is open asks with what is being looked for in it.
      if (document.querySelector('[data-pages]')) return
      event.preventDefault()
      start(last)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [start, last])
  useEffect(() => () => ask(null), [ask])
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
  return {
    jump: jump && jump.paper === open ? jump.to : null,
    ask: start,
    dialog: asked ? (
      <Suspense>
        <FindDialog
          papers={searched}
          asked={asked}
          onAsk={ask}
          onClose={() => {
            setLast(asked)
            ask(null)
          }}
          onJump={(paper, first) => {
            setLast(asked)
            ask(null)
            setJump({ paper, to: { find: { ...asked, first } } })
            goTo({ kind: 'meeting', meeting, paper })
          }}
        />
      </Suspense>
    ) : null
  }
}
