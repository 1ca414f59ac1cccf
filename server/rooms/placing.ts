import * as Y from 'yjs'
import type { ReadStruct, StructId } from './update-reader.ts'
import { structKind } from './update-reader.ts'

const same = (a: StructId | null, b: StructId | null): boolean =>
  a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock)

/** Moving this many pointers along an array costs about as much as one step of a search. */
const pointersPerStep = 2048

/**
 * How many items Yjs will look at to find the place of a new one (https://github.com/yjs/yjs/blob/v13.6.33/src/structs/Item.js, integrate),
 * counted up to just above `most`; a few more than that where neighbours have been merged. Behind an item that is not stored yet the search goes
 * over such items only.
 */
export function placingSteps(doc: Y.Doc, client: number, struct: ReadStruct, most: number): number {
  const { kind, origin, rightOrigin } = struct
  if (kind === structKind.gc || kind === structKind.skip) return 0
  if (origin && !isStored(doc, origin)) return 0
  if (rightOrigin && !isStored(doc, rightOrigin)) return 0
  const left = origin && stored(doc, origin)
  const right = rightOrigin && stored(doc, rightOrigin)
  if (left instanceof Y.GC || right instanceof Y.GC) return 0
  let steps =
    (origin ? splitSteps(doc, origin.client, origin.clock + 1) : 0) +
    (rightOrigin ? splitSteps(doc, rightOrigin.client, rightOrigin.clock) : 0)
  const rightIsInside = rightOrigin !== null && right !== null && rightOrigin.clock > right.id.clock
  const seen = new Set<Y.Item>()
  let item: Y.Item | null
  if (left && origin) {
    item = left.right as Y.Item | null
    if (origin.clock + 1 < left.id.clock + left.length) {
      // Yjs splits the left neighbour; its second half comes first.
      if (left === right) return rightOrigin?.clock === origin.clock + 1 ? steps : steps + 1
      steps += 1
      seen.add(left)
      if (left.id.client >= client && same(rightOrigin, left.rightOrigin)) return steps
    }
  } else {
    if (right && !rightIsInside && right.left === null) return steps
    const start = firstOfList(doc, struct, right, most - steps)
    if (!start) return steps
    steps += start.steps
    item = start.item
  }
  for (; item !== null && item !== right; item = item.right as Y.Item | null) {
    if (++steps > most) return steps
    seen.add(item)
    if (same(origin, item.origin)) {
      if (item.id.client >= client && same(rightOrigin, item.rightOrigin)) return steps
    } else {
      const before = item.origin && stored(doc, item.origin)
      if (!(before instanceof Y.Item) || !seen.has(before)) return steps
    }
  }
  return steps
}

/** Whether the search would begin among stored items and end at one that is not stored yet: then it cannot be counted yet. */
export const endsAtUnstored = (doc: Y.Doc, { origin, rightOrigin }: ReadStruct): boolean =>
  rightOrigin !== null && !isStored(doc, rightOrigin) && (origin === null || isStored(doc, origin))

/** What splitting a struct at this clock costs: the structs behind it move up. */
export function splitSteps(doc: Y.Doc, client: number, clock: number): number {
  if (clock <= 0 || !isStored(doc, { client, clock })) return 0
  const structs = doc.store.clients.get(client) ?? []
  const index = Y.findIndexSS(structs, clock)
  const struct = structs[index]
  return struct instanceof Y.Item && struct.id.clock < clock && !struct.deleted ? Math.ceil((structs.length - index) / pointersPerStep) : 0
}

/** Deleted neighbours become one struct, and what stands behind them in the array moves up: dearer per pointer than a split. */
const mergedPointersPerStep = 512
/** Structs of a range that are looked at in the time of one step. */
const walkedPerStep = 8

/**
 * What deleting a range costs Yjs, counted up to just above `most`: a split at either end, the walk along it, and one move of the array for
 * every run of structs that become one (https://github.com/yjs/yjs/blob/v13.6.33/src/utils/DeleteSet.js, tryMergeDeleteSet).
 */
export function deletionSteps(doc: Y.Doc, client: number, clock: number, length: number, most: number): number {
  let steps = splitSteps(doc, client, clock) + splitSteps(doc, client, clock + length)
  if (!isStored(doc, { client, clock })) return steps
  const structs = doc.store.clients.get(client) ?? []
  const first = Y.findIndexSS(structs, clock)
  const perRun = (structs.length - first) / mergedPointersPerStep
  let runs = 0
  for (let i = first; i < structs.length && steps + runs * perRun <= most; i++) {
    const struct = structs[i] as Y.Item | Y.GC
    if (struct.id.clock >= clock + length) break
    steps += 1 / walkedPerStep
    if (struct.deleted) continue
    const before = structs[i - 1]
    const goesOn = i > first && before instanceof Y.Item && before.right === struct && !before.deleted
    if (!goesOn) runs += 1
  }
  return Math.ceil(steps + runs * perRun)
}

/** The first item of the list or map entry a struct without a left neighbour goes into; null where there is none. */
function firstOfList(doc: Y.Doc, struct: ReadStruct, right: Y.Item | null, most: number): { item: Y.Item | null; steps: number } | null {
  const parent = right ? right.parent : struct.root !== null ? doc.share.get(struct.root) : parentType(doc, struct.parent)
  if (!(parent instanceof Y.AbstractType)) return null
  const key = right ? right.parentSub : struct.key
  if (key === null) return { item: parent._start, steps: 0 }
  let item = parent._map.get(key) ?? null
  let steps = 0
  // Yjs walks back twice.
  for (; item?.left && steps <= most; item = item.left as Y.Item) steps += 2
  return { item, steps }
}

function parentType(doc: Y.Doc, id: StructId | null): unknown {
  if (!id || !isStored(doc, id)) return null
  const item = stored(doc, id)
  return item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null
}

const isStored = (doc: Y.Doc, id: StructId): boolean => id.clock < Y.getState(doc.store, id.client)

function stored(doc: Y.Doc, id: StructId): Y.Item | Y.GC {
  const structs = doc.store.clients.get(id.client) ?? []
  return structs[Y.findIndexSS(structs, id.clock)] as Y.Item | Y.GC
}
