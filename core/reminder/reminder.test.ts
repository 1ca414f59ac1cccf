import { describe, expect, it } from 'vitest'
import type { UserId, VoteId } from '../ids.ts'
import type { Participant } from '../meeting/meeting.ts'
import { type Vote, voterKey } from '../vote/vote.ts'
import { isJustReminded, notCheckedIn, reminderEveryMs, waitedFor } from './reminder.ts'

const user = (name: string) => name as UserId
const vote = 'bieu-quyet' as VoteId
const person = (name: string, role: Participant['role']): readonly [UserId, Participant] => [
  user(name),
  { user: user(name), name, title: '', unitName: '', role }
]
const participants = new Map([
  person('a', 'chair'),
  person('b', 'member'),
  person('c', 'member'),
  person('d', 'guest'),
  person('e', 'secretary')
])
const room = {
  participants,
  attendance: new Map([
    [user('a'), { state: 'present' }],
    [user('b'), { state: 'present' }],
    [user('c'), { state: 'excused' }]
  ]),
  votes: new Map(),
  voters: new Map(),
  givenBallots: new Map()
}
const of = (change: Partial<Vote>) => ({ vote, state: 'open', form: 'open', roll: [user('a'), user('b'), user('c')], ...change }) as Vote
const voter = (change: object) => ({ ready: false, commitment: null, at: null, paper: null, ...change })

describe('reminders', () => {
  it('[RM1] come half a minute apart, of each thing by itself', () => {
    const reminders = new Map([[vote, '2026-11-22T08:00:00.000Z']])
    const at = Date.parse('2026-11-22T08:00:00.000Z')
    expect(isJustReminded(reminders, vote, at + reminderEveryMs - 1)).toBe(true)
    expect(isJustReminded(reminders, vote, at + reminderEveryMs)).toBe(false)
    expect(isJustReminded(reminders, 'check-in', at)).toBe(false)
  })

  it('[RM2] are for those on the roll who have not voted; a ballot on paper counts once it is confirmed', () => {
    const voters = new Map([
      [voterKey(vote, user('a')), voter({ commitment: 'x' })],
      [voterKey(vote, user('b')), voter({ commitment: 'y', paper: { by: user('e'), confirmedBy: null } })]
    ])
    expect(waitedFor({ ...room, voters }, of({}))).toEqual(['b', 'c'])
  })

  it('[RM2] are in a secret ballot for those who have not taken one, whatever is in the box', () => {
    const givenBallots = new Map([[voterKey(vote, user('c')), { request: null }]])
    expect(waitedFor({ ...room, givenBallots }, of({ form: 'secret' }))).toEqual(['a', 'b'])
  })

  it('[RM2] are before the opening for those who are here and have not said that they are ready', () => {
    const voters = new Map([[voterKey(vote, user('a')), voter({ ready: true })]])
    expect(waitedFor({ ...room, voters }, of({ state: 'called', roll: [] }))).toEqual(['b'])
  })

  it('[RM2] of checking in are for those of whom nothing is noted, not for the excused, and not for those who remind', () => {
    expect(notCheckedIn(room)).toEqual(['d'])
    expect(notCheckedIn({ participants, attendance: new Map() })).toEqual(['b', 'c', 'd'])
  })
})
