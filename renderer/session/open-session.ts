import { syncPath } from '#protocol/sync.ts'
import type { Platform } from '../platform/platform.ts'
import { localMemory } from '../platform/small-memory.ts'
import { createClientRooms } from '../sync/client-rooms.ts'
import { createApiClient } from '../sync/create-api-client.ts'
import { openIdbRoomStore } from '../sync/idb-room-store.ts'
import { MemoryRoomStore } from '../sync/memory-room-store.ts'
import { createPaperTexts } from '../sync/paper-texts.ts'
import { keepPapersAhead } from '../sync/papers-ahead.ts'
import { keepPapers } from '../sync/papers-kept.ts'
import { dropLeftPapers } from '../sync/papers-left.ts'
import { rehearsalsApart } from '../sync/rehearsals-apart.ts'
import type { ServerClock } from './server-clock.ts'
import type { AppSession } from './session.ts'

/** What the browser gives and tests may replace. */
export interface SessionTools {
  readonly socketClass: typeof WebSocket
  readonly clock: ServerClock
  readonly randomBytes: (count: number) => Uint8Array
  readonly atNextFrame: (run: () => void) => void
  readonly events: EventTarget
}

export interface OpenedSession {
  session: AppSession
  /** Connects again; with a new token when the person signed in again. */
  renew(token?: string | null): void
  unsent(): boolean
  close(): Promise<void>
}

/** How long the server has to answer when the system says that the network is gone. */
const probeMs = 2500
/** How soon the server is asked for the time when it is in doubt. */
const clockLookMs = 60_000

/** Opens one person's copy on this computer and connects it. Needs no network. */
export async function openSession(
  tools: SessionTools,
  who: {
    readonly platform: Platform
    readonly baseUrl: string
    readonly serverId: string
    readonly organisation: string
    readonly me: AppSession['me']
    readonly token: string | null
    readonly fetch: typeof fetch
    readonly sessionLost: () => void
    readonly signOut: () => Promise<void>
  }
): Promise<OpenedSession> {
  const { platform, baseUrl, serverId, organisation, me } = who
  const { clock } = tools
  const user = me.user.id
  let token = who.token
  let signings = 0
  const api = createApiClient({ baseUrl, token: () => token, fetch: who.fetch, signings: () => signings })
  api.onSessionLost(who.sessionLost)
  const store = rehearsalsApart(await openIdbRoomStore(serverId, user).catch(() => new MemoryRoomStore()), new MemoryRoomStore())
  const rooms = createClientRooms({
    syncUrl: baseUrl.replace(/^http/, 'ws') + syncPath.replace(/\/$/, ''),
    token,
    me: { id: user, name: me.user.name },
    store,
    socketClass: tools.socketClass,
    now: clock.now,
    randomBytes: tools.randomBytes,
    sessionLost: who.sessionLost,
    atNextFrame: tools.atNextFrame,
    serverAnswers: async () => (await clock.ask(api, AbortSignal.timeout(probeMs))).ok,
    events: tools.events
  })
  const paperTexts = createPaperTexts({ api, store: platform.paperTexts, serverId, user })
  const ahead = keepPapersAhead({ rooms, papers: platform.papers, texts: paperTexts, api, serverId, user, now: clock.now })
  const kept = keepPapers({ rooms, papers: platform.papers, texts: paperTexts, api, serverId, user, memory: localMemory() })
  const left = dropLeftPapers({ rooms, papers: platform.papers, ahead, serverId, user, memory: localMemory(), now: clock.now })
  const fetchNow = () => {
    ahead.fetchNow()
    kept.fetchNow()
  }
  tools.events.addEventListener('online', fetchNow)
  const clockTimer = setInterval(() => {
    if (clock.isDoubtful()) void clock.ask(api)
  }, clockLookMs)
  // [S9] Whoever was cut off may come back to a server that was renewed meanwhile.
  let wasOffline = false
  const stopLooking = rooms.overall.subscribe(() => {
    const state = rooms.overall.getSnapshot()
    const isOffline = 'offlineSince' in state && state.offlineSince !== null
    if (wasOffline && !isOffline) void clock.ask(api)
    wasOffline = isOffline
  })
  return {
    session: { platform, serverId, organisation, me, api, rooms, ahead, kept, left, paperTexts, signOut: who.signOut },
    renew: next => {
      signings += 1
      if (next !== undefined) token = next
      rooms.renew(token)
      fetchNow()
    },
    unsent: () => rooms.unsent(),
    close: async () => {
      tools.events.removeEventListener('online', fetchNow)
      clearInterval(clockTimer)
      stopLooking()
      ahead.close()
      kept.close()
      left.close()
      await rooms.close()
    }
  }
}
