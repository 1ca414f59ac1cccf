import * as Y from 'yjs'
import type { MarkId, VersionId } from '#core/ids.ts'
import { putMark } from '#core/shared-doc/marks-doc.ts'
import { freshId } from '../sync-client.ts'
import { type Measure, median, within } from './measure.ts'
import { beside } from './sync/beside.ts'
import { addLine, linePoints, randomFrom } from './sync/content.ts'
import { observeAll, type Told } from './sync/observations.ts'
import { figureOf } from './sync.ts'

/** 500 people come at once: into an empty room, and into one with 5 MB of history. */
export async function measureJoin(runs: number, tell: Told): Promise<readonly Measure[]> {
  const empty = await observeAll('join-empty', runs, ['relay', 'y-websocket', 'hocuspocus'], tell)
  // These encode the history anew for each who joins, which takes them a minute: once will do.
  const slow = ['y-websocket', 'y-websocket+leveldb', 'hocuspocus', 'hocuspocus+sqlite'] as const
  const long = await observeAll('join-5mb', runs, ['relay'], tell, slow)
  return [
    figureOf('join-empty: all in', empty, each => each.allInMs, 1.25, 'ms'),
    figureOf('join-empty: CPU', empty, each => each.joinCpuS * 1000, 1.5, 'ms'),
    figureOf('join-5mb: all in', long, each => each.allInMs, 1.2, 'ms'),
    figureOf('join-5mb: CPU', long, each => each.joinCpuS * 1000, 1.5, 'ms'),
    within('join-5mb: memory', median((long.own ?? []).map(each => each.memoryMb)), 250, 'MB'),
    compactLines()
  ]
}

/** The same lines as our marks keep them, and as arrays of numbers. */
function compactLines(): Measure {
  const [asMarks, asNumbers] = [new Y.Doc(), new Y.Doc()]
  const random = randomFrom(5)
  for (let line = 0; line < 1000; line++) {
    const seed = Math.floor(random() * 2 ** 32)
    addLine(asNumbers, `line-${line}`, randomFrom(seed))
    const numbers = linePoints(randomFrom(seed))
    const points = numbers.flatMap((x, at) => (at % 3 === 0 ? [{ x, y: numbers[at + 1] ?? 0, pressure: numbers[at + 2] ?? 0 }] : []))
    putMark(asMarks, {
      id: freshId<MarkId>(),
      kind: 'ink',
      version: freshId<VersionId>(),
      page: 1,
      pageWidth: 595,
      pageHeight: 842,
      colour: 'blue',
      createdAt: '2026-11-22T01:00:00.000Z',
      quote: { exact: '', prefix: '', suffix: '' },
      width: 2,
      strokes: [points]
    })
  }
  const bytes = (doc: Y.Doc): number => Y.encodeStateAsUpdate(doc).length
  return beside('1,000 lines of 60 points: bytes', { own: [bytes(asMarks)], peers: { 'float arrays': [bytes(asNumbers)] } }, 0.3, 'B')
}
