/** One line of `npm run bench -- NAME --json`: medians of all runs. */
export interface Measure {
  readonly measure: string
  readonly own: number
  /** What it is compared with, measured in the same run. */
  readonly peers: Readonly<Record<string, number>>
  /** own : the first peer; where there is a limit, own : limit. */
  readonly ratio: number
  /** The ratio that must not be exceeded. */
  readonly target: number
  readonly holds: boolean
  /** Of own, peers and limit; milliseconds unless told. */
  readonly unit?: string
  /** What own may be at most, whatever the peers do. */
  readonly limit?: number
}

/** The middle value; the lower of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that so large a part of all does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

/** Compares the medians of interleaved runs. */
export function compare(measure: string, own: readonly number[], peer: string, others: readonly number[], target: number): Measure {
  const [mine, theirs] = [median(own), median(others)]
  const ratio = Math.round((mine / theirs) * 100) / 100
  return { measure, own: Math.round(mine), peers: { [peer]: Math.round(theirs) }, ratio, target, holds: ratio <= target }
}

/** Holds a value against a limit of its own; peers are told beside it. */
export function within(measure: string, own: number, limit: number, unit = 'ms', peers: Readonly<Record<string, number>> = {}): Measure {
  const ratio = Math.round((own / limit) * 100) / 100
  return { measure, own: Math.round(own * 10) / 10, peers, ratio, target: 1, holds: own <= limit, unit, limit }
}
