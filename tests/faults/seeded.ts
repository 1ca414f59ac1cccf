/** Chance that can be repeated: the same seed gives the same run. */
export interface Seeded {
  /** 0 ≤ n < 1. */
  next(): number
  /** A whole number below `end`. */
  below(end: number): number
  pick<T>(from: readonly T[]): T
  bytes(length: number): Uint8Array
}

/** mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    pick: from => {
      const found = from[below(from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    bytes: length => Uint8Array.from({ length }, () => below(256))
  }
}

/** How often a test that repeats does so: as `npm run faults -- NAME --runs N` says, or `few`. */
export const runs = (few: number): number => Number(process.env.FAULT_RUNS ?? few)
