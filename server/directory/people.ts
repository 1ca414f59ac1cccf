import type { Subject } from '#core/access/access.ts'
import type { UnitId } from '#core/ids.ts'
import { type Unit, unitAndAncestors } from '#core/organisation/organisation.ts'
import type { Me, UserShape } from '#protocol/http-api.ts'
import type { Directory, StoredUser } from '../storage/ports.ts'

/** The unit itself and everything below it. */
function unitAndBelow(units: ReadonlyMap<UnitId, Unit>, top: UnitId): ReadonlySet<UnitId> {
  const reached = new Set<UnitId>()
  for (const id of units.keys()) if (unitAndAncestors(units, id).includes(top)) reached.add(id)
  return reached
}

/** Who asks, in the words of core/access. */
export const subjectOf = (directory: Directory, user: StoredUser): Subject => ({
  user: user.id,
  unitRole: user.role,
  units: unitAndBelow(directory.units(), user.unit)
})

/** What others may know of a person: everything but the password. */
export const shapeOf = (directory: Directory, user: StoredUser): UserShape => ({
  id: user.id,
  account: user.account,
  name: user.name,
  title: user.title,
  unit: user.unit,
  unitName: directory.units().get(user.unit)?.name ?? '',
  role: user.role,
  locked: user.locked
})

/** What the screen needs to know of the one who signed in. */
export function meOf(directory: Directory, user: StoredUser, privateFrom: string | null): Me {
  const units = directory.units()
  const unit = units.get(user.unit) ?? { id: user.unit, parent: null, name: '', shortName: '' }
  const reach = unitAndBelow(units, user.unit)
  return {
    user: shapeOf(directory, user),
    unit,
    unitPath: unitAndAncestors(units, user.unit).map(id => units.get(id)?.name ?? ''),
    units: [...units.values()].filter(({ id }) => reach.has(id)),
    mustChangePassword: user.mustChangePassword,
    passwordReset: user.reset ? { ...user.reset, privateFrom } : null
  }
}

/** Name of the unit at the top, for a screen before anybody has signed in. */
export const organisationName = (directory: Directory): string =>
  [...directory.units().values()].find(({ parent }) => parent === null)?.name ?? ''
