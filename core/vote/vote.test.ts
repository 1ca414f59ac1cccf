import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeetingId, UserId, VoteId } from '../ids.ts'
import type { MeetingRole, Participant } from '../meeting/meeting.ts'
import { builtInSets, choicesOf } from './options.ts'
import { commitmentOf, type OpenedBallot, outcomeOf, receiptOf, type SealedBallot } from './tally.ts'
import {
  hasVoted,
  noVotes,
  rollOf,
  type Votes,
  type VoteTerms,
  voteAtHand,
  votedOf,
  voterOf,
  votesInOrder,
  withBallot,
  withCalled,
  withCancelled,
  withEnded,
  withOpened,
  withoutVote,
  withPaperConfirmed,
  withPaperWithdrawn,
  withPrepared,
  withReady
} from './vote.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const vote = 'bieu-quyet-1' as VoteId
const user = (n: number) => `nguoi-000${n}` as UserId
const at = '2026-11-23T02:00:00.000Z'
const terms: VoteTerms = {
  subject: 'Thông qua dự toán năm 2027',
  item: null,
  form: 'open',
  options: 'opinion',
  base: 'all',
  share: 'half',
  tie: 'fails',
  repeats: null
}
const roll = [1, 2, 3].map(user)
const prepared = withPrepared(noVotes, vote, terms, 7)
const opened = withOpened(prepared, vote, { roll, members: 5, minutes: 2 }, at)
const cast = (all: Votes, n: number, commitment: string) => withBallot(all, vote, user(n), { commitment, paper: null }, at)

describe('a vote', () => {
  it('[VT1] has the options of its set, each once', () => {
    expect(builtInSets.map(options => choicesOf({ options }))).toEqual([
      ['for', 'against', 'other'],
      ['for', 'against', 'abstain'],
      ['for', 'against', 'other'],
      ['for', 'against', 'blank']
    ])
  })

  it('[VT2] members and chair who are present are on the roll, nobody else', () => {
    const roles: readonly MeetingRole[] = ['chair', 'secretary', 'member', 'member', 'member', 'delegate', 'guest']
    const people = roles.map((role, n): Participant => ({ user: user(n), name: '', title: '', unitName: '', role }))
    const present = new Map([0, 1, 2, 5, 6].map(n => [user(n), { state: 'present' }] as const)).set(user(3), { state: 'left' } as never)
    expect(rollOf(people, present)).toEqual([user(0), user(2)])
  })

  it('[VT4] one at a time is called or open', () => {
    expect(voteAtHand(prepared)).toBeNull()
    const called = withReady(withCalled(prepared, vote, true), vote, user(1))
    expect(voteAtHand(called)?.state).toBe('called')
    expect(voterOf(called, vote, user(1)).ready).toBe(true)
    const off = withCalled(called, vote, false)
    expect([voteAtHand(off), off.voters.size, off.votes.get(vote)?.state]).toEqual([null, 0, 'prepared'])
    expect(voteAtHand(opened)?.vote).toBe(vote)
    expect(voteAtHand(withEnded(opened, vote, { outcome: null, ballots: [] }, at))).toBeNull()
  })

  it('[VT5] keeps its place in the list when it is changed', () => {
    const second = withPrepared(prepared, 'bieu-quyet-2' as VoteId, terms, 9)
    const changed = withPrepared(second, vote, { ...terms, subject: 'Khác' }, 12)
    expect(votesInOrder(changed).map(({ vote, subject }) => [vote, subject])).toEqual([
      [vote, 'Khác'],
      ['bieu-quyet-2', terms.subject]
    ])
    expect(withoutVote(changed, vote).votes.size).toBe(1)
  })

  it('[VT6] counts the last ballot of each voter, once', () => {
    const twice = cast(cast(cast(opened, 2, 'a'), 1, 'b'), 2, 'c')
    const { votes } = twice
    expect(votedOf(twice, votes.get(vote) as never)).toEqual([user(1), user(2)])
    expect(voterOf(twice, vote, user(2)).commitment).toBe('c')
  })

  it('[VT9] a paper ballot counts when somebody has confirmed it, and no more when it was withdrawn', () => {
    const entered = withBallot(opened, vote, user(3), { commitment: 'p', paper: { by: user(8), confirmedBy: null } }, at)
    expect(hasVoted(voterOf(entered, vote, user(3)))).toBe(false)
    const confirmed = withPaperConfirmed(entered, vote, user(3), user(9))
    expect(hasVoted(voterOf(confirmed, vote, user(3)))).toBe(true)
    expect(voterOf(confirmed, vote, user(3)).paper).toEqual({ by: user(8), confirmedBy: user(9) })
    expect(hasVoted(voterOf(withPaperWithdrawn(confirmed, vote, user(3)), vote, user(3)))).toBe(false)
    // What was given on a device is touched by neither.
    const device = cast(opened, 3, 'd')
    expect(withPaperConfirmed(device, vote, user(3), user(9))).toBe(device)
    expect(withPaperWithdrawn(device, vote, user(3))).toBe(device)
  })

  it('[VT7] what was sealed is gone from the hall when the vote ends or is stopped', () => {
    const voted = cast(opened, 1, 'a')
    const ballot: OpenedBallot = { voter: user(1), salt: '0'.repeat(32), choice: 'for', text: '', paper: false }
    const end = withEnded(voted, vote, { outcome: null, ballots: [ballot] }, at)
    expect(end.voters.size).toBe(0)
    expect(end.votes.get(vote)).toMatchObject({ state: 'ended', endedAt: at, ballots: [{ voter: user(1), choice: 'for', paper: false }] })
    expect(JSON.stringify([...end.votes])).not.toContain(ballot.salt)
    const stopped = withCancelled(voted, vote, 'Nhầm nội dung', at)
    expect(stopped.voters.size).toBe(0)
    expect(stopped.votes.get(vote)).toMatchObject({ state: 'cancelled', reason: 'Nhầm nội dung', ballots: [], outcome: null })
  })
})

