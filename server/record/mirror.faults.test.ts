import { expect, test, vi } from 'vitest'
import type { CommandId, MeetingId, UnitId, UserId } from '#core/ids.ts'
import type { RecordFact } from '#core/record/event.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { seedMeeting } from '#core/shared-doc/meeting-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { endings, FullableStorage, id, world } from '../rooms/rooms-world.contract.ts'
import { MemoryRecordStorage } from '../storage/memory-record-storage.ts'
import type { ReadableRecord, StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { MeetingBook } from './meeting-book.ts'
import { Mirror } from './mirror.ts'

const around: Surroundings = { now: () => new Date(), log: () => undefined }
const hoa = { id: id<UserId>(), name: 'Nguyễn Thị Hoa' } as StoredUser
const unit = id<UnitId>()
const facts: readonly RecordFact[] = [
  { kind: 'meeting-created', unit, unitName: 'UBND xã Thử' },
  { kind: 'participants-added', participants: [{ user: hoa.id, name: hoa.name, title: '', unitName: '', role: 'secretary' }] }
]
const particulars = { title: 'Phiên họp', startsAt: '2026-11-22T08:00:00+07:00', endsAt: '2026-11-22T10:00:00+07:00' }

/** Rooms of which some cannot be stored or read. */
class PartlyBrokenStorage extends FullableStorage {
  broken = ''
  override load(room: string) {
    return room === this.broken ? Promise.reject(new Error('unreadable')) : super.load(room)
  }
}

async function mirrored(storage: PartlyBrokenStorage) {
  const w = await world({ storageRetryMs: 100 }, storage)
  const book = await MeetingBook.open(new MemoryRecordStorage(), around)
  const mirror = await Mirror.start(book, w.rooms, around)
  endings.push(() => mirror.close())
  const meeting = id<MeetingId>()
  const seat = () => w.rooms.edit({ kind: 'meeting', meeting }, doc => seedMeeting(doc, particulars as never))
  const note = () => book.exclusively(meeting, async turn => turn.append(hoa, id<CommandId>(), facts))
  const record = () => w.rooms.read({ kind: 'record', meeting }, readProjection)
  const list = () => w.rooms.read({ kind: 'inbox', user: hoa.id }, readMeetings)
  return { meeting, seat, note, record, list }
}

test('[R6] copies that could not be written are written when there is room again, without another command or a restart', async () => {
  const storage = new PartlyBrokenStorage()
  const { seat, note, record, list } = await mirrored(storage)
  await seat()
  storage.full = true
  await note()
  storage.full = false
  await vi.waitFor(async () => expect((await record()).participants.has(hoa.id)).toBe(true), 8000)
  await vi.waitFor(async () => expect(await list()).toHaveLength(1), 8000)
})

test('[R6] a meeting’s room that cannot be read keeps its record from nobody, and shortens no list', async () => {
  const storage = new PartlyBrokenStorage()
  const { meeting, note, record, list } = await mirrored(storage)
  storage.broken = `meeting/${meeting}`
  await note()
  expect((await record()).participants.has(hoa.id)).toBe(true)
  expect(await list()).toEqual([])
  storage.broken = ''
  await vi.waitFor(async () => expect(await list()).toHaveLength(1), 8000)
})

test('[R5] a record found damaged while the server runs is set aside at once', async () => {
  class DamagedLater extends MemoryRecordStorage {
    isDamaged = false
    override async loadReadable(meeting: MeetingId): Promise<ReadableRecord> {
      const whole = await super.loadReadable(meeting)
      return this.isDamaged ? { events: whole.events.slice(0, 1), damage: 'row 2 is missing' } : whole
    }
  }
  const records = new DamagedLater()
  const book = await MeetingBook.open(records, around)
  const meeting = id<MeetingId>()
  await book.exclusively(meeting, async turn => turn.append(hoa, id<CommandId>(), facts))
  expect(await book.events(meeting)).toHaveLength(2)
  expect(book.standing(meeting, hoa.id)?.setAside).toBeUndefined()
  records.isDamaged = true
  expect(await book.events(meeting)).toBeNull()
  expect(book.standing(meeting, hoa.id)).toMatchObject({ setAside: true })
  expect(book.setAside()).toEqual([meeting])
})
