import type { Attendance } from '../attendance/attendance.ts'
import { type Floor, speakerOf, waitingOf } from '../floor/floor.ts'
import type { UserId } from '../ids.ts'

/** đang phát biểu, xin phát biểu, có mặt, từ xa, vắng hoặc đã về, chưa đến. */
export type PersonState = 'speaks' | 'wants' | 'present' | 'remote' | 'away' | 'unknown'

/** [SE4] How everybody is now, as the record has it: whoever speaks or wants to is shown so first. */
export function personStates(attendance: ReadonlyMap<UserId, Attendance>, floor: Floor): (user: UserId) => PersonState {
  const speaker = speakerOf(floor)?.user
  const waiting = new Set(waitingOf(floor).map(({ user }) => user))
  return user => {
    if (user === speaker) return 'speaks'
    if (waiting.has(user)) return 'wants'
    const known = attendance.get(user)
    if (!known) return 'unknown'
    return known.state !== 'present' ? 'away' : known.place === 'remote' ? 'remote' : 'present'
  }
}
