import type { MeetingId } from '#core/ids.ts'
import { unbrokenBeginning } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { sha256 } from '../surroundings.ts'
import { chainOf } from './chain-row.ts'
import { plainCodec } from './codec.ts'
import { assertOpen } from './faults.ts'
import type { LevelChains } from './level-chains.ts'
import { assertContinues, beginning } from './memory-record-storage.ts'
import { type ReadableRecord, type RecordStorage, StorageFault } from './ports.ts'

/** Records in LevelDB, one row per event. A damaged record is never read shorter: reading it is refused with what was found. */
export class LevelRecordStorage implements RecordStorage {
  readonly #chains: LevelChains
  #closed = false

  constructor(chains: LevelChains) {
    this.#chains = chains
  }

  async append(events: readonly RecordEvent[]): Promise<void> {
    assertOpen(this.#closed)
    await this.#chains.commit(async stage => {
      for (const event of events) {
        const chain = chainOf('m', event.meeting)
        const head = await stage.head(chain)
        assertContinues(event, head ? { seq: head.last, hash: head.tail } : beginning)
        stage.append(chain, head, Buffer.from(JSON.stringify(event)), event.hash)
      }
    })
  }

  async load(meeting: MeetingId): Promise<readonly RecordEvent[]> {
    const { events, damage } = await this.loadReadable(meeting)
    if (damage !== null) throw new StorageFault('damaged', `record ${meeting}: ${damage}`)
    return events
  }

  async loadReadable(meeting: MeetingId): Promise<ReadableRecord> {
    assertOpen(this.#closed)
    const found = await this.#chains.inspect(chainOf('m', meeting), plainCodec)
    const events = (found?.payloads ?? []).map(payload => JSON.parse(Buffer.from(payload).toString()) as RecordEvent)
    if (!found || found.damage.length === 0) return { events, damage: null }
    return { events: unbrokenBeginning(events, sha256), damage: found.damage.map(({ name }) => name).join('; ') }
  }

  async listMeetings(): Promise<readonly MeetingId[]> {
    assertOpen(this.#closed)
    return (await this.#chains.list('m')) as readonly MeetingId[]
  }

  /** Resolves when everything asked for is stored; the database is closed by whoever opened it. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#chains.drained()
  }
}
