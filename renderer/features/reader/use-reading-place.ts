import { useEffect, useMemo, useRef, useState } from 'react'
import type { PaperId, UserId } from '#core/ids.ts'
import {
  type ReadingPlace,
  type ReadingView,
  readingPlace,
  readingView,
  setReadingPlace,
  setReadingView
} from '#core/shared-doc/state-doc.ts'
import type { ClientRooms } from '../../sync/ports.ts'
import { useClock } from '../../ui/index.ts'

export interface ReadingMemory {
  /** undefined = not known yet; null = never read. */
  readonly place: ReadingPlace | null | undefined
  /** How I look at it; undefined = not known yet. */
  readonly view: ReadingView | undefined
  /** Remembers, at most once a second; the last place is never lost. */
  readonly remember: (place: Omit<ReadingPlace, 'at'>) => void
  readonly rememberView: (view: ReadingView) => void
}

/** Where I was in a paper and how I looked at it, on any of my devices: room `state/<user>`. `keeps`: what happens here is remembered. */
export function useReadingPlace(rooms: ClientRooms, user: UserId, paper: PaperId, keeps = true): ReadingMemory {
  const clock = useClock()
  const [place, setPlace] = useState<ReadingPlace | null | undefined>(undefined)
  const [view, setView] = useState<ReadingView | undefined>(undefined)
  const keep = useRef<(place: Omit<ReadingPlace, 'at'>) => void>(() => {})
  const keepView = useRef<(view: ReadingView) => void>(() => {})
  useEffect(() => {
    const open = rooms.open({ kind: 'state', user })
    let known = false
    const look = (): void => {
      const { condition } = open.getSnapshot()
      if (known || condition.kind === 'loading') return
      known = true
      setPlace(readingPlace(open.doc, paper))
      setView(readingView(open.doc, paper))
    }
    const stopListening = open.subscribe(look)
    look()
    let waiting: Omit<ReadingPlace, 'at'> | null = null
    let timer: ReturnType<typeof setTimeout> | null = null
    const flush = (): void => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      if (!waiting) return
      const before = readingPlace(open.doc, paper)
      const same = before && before.version === waiting.version && before.page === waiting.page && before.zoom === waiting.zoom
      if (!same) setReadingPlace(open.doc, paper, { ...waiting, at: new Date(clock.now()).toISOString() })
      waiting = null
    }
    if (keeps) {
      keep.current = next => {
        waiting = next
        timer ??= setTimeout(flush, 1000)
      }
      keepView.current = next => setReadingView(open.doc, paper, next)
    }
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
      keep.current = () => {}
      keepView.current = () => {}
      stopListening()
      open.release()
      setPlace(undefined)
      setView(undefined)
    }
  }, [rooms, user, paper, clock, keeps])
  const remember = useMemo(() => (next: Omit<ReadingPlace, 'at'>) => keep.current(next), [])
  const rememberView = useMemo(() => (next: ReadingView) => keepView.current(next), [])
  return { place, view, remember, rememberView }
}
