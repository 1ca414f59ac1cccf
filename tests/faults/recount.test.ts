import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { speakingStatistics } from '#core/floor/statistics.ts'
import type { QuestionId, SpeechId, UserId, VoteId } from '#core/ids.ts'
import { canonicalJson, chainStart } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { project, type RecordProjection } from '#core/record/projection.ts'
import { blankBallot, type PublishedKey, tokenFrom, writtenBallot } from '#core/secret-ballot/ballot.ts'
import { choicesOf, type VoteChoice } from '#core/vote/options.ts'
import { commitmentOf } from '#core/vote/tally.ts'
import { ballotPaths, castBody } from '#protocol/ballot-api.ts'
import { paths } from '#protocol/http-api.ts'
import { type LiveMeeting, openTownHall, type TownHall } from '../load/live/town-hall.ts'
import { freshId, type SignedIn } from '../sync-client.ts'

// A whole session of ninety people over HTTP, and the same numbers from the exported record by a script that knows none of our code.
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const sha384 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha384').update(bytes).digest())
const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count))
const salt = (): string => randomBytes(16).toString('hex')
const terms = { item: null, options: 'law', base: 'present', share: 'half', tie: 'fails' }
const law = choicesOf({ options: 'law' })

interface Recount {
  readonly events: number
  readonly head: string
  readonly present: number
  readonly stays: Readonly<Record<string, unknown>>
  readonly spokenMs: Readonly<Record<string, number>>
  readonly itemMs: Readonly<Record<string, number>>
  readonly questions: { readonly asked: number; readonly answered: number }
  readonly votes: Readonly<Record<string, { readonly state: string; readonly outcome: unknown }>>
  readonly wrong: readonly string[]
}

let folder: string
let town: TownHall
let meeting: LiveMeeting
let lines: string
const [open, secret, repeated, tied] = [freshId<VoteId>(), freshId<VoteId>(), freshId<VoteId>(), freshId<VoteId>()]

const done = async (who: SignedIn, words: object): Promise<void> => {
  const status = await town.command(who, meeting.meeting, words)
  if (status !== 200) throw new Error(`${JSON.stringify(words)} was answered ${status}`)
}
const post = async (who: SignedIn | null, path: string, body: string): Promise<Response> =>
  fetch(town.server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(who && { authorization: `Bearer ${who.token}` }) },
    body
  })
const exported = async (): Promise<string> => {
  const headers = { authorization: `Bearer ${town.secretary.token}` }
  return (await fetch(town.server.url + paths.record(meeting.meeting), { headers })).text()
}
const eventsOf = (text: string): readonly RecordEvent[] =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as RecordEvent)

async function recount(text: string): Promise<Recount> {
  const file = join(folder, `${freshId()}.jsonl`)
  await writeFile(file, text)
  return JSON.parse(execFileSync(process.execPath, ['tests/recount/recount.mjs', file], { encoding: 'utf8' })) as Recount
}

async function openVote(vote: VoteId, form: 'open' | 'secret', repeats: VoteId | null = null): Promise<void> {
  await done(town.secretary, { kind: 'prepare-vote', vote, subject: 'Thông qua Nghị quyết', form, ...terms, repeats })
  await done(town.chair, { kind: 'open-vote', vote })
}

