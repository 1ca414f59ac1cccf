import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { MeetingId, UserId, VoteId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { usualHouseRules } from '#core/vote/house-rules.ts'
import { type Choice, commitmentOf } from '#core/vote/tally.ts'
import { votePaths } from '#protocol/vote-api.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, makeHome, newMeeting, type Person, people, signIn } from '../running-server.contract.ts'
import { sha256, unpredictable } from '../surroundings.ts'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.leave())

const aSalt = (): string => Buffer.from(unpredictable(16)).toString('hex')
const terms = { subject: 'Thông qua dự toán năm 2027', item: null, options: 'opinion', base: 'all', share: 'half', tie: 'fails' }

const who = ['secretary', 'outsider', 'chair', 'member', 'administrator', 'unitAdministrator', 'guest'] as const
const signedInOn = async (server: RunningServer) =>
  new Map(await Promise.all(who.map(async name => [name, await signIn(server.url, name.toLowerCase())] as const)))
/** One server for all tests that need no folder of their own. */
let usual: { readonly server: RunningServer; readonly tokens: Awaited<ReturnType<typeof signedInOn>> }
beforeAll(async () => {
  const server = await home.start()
  usual = { server, tokens: await signedInOn(server) }
})

/** A meeting that is on: chair and two members are present, a third is not; two secretaries, a guest. */
async function hall({ server, tokens } = usual) {
  const { meeting } = newMeeting()
  const send = (as: Person, kind: string, more: object = {}) =>
    ask(server.url, 'POST', `/api/meetings/${meeting}/commands`, {
      token: tokens.get(as as never) ?? '',
      body: { id: anId(), kind, ...more }
    })
  await ask(server.url, 'POST', '/api/meetings', { token: tokens.get('secretary') ?? '', body: newMeeting({ meeting }) })
  const roles = {
    outsider: 'secretary',
    chair: 'chair',
    member: 'member',
    administrator: 'member',
    unitAdministrator: 'member',
    guest: 'guest'
  }
  const participants = Object.entries(roles).map(([name, role]) => ({ user: people[name as Person], role }))
  await send('secretary', 'add-participants', { participants })
  await send('secretary', 'issue')
  const present = [people.chair, people.member, people.administrator, people.guest]
  await send('secretary', 'note-attendance', { users: present, state: 'present' })
  expect((await send('secretary', 'open')).status).toBe(200)
  const record = async (as: Person = 'secretary'): Promise<readonly RecordEvent[]> => {
    const { text } = await ask(server.url, 'GET', `/api/meetings/${meeting}/record`, { token: tokens.get(as as never) ?? '' })
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  }
  const prepared = async (change: object = {}) => {
    const vote = anId()
    expect((await send('secretary', 'prepare-vote', { vote, ...terms, ...change })).status).toBe(200)
    return vote
  }
  const opened = async (change: object = {}) => {
    const vote = await prepared(change)
    expect((await send('chair', 'open-vote', { vote })).status).toBe(200)
    return vote
  }
  /** Casts and gives back the commitment. */
  const cast = async (as: Person, vote: string, choice: Choice['choice'], replaces: string | null = null, more: object = {}) => {
    const salt = aSalt()
    const answer = await send(as, 'cast-ballot', { vote, choice, salt, replaces, ...more })
    const text = 'text' in more ? String(more.text) : ''
    const sealed = { vote: vote as VoteId, voter: people[as] as UserId, salt, choice, text }
    return { answer, commitment: commitmentOf(meeting as MeetingId, sealed, sha256) }
  }
  return { meeting: meeting as string, tokens, send, record, prepared, opened, cast }
}
const facts = (events: readonly RecordEvent[]) => events.map(({ fact }) => fact)
const ended = (events: readonly RecordEvent[]) => facts(events).flatMap(fact => (fact.kind === 'vote-ended' ? [fact] : []))

