import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { PaperId, UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { PersonalPaper } from '#core/personal/shelf.ts'
import { applyShelfChange, noteGone } from '#core/shared-doc/shelf-doc.ts'
import { createMemoryPlatform } from '../platform/memory.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import { createApiClient } from './create-api-client.ts'
import { createPaperTexts } from './paper-texts.ts'
import { keepPapers } from './papers-kept.ts'
import type { ClientRooms, OpenRoom } from './ports.ts'

const user = 'nguoi-chu-0001' as UserId
const bytes = new TextEncoder().encode('%PDF-1.7 nội dung')
const hash = createHash('sha256').update(bytes).digest('hex') as FileHash
const paper = (n: number, size = bytes.length): PersonalPaper => ({
  paper: `giay-${String(n).padStart(4, '0')}` as PaperId,
  title: '',
  folder: null,
  version: {
    version: `ban-${String(n).padStart(4, '0')}` as VersionId,
    replaces: null,
    hash,
    bytes: size,
    pages: 1,
    fileName: 'a.pdf',
    addedAt: `2026-11-22T01:00:${String(n).padStart(2, '0')}Z`,
    addedBy: user
  },
  readers: [],
  removedAt: null
})

/** My list of papers as a room that is there, a server that gives every file, and what this computer keeps. */
function world() {
  const doc = new Y.Doc()
  const listeners = new Set<() => void>()
  const shelf = {
    doc,
    getSnapshot: () => ({ condition: { kind: 'ready' } }),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    release: () => {}
  } as unknown as OpenRoom
  const forgotten: string[] = []
  const rooms = { open: () => shelf, forget: async (room: { paper: PaperId }) => void forgotten.push(room.paper) } as unknown as ClientRooms
  const { papers, paperTexts } = createMemoryPlatform()
  const small = new Map<string, string>()
  const memory: SmallMemory = {
    getItem: key => small.get(key) ?? null,
    setItem: (key, text) => void small.set(key, text),
    removeItem: key => void small.delete(key)
  }
  const api = createApiClient({ baseUrl: '', token: () => null, fetch: async () => new Response(bytes, { status: 200 }) })
  const texts = createPaperTexts({ api, store: paperTexts, serverId: 'may-chu-01', user })
  const start = () => keepPapers({ rooms, papers, api, serverId: 'may-chu-01', user, memory, texts })
  const put = (...list: readonly PersonalPaper[]) => {
    applyShelfChange(doc, { folders: new Map(), papers: new Map(list.map(one => [one.paper, one])) })
    for (const listener of listeners) listener()
  }
  const kept = async () => (await papers.kept('may-chu-01', user)).map(({ version }) => version).sort()
  const textKey = (n: number) => ({ server: 'may-chu-01', user, paper: paper(n).paper, version: paper(n).version.version })
  const letGo = (one: PaperId) => {
    noteGone(doc, one, '2026-11-22T02:10:00Z')
    put()
  }
  return { start, put, kept, letGo, forgotten, paperTexts, textKey }
}

describe('papers kept on this computer', () => {
  it('[Z8] are the newest ones and those one chose, remembered over a restart', async () => {
    const { start, put, kept } = world()
    const all = Array.from({ length: 24 }, (_, n) => paper(n))
    put(...all)
    const first = start()
    const newest = all.slice(4).map(({ version }) => version.version)
    await vi.waitFor(async () => expect(await kept()).toEqual(newest))
    first.choose(paper(1).paper, true)
    await vi.waitFor(async () => expect(await kept()).toEqual([paper(1).version.version, ...newest]))
    first.close()
    const second = start()
    await vi.waitFor(() => expect(second.getSnapshot().held.has(paper(1).version.version)).toBe(true))
    expect(second.getSnapshot().chosen).toEqual(new Set([paper(1).paper]))
    second.choose(paper(1).paper, false)
    await vi.waitFor(async () => expect(await kept()).toEqual(newest))
    second.close()
  })

  it('[Z8] are dropped when they are no longer mine to read', async () => {
    const { start, put, kept } = world()
    put(paper(1), paper(2))
    const keeper = start()
    keeper.choose(paper(1).paper, true)
    await vi.waitFor(async () => expect(await kept()).toHaveLength(2))
    put({ ...paper(1), removedAt: '2026-11-22T02:00:00Z' })
    await vi.waitFor(async () => expect(await kept()).toEqual([paper(2).version.version]))
    expect(keeper.getSnapshot().chosen.size).toBe(0)
    keeper.close()
  })

  it('[Z4] lose my marks on one that was let go for good', async () => {
    const { start, put, letGo, forgotten } = world()
    put(paper(1))
    const keeper = start()
    await vi.waitFor(() => expect(keeper.getSnapshot().held.size).toBe(1))
    expect(forgotten).toEqual([])
    letGo(paper(1).paper)
    await vi.waitFor(() => expect(forgotten).toEqual([paper(1).paper]))
    keeper.close()
  })

  it('[Z8] take along the text of those that were opened and not kept, also when it was a start before', async () => {
    const { start, put, paperTexts, textKey } = world()
    const large = paper(1, 50 * 1024 * 1024)
    put(large, paper(2))
    const before = start()
    await vi.waitFor(() => expect(before.getSnapshot().held.size).toBe(1))
    before.close()
    await paperTexts.keep(textKey(1), { pages: ['nội dung'], labels: null, complete: true })
    const keeper = start()
    put({ ...large, removedAt: '2026-11-22T02:00:00Z' })
    await vi.waitFor(async () => expect(await paperTexts.read(textKey(1))).toBeNull())
    keeper.close()
  })
})
