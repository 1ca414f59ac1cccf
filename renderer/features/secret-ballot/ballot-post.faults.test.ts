import { sha384 } from '@noble/hashes/sha2.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CommandId, type MeetingId, newId, type VoteId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { choicesOf } from '#core/vote/options.ts'
import { castBytes } from '#protocol/ballot-api.ts'
import { commandReceipt, paths, sessionShape } from '#protocol/http-api.ts'
import { startServer } from '#server'
import { createApiClient } from '../../sync/create-api-client.ts'
import { BallotPost, sendAfterMs } from './ballot-post.ts'
import { type BallotStore, memoryBallotStore } from './kept-ballots.ts'

const law = choicesOf({ options: 'law' })
const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))
const meeting = 'phien-hop-thang-nay' as MeetingId
/** People of the demonstration, by their accounts. */
const accounts = { chair: 'chutich', member: 'phochutich', guest: 'phochutich2', outsider: 'kinhte', secretary: 'thuky' } as const
type Account = keyof typeof accounts

let server: Awaited<ReturnType<typeof startServer>>
const people = new Map<Account, { readonly token: string; readonly user: string }>()
const tokenOf = (account: Account): string => people.get(account)?.token ?? ''
const apiOf = (account: Account, over: typeof fetch = fetch) =>
  createApiClient({ baseUrl: server.url, token: () => tokenOf(account) || null, fetch: over })
