import { useCallback } from 'react'
import type { PaperId, VersionId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import { paths } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import type { OpenFailure } from './paper-bytes.ts'
import { usePaperWorkers } from './paper-workers-context.tsx'
import { type OpenPaper, openPaper } from './pdf-engine.ts'

export type OpenApart = (
  paper: PaperId,
  version: { readonly version: VersionId; readonly bytes: number },
  signal: AbortSignal
) => Promise<Result<OpenPaper, OpenFailure>>

/** Opens a paper once more, apart from the one on the screen: for printing. Whoever opens it closes it. */
export function useOpenApart(): OpenApart {
  const { platform, api, ahead, serverId, me } = useSession()
  const workers = usePaperWorkers()
  const user = me.user.id
  return useCallback(
    (paper, { version, bytes: length }, signal) =>
      openPaper(
        {
          etag: `"${version}"`,
          length,
          local: (begin, end) => platform.papers.read({ server: serverId, user, paper, version }, begin, end),
          remote: (begin, end, signal) =>
            ahead.first(() => api.raw('GET', paths.paperFile(paper, version), { headers: { range: `bytes=${begin}-${end - 1}` }, signal })),
          moved: () => {}
        },
        workers,
        { signal }
      ),
    [platform, api, ahead, serverId, user, workers]
  )
}
