import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { build } from 'vite'
import { isAlive, type ProcessUse, processUse } from '../process-use.ts'
import type { LoadMessage, LoadOrder, LoadPlan, LoadResult } from './load.ts'
import { type ServerName, startLoadServer } from './servers.ts'

/** One scenario: how many rooms, and the plan for each server. */
export interface Scenario {
  readonly rooms: number
  readonly plan: Omit<LoadPlan, 'rooms' | 'expectsState'>
}

export interface Observation extends LoadResult {
  readonly server: ServerName
  /** Processor seconds of the server while everybody joined, and while the load ran. */
  readonly joinCpuS: number
  readonly loadCpuS: number
  /** Microseconds of processor per delivery that was due. */
  readonly cpuPerDeliveryUs: number
  /** Growth of the server's resident memory over the run, at its highest. */
  readonly memoryMb: number
}

const bundle = resolve('.build/bench/load-process.mjs')
const runWithinMs = 180_000
const sampleEveryMs = 100

/** Makes the load process; once before the first run. */
export async function buildLoadProcess(): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: resolve('tests/load/sync/load-process.ts'),
      outDir: resolve('.build/bench'),
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'load-process.mjs' } }
    }
  })
}

/** Starts the server anew, puts the load on it from a process of its own, ends both. */
export async function observe(name: ServerName, { rooms, plan }: Scenario): Promise<Observation> {
  const server = await startLoadServer(name, plan.seedBytes)
  const expectsState = name === 'relay' && plan.seedBytes > 0
  const child = fork(bundle, {
    serialization: 'advanced',
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: ['--max-old-space-size=8000']
  })
  const ended = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), runWithinMs)
  const tell = (order: LoadOrder): void => void child.send(order)
  const hear = async <P extends LoadMessage['phase']>(phase: P): Promise<Extract<LoadMessage, { phase: P }>> => {
    const message = await Promise.race([once(child, 'message').then(([said]) => said as LoadMessage), ended.then(() => null)])
    if (message?.phase !== phase) throw new Error(`the load on ${name} ended before it was ${phase}`)
    return message as Extract<LoadMessage, { phase: P }>
  }
  let peakMb = 0
  const use = (): ProcessUse => {
    const now = processUse(server.pid)
    peakMb = Math.max(peakMb, now.memoryMb)
    return now
  }
  const sampler = setInterval(() => {
    // A server that has ended is named by whoever waits for the next phase.
    if (isAlive(server.pid)) use()
  }, sampleEveryMs)
  try {
    tell({ plan: { ...plan, rooms: await server.rooms(rooms), expectsState } })
    await hear('seeded')
    const before = use()
    peakMb = before.memoryMb
    tell({ go: 'connect' })
    await hear('connected')
    const joined = use()
    tell({ go: 'warm' })
    await hear('warm')
    const warm = use()
    tell({ go: 'write' })
    await hear('written')
    const after = use()
    tell({ go: 'compare' })
    const { result } = await hear('done')
    tell({ go: 'end' })
    const loadCpuS = after.cpuS - warm.cpuS
    return {
      ...result,
      server: name,
      joinCpuS: joined.cpuS - before.cpuS,
      loadCpuS,
      cpuPerDeliveryUs: (loadCpuS * 1e6) / result.expected,
      memoryMb: peakMb - before.memoryMb
    }
  } finally {
    clearInterval(sampler)
    clearTimeout(timer)
    child.kill()
    await ended
    await server.close()
  }
}