/** Counts a vote anew from the lines of the exported record, by docs/record-format.md and nothing else. */
function recount(lines: readonly RecordEvent[], vote: string) {
  const sealed = new Map<string, { commitment: string; counts: boolean }>()
  let roll: readonly string[] = []
  let ballots: readonly { voter: string; choice: string; text: string; salt: string }[] = []
  let meeting = ''
  for (const line of lines) {
    // biome-ignore lint/suspicious/noExplicitAny: a stranger's reader knows no types
    const fact = line.fact as any
    if (fact.vote !== vote) continue
    meeting = line.meeting
    if (fact.kind === 'vote-opened') roll = fact.roll
    if (fact.kind === 'ballot-cast') sealed.set(line.actor, { commitment: fact.commitment, counts: true })
    if (fact.kind === 'paper-ballot-entered') sealed.set(fact.voter, { commitment: fact.commitment, counts: false })
    if (fact.kind === 'paper-ballot-confirmed')
      sealed.set(fact.voter, { commitment: sealed.get(fact.voter)?.commitment ?? '', counts: true })
    if (fact.kind === 'paper-ballot-withdrawn') sealed.delete(fact.voter)
    if (fact.kind === 'vote-ended') ballots = fact.ballots
  }
  const expected = roll.filter(user => sealed.get(user)?.counts)
  expect(ballots.map(({ voter }) => voter)).toEqual(expected)
  const counts: Record<string, number> = {}
  for (const { voter, choice, text, salt } of ballots) {
    const line = `{"choice":"${choice}","meeting":"${meeting}","salt":"${salt}","text":${JSON.stringify(text)},"vote":"${vote}","voter":"${voter}"}`
    expect(sha256(line)).toBe(sealed.get(voter)?.commitment)
    counts[choice] = (counts[choice] ?? 0) + 1
  }
  return counts
}

