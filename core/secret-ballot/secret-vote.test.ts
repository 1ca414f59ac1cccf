import { expect, it } from 'vitest'
import type { UserId, VoteId } from '../ids.ts'
import { knownByResult, noSecretVotes, withGiven, withKey, withPaperCount, withPaperCountVoided } from './secret-vote.ts'

const vote = 'bieu-quyet-kin-1' as VoteId
const nobody = withKey(noSecretVotes, vote, { n: '', e: '' })

it.each([
  [0, 5, 0],
  [5, 0, 0],
  [1, 0, 0],
  [3, 3, 0],
  [1, 4, 1],
  [2, 3, 2],
  [3, 2, 2],
  [9, 1, 1],
  [1, 1, 2],
  [2, 2, 4]
])('[SB9] with %i on devices and %i on paper, the result tells what %i of them chose', (device, paper, known) => {
  const roll = Array.from({ length: device + paper + 2 }, (_, n) => `nguoi-so-${n}` as UserId)
  const all = roll
    .slice(0, device + paper)
    .reduce((given, user, n) => withGiven(given, vote, user, { request: n < device ? `${n}` : null }), nobody)
  const found = knownByResult(all, { vote, roll })
  expect(found).toHaveLength(known)
  // The few are named, never the many.
  for (const user of found) expect(roll.indexOf(user) < device ? device : paper).toBeLessThan(3)
})

it('[SB8] a void count is no count, says whose it was, and is forgotten with the next', () => {
  const [by, second] = ['nguoi-thu-ky', 'nguoi-chu-tri'] as UserId[] as [UserId, UserId]
  const counted = withPaperCount(nobody, vote, 'a'.repeat(64), by)
  const voided = withPaperCountVoided(counted, vote, second)
  expect(voided.secretVotes.get(vote)).toMatchObject({ paper: null, voided: { by, second } })
  expect(withPaperCount(voided, vote, 'b'.repeat(64), second).secretVotes.get(vote)).toEqual({
    ...counted.secretVotes.get(vote),
    paper: { commitment: 'b'.repeat(64), counts: null, by: second, confirmedBy: null }
  })
})
