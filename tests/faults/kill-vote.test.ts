import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstFault } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { mostChanges } from '#core/vote/vote.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { freshId, signInByApi } from '../sync-client.ts'
import { runs } from './seeded.ts'

const kills = Math.max(3, Math.round(runs(50) / 10))
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** Each person changes a ballot so often, so that all are still at it when the server dies. */
const everyMs = 10
const choices = ['for', 'against', 'abstain'] as const

let server: ServerUnderTest
beforeAll(async () => {
  server = await startServerUnderTest()
})
afterAll(() => server?.close())

/** What the server answered, or null when it was killed meanwhile. */
async function tell(meeting: string, token: string, words: object) {
  try {
    const answer = await fetch(`${server.url}/api/meetings/${meeting}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(words)
    })
    return { status: answer.status, json: (await answer.json()) as { readonly error?: string } }
  } catch {
    return null
  }
}

it(`[VT3] a ballot that was acknowledged is in the tally, through ${kills} kills in the middle of a vote`, async () => {
  const signed = (name: string) => {
    const found = server.accounts.find(({ account }) => account === name)
    if (!found) throw new Error(`no account ${name}`)
    return signInByApi(server.url, found.account, found.password)
  }
  const secretary = await signed('thuky')
  const present = await Promise.all(['chutich', 'phochutich', 'kinhte', 'quansu', 'congan'].map(signed))
  const meeting = freshId<never>() as string
  const me = await (await fetch(`${server.url}/api/session`, { headers: { authorization: `Bearer ${secretary.token}` } })).json()
  const at = { startsAt: '2026-11-23T08:00:00+07:00', endsAt: '2026-11-23T10:00:00+07:00' }
  await fetch(`${server.url}/api/meetings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretary.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: freshId(), meeting, unit: (me as { unit: { id: string } }).unit.id, title: 'Họp thử', ...at })
  })
  const lead = async (kind: string, more: object = {}) =>
    expect([kind, (await tell(meeting, secretary.token, { id: freshId(), kind, ...more }))?.status]).toEqual([kind, 200])
  await lead('add-participants', { participants: present.map(({ user }, n) => ({ user: user.id, role: n === 0 ? 'chair' : 'member' })) })
  await lead('issue')
  await lead('note-attendance', { users: present.map(({ user }) => user.id), state: 'present' })
  await lead('open')
  /** By vote and voter: the choice of the newest ballot that was answered 200. */
  const known = new Map<string, Map<string, string>>()
  let acknowledged = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const vote = freshId<never>() as string
    const standing = new Map<string, string>()
    known.set(vote, standing)
    await lead('prepare-vote', {
      vote,
      subject: `Thông qua lần ${kill + 1}`,
      item: null,
      options: 'law',
      base: 'all',
      share: 'half',
      tie: 'fails'
    })
    await lead('open-vote', { vote })
    let isOver = false
    const writers = present.map(async ({ token, user }) => {
      let replaces: string | null = null
      // [VT10] One ballot, and so many changes of it.
      for (let changes = 0; !isOver && changes <= mostChanges; changes += 1) {
        const [choice, salt] = [choices[Math.floor(Math.random() * 3)] ?? 'for', randomBytes(16).toString('hex')]
        const body = { id: freshId(), kind: 'cast-ballot', vote, choice, salt, replaces }
        let answer = await tell(meeting, token, body)
        // As a device does: the same ballot again until somebody answers.
        while (answer === null) {
          await wait(20)
          answer = await tell(meeting, token, body)
        }
        expect(answer.status, JSON.stringify(answer.json)).toBe(200)
        const line = `{"choice":"${choice}","meeting":"${meeting}","salt":"${salt}","text":"","vote":"${vote}","voter":"${user.id}"}`
        replaces = sha256(line)
        standing.set(user.id, choice)
        acknowledged += 1
        await wait(everyMs)
      }
    })
    await wait(40 + Math.random() * 160)
    await server.kill()
    await server.restart()
    isOver = true
    await Promise.all(writers)
    await lead('end-vote', { vote })
  }
  const text = await (
    await fetch(`${server.url}/api/meetings/${meeting}/record`, { headers: { authorization: `Bearer ${secretary.token}` } })
  ).text()
  const events = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as RecordEvent)
  expect(firstFault(events, sha256)).toBeNull()
  const ends = events.map(({ fact }) => fact).filter(fact => fact.kind === 'vote-ended')
  expect(
    new Map(
      ends.map(({ vote, ballots }) => [vote as string, new Map(ballots.map(({ voter, choice }) => [voter as string, choice as string]))])
    )
  ).toEqual(known)
  expect(server.log()).not.toMatch(/record-damaged|sealed-ballots/)
  expect(acknowledged).toBeGreaterThan(kills * 3)
}, 120_000)
