import type { Latency } from '../histogram.ts'
import type { Seat } from './load-client.ts'

/** One room of the load: where its writers and its listeners sit; both go round when there are more clients than seats. */
export interface LoadRoom {
  readonly writers: readonly Seat[]
  readonly readers: readonly Seat[]
}

/** What the load process is asked to do. Each room has `clients` clients, of which `writers` write and two more hold the document. */
export interface LoadPlan {
  readonly rooms: readonly LoadRoom[]
  readonly clients: number
  readonly writers: number
  /** Nothing written: joining alone. */
  readonly operation: 'line' | 'particulars' | 'presence' | 'none'
  /** Operations per second and writer, and for how long. */
  readonly rate: number
  readonly seconds: number
  /** The same for so long before anything is counted: a server runs for weeks. */
  readonly warmSeconds: number
  /** All connect at once, instead of 25 at a time. */
  readonly atOnce: boolean
  /** Everybody says a presence when he comes. */
  readonly announces: boolean
  /** The relay sends the state to who comes. */
  readonly expectsState: boolean
  /** Written into the first room before anybody comes; 0 = nothing. */
  readonly seedBytes: number
  /** Whole documents held beside the writers' own. */
  readonly replicas: number
}

export interface LoadResult {
  /** From the first connection until the last client was in sync. */
  readonly allInMs: number
  /** From writing to hearing. */
  readonly latency: Latency
  /** From writing to message 100 that counts it; only our server says it. */
  readonly saved: Latency
  readonly operations: number
  readonly deliveries: number
  /** What would have been delivered if nothing had been merged. */
  readonly expected: number
  readonly bytesIn: number
  readonly joinBytesIn: number
  readonly frames: number
  /** Every client heard every operation exactly once (of presence: the last of each), replicas and a fresh client hold the same, nobody was cut off. */
  readonly faults: readonly string[]
}

/** What the process says, in this order; between them the parent reads what the server has used. */
export type LoadMessage =
  | { readonly phase: 'seeded' }
  | { readonly phase: 'connected' }
  | { readonly phase: 'warm' | 'written' }
  | { readonly phase: 'done'; readonly result: LoadResult }
export type LoadOrder = { readonly plan: LoadPlan } | { readonly go: 'connect' | 'warm' | 'write' | 'compare' | 'end' }
