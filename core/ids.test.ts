import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { idPattern, newId, parseId } from './ids.ts'

describe('ids', () => {
  it('[I1] a new id has the form of one, no sign that is misread, and is never the same twice', () => {
    const made = Array.from({ length: 2000 }, () => newId(randomBytes))
    for (const id of made) expect(id).toMatch(/^[a-km-np-z2-9]{20}$/)
    expect(new Set(made).size).toBe(made.length)
    expect(made.every(id => idPattern.test(id))).toBe(true)
  })

  it('[I1] every one of the 32 signs is used', () => {
    const all = Uint8Array.from({ length: 20 }, (_, i) => i)
    const rest = Uint8Array.from({ length: 20 }, (_, i) => 255 - i)
    expect(new Set([...newId(() => all), ...newId(() => rest)]).size).toBe(32)
  })

  it.each(['phien-hop-thang-nay', 'a2345678', 'a'.repeat(40)])('[I1] %j is an id', value => {
    expect(parseId(value)).toBe(value)
  })

  it.each([
    '',
    'a234567',
    'a'.repeat(41),
    '-a234567',
    'a234567-',
    'A2345678',
    'a23_5678',
    'a2345678/..',
    'a2345678\n',
    'phiên-họp-01',
    'a2345%2f8',
    12345678,
    null,
    undefined,
    ['a2345678']
  ])('[I1] %j is none', value => {
    expect(parseId(value)).toBeNull()
  })
})
