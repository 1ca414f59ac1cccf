import { describe, expect, test } from 'vitest'
import { firstHitFrom, searchOrder, ticksOf } from './find-text.ts'

const hit = (page: number, start = 0) => ({ page, start, end: start + 1 })

describe('finding in a paper', () => {
  test('search begins at the page being read and comes round', () => {
    expect(searchOrder(4, 3)).toEqual([3, 4, 1, 2])
    const hits = [1, 1, 4].map(page => hit(page))
    expect(firstHitFrom(hits, 2)).toBe(2)
    expect(firstHitFrom(hits, 5)).toBe(0)
  })
  test('[E21] ten thousand hits are a few hundred ticks beside the scroll bar, each a way to its hits', () => {
    const hits = Array.from({ length: 10_000 }, (_, i) => hit(1 + Math.floor(i / 100), i % 100))
    const ticks = ticksOf(hits, ({ page, start }) => ((page - 1 + start / 100) / 100) * 700, 3)
    expect(ticks.length).toBeLessThanOrEqual(234)
    expect(ticks.length).toBeGreaterThan(100)
    expect(ticks[0]?.index).toBe(0)
    expect(ticksOf([], () => 0, 3)).toEqual([])
  })
})
