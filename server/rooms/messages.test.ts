import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { emptyUpdate, isEmptyUpdate, presenceMessage, readMessage, readPresence, syncMessage } from './messages.ts'
import { parsePresence } from './presence.ts'

test('[B1] whatever arrives is read or refused, never thrown at', () => {
  const honest = [
    syncMessage(0, Y.encodeStateVector(new Y.Doc())),
    syncMessage(2, emptyUpdate),
    presenceMessage([{ client: 1, clock: 2, text: '{"page":3}' }])
  ]
  for (const frame of honest) expect(readMessage(frame)).not.toBeNull()
  const mangled = fc.tuple(fc.constantFrom(...honest), fc.nat(20), fc.nat(255)).map(([frame, at, byte]) => {
    const copy = frame.slice()
    copy[at % copy.length] = byte
    return copy
  })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), mangled), frame => {
      const message = readMessage(frame)
      if (message?.kind === 'presence') readPresence(message.entries)
    }),
    { numRuns: 20_000 }
  )
})

test('[W5] of a presence only the known fields in the right form are kept', () => {
  expect(
    parsePresence('{"page":3,"paper":"paper-00001","pointer":{"x":0.5,"y":1},"typing":true,"lead":false,"name":"x","id":"y"}')
  ).toEqual({
    page: 3,
    paper: 'paper-00001',
    pointer: { x: 0.5, y: 1 },
    typing: true,
    lead: false
  })
  expect(parsePresence('{"page":-1,"paper":"<b>","pointer":{"x":2,"y":1},"typing":"yes"}')).toEqual({})
  expect(parsePresence('{"page":1e999,"pointer":7}')).toEqual({})
  for (const none of ['null', '[]', '7', '"x"', '{', '']) expect(parsePresence(none)).toBeNull()
  fc.assert(fc.property(fc.json(), text => void parsePresence(text)))
})

test('the empty update is what Yjs says of nothing', () => {
  expect(Y.encodeStateAsUpdate(new Y.Doc())).toEqual(emptyUpdate)
  expect(isEmptyUpdate(Uint8Array.of(0, 1))).toBe(false)
})

test('[B5] above 1 MiB nothing is read but a first sync', () => {
  const large = new Uint8Array(1024 * 1024)
  expect(readMessage(syncMessage(1, large))).not.toBeNull()
  for (const frame of [
    syncMessage(2, large),
    syncMessage(0, large),
    presenceMessage([{ client: 1, clock: 1, text: 'x'.repeat(1024 * 1024) }])
  ])
    expect(readMessage(frame)).toBeNull()
})
