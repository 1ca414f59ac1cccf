/** One line of `npm run bench -- NAME --json`. Times in milliseconds, medians of all runs. */
export interface Measure {
  readonly measure: string
  readonly own: number
  /** What it is compared with, measured in the same run. */
  readonly peers: Readonly<Record<string, number>>
  /** own : the first peer. */
  readonly ratio: number
  /** The ratio that must not be exceeded. */
  readonly target: number
  readonly holds: boolean
}

/** The middle value; the lower of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

/** Compares the medians of interleaved runs. */
export function compare(measure: string, own: readonly number[], peer: string, others: readonly number[], target: number): Measure {
  const [mine, theirs] = [median(own), median(others)]
  const ratio = Math.round((mine / theirs) * 100) / 100
  return { measure, own: Math.round(mine), peers: { [peer]: Math.round(theirs) }, ratio, target, holds: ratio <= target }
}
