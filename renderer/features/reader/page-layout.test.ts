import { describe, expect, test } from 'vitest'
import {
  anchorAt,
  anchorTop,
  canvasRatio,
  fitWidthScale,
  layOut,
  livePages,
  nextZoom,
  pageAt,
  pageGapPx,
  pixelsPerPoint
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
    const scale = fitWidthScale(a4, 595 + 48)
    expect(scale).toBeCloseTo(1, 6)
    const layout = layOut([a4, { width: 842, height: 595 }], scale, 595)
    expect(layout.width).toBe(595)
    expect(layout.scales[1]).toBeCloseTo(595 / 842, 6)
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
  })
})
