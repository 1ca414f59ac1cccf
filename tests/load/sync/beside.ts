import { type Measure, median } from '../measure.ts'

/** What ours and the peers measured, by run. The first peer is the one that the target is a ratio to. */
export interface Beside {
  readonly own: readonly number[]
  readonly peers: Readonly<Record<string, readonly number[]>>
}

/** Ours beside the peers' medians of the same run. */
export function beside(measure: string, { own, peers }: Beside, target: number, unit: string): Measure {
  const theirs = Object.fromEntries(Object.entries(peers).map(([peer, values]) => [peer, rounded(median(values))]))
  const ratio = rounded(median(own) / (Object.values(peers).map(median)[0] ?? Number.NaN))
  return { measure, own: rounded(median(own)), peers: theirs, ratio, target, holds: ratio <= target, unit }
}

/** Two places behind the point for what is small. */
export const rounded = (value: number): number =>
  Math.abs(value) < 10 ? Math.round(value * 100) / 100 : Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value)
