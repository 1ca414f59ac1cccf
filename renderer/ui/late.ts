import { useEffect, useState } from 'react'

/** Longer than any answer of a server that is there. */
const patienceMs = 5000

/** True once `waiting` has lasted too long: what is waited for may not come. */
export function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [waiting])
  return waiting && late
}
