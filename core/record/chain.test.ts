import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandId, MeetingId, UserId } from '../ids.ts'
import { canonicalJson, chainStart, firstFault, sealEvent } from './chain.ts'
import type { RecordEvent, RecordFact } from './event.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const facts: readonly RecordFact[] = [
  { kind: 'meeting-created', unit: 'don-vi-0001' as never, unitName: 'Ủy ban nhân dân xã Tân Nguồn' },
  {
    kind: 'participants-added',
    participants: [{ user: 'nguoi-0001' as UserId, name: 'Hồ Văn Dũng', title: 'Chủ tịch UBND xã', unitName: 'UBND xã', role: 'chair' }]
  },
  { kind: 'presenter-set', item: 'muc-00001' as never, user: null },
  { kind: 'meeting-issued' },
  { kind: 'meeting-opened' }
]

function chain(meeting = 'cuoc-hop-0001'): RecordEvent[] {
  const events: RecordEvent[] = []
  for (const [i, fact] of facts.entries())
    events.push(
      sealEvent(
        {
          seq: i + 1,
          meeting: meeting as MeetingId,
          at: `2026-11-22T01:00:0${i}.000Z`,
          actor: 'nguoi-0001' as UserId,
          actorName: 'Phùng Thị Thu Hằng',
          command: `lenh-000${i}` as CommandId,
          fact,
          previous: events.at(-1)?.hash ?? chainStart
        },
        sha256
      )
    )
  return events
}

/** Every way to change one leaf of a value, or to drop or add a key. */
function* changes(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) {
      for (const changed of changes(entry)) yield [...value.slice(0, i), changed, ...value.slice(i + 1)]
      yield [...value.slice(0, i), ...value.slice(i + 1)]
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) {
      for (const changed of changes(entry)) yield { ...value, [key]: changed }
      yield Object.fromEntries(Object.entries(value).filter(([k]) => k !== key))
    }
    yield { ...value, added: 1 }
  } else if (typeof value === 'string') yield `${value} `
  else if (typeof value === 'number') yield value + 1
  else yield 'something'
}

describe('canonical JSON', () => {
  it('[R2] sorts keys by code unit, leaves out undefined and white space, keeps letters as they are', () => {
    expect(canonicalJson({ b: 1, a: { ễ: 'Tân Nguồn', Z: null, z: undefined }, A: [2, '"\n'] })).toBe(
      '{"A":[2,"\\"\\n"],"a":{"Z":null,"ễ":"Tân Nguồn"},"b":1}'
    )
    expect(canonicalJson([undefined, null])).toBe('[null,null]')
  })

  it('[R2] is JSON of the same value, and the same for any order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      })
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, entry]) => [key, reversed(entry)] as const)
  return Object.fromEntries(entries.reverse())
}

describe('the chain of a record', () => {
  it('[R3] an honest chain has no fault, nor has one of no events', () => {
    expect(firstFault(chain(), sha256)).toBeNull()
    expect(firstFault([], sha256)).toBeNull()
    expect(firstFault(JSON.parse(JSON.stringify(chain())), sha256)).toBeNull()
  })

  it('[R3] the hash is that of docs/record-format.md', () => {
    const [first] = chain()
    expect(canonicalJson({ ...first, hash: undefined })).toBe(
      `{"actor":"nguoi-0001","actorName":"Phùng Thị Thu Hằng","at":"2026-11-22T01:00:00.000Z","command":"lenh-0000","fact":{"kind":"meeting-created","unit":"don-vi-0001","unitName":"Ủy ban nhân dân xã Tân Nguồn"},"meeting":"cuoc-hop-0001","previous":"${'0'.repeat(64)}","seq":1}`
    )
    expect(first?.hash).toBe('31f13a8d8ce49f474ffba9a82cb6d57bdea09de376a6949a6e1d2185e6e321be')
  })

  it('[R3] any change of any field of any event is found at that event', () => {
    const events = chain()
    let tried = 0
    for (const [i, event] of events.entries())
      for (const changed of changes(event)) {
        tried += 1
        const fault = firstFault([...events.slice(0, i), changed as RecordEvent, ...events.slice(i + 1)], sha256)
        expect(fault, JSON.stringify(changed)).not.toBeNull()
      }
    expect(tried).toBeGreaterThan(90)
  })

  it('[R3] a removed, doubled or swapped event is found, and where', () => {
    const [a, b, c, d, e] = chain() as [RecordEvent, RecordEvent, RecordEvent, RecordEvent, RecordEvent]
    expect(firstFault([b, c, d, e], sha256)).toEqual({ kind: 'sequence', expected: 1, found: 2 })
    expect(firstFault([a, c, d, e], sha256)).toEqual({ kind: 'sequence', expected: 2, found: 3 })
    expect(firstFault([a, a, b], sha256)).toEqual({ kind: 'sequence', expected: 2, found: 1 })
    expect(firstFault([a, c, b], sha256)).toEqual({ kind: 'sequence', expected: 2, found: 3 })
  })

  it('[R3] an event sealed anew breaks the next link', () => {
    const [a, b, ...rest] = chain() as [RecordEvent, RecordEvent, ...RecordEvent[]]
    const { hash: _, ...open } = b
    const forged = sealEvent({ ...open, actorName: 'Người khác' }, sha256)
    expect(firstFault([a, forged, ...rest], sha256)).toEqual({ kind: 'previous', seq: 3 })
  })

  it('[R3] an event of another meeting does not fit in', () => {
    const [a] = chain() as [RecordEvent]
    const { hash: _, ...open } = chain('cuoc-hop-0002')[1] as RecordEvent
    expect(firstFault([a, sealEvent({ ...open, previous: a.hash }, sha256)], sha256)).toEqual({ kind: 'meeting', seq: 2 })
  })

  it('[R3] a cut-off tail is no fault of the chain; the head tells', () => {
    const events = chain()
    expect(firstFault(events.slice(0, 3), sha256)).toBeNull()
    expect(events[2]?.hash).not.toBe(events.at(-1)?.hash)
  })
})
