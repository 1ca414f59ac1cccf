import { useEffect, useState } from 'react'
import type { PaperId, VersionId } from '#core/ids.ts'
import type { Comparison } from '#core/paper/compare.ts'
import { useSession } from '../../session/session.ts'
import workerUrl from './compare-worker.ts?worker&url'

export type Compared =
  | { readonly kind: 'working' }
  /** The text of a version is not here and cannot be had now. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'done'; readonly comparison: Comparison; readonly complete: boolean }

/** Address of the thread, which is loaded only when two versions are compared. */
export const comparingParts: readonly string[] = [workerUrl]

/** Compares two versions of a paper in a thread of its own; once more when `attempt` changes. */
export function useComparison(paper: PaperId, before: VersionId, after: VersionId, attempt: number): Compared {
  const { paperTexts } = useSession()
  const [compared, setCompared] = useState<Compared>({ kind: 'working' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(() => {
    setCompared({ kind: 'working' })
    let worker: Worker | null = null
    let gone = false
    const run = async (): Promise<void> => {
      const [old, fresh] = await Promise.all([paperTexts.of(paper, before), paperTexts.of(paper, after)])
      if (gone) return
      if (!old || !fresh) return setCompared({ kind: 'absent' })
      worker = new Worker(new URL(workerUrl, document.baseURI), { type: 'module' })
      worker.onmessage = (event: MessageEvent<Comparison>) => {
        worker?.terminate()
        setCompared({ kind: 'done', comparison: event.data, complete: old.complete && fresh.complete })
      }
      worker.onerror = () => setCompared({ kind: 'absent' })
      worker.postMessage([old.pages, fresh.pages])
    }
    void run()
    return () => {
      gone = true
      worker?.terminate()
    }
  }, [paperTexts, paper, before, after, attempt])
  return compared
}
