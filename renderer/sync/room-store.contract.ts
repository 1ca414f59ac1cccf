import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { MeetingId } from '#core/ids.ts'
import type { RoomStore } from './room-store.ts'

const room = 'meeting/meeting-1'
const updateOf = (text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('title').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}
const textOf = (updates: readonly Uint8Array[]): string => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText('title').toString()
}

/** What every store of rooms promises. */
export function roomStoreContract(name: string, make: () => Promise<RoomStore>): void {
  describe(`${name} stores rooms`, () => {
    it('holds nothing of a room it never met', async () => {
      const store = await make()
      expect(await store.load(room)).toBeNull()
      expect(await store.pendingRooms()).toEqual([])
    })

    it('gives back updates in order, before and after trimming', async () => {
      const store = await make()
      const doc = new Y.Doc()
      doc.on('update', update => void store.append(room, update, null))
      for (const letter of 'họp') doc.getText('title').insert(doc.getText('title').length, letter)
      expect(textOf((await store.load(room))?.updates ?? [])).toBe('họp')
      await store.trim(room)
      const trimmed = await store.load(room)
      expect(trimmed?.updates.length).toBe(1)
      expect(textOf(trimmed?.updates ?? [])).toBe('họp')
    })

    it('remembers who has unconfirmed changes until they are settled', async () => {
      const store = await make()
      await store.append(room, updateOf('a'), 'first start')
      await store.append(room, updateOf('b'), 'second start')
      expect(await store.pendingRooms()).toEqual([room])
      await store.settle(room, ['first start'])
      expect((await store.load(room))?.pending).toEqual(['second start'])
      await store.settle(room, ['second start'])
      expect(await store.pendingRooms()).toEqual([])
    })

    it('[S6] notes that every room that could be written is owed, and no other', async () => {
      const store = await make()
      await store.append(room, updateOf('mine'), null)
      await store.describe(room, 'epoch-1', 'write')
      await store.append('meeting/meeting-2', updateOf('theirs'), null)
      await store.describe('meeting/meeting-2', 'epoch-1', 'read')
      expect(await store.oweAll('writer')).toEqual([room])
      expect(await store.pendingRooms()).toEqual([room])
      expect((await store.load(room))?.pending).toEqual(['writer'])
    })

    it('replaces a refused copy and drops a lost one', async () => {
      const store = await make()
      await store.append(room, updateOf('of mine'), 'writer')
      await store.replace(room, 'epoch-2', 'read', updateOf('of the server'))
      const replaced = await store.load(room)
      expect(textOf(replaced?.updates ?? [])).toBe('of the server')
      expect(replaced).toMatchObject({ epoch: 'epoch-2', rights: 'read', pending: [] })
      await store.drop(room)
      expect(await store.load(room)).toBeNull()
    })

    it('keeps rooms apart and what was set aside', async () => {
      const store = await make()
      await store.append(room, updateOf('one'), null)
      await store.append('meeting/meeting-2', updateOf('two'), null)
      await store.describe(room, 'epoch-1', 'write')
      expect(textOf((await store.load(room))?.updates ?? [])).toBe('one')
      const aside = {
        room: { kind: 'meeting', meeting: 'meeting-1' as MeetingId },
        at: '2026-11-23T01:00:00Z',
        text: 'câu chưa gửi'
      } as const
      await store.putAside(aside)
      expect(await store.asides()).toEqual([aside])
      await store.dropAside(aside.at)
      expect(await store.asides()).toEqual([])
    })
  })
}
