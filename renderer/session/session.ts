import { createContext, useContext } from 'react'
import type { Me } from '#protocol/http-api.ts'
import type { Platform } from '../platform/platform.ts'
import type { ApiClient } from '../sync/api-client.ts'
import type { PaperTexts } from '../sync/paper-texts.ts'
import type { PapersAhead } from '../sync/papers-ahead.ts'
import type { PapersKept } from '../sync/papers-kept.ts'
import type { PapersLeft } from '../sync/papers-left.ts'
import type { ClientRooms } from '../sync/ports.ts'

/** What every screen behind the sign-in may use. `serverId` names local stores. */
export interface AppSession {
  readonly platform: Platform
  readonly serverId: string
  /** Name of the organisation whose server this is. */
  readonly organisation: string
  readonly me: Me
  readonly api: ApiClient
  readonly rooms: ClientRooms
  /** Papers of coming meetings, fetched ahead. */
  readonly ahead: PapersAhead
  /** Which of my own papers are on this computer. */
  readonly kept: PapersKept
  /** What is to leave this computer with the meeting it came for. */
  readonly left: PapersLeft
  /** What stands on the pages of papers, for finding and comparing. */
  readonly paperTexts: PaperTexts
  readonly signOut: () => Promise<void>
}

export const SessionContext = createContext<AppSession | null>(null)

export function useSession(): AppSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a screen behind the sign-in was drawn without a session')
  return session
}
