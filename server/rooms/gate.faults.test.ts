import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { admit } from './gate.ts'

const roots = ['title', 'note', 'particulars', 'agenda', 'list', 'minutes', 'state']
const gate = (update: Uint8Array, doc: Y.Doc, mayWriteAs: (client: number) => boolean = () => true, maxBytes = 4 * 1024 * 1024) =>
  admit(update, doc, { maxBytes, roots, mayWriteAs })

/** Bytes by hand: numbers as varUint, strings with their length, {byte} raw. */
function bytes(...parts: (number | string | { readonly byte: number } | Uint8Array)[]): Uint8Array {
  return encoding.encode(encoder => {
    for (const part of parts) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part)
      else if (typeof part === 'string') encoding.writeVarString(encoder, part)
      else if (part instanceof Uint8Array) encoding.writeUint8Array(encoder, part)
      else encoding.writeUint8(encoder, part.byte)
    }
  })
}
const info = (byte: number): { byte: number } => ({ byte })

function held(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getText('title').insert(0, 'đã có') // clocks 0…4
  return doc
}

/** Made by scripts/make-update-corpus.mjs; the name of a file begins with the verdict. */
const folder = new URL('../../tests/data/updates/', import.meta.url)
const corpus = readdirSync(folder).map(name => [name.replace('.bin', ''), new Uint8Array(readFileSync(new URL(name, folder)))] as const)

test.each(corpus)('[B3] %s', (name, update) => {
  const doc = held()
  const before = Y.encodeStateAsUpdate(doc)
  const [verdict] = name.split('--')
  const outcome = gate(update, doc, client => client !== 7)
  if (verdict === 'accepted') {
    expect(outcome.ok).toBe(true)
    Y.applyUpdate(doc, update)
    expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  } else {
    expect(outcome).toEqual({ ok: false, reason: verdict })
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  }
})

test('[W1] an update cut anywhere, or of the second format, is refused', () => {
  const source = new Y.Doc()
  source.getText('title').insert(0, 'Kế hoạch 😀', { bold: true })
  source.getMap('agenda').set('a', new Y.Map([['n', 1]]))
  source.getText('title').delete(0, 2)
  const update = Y.encodeStateAsUpdate(source)
  for (let end = 0; end < update.length; end++) expect(gate(update.subarray(0, end), held()).ok, `cut at ${end}`).toBe(false)
  expect(gate(Y.encodeStateAsUpdateV2(source), held()).ok).toBe(false)
  expect(gate(Y.encodeStateAsUpdateV2(new Y.Doc()), held()).ok).toBe(false)
})

test('[B3] a client id of another: new structs refused, what is held and deletions are free', () => {
  const doc = held()
  const notSeven = (client: number): boolean => client !== 7
  expect(gate(bytes(1, 1, 7, 5, info(0), 1_000_000, 0), doc, notSeven)).toEqual({ ok: false, reason: 'foreign-client' })
  expect(gate(bytes(1, 1, 7, 0, info(0), 9, 0), doc, notSeven)).toEqual({ ok: false, reason: 'foreign-client' })
  expect(gate(Y.encodeStateAsUpdate(doc), doc, notSeven)).toMatchObject({ ok: true, value: { writers: [] } })
  expect(gate(bytes(0, 1, 7, 1, 0, 5), doc, notSeven)).toMatchObject({ ok: true })
})

test('[B3] types nested in types, in one update or over many, end at 32', () => {
  const doc = new Y.Doc()
  const source = new Y.Doc()
  let list = source.getArray<unknown>('list')
  let refused = 0
  source.on('update', (update: Uint8Array) => {
    const outcome = gate(update, doc)
    if (outcome.ok) Y.applyUpdate(doc, update)
    else refused += outcome.reason === 'too-deep' ? 1 : 0
  })
  for (let depth = 0; depth < 33; depth++) {
    const inner = new Y.Array<unknown>()
    list.insert(0, [inner])
    list = inner
  }
  expect(refused).toBe(1)
  expect(gate(Y.encodeStateAsUpdate(source), new Y.Doc())).toEqual({ ok: false, reason: 'too-deep' })
})

