import type { UnitId, UserId } from '../ids.ts'

/** A unit of the administration: UBND tỉnh, UBND xã, phòng, ban. Names as of a day are kept in records, ids are for ever. */
export interface Unit {
  readonly id: UnitId
  readonly parent: UnitId | null
  readonly name: string
  /** Short form in document symbols, e.g. UBND. */
  readonly shortName: string
}

/** What a person may do in their unit and the units below it. A right in one meeting is a `MeetingRole` instead. */
export const unitRoles = ['administrator', 'unitAdministrator', 'secretary', 'staff'] as const
export type UnitRole = (typeof unitRoles)[number]

export interface User {
  readonly id: UserId
  /** Sign-in name; never part of a room name or an address. */
  readonly account: string
  readonly name: string
  /** Chức vụ, e.g. Chủ tịch UBND xã. */
  readonly title: string
  readonly unit: UnitId
  readonly role: UnitRole
  readonly locked: boolean
}

/** [O1] Nearest unit first, up to the root; stops at a cycle. */
export function unitAndAncestors(units: ReadonlyMap<UnitId, Unit>, id: UnitId): readonly UnitId[] {
  const path: UnitId[] = []
  for (let at: UnitId | null = id; at !== null && !path.includes(at); at = units.get(at)?.parent ?? null) path.push(at)
  return path
}
