import { useCallback, useMemo } from 'react'
import { type Preferences, preferences, setPreference } from '#core/shared-doc/state-doc.ts'
import { useRoom, useRoomValue } from '../sync/hooks.ts'
import { useSession } from './session.ts'

/** My choices, the same on every device of mine. */
export function usePreferences(): {
  readonly preferences: Preferences
  readonly setPreference: <K extends keyof Preferences>(key: K, value: Preferences[K]) => void
} {
  const { me } = useSession()
  const room = useMemo(() => ({ kind: 'state', user: me.user.id }) as const, [me.user.id])
  const { open } = useRoom(room)
  const found = useRoomValue(room, preferences)
  const change = useCallback(<K extends keyof Preferences>(key: K, value: Preferences[K]) => setPreference(open.doc, key, value), [open])
  return { preferences: found, setPreference: change }
}
