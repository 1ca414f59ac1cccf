import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { MemoryRoomStorage } from '../storage/memory-room-storage.ts'
import { isSaved, isSync, meetingRoom, raw, saved, updateFrame, world } from './rooms-world.contract.ts'

/** A disk whose writes wait until they are let through. */
class HeldStorage extends MemoryRoomStorage {
  #held: Promise<void> = Promise.resolve()
  waiting = 0
  hold(): () => void {
    let release = () => {}
    this.#held = new Promise(resolve => {
      release = resolve
    })
    return release
  }
  override async append(room: string, update: Uint8Array): Promise<void> {
    this.waiting += 1
    await this.#held
    this.waiting -= 1
    await super.append(room, update)
  }
}

test('[W3] a frame that waits for the disk is not counted as saved when rights are looked at again meanwhile', async () => {
  const storage = new HeldStorage()
  const w = await world({}, storage)
  const room = meetingRoom()
  const lan = w.person('Lan')
  w.allow(lan, room, 'write')
  const socket = raw(w, lan, room)
  await socket.frame(isSaved(0))
  await socket.frame(isSync(0))
  const release = storage.hold()
  const doc = new Y.Doc()
  doc.getText('title').insert(0, 'Phiên họp')
  socket.send(updateFrame(Y.encodeStateAsUpdate(doc)))
  await vi.waitFor(() => expect(storage.waiting).toBe(1))
  const before = socket.frames.length
  w.rooms.recheck()
  await vi.waitFor(() => expect(socket.frames.slice(before).some(isSaved(0))).toBe(true))
  expect(
    socket.frames
      .slice(before)
      .filter(isSaved(0))
      .map(frame => saved(frame).n)
  ).toEqual([0])
  release()
  await socket.frame(isSaved(1))
})
