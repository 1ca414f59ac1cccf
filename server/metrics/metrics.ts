import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { LogEntry } from '../options.ts'
import type { RoomsStats } from '../rooms/ports.ts'
import type { LoadedRoom, RoomStorage } from '../storage/ports.ts'
import { Histogram } from './histogram.ts'

export interface MetricsSources {
  readonly rooms: () => RoomsStats
  readonly uploads: () => number
  readonly version: string
}

/** What an operator's dashboard asks for, counted since the start. No name of a person, a meeting or a room is ever in it. */
export class Metrics {
  readonly #storing = new Histogram()
  readonly #events = new Map<string, number>()
  readonly #loop = monitorEventLoopDelay({ resolution: 10 })
  #updates = 0
  #updateBytes = 0
  #storeFaults = 0

  constructor() {
    this.#loop.enable()
  }

  close(): void {
    this.#loop.disable()
  }

  /** Counts what is logged by its kind, on the way to `log`. */
  counting(log: (entry: LogEntry) => void): (entry: LogEntry) => void {
    return entry => {
      this.#events.set(entry.event, (this.#events.get(entry.event) ?? 0) + 1)
      log(entry)
    }
  }

  /** The same storage, with the time until an update was on the disk taken. */
  timing(storage: RoomStorage): RoomStorage {
    return {
      load: (room): Promise<LoadedRoom | null> => storage.load(room),
      append: async (room, update) => {
        const begin = performance.now()
        try {
          await storage.append(room, update)
        } catch (error) {
          this.#storeFaults += 1
          throw error
        }
        this.#storing.observe((performance.now() - begin) / 1000)
        this.#updates += 1
        this.#updateBytes += update.byteLength
      },
      compact: (room, snapshot) => storage.compact(room, snapshot),
      reclaim: room => storage.reclaim(room),
      renewEpochs: () => storage.renewEpochs(),
      list: () => storage.list(),
      close: () => storage.close()
    }
  }

  /** The text format of Prometheus, version 0.0.4. Loop delays are those since the last time it was asked for. */
  text({ rooms, uploads, version }: MetricsSources): string {
    const stats = rooms()
    const loop = this.#loop
    const seconds = (nanoseconds: number): string => (Number.isFinite(nanoseconds) ? (nanoseconds / 1e9).toFixed(6) : '0')
    const memory = process.memoryUsage()
    const text = [
      ...metric('hopso_info', 'gauge', 'Version of the server', [`hopso_info{version="${version.replace(/[^\w.+-]/g, '_')}"} 1`]),
      ...metric('hopso_rooms', 'gauge', 'Rooms in memory', [`hopso_rooms ${stats.rooms}`]),
      ...metric('hopso_sockets', 'gauge', 'Open sockets', [`hopso_sockets ${stats.sockets}`]),
      ...metric('hopso_socket_queue_bytes', 'gauge', 'Bytes waiting to be sent, all sockets', [
        `hopso_socket_queue_bytes ${stats.queuedBytes}`
      ]),
      ...metric('hopso_socket_messages_total', 'counter', 'Messages received', [`hopso_socket_messages_total ${stats.messages}`]),
      ...metric('hopso_socket_received_bytes_total', 'counter', 'Bytes received', [
        `hopso_socket_received_bytes_total ${stats.receivedBytes}`
      ]),
      ...metric(
        'hopso_sockets_closed_total',
        'counter',
        'Sockets the server closed, by close code',
        [...stats.closed].sort(([a], [b]) => a - b).map(([code, count]) => `hopso_sockets_closed_total{code="${code}"} ${count}`)
      ),
      ...metric('hopso_updates_stored_total', 'counter', 'Batches of updates on the disk', [`hopso_updates_stored_total ${this.#updates}`]),
      ...metric('hopso_updates_stored_bytes_total', 'counter', 'Their bytes', [`hopso_updates_stored_bytes_total ${this.#updateBytes}`]),
      ...metric('hopso_store_faults_total', 'counter', 'Updates that could not be stored', [
        `hopso_store_faults_total ${this.#storeFaults}`
      ]),
      ...metric(
        'hopso_store_seconds',
        'histogram',
        'Time until an update was on the disk, fsync included',
        this.#storing.lines('hopso_store_seconds')
      ),
      ...metric('hopso_uploads', 'gauge', 'Uploads under way', [`hopso_uploads ${uploads()}`]),
      ...metric(
        'hopso_events_total',
        'counter',
        'Entries of the log, by event; wrong-password counts failed sign-ins',
        [...this.#events].sort(([a], [b]) => (a < b ? -1 : 1)).map(([event, count]) => `hopso_events_total{event="${event}"} ${count}`)
      ),
      ...metric('hopso_event_loop_delay_seconds', 'gauge', 'Delay of the event loop since last asked', [
        `hopso_event_loop_delay_seconds{quantile="0.5"} ${seconds(loop.percentile(50))}`,
        `hopso_event_loop_delay_seconds{quantile="0.99"} ${seconds(loop.percentile(99))}`,
        `hopso_event_loop_delay_seconds{quantile="1"} ${seconds(loop.max)}`
      ]),
      ...metric('process_resident_memory_bytes', 'gauge', 'Memory of the process', [`process_resident_memory_bytes ${memory.rss}`]),
      ...metric('process_heap_bytes', 'gauge', 'Of it, in use by objects', [`process_heap_bytes ${memory.heapUsed}`]),
      ...metric('process_uptime_seconds', 'gauge', 'Time since the start', [`process_uptime_seconds ${Math.round(process.uptime())}`])
    ]
    loop.reset()
    return `${text.join('\n')}\n`
  }
}

const metric = (name: string, type: 'gauge' | 'counter' | 'histogram', help: string, lines: readonly string[]): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...lines
]
