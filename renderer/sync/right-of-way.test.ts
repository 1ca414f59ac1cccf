import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRightOfWay } from './right-of-way.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What is fetched ahead, waiting its turn. */
function ahead(way: ReturnType<typeof createRightOfWay>) {
  const state = { went: false }
  void way.turn().then(() => {
    state.went = true
  })
  return state
}

it('papers ahead wait while somebody reads, and a moment longer', async () => {
  const way = createRightOfWay(300)
  let answer = (): void => {}
  const reading = way.first(() => new Promise<void>(resolve => (answer = resolve)))
  const fetching = ahead(way)
  await vi.advanceTimersByTimeAsync(5000)
  expect(fetching.went).toBe(false)
  answer()
  await reading
  await vi.advanceTimersByTimeAsync(299)
  expect(fetching.went).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(fetching.went).toBe(true)
})

it('a piece that cannot be had holds nobody up for ever', async () => {
  const way = createRightOfWay(300)
  await expect(way.first(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline')
  const fetching = ahead(way)
  await vi.advanceTimersByTimeAsync(300)
  expect(fetching.went).toBe(true)
})

it('nobody waits after the end', async () => {
  const way = createRightOfWay(300)
  void way.first(() => new Promise(() => {}))
  const fetching = ahead(way)
  way.close()
  await vi.advanceTimersByTimeAsync(0)
  expect(fetching.went).toBe(true)
})
