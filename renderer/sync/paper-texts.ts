import type { PaperId, UserId, VersionId } from '#core/ids.ts'
import { paths } from '#protocol/http-api.ts'
import { type PaperText, paperTextShape } from '#protocol/paper-text.ts'
import type { PaperTextStore } from '../platform/platform.ts'
import type { ApiClient } from './api-client.ts'

/** What stands on the pages of papers, also without a network once it was here. */
export interface PaperTexts {
  /**
   * The text of one version: what this computer keeps, else what the server says, which is kept. Null when neither has it now: no network,
   * not mine, or the server is still reading the file; asking again later may help. Never rejects.
   */
  readonly of: (paper: PaperId, version: VersionId) => Promise<PaperText | null>
}

export interface PaperTextsOptions {
  readonly api: ApiClient
  readonly store: PaperTextStore
  readonly serverId: string
  readonly user: UserId
}

/** Asks for each text once at a time, however many want it. */
export function createPaperTexts({ api, store, serverId, user }: PaperTextsOptions): PaperTexts {
  const asked = new Map<VersionId, Promise<PaperText | null>>()
  /** Of what is kept here pages are missing; asked for once more since the start. */
  const again = new Set<VersionId>()
  const find = async (paper: PaperId, version: VersionId): Promise<PaperText | null> => {
    const key = { server: serverId, user, paper, version }
    const kept = await store.read(key).catch(() => null)
    if (kept && (kept.complete || again.has(version))) return kept
    const answer = await api.call('GET', paths.paperText(paper, version), paperTextShape)
    if (!answer.ok) return kept
    again.add(version)
    // A full disk: it is asked for again another time.
    await store.keep(key, answer.value).catch(() => undefined)
    return answer.value
  }
  return {
    of: (paper, version) => {
      const running = asked.get(version)
      if (running) return running
      const finding = find(paper, version).finally(() => asked.delete(version))
      asked.set(version, finding)
      return finding
    }
  }
}
