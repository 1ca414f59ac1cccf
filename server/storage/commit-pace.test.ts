import { expect, test } from 'vitest'
import { CommitPace } from './commit-pace.ts'

const alone = new Set(['r!meeting/aaaaaaaa'])

test('a single room that writes again and again never waits', () => {
  const pace = new CommitPace()
  for (let now = 0; now < 100; now += 1) {
    expect(pace.restMs(now)).toBeLessThanOrEqual(0)
    pace.begins(alone, now)
  }
})

test('many rooms at once wait for each other, at most three milliseconds, and no longer when it is quiet again', () => {
  const pace = new CommitPace()
  for (let now = 0; now < 20; now += 1) pace.begins(new Set([`r!meeting/${now}`]), now)
  expect(pace.restMs(20)).toBe(2)
  expect(pace.restMs(22)).toBeLessThanOrEqual(0)
  pace.begins(new Set(['r!meeting/later']), 1000)
  expect(pace.restMs(1000)).toBeLessThanOrEqual(0)
})
