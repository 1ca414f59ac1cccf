import { type Chain, chainOf } from './chain-row.ts'
import { plainCodec } from './codec.ts'
import { assertOpen } from './faults.ts'
import type { LevelChains, Stage } from './level-chains.ts'
import { newEpoch } from './memory-room-storage.ts'
import { type LoadedRoom, type RoomStorage, StorageFault, type ValueCodec } from './ports.ts'

/** Rooms in LevelDB. The context a codec is given is the room's name. */
export class LevelRoomStorage implements RoomStorage {
  readonly #chains: LevelChains
  readonly #codec: ValueCodec
  readonly #warn: (message: string) => void
  #closed = false

  constructor(chains: LevelChains, codec: ValueCodec = plainCodec, warn: (message: string) => void = () => undefined) {
    this.#chains = chains
    this.#codec = codec
    this.#warn = warn
  }

  async load(room: string): Promise<LoadedRoom | null> {
    assertOpen(this.#closed)
    const chain = chainOf('r', room)
    let found = await this.#chains.inspect(chain, this.#codec)
    if (found === null) return null
    if (found.damage.length > 0) {
      try {
        await this.#setAside(chain)
        found = (await this.#chains.inspect(chain, this.#codec)) ?? found
      } catch (error) {
        // A full disk keeps nobody from reading; the damage stays where it is and is named every time.
        this.#warn(`${room}: could not set the damage aside: ${String(error)}`)
      }
    }
    return {
      epoch: found.head?.epoch ?? newEpoch(),
      updates: found.payloads.map(payload => bytesOf(this.#codec.decode(room, payload))),
      quarantined: [...(await this.#chains.quarantined(chain)), ...found.damage.map(({ name }) => name)]
    }
  }

  async append(room: string, update: Uint8Array): Promise<void> {
    assertOpen(this.#closed)
    const chain = chainOf('r', room)
    const payload = this.#codec.encode(room, update)
    const store = async (stage: Stage) => void stage.append(chain, await stage.head(chain), payload)
    try {
      await this.#chains.commit(store)
    } catch (error) {
      if (!isDamage(error)) throw error
      await this.#setAside(chain)
      await this.#chains.commit(store)
    }
  }

  async compact(room: string, snapshot: Uint8Array): Promise<void> {
    assertOpen(this.#closed)
    const chain = chainOf('r', room)
    const payload = this.#codec.encode(room, snapshot)
    await this.#chains.commit(async stage => {
      const found = await this.#chains.inspect(chain, this.#codec)
      if (found === null) return void stage.append(chain, null, payload)
      this.#chains.stageRest(stage, chain, found, [payload])
      for (const { name } of found.damage) this.#warn(`${room}: ${name}`)
    }, true)
  }

  async reclaim(room: string): Promise<void> {
    assertOpen(this.#closed)
    await this.#chains.reclaim(chainOf('r', room))
  }

  async renewEpochs(): Promise<void> {
    const damaged = await this.#renew(await this.list())
    for (const room of damaged) await this.#setAside(chainOf('r', room))
    await this.#renew(damaged)
  }

  async list(): Promise<readonly string[]> {
    assertOpen(this.#closed)
    return this.#chains.list('r')
  }

  /** Resolves when everything asked for is stored; the database is closed by whoever opened it. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#chains.drained()
  }

  /** Resolves with the rooms whose heads cannot be trusted. */
  #renew(rooms: readonly string[]): Promise<readonly string[]> {
    return this.#chains.commit(async stage => {
      const damaged: string[] = []
      for (const room of rooms) {
        try {
          const head = await stage.head(chainOf('r', room))
          if (head) stage.setHead(chainOf('r', room), { ...head, epoch: newEpoch() })
        } catch (error) {
          if (!isDamage(error)) throw error
          damaged.push(room)
        }
      }
      return damaged
    })
  }

  async #setAside(chain: Chain): Promise<void> {
    for (const name of await this.#chains.setAside(chain, this.#codec)) this.#warn(`${chain.name}: ${name}`)
  }
}

const isDamage = (error: unknown): boolean => error instanceof StorageFault && error.kind === 'damaged'

const bytesOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
