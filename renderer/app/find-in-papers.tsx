import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import { plainFind } from '#core/text/find.ts'
import type { Asked, FindPlace, SearchedPaper } from '../features/finding/index.ts'
import type { ReaderJump } from '../features/reader/index.ts'
import { useFindRequest } from './find-request.tsx'

const FindDialog = lazy(() => import('../features/finding/index.ts').then(found => ({ default: found.FindDialog })))

export interface FindInPapers {
  /** Where the paper on the screen is to be opened, when somebody came from a hit. */
  readonly jump: ReaderJump | null
  readonly ask: (asked: Asked) => void
  readonly dialog: ReactNode
}

/** Finding in many papers at once: Ctrl+Shift+F, the find bar of a paper and the search of the frame lead here. `open`: the paper on the screen. */
export function useFindInPapers(
  where: FindPlace,
  papers: readonly SearchedPaper[],
  open: PaperId | null,
  goToPaper: (paper: PaperId) => void
): FindInPapers {
  const { asked, ask, jump, setJump } = useFindRequest()
  const [last, setLast] = useState<Asked>({ query: '', options: plainFind })
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
  // A hit is gone to once: whoever opens the paper again is where they were in it.
  useEffect(() => () => setJump(now => (now?.paper === open ? null : now)), [open, setJump])
  return {
    jump: jump && jump.paper === open ? jump.to : null,
    ask: start,
    dialog: asked ? (
      <Suspense>
        <FindDialog
          where={where}
          papers={papers}
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
            goToPaper(paper)
          }}
        />
      </Suspense>
    ) : null
  }
}
