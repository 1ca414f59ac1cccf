import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

/** A file that somebody else holds. */
export interface PdfBytes {
  readonly length: number
  read(begin: number, end: number): Promise<Uint8Array>
}

/**
 * What threads of one process may grow by together. Whose memory it is cannot be told, so none is ended for what those beside it may take.
 */
export class GrowthBudget {
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  add(bytes: number): void {
    this.#bytes += bytes
  }
}

export interface ThreadLimits {
  readonly ms: number
  /** The thread's own heap… */
  readonly heapMb: number
  /** …and by how much the whole process may grow meanwhile: unpacked streams lie outside the heap. */
  readonly growthBytes: number
  /** Of this thread and those that run beside it; its own alone when there is none. */
  readonly budget?: GrowthBudget | undefined
  /** Ends it at once, as its limits do. */
  readonly signal?: AbortSignal | undefined
}
/** Why a thread ended without an answer: it took too long or too much or broke down, or it does not run here at all. */
export type ThreadEnd = 'over-limits' | 'unable'

const lookEveryMs = 50

/** The bundle of a thread beside this one, or null. */
export function scriptBeside(name: string): string | null {
  const here = dirname(fileURLToPath(import.meta.url))
  return [join(here, `${name}.mjs`), join(here, `${name}.cjs`)].find(path => existsSync(path)) ?? null
}

/**
 * Runs a script in a thread that is ended at its limits. `hear` is told everything the thread says and answers by `say`; what it returns,
 * unless undefined, is the outcome.
 */
export function inThread<Outcome, Said>(
  script: string,
  workerData: unknown,
  limits: ThreadLimits,
  hear: (
    message: Said,
    say: (answer: unknown, transfer?: readonly ArrayBuffer[]) => void
  ) => Promise<Outcome | undefined> | Outcome | undefined
): Promise<Outcome | ThreadEnd> {
  const { signal, growthBytes, budget = new GrowthBudget() } = limits
  return new Promise(resolve => {
    const worker = new Worker(script, {
      workerData,
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32 }
    })
    const before = process.memoryUsage.rss()
    budget.add(growthBytes)
    let allowed = budget.bytes
    let ended = false
    const end = (outcome: Outcome | ThreadEnd): void => {
      if (ended) return
      ended = true
      budget.add(-growthBytes)
      clearTimeout(timer)
      clearInterval(watch)
      signal?.removeEventListener('abort', stop)
      worker.removeAllListeners()
      worker.on('error', () => undefined)
      void worker.terminate().then(() => resolve(outcome))
    }
    const stop = (): void => end('over-limits')
    if (signal?.aborted) queueMicrotask(stop)
    signal?.addEventListener('abort', stop)
    const timer = setTimeout(stop, limits.ms)
    const watch = setInterval(() => {
      // What a thread held that has ended meanwhile may still be here.
      allowed = Math.max(allowed, budget.bytes)
      if (process.memoryUsage.rss() - before > allowed) stop()
    }, lookEveryMs)
    const say = (answer: unknown, transfer: readonly ArrayBuffer[] = []): void => worker.postMessage(answer, [...transfer])
    worker.on('message', (message: Said) => {
      Promise.resolve(hear(message, say)).then(outcome => outcome !== undefined && end(outcome), stop)
    })
    worker.on('error', error => end((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' ? 'unable' : 'over-limits'))
    worker.on('exit', stop)
  })
}
