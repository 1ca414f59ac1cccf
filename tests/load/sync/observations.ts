import { buildLoadProcess, type Observation, observe } from './run-load.ts'
import { type ScenarioName, scenarios } from './scenarios.ts'
import type { PeerName, ServerName } from './servers.ts'

/** Called for every run of every server; what went wrong with a peer is told here and does not end the benchmark. */
export type Told = (line: string) => void

/** Observations of one scenario, by server, each run's beside each other in time. */
export type Observed = Partial<Record<ServerName, Observation[]>>

/**
 * Puts a scenario on ours and its peers in turns, each server started anew. `once`: peers that take minutes, in the first run only.
 * Throws when ours missed an operation, ended with other content, or cut anybody off.
 */
export async function observeAll(
  scenario: ScenarioName,
  runs: number,
  peers: readonly PeerName[],
  tell: Told,
  once: readonly PeerName[] = []
): Promise<Observed> {
  await buildLoadProcess()
  const observed: Observed = {}
  for (let run = 0; run < runs; run++)
    for (const name of ['own', ...peers, ...(run === 0 ? once : [])] as const) {
      const observation = await observe(name, scenarios[scenario]).catch((error: Error) => {
        if (name === 'own') throw error
        tell(`${scenario} ${name}: ${error.message}`)
        return null
      })
      if (!observation) continue
      const { faults, latency, cpuPerDeliveryUs, allInMs, memoryMb } = observation
      if (name === 'own' && faults.length > 0) throw new Error(`${scenario}: ${faults.slice(0, 3).join('; ')}`)
      observed[name] = [...(observed[name] ?? []), observation]
      const figures = `all in ${allInMs.toFixed(0)} ms, p50 ${latency.p50.toFixed(2)} p99 ${latency.p99.toFixed(2)} ms, ${cpuPerDeliveryUs.toFixed(2)} µs, +${memoryMb.toFixed(0)} MB`
      tell(`${scenario} ${name} ${run + 1}/${runs}: ${figures}${faults.length > 0 ? ` (${faults[0]})` : ''}`)
    }
  return observed
}
