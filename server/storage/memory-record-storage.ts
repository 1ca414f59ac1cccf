import type { MeetingId } from '#core/ids.ts'
import { chainStart } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import type { SealedBallot } from '#core/vote/tally.ts'
import { assertOpen } from './faults.ts'
import { type ReadableRecord, type RecordStorage, StorageFault } from './ports.ts'

/** Records that live as long as the process. */
export class MemoryRecordStorage implements RecordStorage {
  readonly #records = new Map<MeetingId, readonly RecordEvent[]>()
  readonly #sealed = new Map<MeetingId, readonly SealedBallot[]>()
  #closed = false

  async append(events: readonly RecordEvent[], sealed: readonly SealedBallot[] = []): Promise<void> {
    assertOpen(this.#closed)
    const grown = new Map<MeetingId, RecordEvent[]>()
    for (const event of events) {
      const record = grown.get(event.meeting) ?? [...(this.#records.get(event.meeting) ?? [])]
      assertContinues(event, record.at(-1) ?? beginning)
      record.push(event)
      grown.set(event.meeting, record)
    }
    for (const [meeting, record] of grown) {
      this.#records.set(meeting, record)
      if (sealed.length > 0) this.#sealed.set(meeting, [...(this.#sealed.get(meeting) ?? []), ...sealed])
    }
  }

  async loadSealed(meeting: MeetingId): Promise<readonly SealedBallot[]> {
    assertOpen(this.#closed)
    return this.#sealed.get(meeting) ?? []
  }

  async dropSealed(meeting: MeetingId): Promise<void> {
    assertOpen(this.#closed)
    this.#sealed.delete(meeting)
  }

  async load(meeting: MeetingId): Promise<readonly RecordEvent[]> {
    assertOpen(this.#closed)
    return this.#records.get(meeting) ?? []
  }

  async loadReadable(meeting: MeetingId): Promise<ReadableRecord> {
    return { events: await this.load(meeting), damage: null }
  }

  async listMeetings(): Promise<readonly MeetingId[]> {
    assertOpen(this.#closed)
    return [...this.#records.keys()].sort()
  }

  async close(): Promise<void> {
    this.#closed = true
  }
}

/** The newest link of a record. */
export interface RecordHead {
  readonly seq: number
  readonly hash: string
}

/** What the first event of a record follows. */
export const beginning: RecordHead = { seq: 0, hash: chainStart }

/** [R3] Refuses an event that is not the next link. */
export function assertContinues(event: RecordEvent, head: RecordHead): void {
  if (event.seq !== head.seq + 1)
    throw new StorageFault('damaged', `record ${event.meeting}: event ${event.seq} does not follow event ${head.seq}`)
  if (event.previous !== head.hash)
    throw new StorageFault('damaged', `record ${event.meeting}: event ${event.seq} does not name the hash of event ${head.seq}`)
}
