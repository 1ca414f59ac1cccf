import { describe, expect, it } from 'vitest'
import type { AgendaItemId, UserId } from '../ids.ts'
import { agendaTree, flattenAgenda } from './agenda.ts'
import { balanceOf, nextItem, stageOf } from './balance.ts'
import { type Conclusions, withConclusion } from './conclusion.ts'
import { type Course, emptyCourse, ended, withItem } from './course.ts'

const id = (word: string) => word as AgendaItemId
const item = (word: string, order: string, minutes: number, parent: string | null = null) => ({
  id: id(word),
  parent: parent === null ? null : id(parent),
  order,
  title: word,
  minutes,
  leadUnit: ''
})
const items = flattenAgenda(
  agendaTree([item('opening', 'a0', 10), item('reports', 'a1', 0), item('first', 'a0', 20, 'reports'), item('second', 'a1', 30, 'reports')])
)
const at = (minutes: number) => new Date(Date.parse('2026-11-23T01:00:00.000Z') + minutes * 60_000).toISOString()
const minutes = (course: Course, conclusions: Conclusions = new Map(), now = 0) => {
  const { planned, used, left } = balanceOf(items, course, conclusions, Date.parse(at(now)))
  return [planned, used, left].map(ms => ms / 60_000)
}
const conclusion = (text: string) => ({ text, at: at(0), by: 'user-chair' as UserId })

describe('what is left of a meeting', () => {
  it('[V4] is all that is planned before it begins, parts counted and not what holds them', () => {
    expect(minutes(emptyCourse)).toEqual([60, 0, 60])
    expect(nextItem(items, emptyCourse)?.title).toBe('opening')
  })

  it('[V4] an item that takes longer than planned takes nothing from those to come', () => {
    const opening = withItem(emptyCourse, id('opening'), at(0))
    expect(minutes(opening, new Map(), 4)).toEqual([60, 4, 56])
    expect(minutes(opening, new Map(), 25)).toEqual([60, 25, 50])
    expect(nextItem(items, opening)?.title).toBe('first')
  })

  it('[V4] when the item that is on is taken off the agenda, the next is the first that has not been on', () => {
    const course = withItem(withItem(emptyCourse, id('opening'), at(0)), id('first'), at(5))
    const without = items.filter(({ title }) => title !== 'first')
    expect(nextItem(without, course)?.title).toBe('second')
  })

  it('[V4] an item that has been on is done, and so is one that was concluded without', () => {
    const course = withItem(withItem(emptyCourse, id('opening'), at(0)), id('second'), at(2))
    expect(items.map(node => stageOf(node.id, course, new Map()))).toEqual(['done', 'coming', 'coming', 'on'])
    expect(minutes(course, new Map(), 2)).toEqual([60, 2, 50])
    expect(minutes(course, withConclusion(new Map(), id('first'), conclusion('Nhất trí.')), 2)).toEqual([60, 2, 30])
    expect(nextItem(items, course)).toBeNull()
    expect(minutes(ended(course, at(12)), new Map(), 90)).toEqual([60, 12, 20])
  })
})

it('[V3] a later conclusion stands for the one before, an empty one takes it back', () => {
  const first = withConclusion(new Map(), id('opening'), conclusion('Nhất trí.'))
  const second = withConclusion(first, id('opening'), conclusion('Nhất trí, giao Văn phòng hoàn thiện.'))
  expect(first.get(id('opening'))?.text).toBe('Nhất trí.')
  expect(second.get(id('opening'))?.text).toBe('Nhất trí, giao Văn phòng hoàn thiện.')
  expect(withConclusion(second, id('opening'), conclusion('')).size).toBe(0)
})
