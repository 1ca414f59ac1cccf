import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { MeetingRole } from '#core/meeting/meeting.ts'
import { firstFault } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { closeReasons, messageKind, syncStep } from '#protocol/sync.ts'
import { vi } from '#text/vi/index.ts'
import { verifyRecord } from '../command/verify.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, draft, type Home, issued, makeHome, newMeeting, type Person, people, signIn } from '../running-server.contract.ts'
import { sha256 } from '../surroundings.ts'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.leave())

const command = (server: RunningServer, token: string, meeting: string, body: object) =>
  ask(server.url, 'POST', `/api/meetings/${meeting}/commands`, { token, body: { id: anId(), ...body } })
const recordOf = async (server: RunningServer, token: string, meeting: string): Promise<readonly RecordEvent[]> => {
  const { text } = await ask(server.url, 'GET', `/api/meetings/${meeting}/record`, { token })
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}
const listed = async (server: RunningServer, token: string): Promise<readonly string[]> =>
  (await ask(server.url, 'GET', '/api/meetings', { token })).json.meetings.map(({ meeting }: { meeting: string }) => meeting)
/** The first thing a room says to this person: 101 for a message, else the close code. */
const door = (server: RunningServer, token: string, room: string): Promise<number> =>
  new Promise(resolve => {
    const socket = new WebSocket(`${server.syncUrl}/${room}`, ['hopso', `token.${token}`])
    socket.on('message', () => {
      resolve(101)
      socket.close()
    })
    socket.on('close', resolve)
    socket.on('error', () => undefined)
  })

/** A meeting of chair, member and guest that was just issued. */
async function issuedNow(server: RunningServer, secretary: string): Promise<{ readonly meeting: string }> {
  const { meeting } = newMeeting()
  await ask(server.url, 'POST', '/api/meetings', { token: secretary, body: newMeeting({ meeting }) })
  const participants = (['chair', 'member', 'guest'] as const).map(role => ({ user: people[role], role }))
  await command(server, secretary, meeting, { kind: 'add-participants', participants })
  expect((await command(server, secretary, meeting, { kind: 'issue' })).status).toBe(200)
  return { meeting }
}

