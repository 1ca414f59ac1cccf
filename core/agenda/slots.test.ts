import { describe, expect, it } from 'vitest'
import type { AgendaItemId } from '../ids.ts'
import { type AgendaItem, agendaTree, flattenAgenda } from './agenda.ts'
import { dropSlot, lastSlot, stepSlot } from './slots.ts'

const id = (name: string) => `item-${name}-000` as AgendaItemId
const item = (name: string, parent: string | null, order: string): AgendaItem => ({
  id: id(name),
  parent: parent === null ? null : id(parent),
  order,
  title: name,
  minutes: 10,
  leadUnit: ''
})
const items = [item('a', null, 'a1'), item('b', null, 'a2'), item('b1', 'b', 'a1'), item('b2', 'b', 'a2'), item('c', null, 'a3')]
const tree = agendaTree(items)
const moved = (name: string, slot: { parent: AgendaItemId | null; after: string | null } | null) =>
  slot &&
  flattenAgenda(
    agendaTree(
      items.map(i => (i.id === id(name) ? { ...i, parent: slot.parent, order: slot.after === null ? 'a0' : `${slot.after}V` } : i))
    )
  )
    .map(n => `${n.number} ${n.title}`)
    .join(', ')

describe('agenda slots', () => {
  it('[G4] drops before, after and inside another item', () => {
    expect(moved('c', dropSlot(tree, id('c'), id('a'), 'before'))).toBe('1 c, 2 a, 3 b, 3.1 b1, 3.2 b2')
    expect(moved('c', dropSlot(tree, id('c'), id('b1'), 'after'))).toBe('1 a, 2 b, 2.1 b1, 2.2 c, 2.3 b2')
    expect(moved('a', dropSlot(tree, id('a'), id('b'), 'inside'))).toBe('1 b, 1.1 b1, 1.2 b2, 1.3 a, 2 c')
  })

  it('[G3] never drops an item on itself or below what hangs on it, nor deeper than three levels', () => {
    expect(dropSlot(tree, id('b'), id('b'), 'inside')).toBeNull()
    expect(dropSlot(tree, id('b'), id('b1'), 'after')).toBeNull()
    const deep = agendaTree([...items, item('b11', 'b1', 'a1')])
    expect(dropSlot(deep, id('a'), id('b11'), 'inside')).toBeNull()
    expect(dropSlot(deep, id('b1'), id('a'), 'inside')).not.toBeNull()
  })

  it('[G5] steps up, down, in and out, and nowhere at the ends', () => {
    expect(moved('b', stepSlot(tree, id('b'), 'up'))).toBe('1 b, 1.1 b1, 1.2 b2, 2 a, 3 c')
    expect(moved('a', stepSlot(tree, id('a'), 'down'))).toBe('1 b, 1.1 b1, 1.2 b2, 2 a, 3 c')
    expect(moved('c', stepSlot(tree, id('c'), 'nest'))).toBe('1 a, 2 b, 2.1 b1, 2.2 b2, 2.3 c')
    expect(moved('b1', stepSlot(tree, id('b1'), 'outdent'))).toBe('1 a, 2 b, 2.1 b2, 3 b1, 4 c')
    expect(stepSlot(tree, id('a'), 'up')).toBeNull()
    expect(stepSlot(tree, id('a'), 'nest')).toBeNull()
    expect(stepSlot(tree, id('c'), 'down')).toBeNull()
    expect(stepSlot(tree, id('a'), 'outdent')).toBeNull()
    expect(lastSlot(tree)).toEqual({ parent: null, after: 'a3', before: null })
  })
})
