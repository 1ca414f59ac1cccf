// node scripts/make-update-corpus.mjs: writes tests/data/updates, Yjs updates as the gate must meet them. A file is VERDICT--NAME.bin: what the
// gate says of it against the held document (client 7 wrote "đã có" into "title"), or `accepted`. server/rooms/gate.faults.test.ts reads them all.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../tests/data/updates')

/** By hand: numbers as varUint, strings with their length, {byte} raw, bytes as they are. */
const bytes = (...parts) =>
  encoding.encode(encoder => {
    for (const part of parts) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part)
      else if (typeof part === 'string') encoding.writeVarString(encoder, part)
      else if (part instanceof Uint8Array) encoding.writeUint8Array(encoder, part)
      else encoding.writeUint8(encoder, part.byte)
    }
  })
const info = byte => ({ byte })
const docOf = (client, fill) => {
  const doc = new Y.Doc()
  doc.clientID = client
  fill(doc)
  return doc
}
const held = docOf(7, doc => doc.getText('title').insert(0, 'đã có'))
const heldState = Y.encodeStateAsUpdate(held)
/** What an editor who holds the document sends for this change. */
const edit = (client, change) =>
  Y.encodeStateAsUpdate(
    docOf(client, doc => {
      Y.applyUpdate(doc, heldState)
      change(doc)
    }),
    Y.encodeStateVector(held)
  )

/** @type {Record<string, Record<string, Uint8Array>>} */
const corpus = {
  gap: {
    'future clock': bytes(1, 1, 9, 50, info(4), 1, 'title', 'x', 0),
    'gc under a new future id': bytes(1, 1, 9, 1, info(0), 1_000_000, 0),
    'origin nobody has': bytes(1, 1, 9, 0, info(128 | 4), 8, 3, 'x', 0),
    'origin of its own future': bytes(1, 1, 9, 0, info(128 | 4), 9, 0, 'x', 0),
    'two writers waiting for each other': bytes(2, 1, 9, 0, info(132), 8, 0, 'x', 1, 8, 0, info(132), 9, 0, 'y', 0),
    'skip over the unknown': bytes(1, 2, 9, 0, info(10), 5, info(4), 1, 'title', 'x', 0),
    'deletion of what is not there': bytes(0, 1, 7, 1, 3, 9)
  },
  'foreign-client': { 'structs under the id of another': bytes(1, 1, 7, 5, info(0), 1_000_000, 0) },
  'unknown-root': { 'a root no meeting has': bytes(1, 1, 9, 0, info(4), 1, 'votes', 'x', 0) },
  malformed: {
    'long root name': bytes(1, 1, 9, 0, info(4), 1, 'x'.repeat(300), 'x', 0),
    'one client twice': bytes(2, 1, 9, 0, info(4), 1, 'title', 'x', 1, 9, 1, info(4), 1, 'title', 'x', 0),
    'struct of no length': bytes(1, 1, 9, 0, info(4), 1, 'title', '', 0),
    'gc with extra bits': bytes(1, 1, 9, 0, info(128), 1, 0),
    'unknown content': bytes(1, 1, 9, 0, info(11), 1, 'title', 'x', 0),
    'unknown type': bytes(1, 1, 9, 0, info(7), 1, 'title', 9, 0),
    'no UTF-8': bytes(1, 1, 9, 0, info(4), 1, 'title', 2, info(0xc3), info(0x28), 0),
    'no JSON': bytes(1, 1, 9, 0, info(5), 1, 'title', '{"a":', 0),
    'a prototype': bytes(1, 1, 9, 0, info(8), 1, 'agenda', 1, info(118), 1, '__proto__', info(118), 0, 0),
    'bytes after the end': bytes(0, 0, 0),
    nothing: new Uint8Array(),
    'endless number': new Uint8Array(4000).fill(0x80),
    'second format': Y.encodeStateAsUpdateV2(docOf(9, doc => doc.getText('title').insert(0, 'x'))),
    'second format of nothing': Y.encodeStateAsUpdateV2(new Y.Doc())
  },
  subdocument: { 'a document in a document': bytes(1, 1, 9, 0, info(9), 1, 'title', 'guid', info(118), 0, 0) },
  'too-deep': {
    'deep JSON': bytes(1, 1, 9, 0, info(5), 1, 'title', '['.repeat(1000) + ']'.repeat(1000), 0),
    'deep values': bytes(1, 1, 9, 0, info(8), 1, 'agenda', 1, ...Array.from({ length: 400 }, () => [info(117), 1]).flat(), info(126), 0)
  },
  'too-many': {
    '2^32 structs': bytes(1, 0xffffffff, 9, 0),
    '2^40 values': bytes(1, 1, 9, 0, info(8), 1, 'agenda', 2 ** 40, 0)
  },
  accepted: {
    nothing: bytes(0, 0),
    'what is held already': heldState,
    'a letter typed': edit(9, doc => doc.getText('title').insert(2, 'ệ')),
    'deletion of what another wrote': edit(9, doc => doc.getText('title').delete(0, 3)),
    'an agenda item': edit(9, doc => {
      const item = new Y.Map([
        ['order', 'a0'],
        ['minutes', 15],
        ['parent', null]
      ])
      item.set('title', new Y.Text('Khai mạc 😀'))
      doc.getMap('agenda').set('muc-khai-mac', item)
    }),
    'written, deleted and written again': edit(9, doc => {
      doc.getText('note').insert(0, 'Ghi chú dài hơn một chút')
      doc.getText('note').delete(3, 9)
      doc.getText('note').insert(3, 'mới ')
      doc.getMap('particulars').set('type', 'session')
      doc.getMap('particulars').set('type', 'briefing')
    })
  }
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const [verdict, cases] of Object.entries(corpus))
  for (const [name, update] of Object.entries(cases)) writeFileSync(`${folder}/${verdict}--${name.replaceAll(' ', '-')}.bin`, update)
console.log(`${readdirSync(folder).length} files in tests/data/updates`)
