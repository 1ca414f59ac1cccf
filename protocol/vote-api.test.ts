import { describe, expect, it } from 'vitest'
import { type HouseRules, usualHouseRules, usualMajority } from '#core/vote/house-rules.ts'
import { houseRulesShape, newHouseRules, understoodHouseRules, withHouseRules } from './vote-api.ts'

const own = [
  { choice: 'for', vi: 'Khu A', en: '' },
  { choice: 'against', vi: 'Khu B', en: '' }
] as const
const briefing = { base: 'present', share: 'half', tie: 'fails' } as const
/** By a release with a fifth type of meeting, another way to break a tie, and options of another kind. */
const newer = {
  majority: { ...usualHouseRules.majority, briefing, conference: { ...usualMajority, tie: 'lot' }, extraordinary: briefing },
  sets: [
    { name: 'Địa điểm', types: ['session', 'extraordinary'], own },
    { name: 'Chỉ họp bất thường', types: ['extraordinary'], own },
    { name: 'Xếp hạng', types: ['session'], own: [{ choice: 'rank-1', vi: 'Nhất', en: '' }] }
  ]
}
const understood: HouseRules = {
  majority: { ...usualHouseRules.majority, briefing },
  sets: [{ name: 'Địa điểm', types: ['session'], own }]
}

describe('[VT13] rules of a house that another release wrote', () => {
  it.each([
    ['nobody has said anything', null, usualHouseRules],
    ['a release with fewer types of meetings', { majority: { briefing }, sets: [] }, { ...understood, sets: [] }],
    ['a newer release', newer, understood],
    ['nobody knows whom', { majority: 7, sets: 'x' }, usualHouseRules]
  ])('are understood as far as they can be: %s', (_, written, wanted) => {
    expect(understoodHouseRules(written)).toEqual(wanted)
    expect(houseRulesShape.parse(understoodHouseRules(written))).toEqual(wanted)
  })

  it('keep what was not understood when somebody changes the rest', () => {
    expect(withHouseRules(newer, understood)).toEqual(newer)
    const thematic = { ...usualMajority, base: 'present' } as const
    const changed = withHouseRules(newer, {
      majority: { ...understood.majority, thematic },
      sets: [...understood.sets, { name: 'Mới', types: ['briefing'], own }]
    })
    expect(changed).toEqual({
      majority: { ...newer.majority, thematic },
      sets: [newer.sets[0], { name: 'Mới', types: ['briefing'], own }, newer.sets[1], newer.sets[2]]
    })
    // What is deleted or decided otherwise here is so for all.
    const conference = { ...usualMajority, tie: 'fails' } as const
    expect(withHouseRules(newer, { majority: { ...understood.majority, conference }, sets: [] })).toEqual({
      majority: { ...newer.majority, conference },
      sets: [newer.sets[1], newer.sets[2]]
    })
  })

  it('are set by a client that knows fewer types, and by none that knows others than the server', () => {
    expect(newHouseRules.safeParse({ majority: { briefing }, sets: [] }).success).toBe(true)
    expect(newHouseRules.safeParse({ majority: newer.majority, sets: [] }).success).toBe(false)
  })
})
