import type { Room } from '#core/access/room.ts'
import type { SharedDoc } from './hooks.ts'
import type { ClientRooms } from './ports.ts'

/** So long a room that is not on this computer is waited for. */
const patienceMs = 5000

/** What a room holds, read once and let go; null when it is neither on this computer nor to be had in time. */
export async function readOnce<T>(rooms: ClientRooms, room: Room, select: (doc: SharedDoc) => T, signal: AbortSignal): Promise<T | null> {
  const open = rooms.open(room)
  try {
    if (open.getSnapshot().condition.kind === 'loading')
      await new Promise<void>(resolve => {
        const done = (): void => {
          stop()
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const stop = open.subscribe(() => open.getSnapshot().condition.kind !== 'loading' && done())
        const timer = setTimeout(done, patienceMs)
        signal.addEventListener('abort', done)
      })
    return open.getSnapshot().condition.kind === 'ready' ? select(open.doc) : null
  } finally {
    open.release()
  }
}
