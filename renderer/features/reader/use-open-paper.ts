import { useLayoutEffect, useState } from 'react'
import type { PaperId, VersionId } from '#core/ids.ts'
import { paths } from '#protocol/http-api.ts'
import type { AppSession } from '../../session/session.ts'
import type { OpenFailure, PaperHome } from './paper-bytes.ts'
import { usePaperWorkers } from './paper-workers-context.tsx'
import { type OpenPaper, openPaper } from './pdf-engine.ts'

export type PaperCondition =
  | { readonly kind: 'opening'; readonly received: number }
  | { readonly kind: 'open'; readonly paper: OpenPaper; readonly stalled: boolean }
  | { readonly kind: 'failed'; readonly reason: OpenFailure }

/** Opens one version of a paper; closes it when another is wanted. `attempt` grows to try again. */
export function useOpenPaper(
  session: AppSession,
  paper: PaperId,
  version: { readonly version: VersionId; readonly bytes: number },
  attempt: number
): PaperCondition {
  const [moves, setMoves] = useState(0)
  const [condition, setCondition] = useState<PaperCondition>({ kind: 'opening', received: 0 })
  const { version: id, bytes: length } = version
  const { platform, api, ahead, serverId } = session
  const user = session.me.user.id
  const workers = usePaperWorkers()
  // Before the frame around it is painted: the bytes come meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` and `moves` ask for the same again
  useLayoutEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    const key = { server: serverId, user, paper, version: id }
    const home: PaperHome = {
      etag: `"${id}"`,
      length,
      local: (begin, end) => platform.papers.read(key, begin, end),
      remote: (begin, end, signal, match) => {
        const headers = { range: `bytes=${begin}-${end - 1}`, ...(match !== null && { 'if-match': match }) }
        return ahead.first(() => api.raw('GET', paths.paperForReading(paper, id), { headers, signal }))
      },
      moved: () => setMoves(before => before + 1)
    }
    const update = (next: (before: PaperCondition) => PaperCondition): void => {
      if (!signal.aborted) setCondition(next)
    }
    setCondition({ kind: 'opening', received: 0 })
    let opened: OpenPaper | null = null
    openPaper(home, workers, {
      signal,
      onProgress: received => update(before => (before.kind === 'opening' ? { kind: 'opening', received } : before)),
      onStall: stalled => update(before => (before.kind === 'open' && before.stalled !== stalled ? { ...before, stalled } : before))
    }).then(
      result => {
        if (result.ok && signal.aborted) return void result.value.close()
        if (result.ok) opened = result.value
        update(() => (result.ok ? { kind: 'open', paper: result.value, stalled: false } : { kind: 'failed', reason: result.reason }))
      },
      () => update(() => ({ kind: 'failed', reason: 'unknown' }))
    )
    return () => {
      ending.abort()
      void opened?.close()
    }
  }, [platform, api, ahead, workers, serverId, user, paper, id, length, attempt, moves])
  return condition
}
