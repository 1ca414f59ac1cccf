import { useCallback, useState } from 'react'

/** State of a form that outlives a reload and a lost session: kept in this tab until `drop`. */
export function useKept<T>(name: string, initial: () => T): readonly [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const kept = sessionStorage.getItem(name)
      return kept === null ? initial() : { ...initial(), ...JSON.parse(kept) }
    } catch {
      return initial()
    }
  })
  const change = useCallback(
    (next: T) => {
      setValue(next)
      try {
        sessionStorage.setItem(name, JSON.stringify(next))
      } catch {
        // Without storage the form still works.
      }
    },
    [name]
  )
  const drop = useCallback(() => {
    try {
      sessionStorage.removeItem(name)
    } catch {
      // As above.
    }
  }, [name])
  return [value, change, drop]
}
