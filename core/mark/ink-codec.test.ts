import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeStrokes, encodeStrokes } from './ink-codec.ts'
import type { InkPoint } from './mark.ts'

const point = fc.record({
  x: fc.double({ min: -20_000, max: 20_000, noNaN: true }),
  y: fc.double({ min: -20_000, max: 20_000, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1, noNaN: true })
})
const strokes = fc.array(fc.array(point, { maxLength: 60 }), { maxLength: 8 })

describe('ink as bytes', () => {
  it('[K2] comes back to within 1/40 point and 1/510 of pressure', () => {
    fc.assert(
      fc.property(strokes, drawn => {
        const back = decodeStrokes(encodeStrokes(drawn))
        expect(back?.map(stroke => stroke.length)).toEqual(drawn.map(stroke => stroke.length))
        for (const [s, stroke] of drawn.entries())
          for (const [i, { x, y, pressure }] of stroke.entries()) {
            const found = back?.[s]?.[i] as InkPoint
            expect(Math.abs(found.x - x)).toBeLessThanOrEqual(0.025 + 1e-9)
            expect(Math.abs(found.y - y)).toBeLessThanOrEqual(0.025 + 1e-9)
            expect(Math.abs(found.pressure - pressure)).toBeLessThanOrEqual(1 / 510 + 1e-9)
          }
      })
    )
  })

  it('[K2] what was decoded is encoded to the same bytes: nothing drifts', () => {
    fc.assert(
      fc.property(strokes, drawn => {
        const bytes = encodeStrokes(drawn)
        expect(encodeStrokes(decodeStrokes(bytes) ?? [])).toEqual(bytes)
      })
    )
  })

  it('[K2] a slow stroke takes about three bytes a point', () => {
    const stroke = Array.from({ length: 1000 }, (_, i) => ({ x: 100 + i * 0.7, y: 300 + Math.sin(i / 20) * 9, pressure: 0.5 }))
    expect(encodeStrokes([stroke]).length).toBeLessThan(3200)
  })

  it('[K2] numbers no page has are drawn at the edge, and the encoder always ends', () => {
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300]
    const back = decodeStrokes(encodeStrokes([odd.map(x => ({ x, y: -x, pressure: x }))]))
    expect(back?.[0]).toHaveLength(odd.length)
    for (const p of back?.[0] ?? []) for (const n of [p.x, p.y, p.pressure]) expect(Number.isFinite(n)).toBe(true)
  })

  it('[K2] bytes that are no strokes give null or finite points, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        for (const p of decodeStrokes(bytes)?.flat() ?? []) {
          expect(Math.abs(p.x)).toBeLessThanOrEqual(100_000)
          expect(Math.abs(p.y)).toBeLessThanOrEqual(100_000)
          expect(p.pressure).toBeGreaterThanOrEqual(0)
          expect(p.pressure).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 2000 }
    )
  })

  it('[K2] cut short or with a byte too many, strokes are refused', () => {
    const bytes = encodeStrokes([[{ x: 10, y: 20, pressure: 0.5 }], [{ x: 30, y: 40, pressure: 1 }]])
    for (let end = 0; end < bytes.length; end++) expect(decodeStrokes(bytes.subarray(0, end))).toBeNull()
    expect(decodeStrokes(Uint8Array.from([...bytes, 0]))).toBeNull()
  })
})
