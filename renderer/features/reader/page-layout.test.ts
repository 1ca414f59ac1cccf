import { describe, expect, test } from 'vitest'
import {
  anchorAt,
  anchorTop,
  canvasRatio,
  fitScale,
  layOut,
  livePages,
  nextZoom,
  pageAt,
  pageGapPx,
  pixelsPerPoint,
  rowBox,
  rowOf
} from './page-layout.ts'

const a4 = { width: 595, height: 842 }
const pages = (count: number) => Array.from({ length: count }, () => a4)

describe('page layout', () => {
  test('[E1] of 600 pages only those on the screen and their neighbours are alive', () => {
    const layout = layOut(pages(600), pixelsPerPoint)
    const [first, last] = livePages(layout, layout.tops[300] ?? 0, 700)
    expect(first).toBeGreaterThanOrEqual(298)
    expect(last).toBeLessThanOrEqual(302)
    expect(livePages(layout, 0, 700)).toEqual([0, 1])
    expect(livePages(layout, 1e9, 700)).toEqual([598, 599])
  })
  test('a height falls on the page whose gap or sheet holds it', () => {
    const layout = layOut(pages(3), 1)
    expect(pageAt(layout, -50)).toBe(0)
    expect(pageAt(layout, pageGapPx + 842 + pageGapPx)).toBe(1)
    expect(pageAt(layout, 1e6)).toBe(2)
  })
  test('an anchor keeps the place through zooming', () => {
    const before = layOut(pages(20), 1)
    const after = layOut(pages(20), 1.7)
    const anchor = anchorAt(before, 5000)
    expect(anchorAt(after, anchorTop(after, anchor)).index).toBe(anchor.index)
    expect(anchorAt(after, anchorTop(after, anchor)).fraction).toBeCloseTo(anchor.fraction, 6)
  })
  test('fit width makes a page as wide as the room, and a wider page no wider', () => {
    const scale = fitScale(a4, { width: 595 + 48, height: 400 })
    expect(scale).toBeCloseTo(1, 6)
    const layout = layOut([a4, { width: 842, height: 595 }], scale, { widest: 595 })
    expect(layout.width).toBe(595)
    expect(layout.scales[1]).toBeCloseTo(595 / 842, 6)
  })
  test('fit page leaves nothing of a page out of sight, nor of one that is taller', () => {
    const view = { width: 1200, height: 700 }
    const scale = fitScale(a4, view, 'page')
    expect(842 * scale).toBeLessThanOrEqual(700)
    const layout = layOut([a4, { width: 595, height: 1684 }], scale, { widest: 1152, tallest: 664 })
    expect(Math.max(...layout.heights)).toBeLessThanOrEqual(664)
  })
  test('pages in pairs lie beside each other; a cover stands alone on the right, as in a booklet', () => {
    const pairs = layOut(pages(5), 1, { arrangement: 'double' })
    expect(pairs.rows).toEqual([
      [0, 1],
      [2, 3],
      [4, 4]
    ])
    expect([pairs.tops[0], pairs.tops[2]]).toEqual([pairs.tops[1], pairs.tops[3]])
    expect((pairs.lefts[0] ?? 0) + 595).toBeLessThan(pairs.lefts[1] ?? 0)
    expect(pairs.width).toBe(2 * 595 + 4)
    const cover = layOut(pages(5), 1, { arrangement: 'cover' })
    expect(cover.rows).toEqual([
      [0, 0],
      [1, 2],
      [3, 4]
    ])
    expect(cover.lefts[0]).toBe(cover.lefts[2])
    expect(pageAt(cover, (cover.tops[1] ?? 0) + 5)).toBe(1)
    expect(rowOf(cover, 4)).toBe(2)
    expect(rowBox(cover, 2)).toEqual({ top: cover.tops[3], height: 842 })
  })
  test('two pages side by side fill the width together', () => {
    const scale = fitScale(a4, { width: 2 * 595 + 4 + 48, height: 500 }, 'width', true)
    expect(scale).toBeCloseTo(1, 6)
  })
  test('[E1] in pairs, too, only the rows around the screen are alive', () => {
    const layout = layOut(pages(600), 1, { arrangement: 'double' })
    expect(livePages(layout, layout.tops[300] ?? 0, 700)).toEqual([298, 303])
  })
  test('zoom goes by usual steps and stays in its limits', () => {
    expect(nextZoom(pixelsPerPoint, 1) / pixelsPerPoint).toBeCloseTo(1.1)
    expect(nextZoom(pixelsPerPoint * 1.03, -1) / pixelsPerPoint).toBeCloseTo(1)
    expect(nextZoom(pixelsPerPoint * 5, 1) / pixelsPerPoint).toBe(5)
    expect(nextZoom(pixelsPerPoint * 0.25, -1) / pixelsPerPoint).toBe(0.25)
  })
  test('[E2] a canvas is as dense as the screen until it would cost too much', () => {
    expect(canvasRatio(700, 990, 2, false)).toBe(2)
    const ratio = canvasRatio(5000, 7000, 2, false)
    expect(5000 * 7000 * ratio * ratio).toBeLessThanOrEqual(12_000_001)
    expect(canvasRatio(700, 990, 2, true)).toBe(1)
    const small = canvasRatio(5000, 7000, 2, false, 2)
    expect(5000 * 7000 * small * small).toBeLessThanOrEqual(6_000_001)
  })
})
