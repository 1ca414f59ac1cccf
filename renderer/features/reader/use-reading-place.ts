import { useEffect, useMemo, useRef, useState } from 'react'
import type { PaperId, UserId } from '#core/ids.ts'
import { type ReadingPlace, readingPlace, setReadingPlace } from '#core/shared-doc/state-doc.ts'
import type { ClientRooms } from '../../sync/ports.ts'
import { useClock } from '../../ui/index.ts'

export interface ReadingMemory {
  /** undefined = not known yet; null = never read. */
  readonly place: ReadingPlace | null | undefined
  /** Remembers, at most once a second; the last place is never lost. */
  readonly remember: (place: Omit<ReadingPlace, 'at'>) => void
}

/** Where I was in a paper, on any of my devices: room `state/<user>`. */
export function useReadingPlace(rooms: ClientRooms, user: UserId, paper: PaperId): ReadingMemory {
  const clock = useClock()
  const [place, setPlace] = useState<ReadingPlace | null | undefined>(undefined)
  const keep = useRef<(place: Omit<ReadingPlace, 'at'>) => void>(() => {})
  useEffect(() => {
    const open = rooms.open({ kind: 'state', user })
    let known = false
    const look = (): void => {
      const { condition } = open.getSnapshot()
      if (known || condition.kind === 'loading') return
      known = true
      setPlace(readingPlace(open.doc, paper))
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
    keep.current = next => {
      waiting = next
      timer ??= setTimeout(flush, 1000)
    }
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
      keep.current = () => {}
      stopListening()
      open.release()
      setPlace(undefined)
    }
  }, [rooms, user, paper, clock])
  const remember = useMemo(() => (next: Omit<ReadingPlace, 'at'>) => keep.current(next), [])
  return { place, remember }
}
