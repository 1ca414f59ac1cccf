import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CommandId, MeetingId, UserId } from '#core/ids.ts'
import { chainStart, type Head, sealEvent } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { watchRecord } from './watch-record.ts'
import { type Kept, witnessMemory } from './witness-memory.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const meeting = 'cuoc-hop-0001' as MeetingId
function chain(length: number, name = 'Phùng Hằng'): RecordEvent[] {
  const events: RecordEvent[] = []
  for (let seq = 1; seq <= length; seq++) {
    const words = {
      seq,
      meeting,
      at: '2026-11-22T01:00:00.000Z',
      actor: 'nguoi-0001' as UserId,
      actorName: name,
      command: 'lenh-0001' as CommandId
    }
    events.push(sealEvent({ ...words, fact: { kind: 'meeting-issued' }, previous: events.at(-1)?.hash ?? chainStart }, sha256))
  }
  return events
}
const headOf = (events: readonly RecordEvent[]): Head => ({ seq: events.length, hash: events.at(-1)?.hash ?? chainStart })

/** A computer that remembers across starts, a server whose chain can be exchanged, and a clock that only moves when asked. */
function world() {
  const texts = new Map<string, string>()
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key)
  }
  const state = { server: chain(3), online: true, asked: 0 }
  const start = () => {
    const timers = new Set<() => void>()
    let told: Kept | null = null
    const memory = witnessMemory(storage, 'may-chu-0001', 'nguoi-0001' as UserId, meeting)
    const watch = watchRecord({
      memory,
      fetchEvents: async from => {
        state.asked += 1
        return state.online ? state.server.filter(({ seq }) => seq >= from) : null
      },
      now: () => new Date('2026-11-22T02:00:00Z'),
      random: () => 0.5,
      changed: kept => {
        told = kept
      },
      setTimer: run => {
        timers.add(run)
        return () => timers.delete(run)
      }
    })
    /** Lets everything that waits happen. */
    const wait = async (): Promise<void> => {
      for (const run of [...timers]) {
        timers.delete(run)
        run()
      }
      await new Promise(resolve => setImmediate(resolve))
    }
    return { watch, wait, doubt: () => (told ?? memory.read())?.doubt ?? null, show: () => watch.shown(headOf(state.server)) }
  }
  return { state, start }
}

describe('a client that watches a record', () => {
  it('[R3] promise A12: a server that comes back with a shorter chain is told of, also after a restart of the client', async () => {
    const { state, start } = world()
    const first = start()
    first.show()
    state.server = chain(7)
    first.show()
    await first.wait()
    expect(first.doubt()).toBeNull()
    first.watch.stop()
    state.server = chain(5)
    const second = start()
    second.show()
    await second.wait()
    expect(second.doubt()).toMatchObject({ kind: 'shorter', known: headOf(chain(7)), shown: headOf(chain(5)) })
    expect(start().doubt()).toMatchObject({ kind: 'shorter' })
  })

  it('[R3] promise A12: a cut-off tail is noticed at the next connection even where the room still shows what it had become', async () => {
    const { state, start } = world()
    const client = start()
    state.server = chain(7)
    client.show()
    state.server = chain(5)
    client.watch.connected()
    await client.wait()
    expect(client.doubt()).toMatchObject({ kind: 'shorter', known: headOf(chain(7)) })
  })

  it('[R3] promise A12: a chain written anew is told of even when it has grown since', async () => {
    const { state, start } = world()
    const client = start()
    client.show()
    state.server = chain(9, 'Người sửa')
    client.show()
    await client.wait()
    expect(client.doubt()).toMatchObject({ kind: 'other', known: headOf(chain(3)) })
  })

  it('[R3] an older copy on this computer raises no alarm: the server is asked first', async () => {
    const { state, start } = world()
    const client = start()
    state.server = chain(6)
    client.show()
    client.watch.shown(headOf(chain(4)))
    await client.wait()
    expect(client.doubt()).toBeNull()
    expect(state.asked).toBe(1)
  })

  it('[R3] without a network nothing is claimed, and nothing forgotten', async () => {
    const { state, start } = world()
    const client = start()
    client.show()
    state.server = chain(8)
    client.show()
    state.online = false
    await client.wait()
    expect(client.doubt()).toBeNull()
    state.online = true
    state.server = chain(12, 'Người sửa')
    client.show()
    await client.wait()
    expect(client.doubt()).toMatchObject({ kind: 'other', known: { seq: 3 } })
  })

  it('a person who has passed it on is asked no more, and the chain that is there now is watched', async () => {
    const { state, start } = world()
    const client = start()
    client.show()
    state.server = chain(2)
    client.show()
    await client.wait()
    expect(client.doubt()).not.toBeNull()
    client.watch.setAside()
    expect(client.doubt()).toBeNull()
    state.server = chain(1)
    client.show()
    await client.wait()
    expect(client.doubt()).toMatchObject({ kind: 'shorter', known: { seq: 2 } })
  })
})