describe('meetings by command', () => {
  it('[A7] are made by a secretary of the unit, once however often it is asked', async () => {
    const server = await home.start()
    const token = await signIn(server.url, 'secretary')
    const request = newMeeting()
    const make = (as: string, body: object) => ask(server.url, 'POST', '/api/meetings', { token: as, body })
    const answers = await Promise.all([make(token, request), make(token, request), make(token, request)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    for (const { json } of answers) expect(json).toEqual({ meeting: request.meeting, seq: 2 })
    expect((await recordOf(server, token, request.meeting)).map(({ fact }) => fact.kind)).toEqual(['meeting-created', 'participants-added'])
    expect(await listed(server, token)).toContain(request.meeting)
    expect((await make(token, { ...newMeeting(), meeting: request.meeting })).json).toEqual({ error: 'conflict' })
    expect((await make(await signIn(server.url, 'outsider'), newMeeting())).json).toEqual({ error: 'no-right' })
    expect((await make(await signIn(server.url, 'chair'), newMeeting())).json).toEqual({ error: 'no-right' })
    expect((await make(token, newMeeting({ endsAt: '2026-11-21T08:00:00+07:00' }))).json.error).toBe('malformed')
  })

  it('[F7] act once when repeated, and keep the chain whole when many come at once', async () => {
    const server = await home.start()
    const token = await signIn(server.url, 'secretary')
    const request = newMeeting()
    await ask(server.url, 'POST', '/api/meetings', { token, body: request })
    const roles: readonly MeetingRole[] = ['member', 'delegate', 'guest']
    const commands = [people.chair, people.member, people.guest].flatMap(user =>
      roles.map(role => ({ id: anId(), kind: 'add-participants', participants: [{ user, role }] }))
    )
    const sent = [...commands, ...commands, ...commands].map(body => command(server, token, request.meeting, body))
    const answers = await Promise.all(sent)
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    for (const [index] of commands.entries()) {
      const seqs = [0, 1, 2].map(round => answers[index + round * commands.length]?.json.seq)
      expect(new Set(seqs).size).toBe(1)
    }
    const events = await recordOf(server, token, request.meeting)
    expect(firstFault(events, sha256)).toBeNull()
    expect(events).toHaveLength(2 + commands.length)
  })

  it('[A2] a draft does not exist but for secretaries and chair, an issued meeting is there for its participants alone', async () => {
    const server = await home.start()
    const expected: readonly [Person, string, boolean][] = [
      ['secretary', draft, true],
      ['chair', draft, true],
      ['member', draft, false],
      ['guest', draft, false],
      ['administrator', draft, false],
      ['member', issued, true],
      ['guest', issued, true],
      ['administrator', issued, false],
      ['unitAdministrator', issued, false],
      ['outsider', issued, false]
    ]
    for (const [person, meeting, sees] of expected) {
      const token = await signIn(server.url, person.toLowerCase())
      const paper = `/api/papers/${meeting}-giay/versions/${meeting}-giay-1/file`
      const got = {
        listed: (await listed(server, token)).includes(meeting),
        record: (await ask(server.url, 'GET', `/api/meetings/${meeting}/record`, { token })).status,
        paper: (await ask(server.url, 'HEAD', paper, { token })).status,
        meetingRoom: await door(server, token, `meeting/${meeting}`),
        recordRoom: await door(server, token, `record/${meeting}`),
        ownMarks: await door(server, token, `marks/${meeting}-giay/${people[person]}`),
        chairsMarks: person === 'chair' ? 4404 : await door(server, token, `marks/${meeting}-giay/${people.chair}`)
      }
      const status = sees ? 200 : 404
      const opens = sees ? 101 : closeReasons.noSuchRoom.code
      expect([person, meeting, got]).toEqual([
        person,
        meeting,
        { listed: sees, record: status, paper: status, meetingRoom: opens, recordRoom: opens, ownMarks: opens, chairsMarks: 4404 }
      ])
    }
  })

  it('[A2] issuing hands the meeting to its participants, and needs a chair and somebody to hand it to', async () => {
    const server = await home.start()
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const { meeting } = newMeeting()
    await ask(server.url, 'POST', '/api/meetings', { token: secretary, body: newMeeting({ meeting }) })
    const issue = () => command(server, secretary, meeting, { kind: 'issue' })
    const add = (user: string, role: MeetingRole) =>
      command(server, secretary, meeting, { kind: 'add-participants', participants: [{ user, role }] })
    expect((await issue()).json).toEqual({ error: 'no-participants' })
    await add(people.chair, 'chair')
    expect((await issue()).json).toEqual({ error: 'no-participants' })
    await add(people.member, 'member')
    expect(await listed(server, member)).not.toContain(meeting)
    expect((await issue()).status).toBe(200)
    expect(await listed(server, member)).toContain(meeting)
    expect((await issue()).json).toEqual({ error: 'conflict' })
    expect((await command(server, member, meeting, { kind: 'open' })).json).toEqual({ error: 'no-right' })
    expect((await command(server, secretary, meeting, { kind: 'open' })).status).toBe(200)
    expect((await command(server, secretary, meeting, { kind: 'close' })).status).toBe(200)
    expect((await add(people.guest, 'guest')).json).toEqual({ error: 'meeting-ended' })
  })

  it('[J2] people check in for themselves, secretaries note it for anybody, and a doubled note changes nothing', async () => {
    const server = await home.start()
    const [secretary, member, guest] = await Promise.all([
      signIn(server.url, 'secretary'),
      signIn(server.url, 'member'),
      signIn(server.url, 'guest')
    ])
    const { meeting } = await issuedNow(server, secretary)
    const noted = async () =>
      (await recordOf(server, secretary, meeting)).flatMap(({ fact, actor }) =>
        fact.kind === 'attendance-noted' ? [{ ...fact, actor }] : []
      )
    expect((await command(server, member, meeting, { kind: 'check-out' })).json).toEqual({ error: 'conflict' })
    expect((await command(server, member, meeting, { kind: 'check-in', place: 'room' })).status).toBe(200)
    expect((await command(server, member, meeting, { kind: 'check-in', place: 'room' })).status).toBe(200)
    const note = { kind: 'note-attendance', users: [people.guest], state: 'excused', reason: 'Đi công tác' }
    expect((await command(server, member, meeting, note)).json).toEqual({ error: 'no-right' })
    expect((await command(server, secretary, meeting, note)).status).toBe(200)
    expect((await command(server, secretary, meeting, { ...note, users: [people.outsider] })).json).toEqual({ error: 'not-found' })
    expect((await command(server, guest, meeting, { kind: 'check-in', place: 'remote' })).status).toBe(200)
    expect((await command(server, member, meeting, { kind: 'check-out' })).status).toBe(200)
    expect(await noted()).toMatchObject([
      { user: people.member, state: 'present', place: 'room', actor: people.member },
      { user: people.guest, state: 'excused', reason: 'Đi công tác', actor: people.secretary },
      { user: people.guest, state: 'present', place: 'remote', actor: people.guest },
      { user: people.member, state: 'left', place: null, actor: people.member }
    ])
  })

  it('[J3] a meeting that requires a quorum opens with one, or with a reason that the record keeps', async () => {
    const server = await home.start()
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const { meeting } = await issuedNow(server, secretary)
    const open = (more = {}) => command(server, secretary, meeting, { kind: 'open', ...more })
    expect((await command(server, member, meeting, { kind: 'set-quorum', share: 'all', required: true })).json).toEqual({
      error: 'no-right'
    })
    expect((await command(server, secretary, meeting, { kind: 'set-quorum', share: 'all', required: true })).status).toBe(200)
    expect((await open()).json).toEqual({ error: 'no-quorum' })
    expect((await open({ withoutQuorum: '  ' })).json.error).toBe('malformed')
    expect((await open({ withoutQuorum: 'Họp khẩn phòng chống bão' })).status).toBe(200)
    const opened = (await recordOf(server, secretary, meeting)).find(({ fact }) => fact.kind === 'meeting-opened')
    expect(opened?.fact).toEqual({ kind: 'meeting-opened', withoutQuorum: 'Họp khẩn phòng chống bão' })

    const { meeting: full } = await issuedNow(server, secretary)
    await command(server, secretary, full, { kind: 'set-quorum', share: 'all', required: true })
    const members = [people.chair, people.member]
    expect((await command(server, secretary, full, { kind: 'note-attendance', users: members, state: 'present' })).status).toBe(200)
    expect((await command(server, secretary, full, { kind: 'open' })).status).toBe(200)
  })

  it('[V1] chair and secretaries lead through the agenda; a step that is already taken is no event', async () => {
    const server = await home.start()
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const { meeting } = await issuedNow(server, secretary)
    const lead = (kind: string, more: object = {}, token = secretary) => command(server, token, meeting, { kind, ...more })
    const item = 'muc-khai-mac'
    expect((await lead('begin-item', { item })).json).toEqual({ error: 'conflict' })
    await lead('open')
    expect((await lead('begin-item', { item }, member)).json).toEqual({ error: 'no-right' })
    for (const [kind, more] of [
      ['begin-item', { item }],
      ['begin-item', { item }],
      ['suspend', { reason: 'Nghỉ giải lao' }],
      ['suspend', { reason: '' }],
      ['resume', {}],
      ['resume', {}],
      ['close', {}]
    ] as const)
      expect([kind, (await lead(kind, more)).status]).toEqual([kind, 200])
    expect((await lead('begin-item', { item })).json).toEqual({ error: 'meeting-ended' })
    const facts = (await recordOf(server, secretary, meeting)).map(({ fact }) => fact)
    expect(facts.slice(facts.findIndex(({ kind }) => kind === 'meeting-opened') + 1)).toEqual([
      { kind: 'item-begun', item },
      { kind: 'meeting-suspended', reason: 'Nghỉ giải lao' },
      { kind: 'meeting-resumed' },
      { kind: 'meeting-closed' }
    ])
  })

  it('[C1] everybody asks for themselves and once; who leads asks, calls and withdraws for anybody', async () => {
    const server = await home.start()
    const [secretary, member, guest] = await Promise.all((['secretary', 'member', 'guest'] as const).map(who => signIn(server.url, who)))
    const { meeting } = await issuedNow(server, secretary as string)
    const act = (token: string | undefined, kind: string, more: object = {}) => command(server, token ?? '', meeting, { kind, ...more })
    const [first, second] = [anId(), anId()]
    const ask = (speech: string, user: string) => ({ speech, user, subject: 'Dự toán năm 2027', item: null })
    expect((await act(member, 'ask-to-speak', ask(first, people.member))).status).toBe(200)
    expect((await act(member, 'ask-to-speak', ask(anId(), people.member))).status).toBe(200)
    expect((await act(member, 'ask-to-speak', ask(anId(), people.guest))).json).toEqual({ error: 'no-right' })
    expect((await act(secretary, 'ask-to-speak', ask(second, people.guest))).status).toBe(200)
    expect((await act(secretary, 'ask-to-speak', ask(second, people.chair))).json).toEqual({ error: 'conflict' })
    expect((await act(guest, 'withdraw-speech', { speech: first })).json).toEqual({ error: 'no-right' })
    expect((await act(secretary, 'call-speaker', { speech: first, minutes: 5 })).json).toEqual({ error: 'conflict' })
    await act(secretary, 'open')
    expect((await act(member, 'call-speaker', { speech: first, minutes: 5 })).json).toEqual({ error: 'no-right' })
    for (const [kind, more] of [
      ['put-speech-first', { speech: second }],
      ['call-speaker', { speech: first, minutes: 5 }],
      ['call-speaker', { speech: first, minutes: 5 }],
      ['end-speech', {}],
      ['end-speech', {}]
    ] as const)
      expect([kind, (await act(secretary, kind, more)).status]).toEqual([kind, 200])
    expect((await act(guest, 'withdraw-speech', { speech: second })).status).toBe(200)
    const facts = (await recordOf(server, secretary as string, meeting)).map(({ fact }) => fact)
    expect(facts.filter(({ kind }) => /^spe(ech|aker)/.test(kind))).toEqual([
      { kind: 'speech-requested', ...ask(first, people.member) },
      { kind: 'speech-requested', ...ask(second, people.guest) },
      { kind: 'speech-put-first', speech: second },
      { kind: 'speaker-called', speech: first, minutes: 5 },
      { kind: 'speech-ended' },
      { kind: 'speech-withdrawn', speech: second }
    ])
  })

  it('[V3] chair and secretaries conclude items of a live meeting; the same words twice are one event, and all of them stay', async () => {
    const server = await home.start()
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const { meeting } = await issuedNow(server, secretary)
    const item = 'muc-khai-mac'
    const conclude = (text: string, token = secretary) => command(server, token, meeting, { kind: 'conclude-item', item, text })
    expect((await conclude('Nhất trí.')).json).toEqual({ error: 'conflict' })
    await command(server, secretary, meeting, { kind: 'open' })
    expect((await conclude('Nhất trí.', member)).json).toEqual({ error: 'no-right' })
    for (const text of ['  Nhất trí.\n', 'Nhất trí.', 'Giao Văn phòng hoàn thiện.', '', ' '])
      expect((await conclude(text)).status).toBe(200)
    const facts = (await recordOf(server, secretary, meeting)).map(({ fact }) => fact)
    const concluded = (text: string) => ({ kind: 'item-concluded', item, text })
    expect(facts.filter(({ kind }) => kind === 'item-concluded')).toEqual(['Nhất trí.', 'Giao Văn phòng hoàn thiện.', ''].map(concluded))
    await command(server, secretary, meeting, { kind: 'close' })
    expect((await conclude('Muộn rồi.')).json).toEqual({ error: 'meeting-ended' })
  })

  it('[QU1] nobody fills the record with questions that are taken back at once', async () => {
    const server = await home.start()
    const [secretary, member] = await Promise.all((['secretary', 'member'] as const).map(who => signIn(server.url, who)))
    const { meeting } = await issuedNow(server, secretary as string)
    const act = (kind: string, more: object) => command(server, member as string, meeting, { kind, ...more })
    const put = (question: string) => act('register-question', { question, user: people.member, to: people.chair, about: 'Tiến độ' })
    for (let n = 0; n < 50; n++) {
      const again = anId()
      expect((await put(again)).status).toBe(200)
      expect((await act('withdraw-question', { question: again })).status).toBe(200)
    }
    expect((await put(anId())).json).toEqual({ error: 'too-often' })
  })

  it('[QU1] [QU3] [QU4] questions are registered by whoever asks, called one by one, and end answered or not; commands act once', async () => {
    const server = await home.start()
    const [secretary, member, guest] = await Promise.all((['secretary', 'member', 'guest'] as const).map(who => signIn(server.url, who)))
    const { meeting } = await issuedNow(server, secretary as string)
    const act = (token: string | undefined, kind: string, more: object = {}) => command(server, token ?? '', meeting, { kind, ...more })
    const [first, second] = [anId(), anId()]
    const put = (question: string, user: string, to: string) => ({ question, user, to, about: 'Tiến độ giải ngân' })
    expect((await act(member, 'register-question', put(first, people.member, people.chair))).status).toBe(200)
    expect((await act(member, 'register-question', put(anId(), people.guest, people.chair))).json).toEqual({ error: 'no-right' })
    expect((await act(member, 'register-question', put(anId(), people.member, people.member))).json).toEqual({ error: 'conflict' })
    expect((await act(member, 'register-question', put(anId(), people.member, people.outsider))).json).toEqual({ error: 'not-found' })
    expect((await act(secretary, 'register-question', put(second, people.guest, people.chair))).status).toBe(200)
    expect((await act(guest, 'withdraw-question', { question: first })).json).toEqual({ error: 'no-right' })
    expect((await act(secretary, 'call-question', { question: first })).json).toEqual({ error: 'conflict' })
    await act(secretary, 'open')
    expect((await act(member, 'call-question', { question: first })).json).toEqual({ error: 'no-right' })
    for (const [kind, more] of [
      ['put-question-first', { question: second }],
      ['call-question', { question: second }],
      ['call-question', { question: second }],
      ['call-question', { question: first }],
      ['end-question', { answered: true }],
      ['end-question', { answered: true }]
    ] as const)
      expect([kind, (await act(secretary, kind, more)).status]).toEqual([kind, 200])
    expect((await act(guest, 'withdraw-question', { question: second })).json).toEqual({ error: 'conflict' })
    const facts = (await recordOf(server, secretary as string, meeting)).map(({ fact }) => fact)
    expect(facts.filter(({ kind }) => kind.startsWith('question'))).toEqual([
      { kind: 'question-registered', ...put(first, people.member, people.chair) },
      { kind: 'question-registered', ...put(second, people.guest, people.chair) },
      { kind: 'question-put-first', question: second },
      { kind: 'question-called', question: second },
      { kind: 'question-called', question: first },
      { kind: 'question-ended', answered: true }
    ])
    const many = Array.from({ length: 11 }, () => put(anId(), people.member, people.chair))
    for (const [n, one] of many.entries()) expect((await act(member, 'register-question', one)).status).toBe(n < 10 ? 200 : 409)
    await act(secretary, 'remove-participant', { user: people.member })
    const withdrawn = (await recordOf(server, secretary as string, meeting)).filter(({ fact }) => fact.kind === 'question-withdrawn')
    expect(withdrawn).toHaveLength(10)
  })

  it('[C1] who is taken out of the meeting waits for the floor no more', async () => {
    const server = await home.start()
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const { meeting } = await issuedNow(server, secretary)
    const speech = anId()
    const ask = { kind: 'ask-to-speak', speech, user: people.member, subject: '', item: null }
    expect((await command(server, member, meeting, ask)).status).toBe(200)
    expect((await command(server, secretary, meeting, { kind: 'remove-participant', user: people.member })).status).toBe(200)
    const facts = (await recordOf(server, secretary, meeting)).map(({ fact }) => fact)
    expect(facts.slice(-2)).toEqual([
      { kind: 'speech-withdrawn', speech },
      { kind: 'participant-removed', user: people.member }
    ])
  })

  it('[A3] who is removed loses the meeting at once, open socket and list included', async () => {
    const server = await home.start()
    const [secretary, member] = [await signIn(server.url, 'secretary'), await signIn(server.url, 'member')]
    const socket = new WebSocket(`${server.syncUrl}/meeting/${issued}`, ['hopso', `token.${member}`])
    await new Promise(resolve => socket.once('message', resolve))
    const closed = new Promise<number>(resolve => socket.once('close', resolve))
    expect((await command(server, secretary, issued, { kind: 'remove-participant', user: people.member })).status).toBe(200)
    expect(await closed).toBe(closeReasons.noSuchRoom.code)
    expect(await listed(server, member)).not.toContain(issued)
    expect((await ask(server.url, 'GET', `/api/papers/${issued}-giay/versions/${issued}-giay-1/file`, { token: member })).status).toBe(404)
    expect((await ask(server.url, 'GET', `/api/meetings/${issued}/record`, { token: member })).json).toEqual({ error: 'not-found' })
  })

  it('who checks in makes nobody else’s sockets ask for their rights anew', async () => {
    const server = await home.start()
    const [chair, member] = [await signIn(server.url, 'chair'), await signIn(server.url, 'member')]
    const socket = new WebSocket(`${server.syncUrl}/record/${issued}`, ['hopso', `token.${member}`])
    let hellos = 0
    let heard = (): void => undefined
    socket.on('message', (data: Buffer) => {
      if (data[0] === messageKind.saved) hellos += 1
      if (data[0] === messageKind.sync) heard()
    })
    const next = () =>
      new Promise<void>(resolve => {
        heard = resolve
      })
    const welcome = next()
    socket.on('open', () => socket.send(Uint8Array.of(messageKind.sync, syncStep.step1, 1, 0)))
    await welcome
    for (const kind of ['check-in', 'check-out']) {
      const told = next()
      expect((await command(server, chair, issued, { kind, ...(kind === 'check-in' && { place: 'room' }) })).status).toBe(200)
      await told
    }
    expect(hellos).toBe(1)
    const told = next()
    await command(server, chair, issued, { kind: 'change-role', user: people.member, role: 'delegate' })
    await told
    expect(hellos).toBe(2)
    socket.terminate()
  })

  it('a meeting keeps somebody who leads it, and a presenter who leaves presents no more', async () => {
    const server = await home.start()
    const token = await signIn(server.url, 'secretary')
    expect((await command(server, token, issued, { kind: 'remove-participant', user: people.chair })).status).toBe(200)
    const facts = (await recordOf(server, token, issued)).slice(-2).map(({ fact }) => fact)
    expect(facts).toEqual([
      { kind: 'presenter-set', item: `${issued}-muc`, user: null },
      { kind: 'participant-removed', user: people.chair }
    ])
    expect((await command(server, token, issued, { kind: 'change-role', user: people.secretary, role: 'member' })).json).toEqual({
      error: 'conflict'
    })
    expect((await command(server, token, issued, { kind: 'remove-participant', user: people.secretary })).json).toEqual({
      error: 'conflict'
    })
    expect((await command(server, token, issued, { kind: 'set-presenter', item: anId(), user: people.outsider })).json).toEqual({
      error: 'not-found'
    })
  })

  it('[R3] the exported record verifies, and names the first link somebody broke', async () => {
    const server = await home.start()
    const token = await signIn(server.url, 'member')
    const { text, headers } = await ask(server.url, 'GET', `/api/meetings/${issued}/record`, { token })
    expect(headers['content-type']).toContain('application/x-ndjson')
    const say = (content: string) => verifyRecord('log', content, vi.command)
    expect(say(text)).toMatchObject({ intact: true })
    const lines = text.trim().split('\n')
    const without = (index: number) => lines.filter((_, at) => at !== index).join('\n')
    expect(say(text.replace('Hồ Dũng', 'Hồ Hùng'))).toEqual({ intact: false, sentence: vi.command.brokenHash(3) })
    expect(say(without(1))).toEqual({ intact: false, sentence: vi.command.brokenSequence(2, 3) })
    expect(say('')).toEqual({ intact: false, sentence: vi.command.logEmpty('log') })
    expect(say(`${lines[0]}\n{"a":1}`)).toEqual({ intact: false, sentence: vi.command.logMalformed('log', 2) })
  })

  it('a second start finds everything as it was, and the same commands still act no second time', async () => {
    const options = { dataDir: join(home.folder, 'second-start') }
    const first = await home.start(options)
    const secretary = await signIn(first.url, 'secretary')
    const request = newMeeting()
    await ask(first.url, 'POST', '/api/meetings', { token: secretary, body: request })
    const add = { id: anId(), kind: 'add-participants', participants: [{ user: people.chair, role: 'chair' }] }
    const { json } = await command(first, secretary, request.meeting, add)
    const before = (await ask(first.url, 'GET', '/api/meetings', { token: secretary })).json
    await first.close()
    await first.close()
    const second = await home.start(options)
    expect(second.demonstration).toEqual(first.demonstration)
    expect((await ask(second.url, 'GET', '/api/meetings', { token: secretary })).json).toEqual(before)
    expect((await command(second, secretary, request.meeting, add)).json).toEqual(json)
    expect((await ask(second.url, 'POST', '/api/meetings', { token: secretary, body: request })).status).toBe(200)
    expect(firstFault(await recordOf(second, secretary, request.meeting), sha256)).toBeNull()
  })
})