async function castSecretly(who: SignedIn, key: PublishedKey, choice: VoteChoice): Promise<void> {
  const blank = blankBallot(secret, law, key, random, sha384)
  if (!blank) throw new Error('no ballot paper')
  const taken = await post(who, ballotPaths.take(meeting.meeting, secret), JSON.stringify({ id: freshId(), blinded: blank.blinded }))
  const { signed } = (await taken.json()) as { signed: string }
  const token = tokenFrom(secret, blank, signed, key, sha384)
  if (!token) throw new Error(`no token: ${taken.status}`)
  const ballot = writtenBallot(blank, law, choice, token, sha384)
  const cast = await post(null, ballotPaths.cast, castBody({ vote: secret, ...ballot, seal: [...ballot.seal] }))
  if (cast.status !== 200) throw new Error(`the ballot was answered ${cast.status}`)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-recount-'))
  town = await openTownHall(90)
  meeting = await town.meet(town.people)
  const { people, items } = meeting
  const at = (n: number): SignedIn => people[n] as SignedIn
  const [first, next] = items
  await done(town.chair, { kind: 'check-in', place: 'room' })
  await Promise.all(people.slice(0, 80).map(who => done(who, { kind: 'check-in', place: 'room' })))
  await done(town.secretary, { kind: 'note-attendance', users: [at(88).user.id], state: 'excused', reason: 'Đi công tác' })
  await done(town.chair, { kind: 'begin-item', item: first })
  const speeches = Array.from({ length: 5 }, () => freshId<SpeechId>())
  for (const [n, speech] of speeches.entries()) {
    await done(at(n), { kind: 'ask-to-speak', speech, user: at(n).user.id, subject: 'Góp ý dự thảo', item: first ?? null })
    await done(town.chair, { kind: 'call-speaker', speech, minutes: 5 })
    if (n !== 3) await done(town.chair, { kind: 'hold-speech', speech })
  }
  // Of those who were stopped some speak on; one does not, of another nobody says so; and the break stops whoever speaks.
  await done(town.chair, { kind: 'call-speaker', speech: speeches[0], minutes: 5 })
  await done(town.chair, { kind: 'call-speaker', speech: speeches[4], minutes: 5 })
  await done(town.chair, { kind: 'suspend', reason: 'Nghỉ giải lao' })
  // Late, gone, and back again.
  await done(at(80), { kind: 'check-in', place: 'remote' })
  for (const words of [{ kind: 'check-out' }, { kind: 'check-in', place: 'room' }]) await done(at(3), words)
  await done(at(4), { kind: 'check-out' })
  await done(town.chair, { kind: 'resume' })
  await done(town.chair, { kind: 'call-speaker', speech: speeches[4], minutes: 5 })
  await done(town.chair, { kind: 'end-speech' })
  await done(at(2), { kind: 'withdraw-speech', speech: speeches[2] })
  const question = freshId<QuestionId>()
  await done(at(7), { kind: 'register-question', question, user: at(7).user.id, to: town.chair.user.id, about: 'Tiến độ đường liên thôn' })
  await done(town.chair, { kind: 'call-question', question })
  await done(town.chair, { kind: 'end-question', answered: true })

  await done(town.chair, { kind: 'begin-item', item: next })
  await openVote(open, 'open')
  const present = [...people.slice(0, 4), ...people.slice(5, 81)]
  const salts = new Map<SignedIn, string>()
  await Promise.all(
    present.slice(0, 70).map((who, n) => {
      salts.set(who, salt())
      const choice = n % 7 === 0 ? 'against' : n % 11 === 0 ? 'abstain' : 'for'
      return done(who, { kind: 'cast-ballot', vote: open, choice, salt: salts.get(who), replaces: null })
    })
  )
  // Somebody changes their mind; two have no device.
  const [changer, paper, other] = [at(0), present[75] as SignedIn, present[76] as SignedIn]
  const replaces = commitmentOf(
    meeting.meeting,
    { vote: open, voter: changer.user.id as UserId, salt: salts.get(changer) ?? '', choice: 'against', text: '' },
    sha256
  )
  await done(changer, { kind: 'cast-ballot', vote: open, choice: 'for', salt: salt(), replaces })
  for (const who of [paper, other])
    await done(town.secretary, { kind: 'enter-paper-ballot', vote: open, voter: who.user.id, choice: 'for', salt: salt() })
  await done(town.chair, { kind: 'confirm-paper-ballot', vote: open, voter: paper.user.id, choice: 'for' })
  await done(town.secretary, { kind: 'withdraw-paper-ballot', vote: open, voter: other.user.id })
  await done(town.chair, { kind: 'end-vote', vote: open })

  await openVote(secret, 'secret')
  const made = eventsOf(await exported()).find(({ fact }) => fact.kind === 'secret-key-made')
  if (made?.fact.kind !== 'secret-key-made') throw new Error('no key')
  for (const [n, who] of present.slice(0, 12).entries()) await castSecretly(who, made.fact.key, n % 3 === 0 ? 'against' : 'for')
  for (const who of present.slice(75, 78)) await done(town.secretary, { kind: 'give-paper-ballot', vote: secret, voter: who.user.id })
  // Two find other numbers, and count together.
  await done(town.secretary, { kind: 'count-paper-ballots', vote: secret, counts: { for: 3 } })
  const counts = { for: 2, against: 1 }
  expect(await town.command(town.chair, meeting.meeting, { kind: 'confirm-paper-ballots', vote: secret, counts })).toBe(409)
  await done(town.secretary, { kind: 'count-paper-ballots', vote: secret, counts })
  await done(town.chair, { kind: 'confirm-paper-ballots', vote: secret, counts })
  await done(town.chair, { kind: 'end-vote', vote: secret })

  await openVote(repeated, 'open', open)
  await done(town.chair, { kind: 'stop-vote', vote: repeated, reason: 'Nhầm nội dung' })

  // Two sites, as many for one as for the other: the chair's decides.
  const own = [
    { choice: 'against', vi: 'Khu A', en: '' },
    { choice: 'for', vi: 'Khu B', en: '' }
  ]
  const rule = { form: 'open', item: null, base: 'all', share: 'half', tie: 'chair-side' }
  await done(town.secretary, { kind: 'prepare-vote', vote: tied, subject: 'Chọn địa điểm', ...rule, options: 'own', own, repeats: null })
  await done(town.chair, { kind: 'open-vote', vote: tied })
  for (const [who, choice] of [
    [town.chair, 'for'],
    [present[0], 'against'],
    [present[1], 'for'],
    [present[2], 'against']
  ] as const)
    await done(who as SignedIn, { kind: 'cast-ballot', vote: tied, choice, salt: salt(), replaces: null })
  await done(town.chair, { kind: 'end-vote', vote: tied })
  await done(town.chair, { kind: 'close' })
  lines = await exported()
}, 120_000)
afterAll(async () => {
  await town.close()
  await rm(folder, { recursive: true, force: true })
})

