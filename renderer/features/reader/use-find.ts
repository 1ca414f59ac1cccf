import { useCallback, useEffect, useRef, useState } from 'react'
import type { FoldedText } from '#core/text/fold.ts'
import { findInPage, findQuery, firstHitFrom, foldPage, type Hit, searchOrder } from './find-text.ts'
import type { OpenPaper } from './pdf-engine.ts'

export interface Find {
  readonly query: string
  readonly setQuery: (typed: string) => void
  readonly hits: readonly Hit[]
  /** Index in hits, or -1. */
  readonly at: number
  /** Pages searched so far; null when done or nothing is looked for. */
  readonly searched: number | null
  /** The paper is a scan: nothing to find. */
  readonly noText: boolean
  readonly step: (direction: 1 | -1) => void
}

const nothing = { hits: [] as readonly Hit[], at: -1, searched: null as number | null, noText: false }

/** Finds as one types, from the page being read onwards; the screen stays free, pages come in as they are read. */
export function useFind(paper: OpenPaper | null, currentPage: () => number, onHit: (hit: Hit) => void): Find {
  const [query, setQuery] = useState('')
  const [found, setFound] = useState(nothing)
  const folded = useRef(new Map<number, FoldedText>())
  const show = useRef(onHit)
  show.current = onHit
  // biome-ignore lint/correctness/useExhaustiveDependencies: another paper has other texts
  useEffect(() => folded.current.clear(), [paper])

  useEffect(() => {
    const wanted = findQuery(query)
    if (!paper || !wanted) return setFound(nothing)
    let gone = false
    const from = currentPage()
    const run = async (): Promise<void> => {
      const byPage = new Map<number, Hit[]>()
      let characters = 0
      let searched = 0
      let shown = false
      let lastReport = performance.now()
      const report = (done: boolean): void => {
        const hits = [...byPage.entries()].sort(([a], [b]) => a - b).flatMap(([, list]) => list)
        const first = firstHitFrom(hits, from)
        setFound(before => {
          const kept = shown ? hits.findIndex(hit => same(hit, before.hits[before.at])) : -1
          return {
            hits,
            at: kept >= 0 ? kept : hits.length > 0 ? first : -1,
            searched: done ? null : searched,
            noText: done && characters === 0
          }
        })
        const hit = hits[first]
        if (!shown && hit) {
          shown = true
          show.current(hit)
        }
        lastReport = performance.now()
      }
      for (const page of searchOrder(paper.pages, from)) {
        let text = folded.current.get(page)
        if (!text) {
          const loaded = await paper.text(page).catch(() => null)
          if (gone) return
          text = foldPage(loaded?.plain.text ?? '')
          if (loaded) folded.current.set(page, text)
        }
        characters += text.folded.length
        searched++
        const hits = findInPage(page, text, wanted)
        if (hits.length > 0) byPage.set(page, hits)
        if ((hits.length > 0 && !shown) || performance.now() - lastReport > 120) {
          report(false)
          await new Promise(resolve => setTimeout(resolve, 0))
          if (gone) return
        }
      }
      report(true)
    }
    const timer = setTimeout(() => void run(), 90)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [paper, query, currentPage])

  const step = useCallback(
    (direction: 1 | -1) => {
      const { hits, at } = found
      if (hits.length === 0) return
      const next = (at + direction + hits.length) % hits.length
      setFound(before => ({ ...before, at: next }))
      const hit = hits[next]
      if (hit) show.current(hit)
    },
    [found]
  )
  return { query, setQuery, step, ...found }
}

const same = (a: Hit, b: Hit | undefined): boolean => b !== undefined && a.page === b.page && a.start === b.start
