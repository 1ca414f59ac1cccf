import { useCallback, useState } from 'react'
import type { Anchor } from './page-layout.ts'

/** Places left by a jump, so that one finds back. */
export interface WayBack {
  /** Page of the place that `back` leads to, or null. */
  readonly page: number | null
  /** Call before a jump. */
  readonly leave: () => void
  /** False when there is nowhere to go. */
  readonly go: (direction: 1 | -1) => boolean
}

const most = 50

/** Where one was before links, the table of contents and "go to page" led elsewhere; and forth again. */
export function useWayBack(here: () => Anchor, place: (anchor: Anchor) => void): WayBack {
  const [trail, setTrail] = useState<{ readonly past: readonly Anchor[]; readonly future: readonly Anchor[] }>({ past: [], future: [] })
  const leave = useCallback(() => {
    const left = here()
    setTrail(before => ({ past: [...before.past, left].slice(-most), future: [] }))
  }, [here])
  const go = useCallback(
    (direction: 1 | -1): boolean => {
      const { past, future } = trail
      const to = (direction < 0 ? past : future).at(-1)
      if (!to) return false
      const left = here()
      setTrail(
        direction < 0 ? { past: past.slice(0, -1), future: [...future, left] } : { past: [...past, left], future: future.slice(0, -1) }
      )
      place(to)
      return true
    },
    [trail, here, place]
  )
  const last = trail.past.at(-1)
  return { page: last ? last.index + 1 : null, leave, go }
}
