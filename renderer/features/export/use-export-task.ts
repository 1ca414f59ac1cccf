import { useCallback, useEffect, useRef, useState } from 'react'

/** A file or print being prepared. */
export type ExportTask =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly words: string; readonly part: number }
  | { readonly kind: 'failed'; readonly reason: ExportFailure }

export type ExportFailure = 'offline' | 'refused' | 'protected' | 'damaged' | 'tooLarge' | 'unknown'

/** Says how far it is: words, and 0…1. */
export type Report = (words: string, part: number) => void

/** One task at a time; ends when it is called off or the dialog is closed. The work answers with a reason when it fails. */
export function useExportTask(): {
  readonly task: ExportTask
  readonly run: (work: (report: Report, signal: AbortSignal) => Promise<ExportFailure | null>) => Promise<boolean>
  readonly stop: () => void
} {
  const [task, setTask] = useState<ExportTask>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const stop = useCallback(() => running.current?.abort(), [])
  const run = useCallback(async (work: (report: Report, signal: AbortSignal) => Promise<ExportFailure | null>): Promise<boolean> => {
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    const tell = (next: ExportTask): void => {
      if (running.current === control) setTask(next)
    }
    try {
      const reason = await work((words, part) => tell({ kind: 'working', words, part }), control.signal)
      tell(reason === null || control.signal.aborted ? { kind: 'idle' } : { kind: 'failed', reason })
      return reason === null && !control.signal.aborted
    } catch {
      tell(control.signal.aborted ? { kind: 'idle' } : { kind: 'failed', reason: 'unknown' })
      return false
    }
  }, [])
  return { task, run, stop }
}
