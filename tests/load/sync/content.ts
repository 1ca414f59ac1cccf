import { createHash } from 'node:crypto'
import * as Y from 'yjs'

/** What the load writes, the same for every server: lines of sixty points as float arrays, in a root that our gate knows. */
const lines = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('agenda')
const pointsPerLine = 60

/** A small generator of its own, so that two processes make the same bytes. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** x, y in points and pressure, one after the other, as a hand on a tablet gives them. */
export function linePoints(random: () => number): number[] {
  const points: number[] = []
  let x = random() * 1000
  let y = random() * 1400
  for (let point = 0; point < pointsPerLine; point++) {
    x += random() * 8 - 4
    y += random() * 8 - 4
    points.push(Math.round(x * 8) / 8, Math.round(y * 8) / 8, Math.round(random() * 64) / 64)
  }
  return points
}

export function addLine(doc: Y.Doc, id: string, random: () => number): void {
  doc.transact(() =>
    lines(doc).set(id, new Y.Map<unknown>(Object.entries({ kind: 'ink', colour: '#1133cc', width: 2, points: linePoints(random) })))
  )
}

export const lineIds = (doc: Y.Doc): readonly string[] => [...lines(doc).keys()]

/** Writes lines until `bytes` of updates were made; each transaction holds fifty. */
export function fill(doc: Y.Doc, bytes: number): void {
  const random = randomFrom(7)
  let made = 0
  const count = (update: Uint8Array) => {
    made += update.length
  }
  doc.on('update', count)
  for (let next = 0; made < bytes; )
    doc.transact(() => {
      for (const until = next + 50; next < until; next++) addLine(doc, `seed${next}`, random)
    })
  doc.off('update', count)
}

/** Equal for replicas that hold the same. */
export function fingerprint(doc: Y.Doc): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)
  const content = Object.entries(lines(doc).toJSON()).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([vector, content]))
    .digest('hex')
}
