import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CommandId, MeetingId, UserId, VoteId } from '../ids.ts'
import type { RecordEvent, RecordFact } from '../record/event.ts'
import type { VoteChoice } from './options.ts'
import { recount } from './recount.ts'
import { commitmentOf, type OpenedBallot, outcomeOf } from './tally.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const meeting = 'cuoc-hop-0001' as MeetingId
const vote = 'bieu-quyet-1' as VoteId
const user = (n: number) => `nguoi-000${n}` as UserId
const salted = (n: number, choice: VoteChoice, paper = false): OpenedBallot => ({
  voter: user(n),
  salt: String(n).repeat(32),
  choice,
  text: '',
  paper
})
const sealed = (ballot: OpenedBallot) => commitmentOf(meeting, { vote, ...ballot }, sha256)
const rules = { base: 'all', share: 'half', tie: 'chair' } as const
const roll = [1, 2, 3, 4].map(user)
const ballots = [salted(1, 'for'), salted(2, 'against'), salted(3, 'for', true)]
const end = (change: Partial<Extract<RecordFact, { kind: 'vote-ended' }>> = {}): RecordFact => ({
  kind: 'vote-ended',
  vote,
  outcome: outcomeOf({ ...rules, roll, members: 5 }, ballots, user(1)),
  ballots,
  ...change
})
const steps = (last: RecordFact | null = end()): readonly (readonly [number, RecordFact])[] => [
  [
    9,
    {
      kind: 'participants-added',
      participants: roll.map((of, n) => ({ user: of, name: '', title: '', unitName: '', role: n === 0 ? 'chair' : 'member' }))
    }
  ],
  [9, { kind: 'vote-prepared', vote, subject: 'Thông qua', item: null, form: 'open', options: 'law', repeats: null, ...rules }],
  [9, { kind: 'vote-opened', vote, roll, members: 5, minutes: 0 }],
  [1, { kind: 'ballot-cast', vote, commitment: sealed(salted(1, 'for')) }],
  [2, { kind: 'ballot-cast', vote, commitment: sealed({ ...salted(2, 'for'), salt: '9'.repeat(32) }) }],
  [9, { kind: 'paper-ballot-entered', vote, voter: user(3), commitment: sealed(salted(3, 'for', true)) }],
  [2, { kind: 'ballot-cast', vote, commitment: sealed(salted(2, 'against')) }],
  [1, { kind: 'paper-ballot-confirmed', vote, voter: user(3) }],
  [9, { kind: 'paper-ballot-entered', vote, voter: user(4), commitment: sealed(salted(4, 'for', true)) }],
  ...(last ? [[9, last] as const] : [])
]
const record = (of = steps()): readonly RecordEvent[] =>
  of.map(([actor, fact], i) => ({
    seq: i + 1,
    meeting,
    at: '2026-11-23T02:00:00.000Z',
    actor: user(actor),
    actorName: '',
    command: `lenh-${1000 + i}` as CommandId,
    fact,
    previous: '',
    hash: ''
  }))
const agrees = (last: RecordFact) => recount(record(steps(last)), vote, sha256)?.agrees

describe('counting anew from the record', () => {
  it('[VT7] finds the ballots that count, and the numbers of the end event', () => {
    const found = recount(record(), vote, sha256)
    expect(found?.agrees).toBe(true)
    expect(found?.outcome).toMatchObject({ counts: { for: 2, against: 1 }, paper: 1, missing: 1, needed: 3, passed: false })
    expect(found?.ballots.map(({ voter, counts, opened }) => [voter, counts, opened?.choice ?? null])).toEqual([
      [user(1), true, 'for'],
      [user(2), false, null],
      [user(3), true, 'for'],
      [user(2), true, 'against'],
      [user(4), false, null]
    ])
  })

  it('[VT3] knows no choice before the end, and nothing of a vote that was never opened', () => {
    const open = recount(record(steps(null)), vote, sha256)
    expect([open?.agrees, open?.outcome, open?.ballots.every(({ opened }) => opened === null)]).toEqual([null, null, true])
    expect(recount(record().slice(0, 2), vote, sha256)).toBeNull()
    expect(recount(record(), 'bieu-quyet-2' as VoteId, sha256)).toBeNull()
  })

  it('[VT7] does not agree with an end event that opens something else, too little, too much or miscounts', () => {
    const outcome = outcomeOf({ ...rules, roll, members: 5 }, ballots, user(1))
    const turned = ballots.map(ballot => (ballot.voter === user(2) ? { ...ballot, choice: 'for' as const } : ballot))
    expect(agrees(end())).toBe(true)
    expect(agrees(end({ ballots: turned }))).toBe(false)
    expect(agrees(end({ ballots: ballots.slice(1) }))).toBe(false)
    expect(agrees(end({ ballots: [...ballots, salted(4, 'for', true)] }))).toBe(false)
    expect(agrees(end({ ballots: ballots.map(ballot => ({ ...ballot, paper: false })) }))).toBe(false)
    expect(agrees(end({ outcome: { ...outcome, counts: { for: 3, against: 0 } } }))).toBe(false)
    expect(agrees(end({ outcome: { ...outcome, passed: true } }))).toBe(false)
  })

  it('[R1] counts as before when the record holds events of a kind that is not known here', () => {
    const [people, ...more] = steps()
    const later = [9, { kind: 'of-a-later-release', vote, words: 'Mới' } as unknown as RecordFact] as const
    expect(recount(record(people ? [people, later, ...more] : []), vote, sha256)).toEqual(recount(record(), vote, sha256))
  })

  it('[VT2] does not agree when somebody counts who is not on the roll', () => {
    const stranger: readonly (readonly [number, RecordFact])[] = [[8, { kind: 'ballot-cast', vote, commitment: sealed(salted(8, 'for')) }]]
    const all = [...ballots, salted(8, 'for')]
    const last = end({ ballots: all, outcome: outcomeOf({ ...rules, roll, members: 5 }, all, user(1)) })
    expect(recount(record([...steps(null), ...stranger, [9, last]]), vote, sha256)?.agrees).toBe(false)
  })
})
