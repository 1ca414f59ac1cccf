import { useEffect, useState } from 'react'
import { useClock } from './clock.ts'

/** The time, anew with every minute, when the window comes back into view, and when the clock is put right. */
export function useMinute(): number {
  const clock = useClock()
  const [now, setNow] = useState(clock.now)
  useEffect(() => {
    const look = () => setNow(clock.now())
    const timer = setInterval(look, 60_000)
    document.addEventListener('visibilitychange', look)
    const stopListening = clock.subscribe(look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      stopListening()
    }
  }, [clock])
  return now
}
