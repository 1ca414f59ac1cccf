import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { agendaTree, flattenAgenda } from '#core/agenda/agenda.ts'
import type { AgendaItemId } from '#core/ids.ts'
import { itemTitleText, meetingUndo, readAgenda } from '#core/shared-doc/meeting-doc.ts'
import { agendaEdits } from './edits.ts'

function setUp(doc = new Y.Doc()) {
  const origin = {}
  const manager = meetingUndo(doc, origin)
  const tree = () => agendaTree(readAgenda(doc))
  const edits = () => agendaEdits(doc, tree, { origin, endStep: () => manager.stopCapturing() })
  const title = (id: AgendaItemId, words: string) => doc.transact(() => itemTitleText(doc, id)?.insert(0, words), origin)
  const printed = () =>
    flattenAgenda(tree())
      .map(node => `${node.number} ${node.title}`)
      .join(', ')
  return { doc, manager, edits, title, printed }
}

describe('agenda edits', () => {
  it('adds after, inside and at the end, and steps by keyboard', () => {
    const { edits, title, printed } = setUp()
    const first = edits().add(null)
    title(first, 'a')
    const last = edits().add(null)
    title(last, 'c')
    title(edits().add(first), 'b')
    title(edits().add(first, true), 'a1')
    expect(printed()).toBe('1 a, 1.1 a1, 2 b, 3 c')
    expect(edits().step(last, 'up')).toBe(true)
    expect(edits().step(first, 'up')).toBe(false)
    expect(edits().step(last, 'nest')).toBe(true)
    expect(printed()).toBe('1 a, 1.1 a1, 1.2 c, 2 b')
  })

  it('undoes one deed at a time, and brings a deleted item back with what hung on it', () => {
    const { manager, edits, title, printed } = setUp()
    const first = edits().add(null)
    title(first, 'a')
    title(edits().add(first, true), 'a1')
    const gone = edits().remove(first)
    expect(printed()).toBe('')
    edits().restore(gone)
    edits().restore(gone)
    expect(printed()).toBe('1 a, 1.1 a1')
    manager.undo()
    expect(printed()).toBe('')
    manager.undo()
    expect(printed()).toBe('1 a, 1.1 a1')
  })

  it('[G1] two secretaries at once end with the same agenda and every word', () => {
    const one = setUp()
    const first = one.edits().add(null)
    one.title(first, 'a')
    const two = setUp()
    Y.applyUpdate(two.doc, Y.encodeStateAsUpdate(one.doc))
    const second = two.edits().add(first)
    two.title(second, 'Báo cáo')
    two.title(first, 'mục ')
    one.title(one.edits().add(first), 'Tờ trình')
    Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(two.doc))
    Y.applyUpdate(two.doc, Y.encodeStateAsUpdate(one.doc))
    expect(one.printed()).toBe(two.printed())
    for (const words of ['mục a', 'Báo cáo', 'Tờ trình']) expect(one.printed()).toContain(words)
  })
})