test('[A12] a session of ninety, counted again from its record by a script of its own: attendance, times, questions and every vote agree', async () => {
  const events = eventsOf(lines)
  const ours: RecordProjection = project(events)
  const theirs = await recount(lines)
  expect(theirs.wrong).toEqual([])
  expect([theirs.events, theirs.head]).toEqual([events.length, events.at(-1)?.hash])
  expect(theirs.present).toBe([...ours.attendance.values()].filter(({ state }) => state === 'present').length)
  expect(theirs.present).toBe(81)
  expect(theirs.stays).toEqual(Object.fromEntries([...ours.attendance].map(([user, { stays }]) => [user, stays])))
  expect(theirs.itemMs).toEqual(ours.course.used)
  const spoken = speakingStatistics(ours.floor, ours.questions, ours.participants.values(), 0)
  expect(theirs.spokenMs).toEqual(Object.fromEntries(spoken.filter(({ speeches }) => speeches > 0).map(({ user, ms }) => [user, ms])))
  expect(Object.keys(theirs.spokenMs)).toHaveLength(5)
  expect(theirs.questions).toEqual({ asked: 1, answered: 1 })
  expect(theirs.votes).toEqual(
    Object.fromEntries([...ours.votes].map(([id, { state, outcome }]) => [id, { state, outcome: outcome ?? null }]))
  )
  expect(theirs.votes[open]?.outcome).toMatchObject({ paper: 1, base: 81, missing: 10, passed: true })
  expect(theirs.votes[secret]?.outcome).toMatchObject({ counts: { for: 10, against: 5 }, paper: 3 })
  expect(theirs.votes[tied]?.outcome).toMatchObject({ counts: { for: 2, against: 2 }, passed: true, tie: 'chair-side' })
  expect(theirs.votes[repeated]).toEqual({ state: 'cancelled', outcome: null })
})

test('[A12] a record whose votes were altered and sealed anew still does not add up', async () => {
  const alter = (change: (event: RecordEvent) => unknown): string => {
    let previous: string = chainStart
    return eventsOf(lines)
      .map(event => {
        const copy = structuredClone(event) as RecordEvent
        change(copy)
        const { hash: _, ...bare } = { ...copy, previous }
        previous = sha256(canonicalJson(bare))
        return JSON.stringify({ ...bare, hash: previous })
      })
      .join('\n')
  }
  const inFact = (kind: string, change: (fact: never) => void) => (event: RecordEvent) =>
    event.fact.kind === kind && change(event.fact as never)
  const altered = [
    inFact('vote-ended', (fact: { ballots: object[] }) => {
      fact.ballots[0] = { ...fact.ballots[0], choice: 'abstain' }
    }),
    inFact('vote-ended', (fact: { ballots: unknown[] }) => fact.ballots.pop()),
    inFact('vote-ended', (fact: { outcome: { passed: boolean } }) => {
      fact.outcome.passed = !fact.outcome.passed
    }),
    inFact('secret-ballots-published', (fact: { ballots: { choice: string }[] }) => {
      for (const ballot of fact.ballots) ballot.choice = 'for'
    }),
    inFact('secret-ballots-published', (fact: { ballots: unknown[] }) => fact.ballots.push(fact.ballots[0])),
    inFact('secret-ballots-published', (fact: { paper: { counts: object } }) => {
      fact.paper.counts = { against: 1 }
    }),
    // Confirmed, and void again.
    (event: RecordEvent) => {
      if (event.fact.kind === 'paper-box-confirmed') Object.assign(event.fact, { kind: 'paper-box-voided' })
    }
  ]
  expect((await recount(alter(() => {}))).wrong).toEqual([])
  for (const change of altered) expect((await recount(alter(change))).wrong).not.toEqual([])
  const [first = '', ...rest] = lines.split('\n')
  expect((await recount([first.replace('T', 't'), ...rest].join('\n'))).wrong).not.toEqual([])
})

test('[A12] hopso verify calls the same export intact', async () => {
  const file = join(folder, 'record.jsonl')
  await writeFile(file, lines)
  const told = execFileSync(process.execPath, ['dist/server/cli.mjs', 'verify', file], { encoding: 'utf8' })
  expect(told).toContain(String(eventsOf(await readFile(file, 'utf8')).length))
})
