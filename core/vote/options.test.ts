import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areHouseRules, type HouseRules, usualHouseRules } from './house-rules.ts'
import { choicesOf, isOwnSet, type OwnOption, ownSet } from './options.ts'

const named = (...names: readonly string[]) => names.map(vi => ({ vi, en: '' }))

describe('options of one’s own', () => {
  it('[VT12] one counts for passing, one may take words, of two the other is against', () => {
    const choices = (own: readonly OwnOption[]) => choicesOf({ options: 'own', own })
    expect(choices(ownSet(named('Khu A', 'Khu B'), 0, null))).toEqual(['for', 'against'])
    expect(choices(ownSet(named('Khu A', 'Nơi khác'), 0, 1))).toEqual(['for', 'other'])
    expect(choices(ownSet(named('Khu A', 'Khu B', 'Khu C', 'Nơi khác'), 1, 3))).toEqual(['option-1', 'for', 'option-3', 'other'])
  })

  it('[VT12] nothing else is a set', () => {
    const good = ownSet(named('Khu A', 'Khu B', 'Khu C'), 0, null)
    expect(isOwnSet(good)).toBe(true)
    const bad: readonly (readonly OwnOption[])[] = [
      [],
      ownSet(named('Khu A'), 0, null),
      ownSet(named('1', '2', '3', '4', '5', '6', '7'), 0, null),
      ownSet(named('Khu A', ' '), 0, null),
      ownSet(named('Khu A', ' khu a'), 0, null),
      good.map(option => ({ ...option, choice: 'for' as const })),
      good.map(option => ({ ...option, choice: option.choice === 'for' ? ('abstain' as const) : option.choice })),
      [...good].reverse(),
      good.map(option => ({ ...option, choice: option.choice === 'option-2' ? ('against' as const) : option.choice }))
    ]
    for (const own of bad) expect([own, isOwnSet(own)]).toEqual([own, false])
  })

  it('[VT12] whatever is written down by these rules makes a ballot with as many different choices', () => {
    const drafts = fc
      .uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 2, maxLength: 6, selector: name => name.trim().toLowerCase() })
      .filter(names => names.every(name => name.trim() !== ''))
    fc.assert(
      fc.property(drafts, fc.nat(5), fc.option(fc.nat(5)), (names, passing, withText) => {
        const [yes, words] = [passing % names.length, withText === null ? null : withText % names.length]
        const own = ownSet(named(...names), yes, words)
        expect(new Set(choicesOf({ options: 'own', own })).size).toBe(names.length)
        expect(isOwnSet(own)).toBe(true)
      })
    )
  })

  it('[VT13] rules of a house hold sets with a name of their own, options and a type of meeting', () => {
    const set = { name: 'Chọn địa điểm', types: ['session'], own: ownSet(named('Khu A', 'Khu B'), 0, null) } as const
    const rules = (...sets: HouseRules['sets']): HouseRules => ({ ...usualHouseRules, sets })
    expect([rules(), rules(set)].map(areHouseRules)).toEqual([true, true])
    const bad = [rules(set, set), rules({ ...set, name: ' ' }), rules({ ...set, types: [] }), rules({ ...set, own: set.own.slice(1) })]
    expect(bad.map(areHouseRules)).toEqual([false, false, false, false])
  })
})
