import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgendaItemId } from '../ids.ts'
import { type AgendaItem, agendaTree, flattenAgenda, mayNest } from './agenda.ts'

const item = (id: string, parent: string | null, order: string, minutes = 10): AgendaItem => ({
  id: id as AgendaItemId,
  parent: parent as AgendaItemId | null,
  order,
  title: id,
  minutes,
  leadUnit: ''
})

describe('agendaTree', () => {
  it('numbers items and computes times from the minutes of the leaves', () => {
    const tree = agendaTree([item('b', null, 'a1', 5), item('a', null, 'a0', 99), item('a2', 'a', 'a1', 20), item('a1', 'a', 'a0', 15)])
    expect(flattenAgenda(tree).map(n => [n.number, n.id, n.beginsAfter, n.lasts])).toEqual([
      ['1', 'a', 0, 35],
      ['1.1', 'a1', 0, 15],
      ['1.2', 'a2', 15, 20],
      ['2', 'b', 35, 5]
    ])
  })

  it('[G2] breaks a cycle at its smallest id and keeps an orphan in sight', () => {
    const tree = agendaTree([item('c', 'b', 'a'), item('b', 'c', 'a'), item('x', 'gone', 'b')])
    expect(flattenAgenda(tree).map(n => [n.number, n.id])).toEqual([
      ['1', 'b'],
      ['1.1', 'c'],
      ['2', 'x']
    ])
  })

  it('[G1] any order of arrival gives the same tree and every item exactly once', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const arbitrary = fc.tuple(
      ...ids.map(id =>
        fc.record({ id: fc.constant(id), parent: fc.constantFrom(null, ...ids, 'gone'), order: fc.constantFrom('a0', 'a1', 'a2') })
      )
    )
    fc.assert(
      fc.property(arbitrary, fc.shuffledSubarray(ids, { minLength: ids.length }), (made, shuffled) => {
        const items = made.map(m => item(m.id, m.parent, m.order))
        const reordered = shuffled.map(id => items.find(i => i.id === id)).filter(i => i !== undefined)
        const tree = agendaTree(items)
        expect(agendaTree(reordered)).toEqual(tree)
        expect(
          flattenAgenda(tree)
            .map(n => n.id as string)
            .sort()
        ).toEqual(ids)
      })
    )
  })

  it('[G3] nothing is nested below itself or deeper than three levels', () => {
    const tree = agendaTree([
      item('a', null, 'a0'),
      item('b', 'a', 'a0'),
      item('c', 'b', 'a0'),
      item('d', null, 'a1'),
      item('e', 'd', 'a0')
    ])
    const id = (s: string) => s as AgendaItemId
    expect(mayNest(tree, id('a'), id('c'))).toBe(false)
    expect(mayNest(tree, id('d'), id('b'))).toBe(false)
    expect(mayNest(tree, id('e'), id('b'))).toBe(true)
    expect(mayNest(tree, id('d'), id('c'))).toBe(false)
    expect(mayNest(tree, id('d'), id('a'))).toBe(true)
  })
})
