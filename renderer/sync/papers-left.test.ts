import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { MeetingId, PaperId, UserId, VersionId } from '#core/ids.ts'
import { aNote } from '#core/mark/a-note.contract.ts'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { dropMeeting, putMeeting } from '#core/shared-doc/inbox-doc.ts'
import { putMark } from '#core/shared-doc/marks-doc.ts'
import { formatRoom } from '#protocol/sync.ts'
import { createMemoryPlatform } from '../platform/memory.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import type { AheadState } from './papers-ahead.ts'
import { dropLeftPapers } from './papers-left.ts'
import type { ClientRooms } from './ports.ts'

const user = 'nguoi-doc-0001' as UserId
const [march, april] = ['hop-thang-ba-1' as MeetingId, 'hop-thang-tu-1' as MeetingId]
const text = { pages: ['nội dung'], labels: null, complete: true }
const paperOf = (meeting: MeetingId, n: number) => `${meeting}-${n}` as PaperId
const keyOf = (meeting: MeetingId, n: number) => ({
  server: 'may-chu-01',
  user,
  paper: paperOf(meeting, n),
  version: `${meeting}-${n}-1` as VersionId
})

/** My list of meetings and my marks as rooms that are there; two papers of each meeting, of which this computer keeps the texts. */
async function world() {
  const docs = new Map<string, Y.Doc>()
  const docOf = (name: string): Y.Doc => docs.get(name) ?? (docs.set(name, new Y.Doc()).get(name) as Y.Doc)
  const listeners = new Set<() => void>()
  const forgotten: string[] = []
  const rooms = {
    open: (room: Parameters<ClientRooms['open']>[0]) => ({
      doc: docOf(formatRoom(room)),
      getSnapshot: () => ({ condition: { kind: 'ready' }, save: { kind: 'server' } }),
      subscribe: (listener: () => void) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      release: () => {}
    }),
    forget: async (room: Parameters<ClientRooms['open']>[0]) => void forgotten.push(formatRoom(room))
  } as unknown as ClientRooms
  const { papers, paperTexts } = createMemoryPlatform()
  const stored = new Map<string, string>()
  const memory: SmallMemory = {
    getItem: key => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: key => void stored.delete(key)
  }
  const inbox = docOf(`inbox/${user}`)
  const meeting = (id: MeetingId, state: 'issued' | 'ended') =>
    putMeeting(inbox, { meeting: id, state, startsAt: '2026-03-10T01:00:00Z', endsAt: '2026-03-10T04:00:00Z' } as MeetingSummary)
  for (const id of [march, april]) {
    meeting(id, 'issued')
    for (const n of [1, 2]) await paperTexts.keep(keyOf(id, n), text)
  }
  const fetched: AheadState = {
    diskFull: false,
    meetings: new Map(
      [march, april].map(id => [
        id,
        {
          head: 1,
          papers: [1, 2].map(n => ({
            paper: paperOf(id, n),
            title: '',
            version: keyOf(id, n).version,
            hash: '' as never,
            bytes: 1,
            held: true
          }))
        }
      ])
    )
  }
  const start = (now: string, ahead: AheadState = { meetings: new Map(), diskFull: false }) =>
    dropLeftPapers({
      rooms,
      papers,
      ahead: { getSnapshot: () => ahead, subscribe: () => () => {}, dropped: () => {} },
      serverId: 'may-chu-01',
      user,
      memory,
      now: () => Date.parse(now)
    })
  const here = async (id: MeetingId) => (await Promise.all([1, 2].map(n => paperTexts.read(keyOf(id, n))))).map(found => found !== null)
  start('2026-03-01T00:00:00Z', fetched).close()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  return { start, here, meeting, inbox, docOf, forgotten, changed, paperTexts }
}

describe('papers of meetings that are over', () => {
  it('[S7] go at once with the meeting that is not mine any more, and no others', async () => {
    const { start, here, inbox, forgotten, changed } = await world()
    const watching = start('2026-03-02T00:00:00Z')
    dropMeeting(inbox, march)
    changed()
    await vi.waitFor(async () => expect(await here(march)).toEqual([false, false]))
    await vi.waitFor(() =>
      expect(forgotten).toEqual([`remarks/${paperOf(march, 1)}`, `remarks/${paperOf(march, 2)}`, `record/${march}`, `meeting/${march}`])
    )
    expect(await here(april)).toEqual([true, true])
    watching.close()
  })

  it('[S7] go too when the meeting was only opened once', async () => {
    const { start, here, inbox, changed, paperTexts } = await world()
    const may = 'hop-thang-nam-1' as MeetingId
    putMeeting(inbox, { meeting: may, state: 'ended', startsAt: '2026-05-10T01:00:00Z', endsAt: '' } as MeetingSummary)
    await paperTexts.keep(keyOf(may, 1), text)
    const watching = start('2026-06-02T00:00:00Z')
    watching.opened(may, [keyOf(may, 1)])
    watching.close()
    const later = start('2026-06-03T00:00:00Z')
    dropMeeting(inbox, may)
    changed()
    await vi.waitFor(async () => expect(await here(may)).toEqual([false, false]))
    later.close()
  })

  it('[S7] stay for a year, and then those stay on which I marked something', async () => {
    const { start, here, meeting, docOf } = await world()
    for (const id of [march, april]) meeting(id, 'ended')
    putMark(docOf(`marks/${paperOf(march, 2)}/${user}`), aNote(keyOf(march, 2).version, {}))
    const early = start('2027-03-01T00:00:00Z')
    await new Promise(resolve => setImmediate(resolve))
    expect(await here(march)).toEqual([true, true])
    early.close()
    const late = start('2027-04-01T00:00:00Z')
    await vi.waitFor(async () =>
      expect([await here(march), await here(april)]).toEqual([
        [false, true],
        [false, false]
      ])
    )
    late.close()
  })
})
