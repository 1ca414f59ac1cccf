import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpeechId, UserId } from '../ids.ts'
import {
  type Floor,
  type Speech,
  speakerOf,
  spokenMs,
  waitingOf,
  waitsAlready,
  withCalled,
  withFirst,
  withoutSpeaker,
  withRequest,
  withWithdrawn
} from './floor.ts'

const start = Date.UTC(2026, 10, 22, 1)
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString()
const id = (n: number) => `phat-bieu-${n}` as SpeechId
const user = (n: number) => `nguoi-000${n}` as UserId
const ask = (floor: Floor, n: number, minute: number) =>
  withRequest(floor, { speech: id(n), user: user(n), subject: '', item: null }, at(minute))
const three = [1, 2, 3].reduce((floor, n) => ask(floor, n, n), new Map() as Floor)
const names = (floor: Floor) => waitingOf(floor).map(({ speech }) => speech)

describe('the floor', () => {
  it('[C1] a person waits once', () => {
    expect(waitsAlready(three, user(2))).toBe(true)
    expect(waitsAlready(withWithdrawn(three, id(2), at(5)), user(2))).toBe(false)
    expect(waitsAlready(withCalled(three, id(2), 5, at(5)), user(2))).toBe(false)
  })

  it('[C2] first come, first listed; the chair may put somebody first', () => {
    expect(names(three)).toEqual([id(1), id(2), id(3)])
    expect(names(withFirst(three, id(3)))).toEqual([id(3), id(1), id(2)])
    expect(names(withFirst(withCalled(three, id(3), 5, at(4)), id(3)))).toEqual([id(1), id(2)])
  })

  it('[C2] a list of any length takes one more', () => {
    const [known] = three.values()
    const many: Floor = new Map(
      Array.from({ length: 200_000 }, (_, n) => [id(n), { ...known, speech: id(n), place: n } as Speech] as const)
    )
    expect(withFirst(ask(many, 200_001, 1), id(7)).get(id(7))?.place).toBeLessThan(0)
  })

  it('[C3] one speaks at a time: calling another ends the one before, with the time of each', () => {
    const first = withCalled(three, id(2), 5, at(10))
    const second = withCalled(first, id(1), 3, at(14))
    expect(speakerOf(second)).toMatchObject({ speech: id(1), minutes: 3, calledAt: at(14) })
    expect(second.get(id(2))).toMatchObject({ state: 'done', calledAt: at(10), endedAt: at(14) })
    const silent = withoutSpeaker(second, at(20))
    expect(speakerOf(silent)).toBeNull()
    expect(spokenMs(silent, start)).toEqual([
      [user(1), 6 * 60_000],
      [user(2), 4 * 60_000]
    ])
  })

  it('[C3] whatever is done, at most one has the floor and nobody both waits and speaks', () => {
    const deed = fc.tuple(fc.constantFrom('ask', 'call', 'end', 'withdraw', 'first'), fc.integer({ min: 1, max: 4 }))
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), deeds => {
        let floor: Floor = new Map()
        for (const [i, [kind, n]] of deeds.entries()) {
          if (kind === 'ask' && !floor.has(id(n))) floor = ask(floor, n, i)
          if (kind === 'call') floor = withCalled(floor, id(n), 0, at(i))
          if (kind === 'end') floor = withoutSpeaker(floor, at(i))
          if (kind === 'withdraw') floor = withWithdrawn(floor, id(n), at(i))
          if (kind === 'first') floor = withFirst(floor, id(n))
          expect([...floor.values()].filter(({ state }) => state === 'speaking').length).toBeLessThanOrEqual(1)
          for (const { calledAt, endedAt, state } of floor.values())
            expect(state === 'speaking' ? calledAt !== null && endedAt === null : true).toBe(true)
        }
      })
    )
  })
})
