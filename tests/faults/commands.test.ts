import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandId, MeetingId } from '#core/ids.ts'
import { firstFault } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { freshId, signInByApi } from '../sync-client.ts'
import { runs, seeded } from './seeded.ts'

let server: ServerUnderTest
let secretary: string
let stranger: string
let unit: string
let people: readonly string[]

beforeAll(async () => {
  server = await startServerUnderTest()
  const { account, password } = server.account('secretary')
  const signedIn = await signInByApi(server.url, account, password)
  secretary = signedIn.token
  unit = (signedIn.user as { readonly id: string; readonly unit?: string }).unit ?? ''
  const members = server.accounts.filter(({ role }) => role === 'member')
  const sessions = await Promise.all(members.slice(0, 5).map(each => signInByApi(server.url, each.account, each.password)))
  people = sessions.map(({ user }) => user.id)
  stranger = sessions[0]?.token ?? ''
})
afterAll(() => server.close())

/** Asks again when the server says that it was asked too much. */
async function call(token: string, method: string, path: string, body?: object): Promise<Response> {
  for (;;) {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) })
    })
    if (answer.status !== 429) return answer
    await answer.arrayBuffer()
    await new Promise(resolve => setTimeout(resolve, 300))
  }
}
async function ask(token: string, method: string, path: string, body: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await call(token, method, path, body)
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

type Intent =
  | { readonly kind: 'add'; readonly who: number; readonly role: string }
  | { readonly kind: 'role'; readonly who: number; readonly role: string }
  | { readonly kind: 'remove'; readonly who: number }
  | { readonly kind: 'issue' | 'open' | 'close' }

const who = fc.nat(4)
const role = fc.constantFrom('member', 'delegate', 'guest', 'chair')
const intents = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), who, role }),
    fc.record({ kind: fc.constant('role' as const), who, role }),
    fc.record({ kind: fc.constant('remove' as const), who }),
    fc.record({ kind: fc.constantFrom('issue' as const, 'open' as const, 'close' as const) })
  ),
  { minLength: 4, maxLength: 14 }
)
const body = (intent: Intent, id: string): object => {
  switch (intent.kind) {
    case 'add':
      return { id, kind: 'add-participants', participants: [{ user: people[intent.who], role: intent.role }] }
    case 'role':
      return { id, kind: 'change-role', user: people[intent.who], role: intent.role }
    case 'remove':
      return { id, kind: 'remove-participant', user: people[intent.who] }
    default:
      return { id, kind: intent.kind }
  }
}

/** What a meeting is in the plainest words. */
interface Model {
  state: 'draft' | 'issued' | 'live' | 'ended'
  readonly roles: Map<string, string>
}
const steps = { issue: ['draft', 'issued'], open: ['issued', 'live'], close: ['live', 'ended'] } as const

/** Does to the model what an event says, and refuses what contradicts what came before. */
function follow(model: Model, { fact }: RecordEvent): void {
  switch (fact.kind) {
    case 'participants-added':
      for (const each of fact.participants) {
        expect(model.roles.has(each.user), 'added twice').toBe(false)
        model.roles.set(each.user, each.role)
      }
      return
    case 'participant-role-changed':
      expect(model.roles.get(fact.user), 'changed to what it was, or of nobody').not.toBe(fact.role)
      expect(model.roles.has(fact.user)).toBe(true)
      model.roles.set(fact.user, fact.role)
      return
    case 'participant-removed':
      expect(model.roles.delete(fact.user), 'removed twice').toBe(true)
      return
    case 'meeting-issued':
    case 'meeting-opened':
    case 'meeting-closed': {
      const [from, to] = steps[fact.kind === 'meeting-issued' ? 'issue' : fact.kind === 'meeting-opened' ? 'open' : 'close']
      expect(model.state, `${fact.kind} once`).toBe(from)
      model.state = to
      return
    }
    default:
      return
  }
}

/** Every command ten times, in any order and partly at once, some by somebody who may not. */
async function act(todo: readonly Intent[], seed: number): Promise<void> {
  const chance = seeded(seed)
  const meeting = freshId<MeetingId>()
  const made = {
    id: freshId<CommandId>(),
    meeting,
    unit,
    title: 'Họp lặp lại',
    startsAt: '2026-11-22T08:00:00+07:00',
    endsAt: '2026-11-22T10:00:00+07:00'
  }
  const creations = await Promise.all(Array.from({ length: 10 }, () => ask(secretary, 'POST', '/api/meetings', made)))
  expect(creations.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201])
  const sendings = todo.flatMap((_, at) => Array.from({ length: 10 }, () => at)).map(at => ({ at, order: at + chance.next() * 6 }))
  sendings.sort((a, b) => a.order - b.order)
  const ids = todo.map(() => freshId<CommandId>())
  const answers = todo.map(() => [] as { status: number; json: Record<string, unknown> }[])
  for (let begin = 0; begin < sendings.length; ) {
    const crowd = sendings.slice(begin, begin + 1 + chance.below(12))
    begin += crowd.length
    await Promise.all(
      crowd.map(async ({ at }) => {
        const command = body(todo[at] as Intent, ids[at] as string)
        answers[at]?.push(await ask(secretary, 'POST', `/api/meetings/${meeting}/commands`, command))
        if (chance.below(8) > 0) return
        const foreign = await ask(stranger, 'POST', `/api/meetings/${meeting}/commands`, { ...command, id: freshId<CommandId>() })
        expect(['no-right', 'not-found', 'meeting-ended', 'conflict', 'no-participants']).toContain(foreign.json.error)
      })
    )
  }
  const lines = await call(secretary, 'GET', `/api/meetings/${meeting}/record`)
  expect(lines.status).toBe(200)
  const events = (await lines.text())
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as RecordEvent)
  expect(firstFault(events, text => createHash('sha256').update(text).digest('hex'))).toBeNull()
  const model: Model = { state: 'draft', roles: new Map() }
  for (const event of events) follow(model, event)
  for (const [at, told] of answers.entries()) {
    const own = events.filter(event => event.command === ids[at])
    const done = told.filter(({ status }) => status === 200)
    // Done once, whatever else was answered: as one run of events, and every "done" names the same one.
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, i) => (own[0]?.seq ?? 0) + i))
    expect(new Set(done.map(answer => answer.json.seq)).size).toBeLessThanOrEqual(1)
    if (own.length > 0) expect(done[0]?.json.seq).toBe(own.at(-1)?.seq)
    // Once it is done it stays done: nothing that was asked after the first "done" is refused.
    for (const { status, json: refused } of told)
      if (status !== 200)
        expect(refused.error, 'a refusal says why').toMatch(/^(conflict|not-found|meeting-ended|no-right|no-participants)$/)
  }
}

test('[F7] commands doubled, out of order and tried again ten times: each acts once or is refused and says why', {
  timeout: 900_000
}, async () => {
  await fc.assert(
    fc.asyncProperty(intents, fc.nat(), (todo, seed) => act(todo, seed)),
    { numRuns: runs(12), seed: 20_261_122, endOnFailure: true }
  )
})