describe('the commitment', () => {
  const meeting = 'cuoc-hop-0001' as MeetingId
  const ballot: SealedBallot = { vote, voter: user(1), salt: '0f'.repeat(16), choice: 'other', text: 'Giữ như dự thảo, bổ sung lộ trình' }

  it('[VT3] is the SHA-256 of the line in docs/record-format.md', () => {
    const line = `{"choice":"other","meeting":"cuoc-hop-0001","salt":"${'0f'.repeat(16)}","text":"Giữ như dự thảo, bổ sung lộ trình","vote":"bieu-quyet-1","voter":"nguoi-0001"}`
    expect(commitmentOf(meeting, ballot, sha256)).toBe(sha256(line))
  })

  it('[VT3] is another for another salt, meeting, vote, voter, choice or text', () => {
    const all = [
      commitmentOf(meeting, ballot, sha256),
      commitmentOf('cuoc-hop-0002' as MeetingId, ballot, sha256),
      ...(
        [
          { salt: '1f'.repeat(16) },
          { vote: 'bieu-quyet-2' as VoteId },
          { voter: user(2) },
          { choice: 'for' as const },
          { text: '' }
        ] satisfies Partial<SealedBallot>[]
      ).map(change => commitmentOf(meeting, { ...ballot, ...change }, sha256))
    ]
    expect(new Set(all).size).toBe(7)
  })

  it('[VT3] is read aloud by its first twelve digits', () => {
    expect(receiptOf(`a1b2c3d4e5f6${'0'.repeat(52)}`)).toBe('A1B2-C3D4-E5F6')
  })
})

