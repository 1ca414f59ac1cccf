import type { IncomingMessage } from 'node:http'
import { type MeetingStanding, roomRights } from '#core/access/access.ts'
import type { Room, RoomRights } from '#core/access/room.ts'
import type { MeetingId, UnitId, UserId } from '#core/ids.ts'
import type { ShelfIndex } from '../personal/shelf-index.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { RoomAccess, SocketSession } from '../rooms/ports.ts'
import { upgradeCredential } from './credentials.ts'
import type { Sessions } from './sessions.ts'

/** No room is opened by a unit role. */
const noUnits: ReadonlySet<UnitId> = new Set()

/** [H7] What a password set by somebody else does not open at once. */
const isPrivate = ({ kind }: Room): boolean => ['marks', 'notes', 'state', 'shares', 'shelf'].includes(kind)

/** What the rooms may ask, answered from memory by sessions, book and the index of personal papers. */
export function roomAccess(sessions: Sessions, book: MeetingBook, personal: ShelfIndex): RoomAccess {
  const meetingOf = (room: Room): MeetingId | null =>
    'meeting' in room ? room.meeting : 'paper' in room ? book.meetingOf(room.paper) : null
  const standingOf = (room: Room, user: UserId): MeetingStanding | null => {
    const meeting = meetingOf(room)
    return meeting && book.standing(meeting, user)
  }
  return {
    authenticate(request: IncomingMessage): SocketSession | null {
      const credential = upgradeCredential(request.headers)
      const valid = credential && sessions.byToken(credential.token)
      return valid ? { session: valid.session, user: valid.user.id, name: valid.user.name } : null
    },
    rights(session: SocketSession, room: Room): RoomRights {
      const valid = sessions.byId(session.session)
      if (!valid || valid.user.mustChangePassword || (valid.privateFrom !== null && isPrivate(room))) return 'none'
      const own = room.kind === 'marks' ? personal.standing(room.paper, session.user) : null
      return roomRights({ user: valid.user.id, unitRole: valid.user.role, units: noUnits }, room, standingOf(room, session.user), own)
    },
    isSetAside(room: Room, session: SocketSession): boolean {
      // [H7] Later, not never: his own copy on that device stays, and what he writes meanwhile.
      if (isPrivate(room) && 'user' in room && room.user === session.user && (sessions.byId(session.session)?.privateFrom ?? null) !== null)
        return true
      // [Z1] Whose a paper is may be lost with the rest of a list: nobody drops his marks for that, and every paper is answered alike.
      if (room.kind === 'marks' && room.user === session.user && personal.isDamaged) return true
      const meeting = meetingOf(room)
      return meeting !== null && book.isSetAside(meeting)
    },
    roleIn(session: SocketSession, room: Room): string {
      return standingOf(room, session.user)?.role ?? ''
    },
    isAlive(session: SocketSession): boolean {
      const valid = sessions.byId(session.session)
      return valid !== null && !valid.user.mustChangePassword
    },
    touch(session: SocketSession): void {
      sessions.touch(session.session)
    }
  }
}