async function send(words: object): Promise<void> {
  const body = { id: newId<CommandId>(random), ...words }
  expect(await apiOf('secretary').call('POST', paths.commands(meeting), commandReceipt, body)).toMatchObject({ ok: true })
}
const record = async (): Promise<readonly RecordEvent[]> =>
  (await (await apiOf('secretary').raw('GET', paths.record(meeting))).text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
beforeAll(async () => {
  server = await startServer({ dataDir: null, port: 0, demonstration: true, resourcesDir: 'resources' })
  for (const [account, name] of Object.entries(accounts) as [Account, string][]) {
    const signedIn = await apiOf(account).call('POST', paths.sessions, sessionShape, { account: name, password: 'Hopso@123' })
    if (signedIn.ok) people.set(account, { token: signedIn.value.token, user: signedIn.value.user.id })
  }
  await send({ kind: 'open' })
  const users = (['chair', 'member', 'guest', 'outsider'] as const).map(account => people.get(account)?.user)
  await send({ kind: 'note-attendance', users, state: 'present', place: 'room' })
})
afterAll(() => server.close())

interface Line {
  /** Paths whose next answers are lost after the server has acted. */
  readonly lose: string[]
  readonly sent: { readonly path: string; readonly headers: Headers; readonly body: string; readonly credentials: string }[]
}

/** The device of one voter: what it keeps outlives it, its line can lose answers. */
function device(account: Account, store: BallotStore = memoryBallotStore()) {
  const line: Line = { lose: [], sent: [] }
  const waits: number[] = []
  const over: typeof fetch = async (input, init) => {
    const path = String(input).slice(server.url.length)
    line.sent.push({ path, headers: new Headers(init?.headers), body: String(init?.body ?? ''), credentials: init?.credentials ?? '' })
    const response = await fetch(input, init)
    const at = line.lose.findIndex(lost => path.endsWith(lost))
    if (at < 0) return response
    line.lose.splice(at, 1)
    await response.text()
    throw new TypeError('the answer was lost')
  }
  const api = apiOf(account, over)
  const wait = async (ms: number) => void waits.push(ms)
  const post = new BallotPost({ api, store, fetch: over, randomBytes: random, wait, sha384 })
  return { post, line, store, waits }
}

const opened = async () => {
  const vote = newId<VoteId>(random)
  await send({
    kind: 'prepare-vote',
    vote,
    subject: 'Nhân sự',
    item: null,
    form: 'secret',
    options: 'law',
    base: 'present',
    share: 'half',
    tie: 'fails'
  })
  await send({ kind: 'open-vote', vote })
  const made = (await record()).find(({ fact }) => fact.kind === 'secret-key-made' && fact.vote === vote)?.fact
  if (made?.kind !== 'secret-key-made') throw new Error('a key')
  return { meeting, vote, options: law, key: made.key }
}
const given = async (vote: VoteId) =>
  (await record()).filter(({ fact }) => fact.kind === 'secret-ballot-given' && fact.vote === vote).length
const inBox = (post: BallotPost, vote: VoteId) => expect.poll(() => post.getSnapshot().get(vote)?.cast).toBe(true)

it('[SB5] a lost answer and a reload lose no ballot and make no second one', async () => {
  const matter = await opened()
  const { vote } = matter
  const first = device('member')
  first.line.lose.push('/ballot')
  expect(await first.post.take(matter)).toEqual({ ok: false, reason: 'offline' })
  expect(await given(vote)).toBe(1)

  // The page is loaded anew: what was made before the first request is asked for again.
  const second = device('member', first.store)
  await second.post.start()
  expect(await second.post.take(matter)).toEqual({ ok: true, value: null })
  expect(await given(vote)).toBe(1)

  // And again between ballot and box; this time the answer of the box is lost, twice.
  const third = device('member', first.store)
  await third.post.start()
  third.line.lose.push('/api/ballots', '/api/ballots')
  await third.post.write(vote, 'against')
  await inBox(third.post, vote)
  const casts = third.line.sent.filter(({ path }) => path === '/api/ballots')
  expect(casts).toHaveLength(3)
  expect(new Set(casts.map(({ body }) => body)).size).toBe(1)
  const [delay = 0] = third.waits
  expect(delay).toBeGreaterThanOrEqual(sendAfterMs.least)
  expect(delay).toBeLessThanOrEqual(sendAfterMs.most)

  for (const account of ['chair', 'guest'] as const) {
    const { post } = device(account)
    await post.take(matter)
    await post.write(vote, 'for')
    await inBox(post, vote)
  }
  await send({ kind: 'end-vote', vote })
  const list = (await record()).flatMap(({ fact }) => (fact.kind === 'secret-ballots-published' && fact.vote === vote ? fact.ballots : []))
  expect(list).toHaveLength(3)
  expect(list.find(({ mark }) => mark === third.post.getSnapshot().get(vote)?.blank.mark)?.choice).toBe('against')
})

it('[SB4] the request that casts carries nothing of the session and is as long as any other', async () => {
  const matter = await opened()
  const lengths = new Set<number>()
  for (const [account, choice] of [
    ['member', 'for'],
    ['guest', 'abstain'],
    ['chair', 'against']
  ] as const) {
    const { post, line } = device(account)
    await post.take(matter)
    await post.write(matter.vote, choice)
    await inBox(post, matter.vote)
    const cast = line.sent.find(({ path }) => path === '/api/ballots')
    expect([...(cast?.headers.keys() ?? [])]).toEqual(['content-type'])
    expect(cast?.credentials).toBe('omit')
    lengths.add(Buffer.byteLength(cast?.body ?? ''))
    for (const secret of [accounts[account], people.get(account)?.user, tokenOf(account)]) expect(cast?.body).not.toContain(secret)
  }
  expect([...lengths]).toEqual([castBytes])
  await send({ kind: 'end-vote', vote: matter.vote })
})

it('[SB5] another device of the same voter is told so, and keeps nothing', async () => {
  const matter = await opened()
  await device('member').post.take(matter)
  const other = device('member')
  expect(await other.post.take(matter)).toEqual({ ok: false, reason: 'ballot-given' })
  expect(other.post.getSnapshot().size).toBe(0)
  expect(await other.store.all()).toEqual([])
  await send({ kind: 'stop-vote', vote: matter.vote, reason: 'Thử' })
})

it('[SB7] a ballot that comes after the end is told so, and is not sent again', async () => {
  const matter = await opened()
  const late = device('member')
  await late.post.take(matter)
  for (const account of ['chair', 'guest', 'outsider'] as const) {
    const { post } = device(account)
    await post.take(matter)
    await post.write(matter.vote, 'for')
    await inBox(post, matter.vote)
  }
  await send({ kind: 'end-vote', vote: matter.vote })
  await late.post.write(matter.vote, 'for')
  await expect.poll(() => late.post.getSnapshot().get(matter.vote)?.refused).toBe('vote-closed')
  expect(late.line.sent.filter(({ path }) => path === '/api/ballots')).toHaveLength(1)
  await late.post.forget(matter.vote)
  expect(await late.store.all()).toEqual([])
})
