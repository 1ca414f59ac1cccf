import { describe, expect, it } from 'vitest'
import type { UnitId } from '../ids.ts'
import { type Unit, unitAndAncestors } from './organisation.ts'

const unit = (id: string, parent: string | null): [UnitId, Unit] => [
  id as UnitId,
  { id: id as UnitId, parent: parent as UnitId | null, name: id, shortName: '' }
]

describe('unitAndAncestors', () => {
  it('[O1] goes from the unit to the root', () => {
    const units = new Map([unit('tinh', null), unit('xa', 'tinh'), unit('phong', 'xa')])
    expect(unitAndAncestors(units, 'phong' as UnitId)).toEqual(['phong', 'xa', 'tinh'])
  })

  it('[O1] ends at a cycle and at a parent that is missing', () => {
    const units = new Map([unit('a', 'b'), unit('b', 'a'), unit('c', 'mat')])
    expect(unitAndAncestors(units, 'a' as UnitId)).toEqual(['a', 'b'])
    expect(unitAndAncestors(units, 'c' as UnitId)).toEqual(['c', 'mat'])
  })
})
