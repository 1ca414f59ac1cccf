import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromShown, mergeLines, type PageGeometry, pageRotation, rectFromShown, shownSize, toShown } from './page-geometry.ts'

const pages = fc.record({
  width: fc.integer({ min: 100, max: 2000 }),
  height: fc.integer({ min: 100, max: 2000 }),
  rotation: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const)
})

describe('page geometry', () => {
  test('[K3] a point goes to the screen and back unchanged, whatever the turn', () => {
    fc.assert(
      fc.property(pages, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (page, u, v) => {
        const point = { x: u * page.width, y: v * page.height }
        const shown = toShown(page, point)
        const size = shownSize(page)
        expect(shown.x).toBeGreaterThanOrEqual(-1e-6)
        expect(shown.x).toBeLessThanOrEqual(size.width + 1e-6)
        expect(shown.y).toBeLessThanOrEqual(size.height + 1e-6)
        const back = fromShown(page, shown)
        expect(back.x).toBeCloseTo(point.x, 6)
        expect(back.y).toBeCloseTo(point.y, 6)
      })
    )
  })
  test('[K3] the top left of a page turned by 90 degrees is shown at the top right', () => {
    const page: PageGeometry = { width: 595, height: 842, rotation: 90 }
    expect(toShown(page, { x: 0, y: 0 })).toEqual({ x: 842, y: 0 })
    expect(rectFromShown(page, { x: 832, y: 0, width: 10, height: 20 })).toEqual({ x: 0, y: 0, width: 20, height: 10 })
  })
  test('angles a file may name fall on the four that exist', () => {
    expect([-90, 0, 89, 180, 450].map(pageRotation)).toEqual([270, 0, 90, 180, 90])
  })
  test('[K4] pieces of one line become one rectangle, lines stay apart', () => {
    const lines = mergeLines([
      { x: 10, y: 100, width: 40, height: 12 },
      { x: 52, y: 101, width: 60, height: 11 },
      { x: 10, y: 116, width: 100, height: 12 },
      { x: 30, y: 116, width: 0, height: 12 }
    ])
    expect(lines).toEqual([
      { x: 10, y: 100, width: 102, height: 12 },
      { x: 10, y: 116, width: 100, height: 12 }
    ])
  })
  test('[K4] two columns on one height stay two rectangles', () => {
    const columns = [
      { x: 10, y: 100, width: 40, height: 12 },
      { x: 300, y: 100, width: 40, height: 12 }
    ]
    expect(mergeLines(columns)).toHaveLength(2)
  })
})
