import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { DiskQueue } from './disk-queue.ts'
import { MemoryRoomStore } from './memory-room-store.ts'

class FullableStore extends MemoryRoomStore {
  full = false
  override async append(room: string, update: Uint8Array, writer: string | null): Promise<void> {
    if (this.full) throw new Error('quota')
    await super.append(room, update, writer)
  }
}

it('what a full disk refused is written with the next change: no later one stands behind a hole', async () => {
  const store = new FullableStore(true)
  const queue = new DiskQueue(store, 'notes/a/b', 'me', () => {})
  const doc = new Y.Doc()
  doc.on('update', update => queue.add(update, true))
  const text = doc.getText('notebook')
  text.insert(0, 'một ')
  await queue.settled()
  store.full = true
  text.insert(4, 'hai ')
  await queue.settled()
  expect(queue.failed).toBe(true)
  store.full = false
  text.insert(8, 'ba')
  await queue.settled()
  expect(queue.failed).toBe(false)
  const read = new Y.Doc()
  for (const update of (await store.load('notes/a/b'))?.updates ?? []) Y.applyUpdate(read, update)
  expect(read.getText('notebook').toString()).toBe('một hai ba')
  expect(read.store.pendingStructs).toBeNull()
  await queue.close()
})

it('the last try on leaving writes what was still owed', async () => {
  const store = new FullableStore(true)
  const queue = new DiskQueue(store, 'notes/a/b', 'me', () => {})
  const doc = new Y.Doc()
  doc.on('update', update => queue.add(update, true))
  store.full = true
  doc.getText('notebook').insert(0, 'chữ')
  await queue.settled()
  store.full = false
  await queue.close()
  expect((await store.load('notes/a/b'))?.pending).toEqual(['me'])
})
