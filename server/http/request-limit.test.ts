import { expect, it } from 'vitest'
import { RequestLimit } from './request-limit.ts'

it('lets a session ask in bursts, fills up again with time, and lets an address ask for many people', () => {
  let now = 0
  const limit = new RequestLimit(() => new Date(now))
  const taken = (session: string | null, times: number) =>
    Array.from({ length: times }, () => limit.take(session, 'a')).filter(Boolean).length
  expect(taken('one', 1000)).toBe(600)
  expect(taken('two', 100)).toBe(100)
  now += 1000
  expect(taken('one', 1000)).toBe(100)
  now += 3_600_000
  expect(taken('one', 1000)).toBe(600)
  expect(taken(null, 10_000)).toBe(6000)
  now += 1000
  expect(taken(null, 10_000)).toBe(1000)
})
