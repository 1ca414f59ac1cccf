import { describe, expect, it, test } from 'vitest'
import type { MeetingId, UserId } from '../ids.ts'
import { rehearsalIn, rehearsalsToEnd } from './rehearsal.ts'

test('[RE1] a room is a rehearsal’s by the meeting in its name; a paper or a person called like one keeps real rooms', () => {
  const id = 'hop-thu-abcdefgh12345678'
  for (const name of [`meeting/${id}`, `minutes/${id}`, `record/${id}`, `notes/${id}/nguoi-0001`, `owners/meeting/${id}`])
    expect(rehearsalIn(name), name).toBe(id)
  for (const name of [`marks/${id}/nguoi-0001`, `remarks/${id}`, `threads/${id}`, `state/${id}`, `shelf/${id}`, `notes/cuoc-hop-1/${id}`])
    expect(rehearsalIn(name), name).toBeNull()
})

describe('how many there are', () => {
  const minute = 60_000
  const me = 'nguoi-thu-ky' as UserId
  const living = (count: number, by: (n: number) => string, lastMs: (n: number) => number) =>
    Array.from({ length: count }, (_, n) => ({ meeting: `hop-thu-so-${n}` as MeetingId, by: by(n) as UserId, lastMs: lastMs(n) }))

  it('[RE4] a fourth of one person ends the one that has rested longest, or is refused; others’ are theirs', () => {
    const mine = living(
      3,
      () => me,
      n => (3 - n) * minute
    )
    expect(rehearsalsToEnd(mine.slice(1), me, 60 * minute)).toEqual([])
    expect(rehearsalsToEnd(mine, me, 60 * minute)).toEqual(['hop-thu-so-2'])
    expect(rehearsalsToEnd(mine, me, 10 * minute)).toBeNull()
    expect(rehearsalsToEnd(mine, 'nguoi-khac' as UserId, 60 * minute)).toEqual([])
  })

  it('[RE4] fifty in the house; one that ends for its maker makes room in the house too', () => {
    const all = living(
      50,
      n => (n < 3 ? me : `nguoi-so-${n}`),
      n => (n === 40 ? 0 : n === 2 ? minute : 30 * minute)
    )
    expect(rehearsalsToEnd(all.slice(3, 49), 'nguoi-moi' as UserId, 31 * minute)).toEqual([])
    expect(rehearsalsToEnd(all, 'nguoi-moi' as UserId, 31 * minute)).toEqual(['hop-thu-so-40'])
    expect(rehearsalsToEnd(all, me, 31 * minute)).toEqual(['hop-thu-so-2'])
  })
})
