import { useEffect, useState } from 'react'
import { useClock } from './clock.ts'

/** The server's time, every second while `running`. */
export function useSecond(running: boolean): number {
  const clock = useClock()
  const [now, setNow] = useState(clock.now)
  useEffect(() => {
    const look = () => setNow(clock.now())
    look()
    if (!running) return
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [clock, running])
  return now
}

/** How long something has lasted: "7:05", or "1:02:30". */
export function stopwatch(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