test('[B3] an item that overlaps a collected one is refused, where Yjs could never encode it again', () => {
  const doc = new Y.Doc()
  doc.clientID = 9
  const parent = new Y.Text('abc')
  doc.getMap('agenda').set('a', parent)
  doc.getMap('agenda').delete('a') // clocks 1…3 are now GC
  const attack = bytes(1, 1, 9, 1, info(4), 1, 'title', 'abcdef', 0)
  expect(gate(attack, doc)).toEqual({ ok: false, reason: 'malformed' })
})

test('[B3] bombs are refused within 50 ms', () => {
  type Parts = Parameters<typeof bytes>
  const repeated = (count: number, each: (i: number) => Parts): Uint8Array =>
    Buffer.concat(Array.from({ length: count }, (_, i) => bytes(...each(i))))
  const many = (count: number, each: (i: number) => Parts): Uint8Array => bytes(count, repeated(count, each), 0)
  const bombs: [string, Uint8Array][] = [
    ['100,000 future clients', many(100_000, i => [1, i + 10, 5, info(0), 1])],
    ['20,000 future clients', many(20_000, i => [1, i + 10, 5, info(0), 1])],
    ['20,000 new clients', many(20_000, i => [1, i + 10, 0, info(4), 1, 'title', 'x'])],
    ['4 MiB of small values', bytes(1, 1, 9, 0, info(8), 1, 'list', 4_000_000, new Uint8Array(4_000_000).fill(126), 0)],
    ['4 MiB of JSON', bytes(1, 1, 9, 0, info(5), 1, 'title', `[${'1,'.repeat(2_000_000)}1]`, 0)],
    [
      '4 MiB of text with a flaw at its end',
      bytes(1, 1, 9, 0, info(4), 1, 'title', 4_000_000, new Uint8Array(3_999_999).fill(97), info(255), 0)
    ],
    ['deletions', bytes(0, 1, 7, 10_001, new Uint8Array(20_002).fill(1))],
    ['a tower of waiting', many(10_000, i => [2, i + 10, 0, info(132), i + 11, 0, 'x', info(132), i + 9, 0, 'x'])]
  ]
  for (const [name, bomb] of bombs) {
    const doc = held()
    const times = [1, 2, 3].map(() => {
      const start = process.cpuUsage()
      expect(gate(bomb, doc).ok, name).toBe(false)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    })
    expect(Math.min(...times), name).toBeLessThan(50)
  }
})

type Step = readonly [kind: number, a: number, b: number, text: string]
const steps = fc.array(
  fc.tuple(fc.nat(13), fc.nat(), fc.nat(), fc.string({ unit: fc.constantFrom('a', 'ệ', 'đ', ' ', 'Ở', '€'), minLength: 1, maxLength: 6 })),
  {
    maxLength: 40
  }
)

/** One random deed of an honest editor. */
function act(doc: Y.Doc, undo: Y.UndoManager, [kind, a, b, text]: Step): void {
  const title = doc.getText('title')
  const list = doc.getArray<unknown>('list')
  const agenda = doc.getMap<unknown>('agenda')
  const minutes = doc.getXmlFragment('minutes')
  const at = (length: number, n: number): number => (length === 0 ? 0 : n % (length + 1))
  const inner = agenda.get(`k${a % 3}`)
  doc.transact(() => {
    if (kind === 0) title.insert(at(title.length, a), text)
    else if (kind === 1) title.insert(at(title.length, a), text, { bold: true, link: text })
    else if (kind === 2 && title.length > 0) title.delete(a % title.length, Math.min(1 + (b % 4), title.length - (a % title.length)))
    else if (kind === 3 && title.length > 0) title.format(a % title.length, 1, b % 2 ? { bold: null } : { italic: true })
    else if (kind === 4) list.insert(at(list.length, a), [text, a, b / 7, null, true, { [text]: [a, undefined] }, new Uint8Array([a, b])])
    else if (kind === 5 && list.length > 0) list.delete(a % list.length, 1)
    else if (kind === 6)
      agenda.set(
        `k${a % 3}`,
        new Y.Map<unknown>([
          [text, new Y.Text(text)],
          ['n', b]
        ])
      )
    else if (kind === 7) agenda.delete(`k${a % 3}`)
    else if (kind === 8 && inner instanceof Y.Map) inner.set(text, b)
    else if (kind === 9) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.setAttribute('align', text)
      paragraph.insert(0, [new Y.XmlText(text)])
      minutes.insert(at(minutes.length, a), [paragraph])
    } else if (kind === 10 && minutes.length > 0) minutes.delete(a % minutes.length, 1)
    else if (kind === 11) title.insertEmbed(at(title.length, a), { image: text })
  }, 'mine')
  if (kind === 12) undo.undo()
  if (kind === 13) undo.redo()
}

