import { type Measure, within } from './measure.ts'
import { beside, rounded } from './sync/beside.ts'
import { type Observed, observeAll, type Told } from './sync/observations.ts'
import type { Observation } from './sync/run-load.ts'
import type { ScenarioName } from './sync/scenarios.ts'
import { type PeerName, peerNames } from './sync/servers.ts'

type Figure = (observation: Observation) => number
const cpu: Figure = ({ cpuPerDeliveryUs }) => cpuPerDeliveryUs
const p50: Figure = ({ latency }) => latency.p50
const p99: Figure = ({ latency }) => latency.p99
const allIn: Figure = ({ allInMs }) => allInMs
const joinCpu: Figure = ({ joinCpuS }) => joinCpuS * 1000

interface Promised {
  readonly name: string
  readonly figure: Figure
  readonly unit: string
  /** At most so many times the relay. */
  readonly target: number
}
const perDelivery = (target: number): Promised => ({ name: 'CPU per delivery', figure: cpu, unit: 'µs', target })
const halfHear = (target: number): Promised => ({ name: 'latency p50', figure: p50, unit: 'ms', target })
const allHear = (target: number): Promised => ({ name: 'latency p99', figure: p99, unit: 'ms', target })

/** `perf/targets.md`, as ratios to the raw relay of the same run. */
const promised: Partial<Record<ScenarioName, readonly Promised[]>> = {
  'fan-50': [perDelivery(1.25), halfHear(1.05), allHear(1.1)],
  'fan-500': [perDelivery(0.95), halfHear(1.05), allHear(1.1)],
  'rooms-200': [perDelivery(1.5)],
  'presence-300': [
    { name: 'all in', figure: allIn, unit: 'ms', target: 0.6 },
    { name: 'CPU', figure: joinCpu, unit: 'ms', target: 0.5 }
  ],
  'cursors-200': [perDelivery(0.75), allHear(0.8)]
}
const promisedInFloods: typeof promised = {
  'fan-100k': [perDelivery(0.75), allHear(0.35)],
  'fan-300k': [perDelivery(0.4), allHear(0.18)]
}
/** Until message 100 says that it is on disk: 15 ms and one fsync, which takes no time worth counting on the disk of a build machine. */
const savedWithinMs = 15

/** The relay is the floor that each run needs; the others are there to be looked at. */
const otherPeers = peerNames.filter(name => name !== 'relay')

/** Fan-out, many rooms and presence beside all peers. */
export const measureSync = (runs: number, tell: Told): Promise<readonly Measure[]> => measureAll(promised, runs, tell)

/** More than one server can pass on, beside all peers. */
export const measureFlood = (runs: number, tell: Told): Promise<readonly Measure[]> => measureAll(promisedInFloods, runs, tell)

async function measureAll(figuresOf: typeof promised, runs: number, tell: Told): Promise<readonly Measure[]> {
  const measures: Measure[] = []
  for (const [scenario, figures] of Object.entries(figuresOf) as [ScenarioName, readonly Promised[]][]) {
    const observed = await observeAll(scenario, runs, ['relay'], tell, otherPeers)
    for (const { name, figure, unit, target } of figures) measures.push(figureOf(`${scenario}: ${name}`, observed, figure, target, unit))
    const saved = (observed.own ?? []).map(each => each.saved.p99)
    if (scenario === 'fan-50' || scenario === 'fan-500')
      measures.push(within(`${scenario}: saved p99`, rounded(Math.max(...saved)), savedWithinMs))
  }
  return measures
}

/** One figure of ours beside all peers that were observed. */
export function figureOf(measure: string, observed: Observed, figure: Figure, target: number, unit: string): Measure {
  const { own = [], ...peers } = observed
  const theirs = Object.fromEntries((Object.entries(peers) as [PeerName, Observation[]][]).map(([peer, all]) => [peer, all.map(figure)]))
  return beside(measure, { own: own.map(figure), peers: theirs }, target, unit)
}
