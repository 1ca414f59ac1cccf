import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Applied, applyAdmitted, mostSteps } from './apply.ts'
import { admit } from './gate.ts'

function apply(doc: Y.Doc, update: Uint8Array, most: number = mostSteps.wholeState): Applied {
  const gate = admit(update, doc, { maxBytes: 4 * 1024 * 1024, roots: ['title', 'agenda', 'list'], mayWriteAs: () => true })
  if (!gate.ok) throw new Error(gate.reason)
  let applied: Applied | null = null
  doc.transact(() => {
    applied = applyAdmitted(doc, update, gate.value, 'test', most)
  })
  if (!applied) throw new Error('not applied')
  return applied
}

/** One letter each under client 9 from `clock` on; `right` gives the clock of the right neighbour, null for none. */
const letters = (clock: number, count: number, right: (i: number) => number | null): Uint8Array =>
  encoding.encode(encoder => {
    for (const n of [1, count, 9, clock]) encoding.writeVarUint(encoder, n)
    for (let i = 0; i < count; i++) {
      const neighbour = right(i)
      encoding.writeUint8(encoder, neighbour === null ? 4 : 64 | 4)
      if (neighbour === null) {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, 'title')
      } else {
        encoding.writeVarUint(encoder, 9)
        encoding.writeVarUint(encoder, neighbour)
      }
      encoding.writeVarString(encoder, 'x')
    }
    encoding.writeVarUint(encoder, 0)
  })
const chain = (count: number): Uint8Array => letters(0, count, i => (i === 0 ? null : i - 1))

/** Processor time, the best of three: what the work costs, however busy the machine is with something else. */
function shortestMs(run: () => void): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const start = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    })
  )
}

test('[B2] items with neighbours far apart are refused before they cost seconds', () => {
  const doc = new Y.Doc()
  expect(apply(doc, chain(10_000)).outcome).toBe('applied')
  const before = Y.encodeStateVector(doc)
  expect(
    shortestMs(() =>
      expect(
        apply(
          doc,
          letters(10_000, 10_000, i => i)
        ).outcome
      ).toBe('too-costly')
    )
  ).toBeLessThan(250)
  expect(Y.encodeStateVector(doc)).toEqual(before)
})

test('[B2] the same bomb in one update with what it lies on is found while it is applied', () => {
  const bomb = letters(0, 20_000, i => (i === 0 ? null : i < 10_000 ? i - 1 : i - 10_000))
  expect(shortestMs(() => expect(apply(new Y.Doc(), bomb, mostSteps.update).outcome).toBe('spoilt'))).toBeLessThan(250)
})

test('[B2] one such item at a time is counted too', () => {
  const doc = new Y.Doc()
  apply(doc, chain(10_000))
  expect(
    apply(
      doc,
      letters(10_000, 1, () => 0)
    ).steps
  ).toBeGreaterThan(9000)
})

test.each([
  [1, 2],
  [2, 1]
])(
  'long honest updates pass: two who begin one empty text, each without the other, at its end and at its top (%i, %i)',
  (first, second) => {
    const [a, b] = [first, second].map(client => {
      const doc = new Y.Doc()
      doc.clientID = client
      const text = doc.getText('title')
      for (let i = 0; i < 5000; i++) {
        text.insert(i % 100 === 0 ? 0 : text.length - (i % 3 === 0 ? 1 : 0), 'x')
        doc.getArray('list').push([i])
        doc.getMap('agenda').set('same', i)
      }
      return Y.encodeStateAsUpdate(doc)
    }) as [Uint8Array, Uint8Array]
    const [server, reference] = [new Y.Doc(), new Y.Doc()]
    for (const update of [a, b]) {
      expect(apply(server, update).outcome).toBe('applied')
      Y.applyUpdate(reference, update)
    }
    expect(server.getText('title').toString()).toBe(reference.getText('title').toString())
    expect(server.getMap('agenda').get('same')).toBe(4999)
  }
)

test('an update applied in slices is the update applied whole', () => {
  const edits = fc.array(fc.tuple(fc.nat(4), fc.nat(), fc.constantFrom('a', 'bc', 'đ', 'ệ ở')), { minLength: 100, maxLength: 400 })
  fc.assert(
    fc.property(edits, edits, (first, second) => {
      const [a, b] = [first, second].map(todo => {
        const doc = new Y.Doc()
        const text = doc.getText('title')
        for (const [kind, n, word] of todo) {
          const at = n % (text.length + 1)
          if (kind < 3) text.insert(at, word)
          else if (kind === 3) text.delete(at, Math.min(2, text.length - at))
          else doc.getMap('agenda').set(word, new Y.Map([[word, n]]))
        }
        return Y.encodeStateAsUpdate(doc)
      })
      const [sliced, whole] = [new Y.Doc(), new Y.Doc()]
      for (const update of [a, b]) {
        expect(apply(sliced, update as Uint8Array).outcome).toBe('applied')
        Y.applyUpdate(whole, update as Uint8Array)
      }
      expect(sliced.getText('title').toString()).toBe(whole.getText('title').toString())
      expect(sliced.getMap('agenda').toJSON()).toEqual(whole.getMap('agenda').toJSON())
      expect(Y.encodeStateVector(sliced)).toEqual(Y.encodeStateVector(whole))
      expect(sliced.store.pendingStructs).toBeNull()
    }),
    { numRuns: 100 }
  )
})
