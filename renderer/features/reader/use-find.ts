import { useCallback, useEffect, useRef, useState } from 'react'
import { type FindOptions, foldForFinding, needleOf, plainFind } from '#core/text/find.ts'
import type { FoldedText } from '#core/text/fold.ts'
import type { PaperText } from '#protocol/paper-text.ts'
import { findInPage, firstHitFrom, type Hit, searchOrder } from './find-text.ts'
import type { OpenPaper } from './pdf-engine.ts'

/** What somebody wants found, and where to begin: from a hit in all papers of a meeting. */
export interface FindStart {
  readonly query: string
  readonly options: FindOptions
  /** The hit to show first; else the next one from the page being read. */
  readonly first?: { readonly page: number; readonly start: number }
}

export interface Find {
  readonly query: string
  readonly options: FindOptions
  readonly begin: (start: FindStart) => void
  readonly setQuery: (typed: string) => void
  readonly setOptions: (options: FindOptions) => void
  readonly hits: readonly Hit[]
  /** There are more hits than are listed. */
  readonly more: boolean
  /** Index in hits, or -1. */
  readonly at: number
  /** Pages searched so far; null when done or nothing is looked for. */
  readonly searched: number | null
  /** Pages without a letter, known when the search is done: pictures of pages. All of them: the paper is a scan. */
  readonly textless: readonly number[]
  readonly step: (direction: 1 | -1) => void
  readonly go: (index: number) => void
  /** The text of a page that was searched. */
  readonly textOf: (page: number) => string
}

/** More than anybody leafs through; the screen stays quick. */
const mostHits = 20_000
const nothing = { hits: [] as readonly Hit[], more: false, at: -1, searched: null as number | null, textless: [] as readonly number[] }
/** The screen gets its turn after so long. */
const sliceMs = 12
const reportMs = 120

/**
 * [E21] Finds as one types, from the page being read onwards; the screen stays free, pages come in as they are read. `known` gives the texts of all
 * pages where this computer or the server has them; else each page is read from the file.
 */
export function useFind(
  paper: OpenPaper | null,
  known: () => Promise<PaperText | null>,
  currentPage: () => number,
  onHit: (hit: Hit) => void
): Find {
  const [wanted, setWanted] = useState<FindStart>({ query: '', options: plainFind })
  const [found, setFound] = useState(nothing)
  const texts = useRef(new Map<number, string>())
  const folded = useRef(new Map<string, FoldedText>())
  const asked = useRef<Promise<PaperText | null> | null>(null)
  const show = useRef(onHit)
  show.current = onHit
  const source = useRef(known)
  source.current = known
  // biome-ignore lint/correctness/useExhaustiveDependencies: another paper has other texts
  useEffect(() => {
    texts.current.clear()
    folded.current.clear()
    asked.current = null
  }, [paper])

  useEffect(() => {
    const needle = needleOf(wanted.query, wanted.options)
    if (!paper || !needle) return setFound(nothing)
    // What was found stays until there is something newer; nothing is "not found" before it was looked for.
    setFound(before => (before.hits.length > 0 ? before : { ...nothing, searched: 0 }))
    let gone = false
    const { first } = wanted
    const from = first?.page ?? currentPage()
    const textOf = async (page: number): Promise<string | null> => {
      const here = texts.current.get(page)
      if (here !== undefined) return here
      asked.current ??= source.current()
      const whole = await asked.current
      // Pages the server could not read in time are empty there, and may hold text nevertheless.
      const given = whole?.pages.length === paper.pages ? whole.pages[page - 1] : undefined
      const text =
        given !== undefined && (given !== '' || whole?.complete) ? given : ((await paper.text(page).catch(() => null))?.plain.text ?? null)
      if (text !== null) texts.current.set(page, text)
      return text
    }
    const foldedOf = (page: number, text: string): FoldedText => {
      const key = `${page} ${wanted.options.exact}`
      const here = folded.current.get(key) ?? foldForFinding(text, wanted.options)
      folded.current.set(key, here)
      return here
    }
    const run = async (): Promise<void> => {
      const byPage = new Map<number, readonly Hit[]>()
      const textless: number[] = []
      let total = 0
      let searched = 0
      let shown = false
      let lastReport = performance.now()
      let lastTurn = lastReport
      const report = (done: boolean): void => {
        const hits = [...byPage.keys()].sort((a, b) => a - b).flatMap(page => byPage.get(page) ?? [])
        const asked = first ? hits.findIndex(hit => hit.page === first.page && hit.start >= first.start) : -1
        const index = asked >= 0 ? asked : firstHitFrom(hits, from)
        setFound(before => {
          const kept = shown ? hits.findIndex(hit => same(hit, before.hits[before.at])) : -1
          return {
            hits,
            more: total >= mostHits,
            at: kept >= 0 ? kept : hits.length > 0 ? index : -1,
            searched: done ? null : searched,
            textless: done ? textless.sort((a, b) => a - b) : []
          }
        })
        const hit = hits[index]
        if (!shown && hit) {
          shown = true
          show.current(hit)
        }
        lastReport = performance.now()
      }
      for (const page of searchOrder(paper.pages, from)) {
        const text = await textOf(page)
        if (gone) return
        searched++
        if (text !== null && text.trim() === '') textless.push(page)
        const hits = text === null || total >= mostHits ? [] : findInPage(page, foldedOf(page, text), needle, mostHits - total)
        total += hits.length
        if (hits.length > 0) byPage.set(page, hits)
        if ((hits.length > 0 && !shown) || performance.now() - lastReport > reportMs) report(false)
        if (performance.now() - lastTurn > sliceMs) {
          await new Promise(resolve => setTimeout(resolve, 0))
          if (gone) return
          lastTurn = performance.now()
        }
      }
      report(true)
    }
    const timer = setTimeout(() => void run(), first ? 0 : 90)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [paper, wanted, currentPage])

  const go = useCallback(
    (index: number) => {
      const hit = found.hits[index]
      if (!hit) return
      setFound(before => ({ ...before, at: index }))
      show.current(hit)
    },
    [found.hits]
  )
  const step = useCallback(
    (direction: 1 | -1) => {
      const count = found.hits.length
      if (count > 0) go((found.at + direction + count) % count)
    },
    [found, go]
  )
  return {
    ...found,
    query: wanted.query,
    options: wanted.options,
    begin: setWanted,
    setQuery: useCallback(query => setWanted(before => ({ query, options: before.options })), []),
    setOptions: useCallback(options => setWanted(before => ({ query: before.query, options })), []),
    step,
    go,
    textOf: useCallback(page => texts.current.get(page) ?? '', [])
  }
}

const same = (a: Hit, b: Hit | undefined): boolean => b !== undefined && a.page === b.page && a.start === b.start
