import { useCallback, useEffect, useRef, useState } from 'react'
import { plainView, type ReadingView, type Zoom } from '#core/shared-doc/state-doc.ts'
import type { ReadingMemory } from './use-reading-place.ts'

export interface ViewState {
  readonly view: ReadingView
  readonly zoom: Zoom
  /** What is remembered was looked up. */
  readonly known: boolean
  readonly change: (change: Partial<ReadingView>) => void
  readonly setZoom: (zoom: Zoom) => void
}

/** [E7] How the paper is looked at: as remembered, until the person chooses; what is chosen is remembered. */
export function useReadingView(memory: ReadingMemory): ViewState {
  const [view, setView] = useState(plainView)
  const [zoom, setZoom] = useState<Zoom>('width')
  const [known, setKnown] = useState(false)
  const touched = useRef(false)
  const { place, view: remembered, rememberView } = memory
  useEffect(() => {
    if (known || place === undefined || !remembered) return
    setKnown(true)
    if (touched.current) return
    setView(remembered)
    if (place) setZoom(place.zoom)
  }, [known, place, remembered])
  const now = useRef(view)
  now.current = view
  const change = useCallback(
    (change: Partial<ReadingView>) => {
      touched.current = true
      const next = { ...now.current, ...change }
      setView(next)
      rememberView(next)
    },
    [rememberView]
  )
  const zoomTo = useCallback((next: Zoom) => {
    touched.current = true
    setZoom(next)
  }, [])
  return { view, zoom, known, change, setZoom: zoomTo }
}
