import { expect, it } from 'vitest'
import { Attempts } from './attempts.ts'

it('[H4] promise A5: tries under way count as failures until they turn out otherwise', async () => {
  const attempts = new Attempts(() => new Date('2026-11-22T01:00:00Z'))
  const ends: ((right: boolean) => void)[] = []
  const start = (account: string) => attempts.attempt(account, '10.0.3.7', () => new Promise<boolean>(resolve => ends.push(resolve)))
  const tries = Array.from({ length: 15 }, () => start('member'))
  expect(ends).toHaveLength(10)
  for (const end of ends) end(false)
  const outcomes = await Promise.all(tries)
  expect(outcomes.map(outcome => (outcome === 'wrong' ? 1 : 0)).reduce<number>((sum, one) => sum + one, 0)).toBe(10)
  expect(outcomes.filter(outcome => outcome === 'blocked')).toHaveLength(5)
  const right = start('chair')
  ends.at(-1)?.(true)
  expect(await right).toBe('right')
})
