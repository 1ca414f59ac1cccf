import { useSyncExternalStore } from 'react'
import type { AheadState } from '../sync/papers-ahead.ts'
import { useSession } from './session.ts'

/** Papers of coming meetings and which of them are on this computer. */
export function useAhead(): AheadState {
  const { ahead } = useSession()
  return useSyncExternalStore(ahead.subscribe, ahead.getSnapshot)
}
