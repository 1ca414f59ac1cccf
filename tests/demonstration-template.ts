import { rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { RecordEvent } from '#core/record/event.ts'
import { paths } from '#protocol/http-api.ts'
import { startServerUnderTest, templateFolder } from './server-under-test.ts'
import { signInByApi } from './sync-client.ts'

/** Everybody who is in some meeting of the demonstration together. */
const roles = ['secretary', 'chair', 'member'] as const
const readWithinMs = 60_000

/**
 * Makes the demonstration once for all journeys, with all that the server makes of its papers: each journey begins on a copy of that folder.
 * Resolves with what removes it.
 */
export default async function makeTemplate(): Promise<() => Promise<void>> {
  delete process.env[templateFolder]
  const server = await startServerUnderTest()
  const until = Date.now() + readWithinMs
  for (const role of roles) {
    const { account, password } = server.account(role)
    const { token } = await signInByApi(server.url, account, password)
    const ask = (path: string) => fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
    const { meetings } = (await (await ask(paths.meetings)).json()) as { meetings: readonly { readonly meeting: string }[] }
    for (const { meeting } of meetings) {
      const lines = (await (await ask(`/api/meetings/${meeting}/record`)).text()).trim().split('\n')
      for (const { fact } of lines.map(line => JSON.parse(line) as RecordEvent)) {
        if (fact.kind !== 'paper-added') continue
        // 429: the server is still reading the file.
        while ((await ask(paths.paperText(fact.paper, fact.version.version))).status === 429) {
          if (Date.now() > until) throw new Error('the server does not come to the end of reading the papers of the demonstration')
          await wait(100)
        }
      }
    }
    await fetch(`${server.url}/api/session`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
  }
  await server.stop()
  process.env[templateFolder] = server.dataDir
  return () => rm(server.dataDir, { recursive: true, force: true })
}