test('[F8] whatever two honest editors do, on line and off, passes; nothing waits; both and the server end equal', () => {
  fc.assert(
    fc.property(steps, steps, fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (first, second, network) => {
      const server = new Y.Doc()
      const editors = [first, second].map((todo, i) => {
        const doc = new Y.Doc()
        doc.clientID = i + 1
        const scope = [doc.getText('title'), doc.getArray('list'), doc.getMap('agenda'), doc.getXmlFragment('minutes')]
        return { doc, todo, undo: new Y.UndoManager(scope, { trackedOrigins: new Set(['mine']), captureTimeout: 0 }), online: true }
      })
      const pass = (update: Uint8Array, own: number): void => {
        const outcome = gate(update, server, client => client === own)
        expect(outcome).toMatchObject({ ok: true })
        Y.applyUpdate(server, update)
        expect(server.store.pendingStructs).toBeNull()
        expect(server.store.pendingDs).toBeNull()
      }
      const meet = (editor: (typeof editors)[number]): void => {
        pass(Y.encodeStateAsUpdate(editor.doc, Y.encodeStateVector(server)), editor.doc.clientID)
        Y.applyUpdate(editor.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(editor.doc)))
      }
      for (const editor of editors)
        editor.doc.on('update', (update: Uint8Array, origin: unknown) => {
          if (editor.online && (origin === 'mine' || origin === editor.undo)) pass(update, editor.doc.clientID)
        })
      for (let turn = 0; turn < Math.max(first.length, second.length); turn++)
        for (const [i, editor] of editors.entries()) {
          const online = network[(turn + i * 7) % network.length] ?? true
          if (online) meet(editor)
          editor.online = online
          const step = editor.todo[turn]
          if (step) act(editor.doc, editor.undo, step)
        }
      for (const editor of [...editors, ...editors]) meet(editor)
      const state = (doc: Y.Doc) => [
        doc.getText('title').toDelta(),
        doc.getArray('list').toJSON(),
        doc.getMap('agenda').toJSON(),
        doc.getXmlFragment('minutes').toString()
      ]
      for (const { doc } of editors) expect(state(doc)).toEqual(state(server))
    }),
    { numRuns: 300 }
  )
})

test('[B2] a mangled update is refused, or applied whole by Yjs with nothing left waiting', () => {
  const source = new Y.Doc()
  source.clientID = 3
  const undo = new Y.UndoManager(source.getText('title'))
  for (let i = 0; i < 60; i++) act(source, undo, [i % 12, i * 31, i * 17, `chữ${i}`])
  const update = Y.encodeStateAsUpdate(source)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(update.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), changes => {
      const mangled = update.slice()
      for (const [at, byte] of changes) mangled[at] = byte
      const doc = held()
      const outcome = gate(mangled, doc)
      if (!outcome.ok) return
      Y.applyUpdate(doc, mangled)
      expect(doc.store.pendingStructs).toBeNull()
      expect(doc.store.pendingDs).toBeNull()
      const again = new Y.Doc()
      Y.applyUpdate(again, Y.encodeStateAsUpdate(doc))
      expect(Y.encodeStateVector(again)).toEqual(Y.encodeStateVector(doc))
    }),
    { numRuns: 3000 }
  )
})
