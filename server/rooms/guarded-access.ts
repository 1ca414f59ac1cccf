import type { LogEntry } from '../options.ts'
import type { RoomAccess } from './ports.ts'

/** A fault in a right refuses it; it must not end the process from within a socket's event. */
export function guardedAccess(access: RoomAccess, log: (entry: LogEntry) => void): RoomAccess {
  const attempt = <T>(ask: () => T, otherwise: T): T => {
    try {
      return ask()
    } catch (error) {
      log({ level: 'error', event: 'access-failed', error: String(error) })
      return otherwise
    }
  }
  return {
    authenticate: request => attempt(() => access.authenticate(request), null),
    rights: (session, room) => attempt(() => access.rights(session, room), 'none'),
    isSetAside: (room, session) => attempt(() => access.isSetAside(room, session), true),
    roleIn: (session, room) => attempt(() => access.roleIn(session, room), ''),
    isAlive: session => attempt(() => access.isAlive(session), false),
    touch: session => attempt(() => access.touch(session), undefined)
  }
}
