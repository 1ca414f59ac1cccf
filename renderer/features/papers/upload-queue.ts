import { z } from 'zod'
import type { PaperId, UploadId } from '#core/ids.ts'
import type { SecrecyGrade } from '#core/paper/paper.ts'
import { paths } from '#protocol/http-api.ts'
import {
  newJob,
  type PaperFile,
  runUpload,
  type UploadHome,
  type UploadJob,
  type UploadPhase,
  type UploadTarget,
  type UploadTools
} from './upload.ts'

/** One line of the list of uploads. */
export interface UploadEntry {
  readonly upload: UploadId
  readonly paper: PaperId
  readonly title: string
  readonly fileName: string
  readonly bytes: number
  readonly target: UploadTarget
  readonly phase: UploadPhase
}

export interface NewFile {
  readonly file: PaperFile
  readonly title: string
}

/** Uploads of one meeting, kept while its screens come and go. */
export interface UploadQueue {
  /** Adds files; they are sent one after the other, so that they arrive in the order in which they were chosen. */
  add(files: readonly NewFile[], target: UploadTarget, declaration: SecrecyGrade): void
  /** Ends an upload and drops its bytes on the server. */
  cancel(upload: UploadId): void
  /** Begins a failed upload anew. */
  retry(upload: UploadId): void
  /** Takes a finished or failed line off the list. */
  dismiss(upload: UploadId): void
  getSnapshot(): readonly UploadEntry[]
  subscribe(listener: () => void): () => void
  /** Ends everything that runs. */
  close(): void
}

interface Line {
  job: UploadJob
  phase: UploadPhase
  abort: AbortController | null
}

export interface QueueOptions extends UploadTools {
  /** Where they all go. */
  readonly home: UploadHome
  readonly randomBytes: (count: number) => Uint8Array
}

/** The uploads of one meeting as a small store for useSyncExternalStore. */
export function createUploadQueue(options: QueueOptions): UploadQueue {
  let lines: readonly Line[] = []
  let snapshot: readonly UploadEntry[] = []
  const listeners = new Set<() => void>()

  const changed = () => {
    snapshot = lines.map(({ job, phase }) => ({
      upload: job.upload,
      paper: job.paper,
      title: job.title,
      fileName: job.file.name,
      bytes: job.file.size,
      target: job.target,
      phase
    }))
    for (const listener of listeners) listener()
  }
  const find = (upload: UploadId) => lines.find(line => line.job.upload === upload)
  const dropOnServer = (upload: UploadId) => void options.api.call('DELETE', paths.upload(upload), z.unknown())

  const pump = () => {
    if (lines.some(line => line.abort)) return
    const next = lines.find(line => line.phase.kind === 'waiting')
    if (next) void run(next)
  }

  const run = async (line: Line) => {
    const abort = new AbortController()
    line.abort = abort
    const report = (phase: UploadPhase) => {
      if (abort.signal.aborted) return
      line.phase = phase
      changed()
    }
    const end = await runUpload(line.job, options.home, options, report, abort.signal)
    line.abort = null
    if (end && !abort.signal.aborted) {
      line.phase = end
      changed()
    }
    pump()
  }

  return {
    add(files, target, declaration) {
      lines = [
        ...lines,
        ...files.map(({ file, title }) => ({
          job: newJob(file, title, target, declaration, options.randomBytes),
          phase: { kind: 'waiting' } as const,
          abort: null
        }))
      ]
      changed()
      pump()
    },
    cancel(upload) {
      const line = find(upload)
      if (!line) return
      const began = line.abort !== null
      line.abort?.abort()
      lines = lines.filter(other => other !== line)
      changed()
      if (began) dropOnServer(upload)
      pump()
    },
    retry(upload) {
      const line = find(upload)
      if (line?.phase.kind !== 'failed') return
      dropOnServer(upload)
      const { file, title, target, declaration } = line.job
      line.job = newJob(file, title, target, declaration, options.randomBytes)
      line.phase = { kind: 'waiting' }
      changed()
      pump()
    },
    dismiss(upload) {
      lines = lines.filter(line => line.job.upload !== upload || (line.phase.kind !== 'failed' && line.phase.kind !== 'done'))
      changed()
    },
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const line of lines) line.abort?.abort()
      lines = []
      changed()
    }
  }
}

/** A wait that ends early when the network comes back or the upload is ended. */
export function waitForNetwork(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}
