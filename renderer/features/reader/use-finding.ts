import { useCallback, useEffect, useMemo } from 'react'
import { useSession } from '../../session/session.ts'
import type { Hit } from './find-text.ts'
import type { OpenReaderProps } from './open-reader.tsx'
import { type Find, useFind } from './use-find.ts'

interface Finding extends Pick<OpenReaderProps, 'open' | 'paper' | 'version' | 'jump'> {
  readonly finding: boolean
  readonly startFinding: () => void
  readonly currentPage: () => number
  readonly show: (page: number, down?: number) => void
  readonly onOwnMove: () => void
}

/** Finds in the open paper, goes to hits and to words asked for from outside, and says what is to be marked on which page. */
export function useFinding(of: Finding): { readonly find: Find; readonly hitsByPage: ReadonlyMap<number, readonly Hit[]> } {
  const { open, paper, version, jump, finding, startFinding, show, onOwnMove } = of
  const { paperTexts } = useSession()
  const showHit = useCallback(
    (hit: Hit) => {
      onOwnMove()
      open.text(hit.page).then(
        ({ plain }) => {
          const run = plain.runs.filter(r => r.at <= hit.start).at(-1)
          show(hit.page, Math.min(1, Math.max(0, (run?.box.y ?? 0) / open.firstSize.height)))
        },
        () => show(hit.page)
      )
    },
    [open, show, onOwnMove]
  )
  const texts = useCallback(() => paperTexts.of(paper, version.version), [paperTexts, paper, version.version])
  const find = useFind(finding ? open : null, texts, of.currentPage, showHit)
  const { begin, hits } = find
  // biome-ignore lint/correctness/useExhaustiveDependencies: each jump once
  useEffect(() => {
    if (jump?.find) {
      startFinding()
      begin(jump.find)
    }
    const [spot] = jump?.spots ?? []
    if (spot) showHit(spot)
  }, [jump])
  const hitsByPage = useMemo(() => {
    const map = new Map<number, Hit[]>()
    for (const hit of finding ? hits : (jump?.spots ?? [])) {
      const here = map.get(hit.page)
      if (here) here.push(hit)
      else map.set(hit.page, [hit])
    }
    return map
  }, [hits, finding, jump])
  return { find, hitsByPage }
}
