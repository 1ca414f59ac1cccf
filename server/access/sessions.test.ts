import { expect, it } from 'vitest'
import type { SessionId, UserId } from '#core/ids.ts'
import { StoredDirectory } from '../storage/directory-state.ts'
import { emptyDirectory } from '../storage/memory-directory.ts'
import { Sessions } from './sessions.ts'

it('a thousand people who act in the same second cost one write of the directory; a clean stop keeps when they were seen', async () => {
  let writes = 0
  const directory = new StoredDirectory(emptyDirectory(), async () => {
    writes += 1
  })
  let now = Date.parse('2026-11-22T08:00:00Z')
  const sessions = new Sessions(directory, { now: () => new Date(now), log: () => undefined })
  const users = Array.from({ length: 1000 }, (_, n) => `nguoi-${n}` as UserId)
  await Promise.all(users.map(id => directory.putUser({ id, account: id, locked: false } as never)))
  const opened = await Promise.all(users.map(user => sessions.open(user, { app: 'other', system: 'other', network: '' })))
  const seen = () => users.flatMap(user => directory.sessionsOf(user).map(({ lastSeenAt }) => lastSeenAt))
  writes = 0

  now += 30_000
  for (const { token } of opened) sessions.byToken(token)
  await sessions.close()
  expect(writes).toBe(0)

  now += 60_000
  const gone = sessions.byToken(opened[0]?.token ?? '')?.session as SessionId
  for (const { token } of opened) {
    sessions.byToken(token)
    // Each in a turn of its own, as requests come.
    await Promise.resolve()
  }
  writes = 0
  // Who signs out in that moment stays signed out.
  await Promise.all([sessions.end(gone), sessions.close()])
  expect(writes).toBe(1)
  expect(seen()).toEqual(Array(999).fill('2026-11-22T08:01:30.000Z'))
})
