import { useEffect, useRef } from 'react'
import { type Floor, speakerOf } from '#core/floor/floor.ts'
import type { UserId } from '#core/ids.ts'
import { useNotice, useText } from '../../ui/index.ts'

/** Tells me, wherever in the meeting I am, that I have been called; not again when I come back to the screen. */
export function useCalled(floor: Floor, me: UserId, ready: boolean): void {
  const t = useText().floor
  const notice = useNotice()
  const speaker = speakerOf(floor)
  const mine = speaker?.user === me ? speaker.speech : null
  const told = useRef<string | null | undefined>(undefined)
  useEffect(() => {
    if (!ready) return
    if (mine !== null && told.current !== undefined && told.current !== mine) notice({ text: t.yours, stayMs: 30_000 })
    told.current = mine
  }, [ready, mine, notice, t])
}
