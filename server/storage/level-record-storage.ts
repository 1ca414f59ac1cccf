import type { MeetingId } from '#core/ids.ts'
import { unbrokenBeginning } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import type { SealedBallot } from '#core/vote/tally.ts'
import { sha256 } from '../surroundings.ts'
import { type Chain, chainOf } from './chain-row.ts'
import { plainCodec } from './codec.ts'
import { assertOpen } from './faults.ts'
import type { LevelChains } from './level-chains.ts'
import { assertContinues, beginning } from './memory-record-storage.ts'
import { type ReadableRecord, type RecordStorage, StorageFault, type ValueCodec } from './ports.ts'

/** Records in LevelDB, one row per event. A damaged record is never read shorter: reading it is refused with what was found. */
export class LevelRecordStorage implements RecordStorage {
  readonly #chains: LevelChains
  /** Closes ballots of open votes, where there is a key. */
  readonly #codec: ValueCodec
  #closed = false

  constructor(chains: LevelChains, codec: ValueCodec = plainCodec) {
    this.#chains = chains
    this.#codec = codec
  }

  async append(events: readonly RecordEvent[], sealed: readonly SealedBallot[] = []): Promise<void> {
    assertOpen(this.#closed)
    await this.#chains.commit(async stage => {
      for (const event of events) {
        const chain = chainOf('m', event.meeting)
        const head = await stage.head(chain)
        assertContinues(event, head ? { seq: head.last, hash: head.tail } : beginning)
        stage.append(chain, head, Buffer.from(JSON.stringify(event)), event.hash)
      }
      const meeting = events[0]?.meeting
      if (meeting === undefined) return
      const chain = ballotsOf(meeting)
      for (const ballot of sealed)
        stage.append(chain, await stage.head(chain), this.#codec.encode(chain.name, Buffer.from(JSON.stringify(ballot))))
    })
  }

  async loadSealed(meeting: MeetingId): Promise<readonly SealedBallot[]> {
    assertOpen(this.#closed)
    const chain = ballotsOf(meeting)
    // A ballot that cannot be read is missed when the vote is counted; those that come after it are taken.
    await this.#chains.setAside(chain, this.#codec)
    const found = await this.#chains.inspect(chain, this.#codec)
    return (found?.payloads ?? []).map(
      payload => JSON.parse(Buffer.from(this.#codec.decode(chain.name, payload)).toString()) as SealedBallot
    )
  }

  async dropSealed(meeting: MeetingId): Promise<void> {
    assertOpen(this.#closed)
    const chain = ballotsOf(meeting)
    await this.#chains.commit(async stage => {
      const found = await this.#chains.inspect(chain, plainCodec)
      if (found) this.#chains.stageRest(stage, chain, found, [])
    }, true)
    await this.#chains.reclaim(chain)
  }

  async load(meeting: MeetingId): Promise<readonly RecordEvent[]> {
    const { events, damage } = await this.loadReadable(meeting)
    if (damage !== null) throw new StorageFault('damaged', `record ${meeting}: ${damage}`)
    return events
  }

  async loadReadable(meeting: MeetingId): Promise<ReadableRecord> {
    assertOpen(this.#closed)
    const fault = await this.#chains.mended()
    const unsure = fault ? { unsure: fault } : {}
    const found = await this.#chains.inspect(chainOf('m', meeting), plainCodec)
    const events = (found?.payloads ?? []).map(payload => JSON.parse(Buffer.from(payload).toString()) as RecordEvent)
    if (!found || found.damage.length === 0) return { events, damage: null, ...unsure }
    return { events: unbrokenBeginning(events, sha256), damage: found.damage.map(({ name }) => name).join('; '), ...unsure }
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

/** Where the sealed ballots of a meeting lie, and what they are bound to: the context of a codec is the chain's name. */
const ballotsOf = (meeting: MeetingId): Chain => chainOf('b', `ballots/${meeting}`)
