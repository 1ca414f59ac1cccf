import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgendaItemId } from '../ids.ts'
import { type Course, emptyCourse, ended, resumed, suspended, usedMs, withItem } from './course.ts'

const [opening, budget] = ['muc-khai-mac', 'muc-ngan-sach'] as unknown as readonly [AgendaItemId, AgendaItemId]
const minute = 60_000
const start = Date.UTC(2026, 10, 22, 1)
const at = (minutes: number): string => new Date(start + minutes * minute).toISOString()
const usedAt = (course: Course, item: AgendaItemId, minutes: number): number => usedMs(course, item, start + minutes * minute) / minute

describe('the course of a meeting', () => {
  it('[V1] taking up an item ends the one before; taken up again it goes on counting', () => {
    const first = withItem(emptyCourse, opening, at(0))
    const second = withItem(first, budget, at(10))
    expect([usedAt(second, opening, 25), usedAt(second, budget, 25)]).toEqual([10, 15])
    const again = withItem(second, opening, at(30))
    expect([usedAt(again, opening, 33), usedAt(again, budget, 33)]).toEqual([13, 20])
    expect(again).toMatchObject({ item: opening, began: at(30) })
  })

  it('[V2] no time runs while the meeting is suspended, and an item taken up meanwhile begins when it goes on', () => {
    const paused = suspended(withItem(emptyCourse, opening, at(0)), 'Nghỉ giải lao', at(20))
    expect(usedAt(paused, opening, 50)).toBe(20)
    expect(paused.suspended).toEqual({ at: at(20), reason: 'Nghỉ giải lao' })
    expect(usedAt(resumed(paused, at(35)), opening, 40)).toBe(25)
    const other = withItem(paused, budget, at(30))
    expect(usedAt(other, budget, 34)).toBe(0)
    expect(usedAt(resumed(other, at(35)), budget, 40)).toBe(5)
  })

  it('[V2] after the end nothing is on and nothing counts', () => {
    const over = ended(withItem(emptyCourse, opening, at(0)), at(45))
    expect(over).toMatchObject({ item: null, suspended: null })
    expect(usedAt(over, opening, 500)).toBe(45)
  })

  it('[V2] whatever the chair does, no time is counted twice and none outside the meeting', () => {
    const deeds = fc.array(fc.constantFrom('opening', 'budget', 'suspend', 'resume'), { maxLength: 30 })
    fc.assert(
      fc.property(deeds, steps => {
        let course = emptyCourse
        let pausedFor = 0
        let idleFor = 0
        for (const [i, step] of steps.entries()) {
          if (step === 'opening' || step === 'budget') course = withItem(course, step === 'opening' ? opening : budget, at(i))
          else if (step === 'suspend') course = course.suspended ? course : suspended(course, '', at(i))
          else course = course.suspended ? resumed(course, at(i)) : course
          if (course.suspended) pausedFor++
          else if (course.item === null) idleFor++
        }
        const total = usedAt(course, opening, steps.length) + usedAt(course, budget, steps.length)
        expect(total).toBe(steps.length - pausedFor - idleFor)
      })
    )
  })
})
