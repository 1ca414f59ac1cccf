import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeBetween, movedCaret } from './text-diff.ts'

describe('changeBetween', () => {
  it('takes the place of the caret where several fit', () => {
    expect(changeBetween('aa', 'aaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' })
    expect(changeBetween('aa', 'aaa', 3)).toEqual({ index: 2, remove: 0, insert: 'a' })
    expect(changeBetween('họp', 'họp', 3)).toBeNull()
  })

  it('never splits a surrogate pair', () => {
    const change = changeBetween('😀', '😁', 2)
    expect(change).toEqual({ index: 0, remove: 2, insert: '😁' })
  })

  it('turns one text into the other, whatever they are and wherever the caret stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.nat(30), (before, after, caret) => {
        const change = changeBetween(before, after, caret)
        const made = change ? before.slice(0, change.index) + change.insert + before.slice(change.index + change.remove) : before
        expect(made).toBe(after)
      })
    )
  })
})

describe('movedCaret', () => {
  it('stays with its word when others write or delete before it', () => {
    expect(movedCaret(5, [{ insert: 'abc' }])).toBe(8)
    expect(movedCaret(5, [{ retain: 5 }, { insert: 'abc' }])).toBe(5)
    expect(movedCaret(5, [{ retain: 1 }, { delete: 2 }])).toBe(3)
    expect(movedCaret(5, [{ retain: 3 }, { delete: 9 }])).toBe(3)
  })
})
