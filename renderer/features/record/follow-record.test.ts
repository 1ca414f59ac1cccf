import { describe, expect, test } from 'vitest'
import type { RecordEvent } from '#core/record/event.ts'
import { fail, ok } from '#core/result.ts'
import { followRecord } from './follow-record.ts'

const settled = async () => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve()
}

/** A server with a record that grows, and a page that follows it; time stands still until `rest` is called. */
function page() {
  let [newest, announced, looked, off] = [3, 3, true, false]
  let shown: readonly number[] = []
  let failed = 0
  let timer: (() => void) | null = null
  const asked: number[] = []
  const eventsAfter = (seq: number) => Array.from({ length: newest - seq }, (_, n) => ({ seq: seq + n + 1 }) as RecordEvent)
  const follow = followRecord({
    fetchAfter: async seq => {
      asked.push(seq)
      return off ? fail('offline') : ok(eventsAfter(seq))
    },
    goal: () => Math.max(newest, announced),
    looked: () => looked,
    read: events => {
      shown = events.map(({ seq }) => seq)
    },
    failed: () => {
      failed += 1
    },
    setTimer: run => {
      timer = run
      return () => {
        timer = null
      }
    }
  })
  return {
    ...follow,
    asked,
    shown: () => shown,
    failed: () => failed,
    /** The record grows, and the page hears of it. */
    grow: async () => {
      newest += 1
      follow.look()
      await settled()
    },
    rest: async () => {
      await settled()
      const run = timer
      timer = null
      run?.()
      await settled()
    },
    /** The page hears of an event that the server does not give. */
    announce: async () => {
      announced = newest + 1
      follow.look()
      await settled()
    },
    show: (seen: boolean) => {
      looked = seen
      if (seen) follow.look()
    },
    line: (cut: boolean) => {
      off = cut
    }
  }
}

describe('[R9] who follows a record', () => {
  test('reads a vote of ninety in one go, from the event known last on, and ends at the newest', async () => {
    const { look, rest, grow, asked, shown } = page()
    look()
    await rest()
    expect(shown()).toEqual([1, 2, 3])
    await grow()
    expect(asked).toEqual([0, 3])
    for (let n = 0; n < 89; n += 1) await grow()
    expect(asked).toEqual([0, 3])
    await rest()
    expect(asked).toEqual([0, 3, 4])
    await rest()
    expect(shown().at(-1)).toBe(93)
    await rest()
    await rest()
    expect(asked).toHaveLength(3)
  })

  test('reads nothing while nobody looks, and everything once somebody does', async () => {
    const { look, rest, grow, show, asked, shown } = page()
    look()
    await rest()
    show(false)
    for (let n = 0; n < 5; n += 1) await grow()
    await rest()
    expect(asked).toEqual([0])
    show(true)
    await rest()
    expect(shown().at(-1)).toBe(8)
  })

  test('tries again when asked after a failure, at once', async () => {
    const { look, line, rest, asked, failed, shown } = page()
    line(true)
    look()
    await rest()
    expect(failed()).toBe(1)
    line(false)
    look()
    await rest()
    expect(asked).toEqual([0, 0])
    expect(shown()).toEqual([1, 2, 3])
  })

  test('does not ask again and again for what was announced and not given', async () => {
    const { look, rest, announce, asked, stop } = page()
    look()
    await rest()
    await announce()
    for (let n = 0; n < 5; n += 1) await rest()
    expect(asked).toEqual([0, 3])
    stop()
  })
})
