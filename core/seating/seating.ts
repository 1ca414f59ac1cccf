import type { UserId } from '../ids.ts'
import type { MeetingRole, Participant } from '../meeting/meeting.ts'

/** ghế, mặt bàn. What is neither is floor. */
export type SpotKind = 'seat' | 'table'

/** One square of the room as it is drawn; row 0 is at the front, where the chair sits. */
export interface Spot {
  readonly row: number
  readonly column: number
  readonly kind: SpotKind
  /** Who sits there; null: a free seat, or a table. */
  readonly user: UserId | null
}

/** `row:column`. */
export type SpotKey = string
export const spotKey = (row: number, column: number): SpotKey => `${row}:${column}`

/** [SE1] The plan of a room: a grid of seats and tables. */
export interface SeatingPlan {
  readonly rows: number
  readonly columns: number
  readonly spots: ReadonlyMap<SpotKey, Spot>
}

export const emptyPlan: SeatingPlan = { rows: 0, columns: 0, spots: new Map() }
/** 24 by 24: a hall of more than five hundred; beyond that nobody finds a name on a screen. */
export const mostRows = 24
export const mostColumns = 24

export const seatsOf = (plan: SeatingPlan): readonly Spot[] => inOrder(plan).filter(({ kind }) => kind === 'seat')

/** Where somebody sits, or null. */
export const seatOf = (plan: SeatingPlan, user: UserId): Spot | null => [...plan.spots.values()].find(spot => spot.user === user) ?? null

const inOrder = ({ spots }: SeatingPlan): readonly Spot[] => [...spots.values()].sort((a, b) => a.row - b.row || a.column - b.column)

const put = (spots: Map<SpotKey, Spot>, spot: Spot): void => void spots.set(spotKey(spot.row, spot.column), spot)

/** Rows behind each other with an aisle in the middle, as in a hall; or a table in the shape of a U, as in a meeting room. */
export const seatingShapes = ['hall', 'horseshoe'] as const
export type SeatingShape = (typeof seatingShapes)[number]

export interface NewPlan {
  readonly shape: SeatingShape
  /** Seats at the front, for whoever leads. */
  readonly front: number
  /** Rows behind the front, or seats along each side of the U. */
  readonly rows: number
  /** Seats in a row. */
  readonly across: number
}

/** A room drawn from a few numbers, without names. */
export const drawPlan = (wanted: NewPlan): SeatingPlan => (wanted.shape === 'hall' ? hall(wanted) : horseshoe(wanted))

function hall({ front, rows, across }: NewPlan): SeatingPlan {
  const left = Math.ceil(across / 2)
  // An aisle only where there is something on both sides of it.
  const columns = Math.min(mostColumns, Math.max(across + (across > 3 ? 1 : 0), front))
  const spots = new Map<SpotKey, Spot>()
  const from = Math.floor((columns - Math.min(front, columns)) / 2)
  for (let n = 0; n < Math.min(front, columns); n++) {
    put(spots, { row: 0, column: from + n, kind: 'seat', user: null })
    put(spots, { row: 1, column: from + n, kind: 'table', user: null })
  }
  const first = 3
  const begin = Math.floor((columns - Math.min(columns, across + (across > 3 ? 1 : 0))) / 2)
  for (let row = 0; row < rows && first + row < mostRows; row++)
    for (let n = 0; n < across; n++) {
      const column = begin + n + (across > 3 && n >= left ? 1 : 0)
      if (column < columns) put(spots, { row: first + row, column, kind: 'seat', user: null })
    }
  return { rows: Math.min(mostRows, first + rows), columns, spots }
}

function horseshoe({ front, rows }: NewPlan): SeatingPlan {
  const columns = Math.min(mostColumns, front + 4)
  const spots = new Map<SpotKey, Spot>()
  for (let n = 0; n < columns - 4; n++) put(spots, { row: 0, column: 2 + n, kind: 'seat', user: null })
  for (let n = 1; n < columns - 1; n++) put(spots, { row: 1, column: n, kind: 'table', user: null })
  for (let row = 0; row < rows && 2 + row < mostRows; row++) {
    put(spots, { row: 2 + row, column: 0, kind: 'seat', user: null })
    put(spots, { row: 2 + row, column: 1, kind: 'table', user: null })
    put(spots, { row: 2 + row, column: columns - 2, kind: 'table', user: null })
    put(spots, { row: 2 + row, column: columns - 1, kind: 'seat', user: null })
  }
  return { rows: Math.min(mostRows, 2 + rows), columns, spots }
}

/** What changes where: null takes the square away. */
export type SpotChanges = ReadonlyMap<SpotKey, Spot | null>

/**
 * [SE2] Somebody takes a seat. Whoever sat there takes the seat the first one leaves, or none. Nothing changes when it is no seat.
 */
export function seated(plan: SeatingPlan, user: UserId, row: number, column: number): SpotChanges {
  const to = plan.spots.get(spotKey(row, column))
  if (to?.kind !== 'seat' || to.user === user) return new Map()
  const changes = new Map<SpotKey, Spot>()
  const from = seatOf(plan, user)
  if (from) put(changes, { ...from, user: to.user })
  put(changes, { ...to, user })
  return changes
}

const order: Readonly<Record<MeetingRole, number>> = { chair: 0, secretary: 1, member: 2, delegate: 3, guest: 4 }

/** [SE3] Gives everybody without a seat the free ones in order: the chair in the middle of the front, then by role and name. */
export function seatEverybody(plan: SeatingPlan, participants: Iterable<Participant>): SpotChanges {
  const known = new Set([...plan.spots.values()].flatMap(({ user }) => user ?? []))
  const waiting = [...participants]
    .filter(({ user }) => !known.has(user))
    .sort((a, b) => order[a.role] - order[b.role] || a.name.localeCompare(b.name, 'vi'))
  const free = [...seatsOf(plan)].filter(({ user }) => user === null)
  const front = free.filter(({ row }) => row === free[0]?.row)
  const middle = front[Math.floor((front.length - 1) / 2)]
  const [first] = waiting
  const queue = middle && first?.role === 'chair' ? [middle, ...free.filter(spot => spot !== middle)] : free
  const changes = new Map<SpotKey, Spot>()
  for (const [n, { user }] of waiting.entries()) {
    const seat = queue[n]
    if (!seat) break
    put(changes, { ...seat, user })
  }
  return changes
}
