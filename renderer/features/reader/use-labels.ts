import { useEffect, useState } from 'react'
import type { OpenPaper } from './pdf-engine.ts'

/** What the file calls its pages, once there is time to look; null until then and where pages are simply counted. */
export function useLabels(open: OpenPaper, whenStill: () => Promise<void>): readonly string[] | null {
  const [labels, setLabels] = useState<readonly string[] | null>(null)
  useEffect(() => {
    let gone = false
    whenStill()
      .then(open.labels)
      .then(
        found => !gone && setLabels(found),
        () => {}
      )
    return () => {
      gone = true
    }
  }, [open, whenStill])
  return labels
}
