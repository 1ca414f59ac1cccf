import { createContext, useContext } from 'react'

/** [F9] The time that screens go by; who listens is told when it turns out to be another. */
export interface Clock {
  readonly now: () => number
  readonly subscribe: (listener: () => void) => () => void
}

export const ClockContext = createContext<Clock | null>(null)

/** The clock of this screen. */
export function useClock(): Clock {
  const clock = useContext(ClockContext)
  if (!clock) throw new Error('a screen was drawn without a clock')
  return clock
}
