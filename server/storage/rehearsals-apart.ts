import type { MeetingId } from '#core/ids.ts'
import { isRehearsal, rehearsalIn } from '#core/meeting/rehearsal.ts'
import { MemoryRecordStorage } from './memory-record-storage.ts'
import { MemoryRoomStorage } from './memory-room-storage.ts'
import type { RecordStorage, RoomStorage, Storage } from './ports.ts'

/** [RE1] [RE3] Storage in which rehearsals are held in memory alone; `forget` drops one for good, and what still arrives for it goes nowhere. */
export interface StorageApart extends Storage {
  readonly forget: (meeting: MeetingId) => void
  /** It was there and was forgotten: its id is never used again. */
  readonly isForgotten: (meeting: MeetingId) => boolean
}

/** Rooms and record of rehearsals never reach `storage`, and so neither its disk nor a backup. */
export function rehearsalsApart(storage: Storage): StorageApart {
  let rooms = new Map<MeetingId, MemoryRoomStorage>()
  let records = new Map<MeetingId, MemoryRecordStorage>()
  const forgotten = new Set<MeetingId>()
  // A room that is still being put away writes once more: into nothing.
  const held = <T>(kept: Map<MeetingId, T>, meeting: MeetingId, make: () => T): T => {
    const found = kept.get(meeting) ?? make()
    if (!forgotten.has(meeting)) kept.set(meeting, found)
    return found
  }
  const roomsFor = (name: string): RoomStorage => {
    const meeting = rehearsalIn(name)
    return meeting ? held(rooms, meeting, () => new MemoryRoomStorage()) : storage.rooms
  }
  const recordsFor = (meeting: MeetingId | undefined): RecordStorage =>
    meeting !== undefined && isRehearsal(meeting) ? held(records, meeting, () => new MemoryRecordStorage()) : storage.records
  return {
    ...storage,
    rooms: {
      load: room => roomsFor(room).load(room),
      append: (room, update) => roomsFor(room).append(room, update),
      compact: (room, snapshot) => roomsFor(room).compact(room, snapshot),
      reclaim: room => roomsFor(room).reclaim(room),
      renewEpochs: () => storage.rooms.renewEpochs(),
      list: () => storage.rooms.list(),
      close: () => storage.rooms.close()
    },
    records: {
      append: (events, sealed) => recordsFor(events[0]?.meeting).append(events, sealed),
      load: meeting => recordsFor(meeting).load(meeting),
      loadReadable: meeting => recordsFor(meeting).loadReadable(meeting),
      loadSealed: meeting => recordsFor(meeting).loadSealed(meeting),
      dropSealed: meeting => recordsFor(meeting).dropSealed(meeting),
      listMeetings: () => storage.records.listMeetings(),
      close: () => storage.records.close()
    },
    isForgotten: meeting => forgotten.has(meeting),
    forget: meeting => {
      forgotten.add(meeting)
      rooms.delete(meeting)
      records.delete(meeting)
    },
    close: async () => {
      rooms = new Map()
      records = new Map()
      await storage.close()
    }
  }
}
