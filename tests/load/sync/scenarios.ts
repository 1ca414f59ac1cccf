import type { Scenario } from './run-load.ts'

const mb = 1_000_000
const usual = { writers: 5, rate: 5, seconds: 4, warmSeconds: 3, atOnce: false, announces: false, seedBytes: 0, replicas: 2 } as const

const fan = (clients: number, more: Partial<Scenario['plan']> = {}): Scenario => ({
  rooms: 1,
  plan: { ...usual, clients, operation: 'line', ...more }
})
const join = (clients: number, more: Partial<Scenario['plan']> = {}): Scenario => ({
  rooms: 1,
  plan: { ...usual, clients, writers: 0, warmSeconds: 0, operation: 'none', atOnce: true, replicas: 1, ...more }
})

/** What `perf/targets.md` names, as plans. Deliveries per second in the names are what is offered. */
export const scenarios = {
  'fan-500': fan(500),
  'fan-50': fan(50, { rate: 20, seconds: 6, warmSeconds: 8 }),
  'fan-100k': fan(500, { rate: 40, seconds: 3 }),
  'fan-300k': fan(500, { writers: 10, rate: 60, seconds: 2, warmSeconds: 1 }),
  'rooms-200': { rooms: 200, plan: { ...usual, clients: 5, writers: 1, operation: 'line', replicas: 1 } },
  'presence-300': join(300, { announces: true, writers: 1, rate: 1, operation: 'particulars' }),
  'cursors-200': fan(200, { writers: 20, rate: 10, operation: 'presence' }),
  'join-empty': join(500),
  'join-5mb': join(500, { seedBytes: 5 * mb })
} as const satisfies Record<string, Scenario>
export type ScenarioName = keyof typeof scenarios
