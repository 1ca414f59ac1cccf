import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QuestionId, SpeechId, UserId } from '../ids.ts'
import { withQuestion, withQuestionCalled } from '../question/question.ts'
import {
  type Floor,
  heldOf,
  type Speech,
  speakerOf,
  spokenMs,
  waitingOf,
  waitsAlready,
  withAllEnded,
  withCalled,
  withFirst,
  withHeld,
  withMoved,
  withoutSpeaker,
  withRequest,
  withWithdrawn
} from './floor.ts'
import { isJustOver, speechClock } from './rules.ts'
import { speakingStatistics } from './statistics.ts'

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
    const people = [1, 2, 3, 4].map(n => ({ user: user(n), name: `Người ${n}`, title: '', unitName: '', role: 'member' as const }))
    expect(speakingStatistics(silent, new Map(), people, start).map(row => [row.user, row.speeches, row.ms / 60_000])).toEqual([
      [user(1), 1, 6],
      [user(2), 1, 4],
      [user(3), 0, 0],
      [user(4), 0, 0]
    ])
  })

  it('[C5] a point of order goes before all who wait, and the next one after it', () => {
    const order = (floor: Floor, n: number, minute: number) =>
      withRequest(floor, { speech: id(n), user: user(n), subject: '', item: null, as: 'order' }, at(minute))
    const both = order(order(three, 4, 4), 5, 5)
    expect(names(both)).toEqual([id(4), id(5), id(1), id(2), id(3)])
    expect(names(withFirst(both, id(3)))).toEqual([id(4), id(5), id(3), id(1), id(2)])
  })

  it('[C2] the chair puts the list in any order; [C5] points of order keep to themselves', () => {
    const moved = withMoved(three, id(3), id(2))
    expect(names(moved)).toEqual([id(1), id(3), id(2)])
    expect(names(withMoved(moved, id(1), null))).toEqual([id(3), id(2), id(1)])
    expect(names(withFirst(withMoved(moved, id(1), null), id(2)))).toEqual([id(2), id(3), id(1)])
    // Between the same two however often, and whoever asks then still comes last.
    const often = Array.from({ length: 200 }).reduce<Floor>((floor, _, n) => withMoved(floor, id(1 + (n % 2) * 2), id(2)), three)
    expect(names(ask(often, 4, 9))).toEqual([id(1), id(3), id(2), id(4)])
    const order = withRequest(three, { speech: id(5), user: user(5), subject: '', item: null, as: 'order' }, at(5))
    expect(names(withMoved(order, id(3), id(5)))).toEqual([id(5), id(1), id(2), id(3)])
    const first = withRequest(new Map(), { speech: id(5), user: user(5), subject: '', item: null, as: 'order' }, at(0))
    const early = [1, 2, 3].reduce((floor, n) => ask(floor, n, n), first)
    expect(names(withMoved(early, id(1), id(5)))).toEqual([id(5), id(2), id(3), id(1)])
    expect(withMoved(three, id(2), id(2)).get(id(2))).toBe(three.get(id(2)))
    expect(names(withMoved(withCalled(three, id(2), 5, at(4)), id(2), id(1)))).toEqual([id(1), id(3)])
  })

  it("[C9] who is stopped speaks on where they were; the time in between is nobody's", () => {
    const stopped = withHeld(withCalled(three, id(2), 5, at(10)), at(13))
    expect([speakerOf(stopped), heldOf(stopped).map(({ speech }) => speech), names(stopped)]).toEqual([null, [id(2)], [id(1), id(3)]])
    const between = withoutSpeaker(withCalled(stopped, id(1), 2, at(13)), at(14))
    const again = withCalled(between, id(2), 5, at(20))
    expect(speakerOf(again)).toMatchObject({ speech: id(2), calledAt: at(20), endedAt: null })
    expect(spokenMs(speakerOf(again) as Speech, start + 21 * 60_000)).toBe(4 * 60_000)
    const twice = withCalled(withHeld(again, at(22)), id(2), 5, at(30))
    const people = [1, 2].map(n => ({ user: user(n), name: `Người ${n}`, title: '', unitName: '', role: 'member' as const }))
    const sums = (floor: Floor) =>
      speakingStatistics(floor, new Map(), people, start + 99 * 60_000).map(row => [row.speeches, row.ms / 60_000])
    expect(sums(withoutSpeaker(twice, at(31)))).toEqual([
      [1, 6],
      [1, 1]
    ])
    // One that does not go on was as long as it was, also when the meeting ends.
    for (const over of [withWithdrawn(stopped, id(2), at(50)), withAllEnded(stopped, at(50))]) {
      expect([over.get(id(2))?.state, heldOf(over)]).toEqual(['done', []])
      expect(sums(over)[0]).toEqual([1, 3])
    }
  })

  it('[C6] time is told apart by kind of speech; who speaks now is counted up to now, who asked a question is named too', () => {
    const people = [1, 2].map(n => ({ user: user(n), name: `Người ${n}`, title: '', unitName: '', role: 'member' as const }))
    const statement = withRequest(new Map(), { speech: id(1), user: user(1), subject: '', item: null, as: 'statement' }, at(0))
    const spoken = withoutSpeaker(withCalled(statement, id(1), 10, at(1)), at(8))
    const again = withRequest(spoken, { speech: id(2), user: user(1), subject: '', item: null }, at(9))
    const question = { question: 'chat-van-1' as QuestionId, user: user(2), to: user(1), about: '' }
    const questions = withQuestionCalled(withQuestion(new Map(), question, at(11)), question.question, at(12))
    const minute = 60_000
    expect(speakingStatistics(withCalled(again, id(2), 5, at(14)), questions, people, start + 15 * minute)).toEqual([
      { user: user(1), speeches: 2, ms: 8 * minute, msOf: { discussion: minute, statement: 7 * minute, order: 0 }, questions: 0 },
      { user: user(2), speeches: 0, ms: 0, msOf: { discussion: 0, statement: 0, order: 0 }, questions: 1 }
    ])
  })

  it('[C4] the speaker is warned the set time before the end, and told at the end; without a limit never', () => {
    const rules = { warnSeconds: 30 }
    expect([0, 269, 270, 299, 300, 400].map(seconds => speechClock(5, seconds * 1000, rules))).toEqual([
      'free',
      'free',
      'soon',
      'soon',
      'over',
      'over'
    ])
    expect(speechClock(0, 1e9, rules)).toBe('free')
    expect([0, 29, 30, 60].map(seconds => speechClock(1, seconds * 1000, { warnSeconds: 180 }))).toEqual(['free', 'free', 'soon', 'over'])
  })

  it('[C7] a sound is for a time that has just ended, not for one that ended a while ago', () => {
    expect([0, 299, 300, 359, 360, 3600].map(seconds => isJustOver(5, seconds * 1000))).toEqual([false, false, true, true, false, false])
    expect([0, 1, 1e9].map(usedMs => isJustOver(0, usedMs))).toEqual([false, false, false])
    // Whose time was over when they were stopped is called again without a sound.
    expect([299, 300, 310].map(spent => isJustOver(5, 310_000, spent * 1000))).toEqual([true, false, false])
  })

  it('[C3] whatever is done, at most one has the floor and nobody both waits and speaks', () => {
    const deed = fc.tuple(fc.constantFrom('ask', 'call', 'hold', 'end', 'withdraw', 'first', 'move'), fc.integer({ min: 1, max: 4 }))
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), deeds => {
        let floor: Floor = new Map()
        for (const [i, [kind, n]] of deeds.entries()) {
          if (kind === 'ask' && !floor.has(id(n))) floor = ask(floor, n, i)
          if (kind === 'call') floor = withCalled(floor, id(n), 0, at(i))
          if (kind === 'end') floor = withoutSpeaker(floor, at(i))
          if (kind === 'withdraw') floor = withWithdrawn(floor, id(n), at(i))
          if (kind === 'first') floor = withFirst(floor, id(n))
          if (kind === 'hold') floor = withHeld(floor, at(i))
          if (kind === 'move') floor = withMoved(floor, id(n), i % 3 === 0 ? null : id(1 + (i % 4)))
          const places = waitingOf(floor).map(({ place }) => place)
          expect(new Set(places).size).toBe(places.length)
          expect([...floor.values()].filter(({ state }) => state === 'speaking').length).toBeLessThanOrEqual(1)
          for (const { calledAt, endedAt, state } of floor.values())
            expect(state === 'speaking' ? calledAt !== null && endedAt === null : true).toBe(true)
        }
      })
    )
  })
})
