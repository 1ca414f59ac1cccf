import { useEffect } from 'react'
import type { OpenPaper } from './pdf-engine.ts'

const idleWithinMs = 1000

/** [L4] Fetches the pages after this one, one at a time and when nothing else is to be done. */
export function useFetchAhead(paper: OpenPaper, page: number, count: number, whenStill: () => Promise<void>): void {
  useEffect(() => {
    if (count === 0) return
    let gone = false
    const run = async (): Promise<void> => {
      for (let next = page + 1; next <= page + count && !gone; next++) {
        await whenStill()
        await new Promise<void>(resolve => requestIdleCallback(() => resolve(), { timeout: idleWithinMs }))
        if (!gone) await paper.fetchAhead(next)
      }
    }
    run().catch(() => {})
    return () => {
      gone = true
    }
  }, [paper, page, count, whenStill])
}
