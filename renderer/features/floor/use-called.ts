import { useEffect, useRef } from 'react'
import { type Floor, speakerOf, spokenMs } from '#core/floor/floor.ts'
import { type FloorRules, speechClock } from '#core/floor/rules.ts'
import type { UserId } from '#core/ids.ts'
import { useNotice, useText } from '../../ui/index.ts'
import { useSecond } from '../../ui/second.ts'

/** Tells me, wherever in the meeting I am, that I have been called, that my time is nearly over, and that it is; not again when I come back to the screen. */
export function useCalled(floor: Floor, rules: FloorRules, me: UserId, ready: boolean): void {
  const t = useText().floor
  const notice = useNotice()
  const speaker = speakerOf(floor)
  const mine = speaker?.user === me ? speaker : null
  const now = useSecond(mine !== null && mine.minutes > 0)
  const state = mine ? speechClock(mine.minutes, spokenMs(mine, now), rules) : 'free'
  const speech = mine?.speech ?? null
  const said = speech === null ? null : `${speech} ${state}`
  const told = useRef<string | null | undefined>(undefined)
  const takeAway = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (!ready || told.current === said) return
    // What was said is no longer so: the speech has ended, or its time has.
    takeAway.current?.()
    takeAway.current = null
    const words = state === 'over' ? t.timeOver : state === 'soon' ? t.timeSoon : t.yours
    if (said !== null && told.current !== undefined) takeAway.current = notice({ text: words, stayMs: state === 'soon' ? 8_000 : 30_000 })
    told.current = said
  }, [ready, said, state, notice, t])
}
