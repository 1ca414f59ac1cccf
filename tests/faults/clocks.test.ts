import { expect, test } from 'vitest'
import type { CommandId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { startServer } from '#server'
import { connectStockClient, freshId, signInByApi } from '../sync-client.ts'

const tenYearsMs = 10 * 365.25 * 86_400_000

test.each([-1, 1])(
  '[F9] a client whose clock is ten years off (%i): it signs in, writes, and what is recorded bears the time of the server',
  async sign => {
    // To a client whose clock is wrong it is the server's that is: the difference is the same.
    const now = () => new Date(Date.now() + sign * tenYearsMs)
    const server = await startServer({ dataDir: null, port: 0, demonstration: true, resourcesDir: 'resources', now })
    try {
      const account = server.demonstration?.accounts.find(({ role }) => role === 'secretary')
      const meeting = server.demonstration?.meetingId
      const { token } = await signInByApi(server.url, account?.account ?? '', account?.password ?? '')
      const client = connectStockClient(server.syncUrl, `meeting/${meeting}`, token)
      await expect.poll(() => client.provider.synced).toBe(true)
      client.doc.getText('note').insert(0, 'đồng hồ sai')
      await expect.poll(() => client.saved().n).toBeGreaterThanOrEqual(client.sent())
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const begin = now().getTime()
      const answer = await fetch(`${server.url}/api/meetings/${meeting}/commands`, {
        method: 'POST',
        headers: { ...headers, date: new Date().toUTCString() },
        body: JSON.stringify({ id: freshId<CommandId>(), kind: 'open', at: new Date().toISOString() })
      })
      expect(answer.status).toBe(200)
      const end = now().getTime()
      const record = await (await fetch(`${server.url}/api/meetings/${meeting}/record`, { headers })).text()
      const events = record
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as RecordEvent)
      const at = Date.parse(events.at(-1)?.at ?? '')
      expect(at).toBeGreaterThanOrEqual(begin)
      expect(at).toBeLessThanOrEqual(end)
      expect(events.map(event => event.at)).toEqual(events.map(event => event.at).sort())
      expect(client.closeCode()).toBeNull()
      client.close()
    } finally {
      await server.close()
    }
  }
)
