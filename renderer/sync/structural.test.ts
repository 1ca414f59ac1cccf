import { describe, expect, it } from 'vitest'
import { sameStructure } from './structural.ts'

describe('sameStructure', () => {
  it('compares what screens show by content', () => {
    expect(sameStructure({ a: [1, new Map([['x', { y: 2 }]])] }, { a: [1, new Map([['x', { y: 2 }]])] })).toBe(true)
    expect(sameStructure({ a: 1 }, { a: 1, b: undefined })).toBe(false)
    expect(sameStructure([1, 2], [2, 1])).toBe(false)
    expect(sameStructure(new Uint8Array([1]), new Uint8Array([1]))).toBe(true)
    expect(sameStructure(null, {})).toBe(false)
  })
})
