import type { AgendaItemId } from '../ids.ts'

/** One item as it lies in the flat map; the tree is derived. `order` is a fractional index (a base-62 string compared by code unit). */
export interface AgendaItem {
  readonly id: AgendaItemId
  readonly parent: AgendaItemId | null
  readonly order: string
  readonly title: string
  /** Planned minutes of the item itself; an item with children lasts as long as they do. */
  readonly minutes: number
  /** Cơ quan chủ trì chuẩn bị nội dung. */
  readonly leadUnit: string
}

export interface AgendaNode extends AgendaItem {
  /** "3" or "3.2". */
  readonly number: string
  readonly depth: number
  /** Minutes after the start of the meeting at which the item is planned to begin, and how long it lasts with its children. */
  readonly beginsAfter: number
  readonly lasts: number
  readonly children: readonly AgendaNode[]
}

const bySiblingOrder = (a: AgendaItem, b: AgendaItem): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/**
 * [G1] The same items give the same tree on every replica, whatever order they arrived in.
 * [G2] A parent that is missing, or a cycle two people made at once, never hides an item: an orphan stands at the top,
 * and of a cycle the member with the smallest id is lifted to the top with the rest below it.
 */
export function agendaTree(items: readonly AgendaItem[]): readonly AgendaNode[] {
  const byId = new Map(items.map(item => [item.id, item]))
  const parentOf = resolveParents(byId)
  const childrenOf = new Map<AgendaItemId | null, AgendaItem[]>()
  for (const item of items) {
    const parent = parentOf.get(item.id) ?? null
    const siblings = childrenOf.get(parent)
    if (siblings) siblings.push(item)
    else childrenOf.set(parent, [item])
  }
  for (const siblings of childrenOf.values()) siblings.sort(bySiblingOrder)

  const build = (parent: AgendaItemId | null, prefix: string, depth: number, start: number): readonly AgendaNode[] => {
    let begins = start
    return (childrenOf.get(parent) ?? []).map((item, index) => {
      const number = prefix === '' ? `${index + 1}` : `${prefix}.${index + 1}`
      const children = build(item.id, number, depth + 1, begins)
      const lasts = children.length > 0 ? children.reduce((sum, child) => sum + child.lasts, 0) : item.minutes
      const node: AgendaNode = { ...item, parent, number, depth, beginsAfter: begins, lasts, children }
      begins += lasts
      return node
    })
  }
  return build(null, '', 0, 0)
}

function resolveParents(byId: ReadonlyMap<AgendaItemId, AgendaItem>): ReadonlyMap<AgendaItemId, AgendaItemId | null> {
  const parentOf = new Map<AgendaItemId, AgendaItemId | null>()
  for (const item of byId.values()) parentOf.set(item.id, item.parent !== null && byId.has(item.parent) ? item.parent : null)
  const settled = new Set<AgendaItemId>()
  for (const start of byId.keys()) {
    const path: AgendaItemId[] = []
    let at: AgendaItemId | null = start
    while (at !== null && !settled.has(at) && !path.includes(at)) {
      path.push(at)
      at = parentOf.get(at) ?? null
    }
    if (at !== null && !settled.has(at)) {
      const cycle = path.slice(path.indexOf(at))
      const [top] = [...cycle].sort()
      if (top !== undefined) parentOf.set(top, null)
    }
    for (const id of path) settled.add(id)
  }
  return parentOf
}

/** Depth-first, as printed. */
export function flattenAgenda(tree: readonly AgendaNode[]): readonly AgendaNode[] {
  return tree.flatMap(node => [node, ...flattenAgenda(node.children)])
}

/** [G3] May `item` be put below `parent`? Not below itself or what hangs on it, and not deeper than `maxDepth`. */
export function mayNest(tree: readonly AgendaNode[], item: AgendaItemId, parent: AgendaItemId | null): boolean {
  if (parent === null) return true
  const flat = flattenAgenda(tree)
  const node = flat.find(n => n.id === item)
  const target = flat.find(n => n.id === parent)
  if (!node || !target) return false
  if (flattenAgenda([node]).some(n => n.id === parent)) return false
  const height = Math.max(...flattenAgenda([node]).map(n => n.depth)) - node.depth
  return target.depth + 1 + height < maxDepth
}

/** Three levels are what a printed programme uses (1, 1.1, 1.1.1); deeper ones cannot be read at 316 px. */
export const maxDepth = 3
