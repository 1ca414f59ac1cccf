import { describe, expect, test } from 'vitest'
import type { AgendaItemId, PaperId, UserId } from '#core/ids.ts'
import type { StampedPresence } from '#protocol/sync.ts'
import { type FollowState, followersAt, followStep, leaderOf, mayLeadHere, notFollowing } from './follow-logic.ts'

const user = (name: string) => `user-${name}-1` as UserId
const paper = 'paper-one-1' as PaperId
const context = { state: 'live', presenters: new Map([['item-three-1' as AgendaItemId, user('presenter')]]) } as const
const says = (name: string, role: string, more: Partial<StampedPresence> = {}): StampedPresence => ({
  id: user(name),
  name,
  role,
  lead: true,
  paper,
  page: 3,
  ...more
})

describe('who leads the pages', () => {
  test('[L1] a member who claims to lead is not believed, a presenter and the chair are', () => {
    expect(leaderOf([says('member', 'member')], user('me'), context)).toBeNull()
    expect(leaderOf([says('presenter', 'member')], user('me'), context)?.name).toBe('presenter')
    expect(leaderOf([says('chair', 'chair')], user('me'), context)).toMatchObject({ isChair: true, paper, page: 3 })
  })
  test('[L1] a presenter who is not of the meeting any more is not believed', () => {
    expect(mayLeadHere(user('presenter'), 'stranger', context)).toBe(false)
  })
  test('[L1] the chair goes before a presenter, and nobody follows himself', () => {
    const present = [says('presenter', 'member'), says('chair', 'chair')]
    expect(leaderOf(present, user('me'), context)?.name).toBe('chair')
    expect(leaderOf(present, user('chair'), context)?.name).toBe('presenter')
    expect(leaderOf([says('chair', 'chair', { lead: false })], user('me'), context)).toBeNull()
  })
  test('those on the same page are counted once each', () => {
    const present = [says('a', 'member'), says('a', 'member'), says('b', 'member', { page: 4 }), says('me', 'chair')]
    expect(followersAt(present, user('me'), paper, 3)).toBe(1)
  })
})

describe('following', () => {
  const chair = user('chair')
  const appeared = { kind: 'leader', leader: chair, busy: false } as const
  const following: FollowState = { mode: 'following', leader: chair }
  test('[L2] one follows by itself when somebody begins to lead', () => {
    expect(followStep(notFollowing, appeared)).toEqual(following)
  })
  test('[L2] who is writing is not carried away, only invited', () => {
    expect(followStep(notFollowing, { ...appeared, busy: true })).toEqual({ mode: 'alone', leader: chair })
  })
  test('[L2] a move of one’s own ends following, the same leader does not take one back, one click does', () => {
    const alone = followStep(following, { kind: 'own-move' })
    expect(alone.mode).toBe('alone')
    expect(followStep(alone, appeared)).toBe(alone)
    expect(followStep(alone, { kind: 'rejoin' })).toEqual(following)
  })
  test('[L2] another leader is a new invitation', () => {
    const alone: FollowState = { mode: 'alone', leader: chair }
    expect(followStep(alone, { ...appeared, leader: user('presenter') })).toEqual({ mode: 'following', leader: user('presenter') })
  })
  test('[L2] when the leader stops everybody is free', () => {
    expect(followStep(following, { ...appeared, leader: null })).toBe(notFollowing)
    expect(followStep({ mode: 'alone', leader: chair }, { ...appeared, leader: null }).mode).toBe('idle')
  })
  test('[L2] a leader whose line broke for a moment does not carry off who had left', () => {
    const gone = followStep({ mode: 'alone', leader: chair }, { ...appeared, leader: null })
    expect(followStep(gone, appeared)).toEqual({ mode: 'alone', leader: chair })
  })
  test('[L2] who leads is led by nobody until he stops', () => {
    const leading = followStep(following, { kind: 'lead' })
    expect(followStep(leading, appeared)).toBe(leading)
    expect(followStep(leading, { kind: 'own-move' })).toBe(leading)
    expect(followStep(leading, { kind: 'stop-leading' })).toBe(notFollowing)
  })
})
