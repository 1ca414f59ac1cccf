import type { AgendaItemId } from '../ids.ts'
import { type AgendaNode, flattenAgenda, mayNest } from './agenda.ts'

/** A place in the tree: below `parent`, between two neighbours' orders (null at the ends). */
export interface AgendaSlot {
  readonly parent: AgendaItemId | null
  readonly after: string | null
  readonly before: string | null
}

export type DropSide = 'before' | 'after' | 'inside'

const find = (tree: readonly AgendaNode[], id: AgendaItemId): AgendaNode | null => flattenAgenda(tree).find(node => node.id === id) ?? null
const siblingsOf = (tree: readonly AgendaNode[], parent: AgendaItemId | null): readonly AgendaNode[] =>
  parent === null ? tree : (find(tree, parent)?.children ?? [])

/** Between the siblings at `index - 1` and `index`. */
function slotAt(parent: AgendaItemId | null, siblings: readonly AgendaNode[], index: number): AgendaSlot {
  return { parent, after: siblings[index - 1]?.order ?? null, before: siblings[index]?.order ?? null }
}

/** [G4] Where `moving` lands when it is dropped on a side of `target`; null where it may not lie or would not move. `moving` null: a new item. */
export function dropSlot(
  tree: readonly AgendaNode[],
  moving: AgendaItemId | null,
  target: AgendaItemId,
  side: DropSide
): AgendaSlot | null {
  const at = find(tree, target)
  if (!at || moving === target) return null
  const parent = side === 'inside' ? target : at.parent
  if (moving !== null && !mayNest(tree, moving, parent)) return null
  const siblings = siblingsOf(tree, parent).filter(node => node.id !== moving)
  if (side === 'inside') return slotAt(parent, siblings, siblings.length)
  const index = siblings.findIndex(node => node.id === target)
  return slotAt(parent, siblings, side === 'before' ? index : index + 1)
}

/** At the end of the top level. */
export const lastSlot = (tree: readonly AgendaNode[]): AgendaSlot => slotAt(null, tree, tree.length)

export const agendaSteps = ['up', 'down', 'nest', 'outdent'] as const
export type AgendaStep = (typeof agendaSteps)[number]

/** [G5] One step of the keyboard: past a sibling, below the one above, or out beside the parent; null where there is no such step. */
export function stepSlot(tree: readonly AgendaNode[], id: AgendaItemId, step: AgendaStep): AgendaSlot | null {
  const node = find(tree, id)
  if (!node) return null
  const siblings = siblingsOf(tree, node.parent)
  const index = siblings.findIndex(sibling => sibling.id === id)
  const above = siblings[index - 1]
  const below = siblings[index + 1]
  switch (step) {
    case 'up':
      return above ? dropSlot(tree, id, above.id, 'before') : null
    case 'down':
      return below ? dropSlot(tree, id, below.id, 'after') : null
    case 'nest':
      return above ? dropSlot(tree, id, above.id, 'inside') : null
    case 'outdent':
      return node.parent === null ? null : dropSlot(tree, id, node.parent, 'after')
  }
}