describe('the outcome', () => {
  type Rules = Parameters<typeof outcomeOf>[0]
  const rules = (change: Partial<Rules>): Rules => ({ base: 'all', share: 'half', tie: 'fails', roll: roll, members: 3, ...change })
  const ballots = (said: string) =>
    [...said].map((sign, n): OpenedBallot => {
      const choice = sign === '+' ? 'for' : sign === '-' ? 'against' : 'abstain'
      return { voter: user(n), choice, text: '', salt: '', paper: sign === '*' }
    })
  const passes = (said: string, change: Partial<Rules>, chair: number | null = null) =>
    outcomeOf(rules({ roll: { length: said.length }, ...change }), ballots(said), chair === null ? null : user(chair)).passed

  it('[VT8] more than half of all members, present or not', () => {
    expect(passes('+++++', { members: 10 })).toBe(false)
    expect(passes('++++++', { members: 10 })).toBe(true)
    expect(passes('+++++', { members: 9 })).toBe(true)
    expect(passes('+++--', { members: 9, base: 'present' })).toBe(true)
  })

  it('[VT8] two thirds are rounded up', () => {
    const share = 'two-thirds'
    expect(passes('+++++++.', { members: 11, share })).toBe(false)
    expect(passes('++++++++', { members: 11, share })).toBe(true)
    expect(passes('++', { members: 2, share: 'all' })).toBe(true)
    expect(passes('+.', { members: 2, share: 'all' })).toBe(false)
  })

  it('[VT8] a tie fails, or goes as the chair voted, and only when more than half took a side', () => {
    expect(passes('++--', { members: 4 })).toBe(false)
    expect(passes('++--', { members: 4, tie: 'chair' }, 0)).toBe(true)
    expect(passes('++--', { members: 4, tie: 'chair' }, 3)).toBe(false)
    expect(passes('++--', { members: 4, tie: 'chair' })).toBe(false)
    expect(passes('++--', { members: 8, tie: 'chair' }, 0)).toBe(false)
    expect(passes('++--', { members: 4, tie: 'chair', share: 'two-thirds' }, 0)).toBe(false)
    expect(outcomeOf(rules({ roll: { length: 4 }, members: 4, tie: 'chair' }), ballots('+-+-'), user(0)).tie).toBe('chair')
  })

  it('[VT8] with equal numbers the side of the chair decides, whatever the others said', () => {
    const tie = 'chair-side'
    expect(passes('++--', { members: 4, tie }, 0)).toBe(true)
    expect(passes('++--', { members: 4, tie }, 3)).toBe(false)
    // Less than half of all members took a side.
    expect(passes('++--..', { members: 9, tie }, 0)).toBe(true)
    expect(passes('+-......', { members: 8, tie }, 0)).toBe(true)
    expect(passes('++--..', { members: 9, tie }, 4)).toBe(false)
    expect(passes('++--..', { members: 9, tie })).toBe(false)
    // One more on a side is no tie, whatever the chair said.
    expect(passes('+++--', { members: 9, tie }, 0)).toBe(false)
    expect(passes('++---', { members: 5, tie }, 0)).toBe(false)
    expect(passes('++--', { members: 4, tie, share: 'two-thirds' }, 0)).toBe(false)
    const told = (said: string, rule: 'chair-side' | 'chair' | 'fails') =>
      outcomeOf(rules({ roll: { length: said.length }, members: 9, tie: rule }), ballots(said), user(0)).tie
    expect([told('+-', 'chair-side'), told('+-', 'chair'), told('+-', 'fails'), told('....', 'chair-side')]).toEqual([
      'chair-side',
      null,
      null,
      null
    ])
  })

  it('[VT12] options of one’s own are counted each by itself; of three none is against', () => {
    const own = ['for', 'option-2', 'option-3'] as const
    const said = [0, 0, 1, 1, 2].map((place, n) => ({ voter: user(n), choice: own[place] ?? 'for', paper: false }))
    const outcome = outcomeOf(rules({ roll: { length: 5 }, members: 5, tie: 'chair-side' }), said, user(0))
    expect(outcome).toMatchObject({ counts: { for: 2, 'option-2': 2, 'option-3': 1 }, passed: false, tie: null })
  })

  it('[VT8] nobody there passes nothing', () => {
    expect(outcomeOf(rules({ roll: [], members: 0 }), [], null)).toMatchObject({ passed: false, base: 0 })
  })

  it('[VT8] every ballot is in one number, and who is missing in another', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('+', '-', '.', '*'), { maxLength: 40 }), fc.nat(5), (signs, away) => {
        const said = signs.join('')
        const outcome = outcomeOf(rules({ roll: { length: said.length + away }, members: 50 }), ballots(said), null)
        const sum = Object.values(outcome.counts).reduce((all, count) => all + count, 0)
        expect([sum, outcome.missing, outcome.paper]).toEqual([said.length, away, signs.filter(sign => sign === '*').length])
        expect(outcome.passed).toBe(signs.filter(sign => sign === '+').length > 25)
      })
    )
  })
})
