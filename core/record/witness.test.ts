import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandId, MeetingId, UserId } from '../ids.ts'
import { chainStart, type Head, sealEvent } from './chain.ts'
import type { RecordEvent } from './event.ts'
import { follow, noteHead, type Witness } from './witness.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** A chain of this many events; from event `differsFrom` on it tells something else. */
function chain(length: number, differsFrom = Number.POSITIVE_INFINITY): RecordEvent[] {
  const events: RecordEvent[] = []
  for (let seq = 1; seq <= length; seq++) {
    const actorName = seq >= differsFrom ? 'Người sửa' : 'Phùng Hằng'
    const fact = { kind: 'meeting-issued' } as const
    const words = { seq, meeting: 'cuoc-hop-0001' as MeetingId, at: '2026-11-22T01:00:00.000Z', actor: 'nguoi-0001' as UserId, actorName }
    events.push(sealEvent({ ...words, command: 'lenh-0001' as CommandId, fact, previous: events.at(-1)?.hash ?? chainStart }, sha256))
  }
  return events
}
const headAt = (events: readonly RecordEvent[], seq: number): Head => ({ seq, hash: events[seq - 1]?.hash ?? chainStart })
/** What a client remembers that was shown the chain at these lengths. */
const shownAt = (events: readonly RecordEvent[], lengths: readonly number[]): Witness | null =>
  lengths.reduce<Witness | null>((witness, seq) => noteHead(witness, headAt(events, seq)).witness, null)
const from = (events: readonly RecordEvent[], witness: Witness) => events.slice(witness.followed.seq - 1)

describe('a client as witness of a record', () => {
  it('[R3] promise A12: whatever lengths it saw, an honest chain is followed to its end and asked for again only when it has grown', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 }), lengths => {
        const events = chain(40)
        const witness = shownAt(
          events,
          [...lengths].sort((a, b) => a - b)
        )
        if (!witness) throw new Error('something was seen')
        const outcome = follow(witness, from(events, witness), sha256)
        expect(outcome).toEqual({ witness: { followed: headAt(events, 40), seen: [] } })
        expect(noteHead({ followed: headAt(events, 40), seen: [] }, headAt(events, 40)).ask).toBe('no')
      }),
      { numRuns: 60 }
    )
  })

  it('[R3] promise A12: a tail that was cut off is noticed, also when the chain has grown again since', () => {
    for (let seen = 2; seen <= 12; seen++)
      for (let cut = 1; cut < seen; cut++) {
        const witness = shownAt(chain(12), [1, seen]) as Witness
        const shorter = chain(cut)
        expect(noteHead(witness, headAt(shorter, cut)).ask).toBe('soon')
        expect(follow(witness, from(shorter, witness), sha256)).toMatchObject({ doubt: { kind: 'shorter', known: { seq: seen } } })
        const regrown = chain(20, cut + 1)
        const later = noteHead(witness, headAt(regrown, 20))
        expect(later.ask).toBe('later')
        expect(follow(later.witness, from(regrown, later.witness), sha256)).toMatchObject({
          doubt: { kind: 'other', known: { seq: seen } }
        })
      }
  })

  it('[R3] promise A12: a chain written anew from any place is noticed, whatever was followed before', () => {
    for (let place = 1; place <= 8; place++) {
      const anew = chain(8, place)
      const seen = shownAt(chain(8), [3, 8]) as Witness
      expect(noteHead(seen, headAt(anew, 8)).ask).toBe('soon')
      expect(follow(seen, from(anew, seen), sha256)).toHaveProperty('doubt.kind', 'other')
      expect(
        follow({ followed: headAt(chain(8), 8), seen: [] }, from(anew, { followed: headAt(anew, 8), seen: [] }), sha256)
      ).toHaveProperty('doubt.kind', 'other')
    }
  })

  it('[R3] promise A12: links that do not hold, or nothing at all, are no chain', () => {
    const events = chain(6)
    const witness = shownAt(events, [2, 6]) as Witness
    const broken = from(events, witness).map((event, at) => (at === 2 ? { ...event, actorName: 'Khác' } : event))
    expect(follow(witness, broken, sha256)).toHaveProperty('doubt.kind', 'other')
    expect(follow(witness, [], sha256)).toHaveProperty('doubt.kind', 'shorter')
  })

  it('remembers a bounded number of heads, the oldest and the newest among them', () => {
    const events = chain(100)
    const witness = shownAt(
      events,
      Array.from({ length: 100 }, (_, at) => at + 1)
    ) as Witness
    expect(witness.seen.length).toBeLessThanOrEqual(24)
    expect([witness.followed.seq, witness.seen[0]?.seq, witness.seen.at(-1)?.seq]).toEqual([1, 2, 100])
  })
})
