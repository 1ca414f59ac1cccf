import { type RefObject, useEffect, useState } from 'react'
import type { VersionId } from '#core/ids.ts'
import type { Zoom } from '#core/shared-doc/state-doc.ts'
import type { ReadingMemory } from './use-reading-place.ts'

/** Begins at the page asked for, else where I was; whoever has already moved stays. From then on remembers where I am. */
export function useBeginning(options: {
  readonly memory: ReadingMemory
  readonly version: VersionId
  readonly startPage: number | undefined
  /** There is a window to show pages in, and how they are looked at is known. */
  readonly ready: { readonly window: boolean; readonly view: boolean }
  readonly page: number
  readonly zoom: Zoom
  readonly moved: RefObject<boolean>
  readonly show: (page: number) => void
}): void {
  const { memory, version, startPage, ready, page, zoom, moved, show } = options
  const [begun, setBegun] = useState(false)
  const { place, remember } = memory
  useEffect(() => {
    if (begun || !ready.window) return
    if (startPage !== undefined) {
      setBegun(true)
      show(startPage)
    } else if (place !== undefined) {
      setBegun(true)
      if (place && place.page > 1 && !moved.current) show(place.page)
    }
  }, [begun, place, startPage, show, moved, ready.window])
  const settled = begun && ready.view
  useEffect(() => {
    if (settled) remember({ version, page, zoom })
  }, [settled, remember, version, page, zoom])
}
