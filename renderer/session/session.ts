import { createContext, useContext } from 'react'
import type { Me } from '#protocol/http-api.ts'
import type { Platform } from '../platform/platform.ts'
import type { ApiClient } from '../sync/api-client.ts'
import type { ClientRooms } from '../sync/ports.ts'

/** What every screen behind the sign-in may use. `serverId` names local stores. */
export interface AppSession {
  readonly platform: Platform
  readonly serverId: string
  readonly me: Me
  readonly api: ApiClient
  readonly rooms: ClientRooms
  readonly signOut: () => Promise<void>
}

export const SessionContext = createContext<AppSession | null>(null)

export function useSession(): AppSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a screen behind the sign-in was drawn without a session')
  return session
}
