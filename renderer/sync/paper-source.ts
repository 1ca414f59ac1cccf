import type { PaperId, VersionId } from '#core/ids.ts'
import { paths } from '#protocol/http-api.ts'
import { PaperRefused } from '../platform/paper-refused.ts'
import type { PaperSource } from '../platform/platform.ts'
import type { ApiClient } from './api-client.ts'

/** A paper's bytes from the server by Range requests. Rejects with PaperRefused when the server will not give them. */
export function createPaperSource(api: ApiClient, paper: PaperId, version: VersionId): PaperSource {
  return {
    async fetchRange(begin, end, signal, onBegin) {
      const response = await api.raw('GET', paths.paperFile(paper, version), {
        headers: { range: `bytes=${begin}-${end - 1}` },
        ...(signal ? { signal } : {})
      })
      onBegin?.()
      if (response.status === 206) return new Uint8Array(await response.arrayBuffer())
      if (response.status === 200) return new Uint8Array(await response.arrayBuffer()).subarray(begin, end)
      if (response.status >= 400 && response.status < 500) throw new PaperRefused(String(response.status))
      throw new Error(`status ${response.status}`)
    }
  }
}