describe('votes by command', () => {
  it('[VT6] the last ballot of each on the roll counts; the end opens it by number and by name', async () => {
    const { opened, cast, send, record } = await hall()
    const vote = await opened()
    const first = await cast('member', vote, 'against')
    expect(first.answer.status).toBe(200)
    const second = await cast('member', vote, 'for', first.commitment)
    expect(second.answer.status).toBe(200)
    expect((await cast('chair', vote, 'for')).answer.status).toBe(200)
    expect((await cast('administrator', vote, 'other', null, { text: 'Bổ sung lộ trình' })).answer.status).toBe(200)
    expect((await send('secretary', 'end-vote', { vote })).status).toBe(200)
    const [end] = ended(await record())
    expect(end?.outcome).toEqual({ counts: { for: 2, other: 1 }, paper: 0, missing: 0, base: 4, needed: 3, passed: false, tie: null })
    expect(end?.ballots.map(({ voter, choice, text }) => [voter, choice, text])).toEqual([
      [people.chair, 'for', ''],
      [people.member, 'for', ''],
      [people.administrator, 'other', 'Bổ sung lộ trình']
    ])
    expect(recount(await record('guest'), vote)).toEqual({ for: 2, other: 1 })
  })

  it('[VT12] options that whoever prepares the vote wrote stand in the record, and no others are taken', async () => {
    const { prepared, send, cast, record } = await hall()
    const own = [
      { choice: 'for', vi: 'Khu A', en: 'Site A' },
      { choice: 'option-2', vi: 'Khu B', en: '' },
      { choice: 'other', vi: 'Nơi khác', en: '' }
    ]
    const vote = await prepared({ options: 'own', own })
    for (const wrong of [
      { options: 'own' },
      { options: 'own', own: own.slice(1) },
      { options: 'own', own: own.map(option => ({ ...option, vi: 'Khu A' })) },
      { options: 'law', own }
    ])
      expect((await send('secretary', 'prepare-vote', { vote, ...terms, ...wrong })).json).toEqual({ error: 'malformed' })
    expect((await send('chair', 'open-vote', { vote })).status).toBe(200)
    expect((await cast('member', vote, 'against')).answer.json).toEqual({ error: 'malformed' })
    expect((await cast('member', vote, 'option-2')).answer.status).toBe(200)
    expect((await cast('chair', vote, 'other')).answer.json).toEqual({ error: 'malformed' })
    expect((await cast('chair', vote, 'other', null, { text: 'Khu C' })).answer.status).toBe(200)
    expect((await cast('administrator', vote, 'for')).answer.status).toBe(200)
    expect((await send('secretary', 'end-vote', { vote })).status).toBe(200)
    const events = await record()
    expect(facts(events).find(({ kind }) => kind === 'vote-prepared')).toMatchObject({ options: 'own', own })
    expect(ended(events)[0]?.outcome).toMatchObject({ counts: { for: 1, 'option-2': 1, other: 1 }, passed: false })
    expect(recount(events, vote)).toEqual({ for: 1, 'option-2': 1, other: 1 })
  })

  it('[VT13] an administrator says what votes begin with; nothing that makes no ballot is kept', async () => {
    const { tokens } = await hall()
    const rules = (token: string | undefined, body?: object) =>
      ask(usual.server.url, body ? 'PUT' : 'GET', body ? votePaths.setHouseRules : votePaths.houseRules, {
        token: token ?? '',
        ...(body && { body })
      })
    const own = [
      { choice: 'for', vi: 'Khu A', en: '' },
      { choice: 'against', vi: 'Khu B', en: '' }
    ]
    const wanted = {
      majority: { ...usualHouseRules.majority, briefing: { base: 'present', share: 'half', tie: 'fails' } },
      sets: [{ name: 'Chọn địa điểm', types: ['session'], own }]
    }
    expect((await rules(tokens.get('guest'))).json).toEqual(usualHouseRules)
    expect((await rules(tokens.get('secretary'), wanted)).json).toEqual({ error: 'no-right' })
    expect((await rules(tokens.get('administrator'), { ...wanted, sets: [...wanted.sets, ...wanted.sets] })).json).toMatchObject({
      error: 'malformed'
    })
    expect((await rules(tokens.get('administrator'), wanted)).status).toBe(204)
    expect((await rules(tokens.get('guest'))).json).toEqual(wanted)
    // From a client that knows fewer types of meetings.
    const { briefing: _, ...others } = usualHouseRules.majority
    expect((await rules(tokens.get('administrator'), { ...usualHouseRules, majority: others })).status).toBe(204)
    expect((await rules(tokens.get('guest'))).json).toEqual({ majority: wanted.majority, sets: [] })
    expect((await rules(tokens.get('administrator'), usualHouseRules)).status).toBe(204)
  })

  it('[VT6] a ballot that was sent ten times, or held up behind a newer one, acts once', async () => {
    const { meeting, tokens, opened, cast, record } = await hall()
    const { server } = usual
    const vote = await opened()
    const late = { id: anId(), kind: 'cast-ballot', vote, choice: 'against', salt: aSalt(), replaces: null }
    const body = { id: anId(), kind: 'cast-ballot', vote, choice: 'for', salt: aSalt(), replaces: null }
    const to = (token: string, words: object) => ask(server.url, 'POST', `/api/meetings/${meeting}/commands`, { token, body: words })
    const member = tokens.get('member') ?? ''
    const answers = await Promise.all(Array.from({ length: 10 }, () => to(member, body)))
    expect(new Set(answers.map(({ json }) => json.seq)).size).toBe(1)
    expect((await to(member, late)).json).toEqual({ error: 'ballot-changed' })
    // Somebody else sends what they have seen on the line.
    expect((await to(tokens.get('chair') ?? '', body)).json).toEqual({ error: 'conflict' })
    expect(facts(await record()).filter(({ kind }) => kind === 'ballot-cast')).toHaveLength(1)
    expect((await cast('chair', vote, 'for')).answer.status).toBe(200)
  })

  it('[VT2] the roll stands from the opening on; who is not on it is refused, whoever they are', async () => {
    const { opened, cast, send, record } = await hall()
    const vote = await opened()
    const roll = facts(await record()).flatMap(fact => (fact.kind === 'vote-opened' ? [fact.roll, fact.members] : []))
    expect(roll).toEqual([[people.chair, people.member, people.administrator], 4])
    for (const who of ['guest', 'secretary', 'unitAdministrator'] as const)
      expect([who, (await cast(who, vote, 'for')).answer.json]).toEqual([who, { error: 'not-on-roll' }])
    // Late for this vote; and gone, yet on its roll.
    await send('secretary', 'note-attendance', { users: [people.unitAdministrator], state: 'present' })
    expect((await cast('unitAdministrator', vote, 'for')).answer.json).toEqual({ error: 'not-on-roll' })
    await send('secretary', 'note-attendance', { users: [people.member], state: 'left' })
    expect((await cast('member', vote, 'for')).answer.status).toBe(200)
  })

  it('[VT6] a ballot before the opening, after the end, after a stop, or of another set of options is refused', async () => {
    const { prepared, cast, send } = await hall()
    const vote = await prepared()
    expect((await cast('member', vote, 'for')).answer.json).toEqual({ error: 'vote-closed' })
    await send('chair', 'open-vote', { vote })
    expect((await cast('member', vote, 'abstain')).answer.json).toEqual({ error: 'malformed' })
    expect((await cast('member', vote, 'other')).answer.json).toEqual({ error: 'malformed' })
    expect((await cast('member', vote, 'for', null, { text: 'x' })).answer.json).toEqual({ error: 'malformed' })
    expect((await cast('member', vote, 'for', 'a'.repeat(64))).answer.json).toEqual({ error: 'ballot-changed' })
    expect((await send('member', 'end-vote', { vote })).json).toEqual({ error: 'no-right' })
    await send('chair', 'end-vote', { vote })
    expect((await cast('member', vote, 'for')).answer.json).toEqual({ error: 'vote-closed' })
    expect((await send('chair', 'stop-vote', { vote })).json).toEqual({ error: 'vote-closed' })
    const again = await prepared({ repeats: vote })
    await send('chair', 'open-vote', { vote: again })
    await send('chair', 'stop-vote', { vote: again, reason: 'Nhầm nội dung' })
    expect((await cast('member', again, 'for')).answer.json).toEqual({ error: 'vote-closed' })
    expect((await send('chair', 'end-vote', { vote: again })).json).toEqual({ error: 'vote-closed' })
  })

  it('[VT4] one vote at a time, and no meeting is closed over it; [VT5] nothing is changed once it is called', async () => {
    const { prepared, send, record } = await hall()
    const [first, second] = [await prepared(), await prepared()]
    expect((await send('member', 'prepare-vote', { vote: anId(), ...terms })).json).toEqual({ error: 'no-right' })
    expect((await send('secretary', 'prepare-vote', { vote: first, ...terms, subject: 'Sửa câu hỏi' })).status).toBe(200)
    expect((await send('member', 'be-ready', { vote: first })).json).toEqual({ error: 'vote-closed' })
    expect((await send('chair', 'call-vote', { vote: first })).status).toBe(200)
    expect((await send('secretary', 'prepare-vote', { vote: first, ...terms })).json).toEqual({ error: 'conflict' })
    for (const who of ['member', 'member'] as const) expect((await send(who, 'be-ready', { vote: first })).status).toBe(200)
    expect((await send('guest', 'be-ready', { vote: first })).json).toEqual({ error: 'not-on-roll' })
    expect((await send('chair', 'open-vote', { vote: second })).json).toEqual({ error: 'vote-open' })
    expect((await send('chair', 'call-vote', { vote: second })).json).toEqual({ error: 'vote-open' })
    expect((await send('chair', 'open-vote', { vote: first, minutes: 2 })).status).toBe(200)
    expect((await send('chair', 'close')).json).toEqual({ error: 'vote-open' })
    expect((await send('secretary', 'drop-vote', { vote: first })).json).toEqual({ error: 'conflict' })
    expect((await send('secretary', 'drop-vote', { vote: second })).status).toBe(200)
    expect((await send('chair', 'stop-vote', { vote: first })).status).toBe(200)
    expect((await send('chair', 'close')).status).toBe(200)
    expect(facts(await record()).filter(({ kind }) => kind === 'voter-ready')).toHaveLength(1)
  })

  it('[VT2] a vote opens without the quorum that is required only with a reason, and never without voters', async () => {
    const { prepared, send, record } = await hall()
    const vote = await prepared()
    await send('secretary', 'set-quorum', { share: 'all', required: true })
    expect((await send('chair', 'open-vote', { vote })).json).toEqual({ error: 'no-quorum' })
    expect((await send('chair', 'open-vote', { vote, withoutQuorum: 'Nội dung khẩn' })).status).toBe(200)
    expect(facts(await record()).find(({ kind }) => kind === 'vote-opened')).toMatchObject({ withoutQuorum: 'Nội dung khẩn' })
    await send('chair', 'stop-vote', { vote })
    await send('secretary', 'note-attendance', { users: [people.chair, people.member, people.administrator], state: 'left' })
    const empty = await prepared()
    expect((await send('chair', 'open-vote', { vote: empty, withoutQuorum: 'Nội dung khẩn' })).json).toEqual({ error: 'no-voters' })
  })

  it('[VT9] a paper ballot takes two people who read the same; a ballot of one’s own is not overwritten', async () => {
    const { opened, cast, send, record } = await hall()
    const vote = await opened()
    const enter = (voter: Person, choice: string, as: Person = 'secretary') =>
      send(as, 'enter-paper-ballot', { vote, voter: people[voter], choice, salt: aSalt() })
    const confirm = (voter: Person, choice: string, as: Person) => send(as, 'confirm-paper-ballot', { vote, voter: people[voter], choice })
    expect((await enter('member', 'for', 'member')).json).toEqual({ error: 'no-right' })
    expect((await enter('guest', 'for')).json).toEqual({ error: 'not-on-roll' })
    expect((await enter('member', 'for')).status).toBe(200)
    expect((await confirm('member', 'for', 'secretary')).json).toEqual({ error: 'same-person' })
    const id = anId()
    const differs = () => send('chair', 'confirm-paper-ballot', { id, vote, voter: people.member, choice: 'against' })
    expect((await differs()).json).toEqual({ error: 'paper-differs' })
    expect((await differs()).json).toEqual({ error: 'paper-differs' })
    expect((await confirm('member', 'for', 'chair')).json).toEqual({ error: 'not-found' })
    await enter('member', 'against')
    expect((await confirm('member', 'against', 'outsider')).status).toBe(200)
    expect((await cast('administrator', vote, 'for')).answer.status).toBe(200)
    expect((await enter('administrator', 'against')).json).toEqual({ error: 'voted-already' })
    // Entered, and never confirmed.
    await enter('chair', 'for')
    await send('secretary', 'end-vote', { vote })
    const [end] = ended(await record())
    expect(end?.outcome).toMatchObject({ counts: { against: 1, for: 1 }, paper: 1, missing: 1 })
    expect(end?.ballots.map(({ voter, paper }) => [voter, paper])).toEqual([
      [people.member, true],
      [people.administrator, false]
    ])
    expect(recount(await record(), vote)).toEqual({ against: 1, for: 1 })
  })
})

