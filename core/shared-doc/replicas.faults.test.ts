import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { agendaTree } from '../agenda/agenda.ts'
import type { AgendaItemId, PaperId } from '../ids.ts'
import {
  addAgendaItem,
  itemTitleText,
  moveAgendaItem,
  noteText,
  orderBetween,
  placePaper,
  readAgenda,
  readParticulars,
  readPlaces,
  removeAgendaItems,
  setAgendaMinutes,
  setParticulars,
  titleText
} from './meeting-doc.ts'

/** `npm run faults -- replicas --runs 10000` */
const runs = Number(process.env.FAULT_RUNS ?? 300)
const places = 5

interface Step {
  readonly at: number
  readonly kind: number
  readonly a: number
  readonly b: number
  readonly word: string
  /** What happens to the letters this change goes out in: for each other replica lost, once, or twice. */
  readonly post: readonly number[]
  /** Who looks into the letter box now, and in what order. */
  readonly reads: readonly number[]
}
const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(places - 1),
  kind: fc.nat(9),
  a: fc.nat(6),
  b: fc.nat(6),
  word: fc.constantFrom('Khai mạc', 'ệ', ' đ', 'Báo cáo 😀'),
  post: fc.array(fc.nat(2), { minLength: places, maxLength: places }),
  reads: fc.array(fc.nat(), { maxLength: 4 })
})
const item = (n: number): AgendaItemId => `muc-nghi-su-${n}` as AgendaItemId

/** One deed as the screens do it. */
function act(doc: Y.Doc, { kind, a, b, word }: Step): void {
  const orders = readAgenda(doc).map(({ order }) => order)
  const order = orderBetween(orders[a % (orders.length || 1)] ?? null, orders[b % (orders.length || 1)] ?? null)
  const title = titleText(doc)
  if (kind <= 1) addAgendaItem(doc, { id: item(a), parent: b < 3 ? null : item(b), order, title: word, minutes: b, leadUnit: '' })
  else if (kind === 2 || kind === 3)
    moveAgendaItem(doc, item(a), item(b), order) // below itself too, and in circles
  else if (kind === 4) removeAgendaItems(doc, [item(a)])
  else if (kind === 5) setAgendaMinutes(doc, item(a), b * 5)
  else if (kind === 6) itemTitleText(doc, item(a))?.insert(0, word)
  else if (kind === 7) placePaper(doc, `giay-to-${a}` as PaperId, { item: b < 3 ? null : item(b), order })
  else if (kind === 8) {
    title.insert(a % (title.length + 1), word)
    if (b % 2 === 0) title.delete(0, Math.min(b, title.length))
  } else {
    setParticulars(doc, { type: b % 2 === 0 ? 'session' : 'briefing', startsAt: `2026-11-2${a}T08:00:00+07:00` })
    noteText(doc).insert(0, word)
  }
}

const shown = (doc: Y.Doc) => ({
  particulars: readParticulars(doc),
  agenda: agendaTree(readAgenda(doc)),
  places: [...readPlaces(doc)].sort(([x], [y]) => (x < y ? -1 : 1)),
  clients: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([x], [y]) => x - y)
})

/** Every item is in the tree once, whatever circle it was moved into. */
const inTree = (nodes: ReturnType<typeof agendaTree>): readonly string[] => nodes.flatMap(node => [node.id, ...inTree(node.children)])

test(`[F8] five replicas, letters lost, doubled and out of order, and sent again: ${runs} times equal, and no item hidden`, {
  timeout: 1_800_000
}, () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), steps => {
      const boxes: Uint8Array[][] = Array.from({ length: places }, () => [])
      let post: readonly number[] = []
      const docs = Array.from({ length: places }, (_, at) => {
        const doc = new Y.Doc()
        doc.clientID = at + 1
        doc.on('update', (update: Uint8Array, origin: unknown) => {
          if (origin === 'letter') return
          for (const [to, box] of boxes.entries()) if (to !== at) for (let copies = post[to] ?? 0; copies > 0; copies--) box.push(update)
        })
        return doc
      })
      for (const { at, reads, ...rest } of steps) {
        const doc = docs[at] as Y.Doc
        post = rest.post
        doc.transact(() => act(doc, { at, reads, ...rest }))
        for (const which of reads) {
          const box = boxes[which % places] as Uint8Array[]
          const [letter] = box.splice(which % (box.length || 1), 1)
          if (letter) Y.applyUpdate(docs[which % places] as Y.Doc, letter, 'letter')
        }
      }
      // What was lost is sent again, as the sync protocol does when a connection is there: each asks the next, twice around.
      for (let turn = 0; turn < 2 * places; turn++) {
        const [from, to] = [docs[turn % places] as Y.Doc, docs[(turn + 1) % places] as Y.Doc]
        Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'letter')
      }
      const [first, ...others] = docs.map(shown)
      for (const other of others) expect(other).toEqual(first)
      const ids = readAgenda(docs[0] as Y.Doc).map(({ id }) => id)
      expect([...inTree(first?.agenda ?? [])].sort()).toEqual([...ids].sort())
    }),
    { numRuns: runs, seed: 20_261_122 }
  )
})
