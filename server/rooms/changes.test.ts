import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Changes } from './changes.ts'

const written = (text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('title').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}
const replay = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

test('[W3] what one peer sent is passed on as it came; what changes nothing is not', () => {
  const doc = new Y.Doc()
  const changes = new Changes(doc)
  const sent = written('Nghị quyết')
  changes.during(() => Y.applyUpdate(doc, sent), sent)
  expect(changes.take()).toEqual([sent])
  changes.during(() => Y.applyUpdate(doc, sent), sent)
  expect(changes.take()).toEqual([])
})

test('[W3] several updates become one, and what is passed on makes the same document', () => {
  const doc = new Y.Doc()
  const changes = new Changes(doc)
  changes.during(() => {
    Y.applyUpdate(doc, written('Tờ trình'))
    Y.applyUpdate(doc, written('Báo cáo'))
  }, null)
  const taken = changes.take()
  expect(taken).toHaveLength(1)
  expect(replay(taken).getText('title').toString()).toBe(doc.getText('title').toString())
})

test('[W3] what Yjs tidies up behind a change to a text with formatting is passed on as well', () => {
  const [lan, hoa] = [new Y.Doc(), new Y.Doc()]
  // A root has no type on the server, and is not tidied; a text inside a map is.
  const textOf = (doc: Y.Doc): Y.Text => doc.getMap<Y.Text>('agenda').get('note') as Y.Text
  lan.getMap<Y.Text>('agenda').set('note', new Y.Text('Kết luận'))
  const base = Y.encodeStateAsUpdate(lan)
  Y.applyUpdate(hoa, base)
  const by = (doc: Y.Doc): Uint8Array => {
    textOf(doc).format(0, 8, { bold: true })
    return Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(base))
  }
  const [byLan, byHoa] = [by(lan), by(hoa)]

  const doc = new Y.Doc()
  const changes = new Changes(doc)
  for (const update of [base, byLan, byHoa]) changes.during(() => Y.applyUpdate(doc, update, 'peer'), update)
  const taken = changes.take()
  expect(taken.length).toBeGreaterThan(3)
  expect(Y.encodeStateAsUpdate(replay(taken))).toEqual(Y.encodeStateAsUpdate(doc))
})

test('whatever throws in a transaction leaves no listener behind', () => {
  const doc = new Y.Doc()
  const changes = new Changes(doc)
  const act = (): void => {
    throw new Error('no')
  }
  expect(() => changes.during(act, Uint8Array.of(0, 0))).toThrow('no')
  expect(() => changes.during(act, null)).toThrow('no')
  doc.getText('title').insert(0, 'a')
  expect(changes.take()).toEqual([])
})