describe('reminders', () => {
  it('[RM1] of a vote and of checking in are one event each, however often and by whomever they are pressed; only of what waits for somebody', async () => {
    const { send, opened, prepared, record } = await hall()
    const [vote, later] = [await opened(), await prepared()]
    const reminded = async () => (await record()).map(({ fact }) => fact).filter(({ kind }) => kind === 'reminded')
    expect((await send('member', 'remind-voters', { vote })).json).toEqual({ error: 'no-right' })
    expect((await send('guest', 'remind-check-in')).json).toEqual({ error: 'no-right' })
    expect((await send('chair', 'remind-voters', { vote: later })).json).toEqual({ error: 'vote-closed' })
    for (const as of ['chair', 'secretary', 'chair'] as const) expect((await send(as, 'remind-voters', { vote })).status).toBe(200)
    for (const as of ['secretary', 'chair'] as const) expect((await send(as, 'remind-check-in')).status).toBe(200)
    expect(await reminded()).toEqual([
      { kind: 'reminded', vote },
      { kind: 'reminded', vote: null }
    ])
  })
})

describe('until a vote ends', () => {
  it('[VT3] no room and no export holds a choice, and what was acknowledged is in the tally of a server that was started anew', async () => {
    const dataDir = join(home.folder, 'vote-data')
    const server = await home.start({ dataDir })
    const { meeting, tokens, opened, cast, record } = await hall({ server, tokens: await signedInOn(server) })
    const vote = await opened()
    const word = 'Đề nghị lùi thời hạn sang quý hai'
    const first = await cast('member', vote, 'other', null, { text: word })
    expect((await cast('administrator', vote, 'against')).answer.status).toBe(200)
    const seen = Buffer.concat(await everythingIn(server, tokens.get('chair') ?? '', `record/${meeting}`))
    expect(seen.toString('latin1')).toContain(first.commitment)
    for (const bytes of [seen, Buffer.from(JSON.stringify(await record()))]) {
      expect(bytes.includes(word)).toBe(false)
      expect(bytes.toString('latin1')).not.toMatch(/against|"choice"/)
    }
    await server.close()

    const again = await home.start({ dataDir })
    const url = again.url
    const tell = (as: Person, kind: string, more: object) =>
      ask(url, 'POST', `/api/meetings/${meeting}/commands`, { token: tokens.get(as as never) ?? '', body: { id: anId(), kind, ...more } })
    const body = { vote, choice: 'for', salt: aSalt(), replaces: first.commitment }
    expect((await tell('member', 'cast-ballot', body)).status).toBe(200)
    expect((await tell('chair', 'end-vote', { vote })).status).toBe(200)
    const { text } = await ask(url, 'GET', `/api/meetings/${meeting}/record`, { token: tokens.get('guest') ?? '' })
    const lines = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(recount(lines, vote)).toEqual({ for: 1, against: 1 })
    await again.close()
    // What one wrote before changing one's mind is in no file any more.
    const found: string[] = []
    for (const name of await readdir(join(dataDir, 'level')))
      if ((await readFile(join(dataDir, 'level', name))).includes(word)) found.push(name)
    expect(found).toEqual([])
  })

  it('[VT3] with a key outside the data folder sealed ballots are not to be read in it', async () => {
    const dataDir = join(home.folder, 'vote-data-closed')
    const server = await home.start({ dataDir, keysDir: join(home.folder, 'vote-keys') })
    const { opened, cast } = await hall({ server, tokens: await signedInOn(server) })
    const word = 'Y kien rieng cua toi'
    await cast('member', await opened(), 'other', null, { text: word })
    await server.close()
    for (const name of await readdir(join(dataDir, 'level')))
      expect([name, (await readFile(join(dataDir, 'level', name))).includes(word)]).toEqual([name, false])
  })
})

/** Every message a room says within its first moments, as far as it is there. */
const everythingIn = (server: RunningServer, token: string, room: string): Promise<Buffer[]> =>
  new Promise((resolve, reject) => {
    const got: Buffer[] = []
    const socket = new WebSocket(`${server.syncUrl}/${room}`, ['hopso', `token.${token}`])
    socket.on('open', () => socket.send(Uint8Array.of(0, 0, 1, 0)))
    socket.on('message', (data: Buffer) => {
      got.push(data)
      if (data[0] !== 0 || data[1] !== 1) return
      resolve(got)
      socket.close()
    })
    socket.on('error', reject)
  })
