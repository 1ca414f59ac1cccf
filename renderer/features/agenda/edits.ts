import { type AgendaItem, type AgendaNode, flattenAgenda } from '#core/agenda/agenda.ts'
import { type AgendaSlot, type AgendaStep, type DropSide, dropSlot, lastSlot, stepSlot } from '#core/agenda/slots.ts'
import { type AgendaItemId, newId } from '#core/ids.ts'
import {
  addAgendaItem,
  moveAgendaItem,
  orderBetween,
  readAgenda,
  removeAgendaItems,
  setAgendaMinutes
} from '#core/shared-doc/meeting-doc.ts'
import { randomBytes } from '../../session/use-command.ts'
import type { SharedDoc, Undo } from '../../sync/index.ts'

/** Planned minutes of an item nobody has thought about yet. */
const firstMinutes = 15

export interface AgendaEdits {
  /** A new item after `after` (below it with `inside`), or at the end; answers with its id. */
  add(after: AgendaItemId | null, inside?: boolean): AgendaItemId
  /** False where there is no such step. */
  step(id: AgendaItemId, step: AgendaStep): boolean
  drop(id: AgendaItemId, target: AgendaItemId, side: DropSide): boolean
  setMinutes(id: AgendaItemId, minutes: number): void
  /** Takes an item and what hangs on it away; answers with what `restore` needs to bring it back. */
  remove(id: AgendaItemId): readonly AgendaItem[]
  /** Puts removed items back unless they are there again (undo, or somebody else). */
  restore(items: readonly AgendaItem[]): void
}

/** What a secretary does to the agenda as `treeNow` has it, each deed one step of undo. */
export function agendaEdits(doc: SharedDoc, treeNow: () => readonly AgendaNode[], undo: Pick<Undo, 'origin' | 'endStep'>): AgendaEdits {
  const asOneStep = (act: () => void) => {
    undo.endStep()
    doc.transact(act, undo.origin)
    undo.endStep()
  }
  const put = (id: AgendaItemId, slot: AgendaSlot | null): boolean => {
    if (!slot) return false
    asOneStep(() => moveAgendaItem(doc, id, slot.parent, orderBetween(slot.after, slot.before)))
    return true
  }
  return {
    add(after, inside = false) {
      const id = newId<AgendaItemId>(randomBytes)
      const tree = treeNow()
      const slot = (after !== null && dropSlot(tree, null, after, inside ? 'inside' : 'after')) || lastSlot(tree)
      const order = orderBetween(slot.after, slot.before)
      asOneStep(() => addAgendaItem(doc, { id, parent: slot.parent, order, title: '', minutes: firstMinutes, leadUnit: '' }))
      return id
    },
    step: (id, step) => put(id, stepSlot(treeNow(), id, step)),
    drop: (id, target, side) => put(id, dropSlot(treeNow(), id, target, side)),
    setMinutes: (id, minutes) => asOneStep(() => setAgendaMinutes(doc, id, minutes)),
    remove(id) {
      const node = flattenAgenda(treeNow()).find(item => item.id === id)
      const gone = new Set(node ? flattenAgenda([node]).map(item => item.id) : [])
      const items = readAgenda(doc).filter(item => gone.has(item.id))
      asOneStep(() => removeAgendaItems(doc, [...gone]))
      return items
    },
    restore(items) {
      const there = new Set(readAgenda(doc).map(item => item.id))
      asOneStep(() => {
        for (const item of items) if (!there.has(item.id)) addAgendaItem(doc, item)
      })
    }
  }
}
