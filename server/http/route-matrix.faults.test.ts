import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MeetingDeed, mayInMeeting, mayInUnit, mayManageUser, seesMeeting } from '#core/access/access.ts'
import type { UnitId } from '#core/ids.ts'
import { aNote } from '#core/mark/a-note.contract.ts'
import { type MeetingState, meetingStates } from '#core/meeting/meeting.ts'
import { usualHouseRules } from '#core/vote/house-rules.ts'
import { castBody } from '#protocol/ballot-api.ts'
import { type MeetingCommand, meetingCommand, type Reason } from '#protocol/http-api.ts'
import { remarkCommand } from '#protocol/remark-api.ts'
import {
  type AccessWorld,
  accessWorld,
  type Column,
  columns,
  type MadeMeeting,
  standingOf,
  subjectOf
} from '../access/access-world.contract.ts'
import { uploadOwn } from '../personal/personal-world.contract.ts'
import { anId, ask, newMeeting, newUpload, password, pdf, people } from '../running-server.contract.ts'

let world: AccessWorld
let meetings: ReadonlyMap<MeetingState, MadeMeeting>
let file: Buffer
let routes: readonly string[]
beforeAll(async () => {
  world = await accessWorld()
  file = await pdf([['Báo cáo']])
  meetings = new Map(await Promise.all(meetingStates.map(async state => [state, await world.make(state)] as const)))
  await world.lock()
  const { paths } = (await ask(world.server.url, 'GET', '/api/openapi.json')).json as { paths: Record<string, object> }
  routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`))
})
afterAll(() => world.leave())

const unit = 'ubnd-xa-thu' as UnitId

interface Cell {
  readonly who: Column
  readonly made: MadeMeeting
  /** A meeting like `made` that this cell alone uses where it is allowed to act. */
  readonly fresh: () => Promise<MadeMeeting>
}
interface Asked {
  /** In place of `{name}` in the path. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of the column's own session. */
  readonly token?: string
}
interface Row {
  /** Asked for a meeting in each state, or once. */
  readonly of: 'meeting' | 'server'
  readonly open?: 'to-all' | 'to-fresh'
  /** Why the deed is refused; null when it is allowed, which an answer of 200 to 204 shows unless `allowedAs` says otherwise. */
  readonly refusal: (who: Column, state: MeetingState) => Reason | null
  readonly allowedAs?: Reason
  readonly ask: (cell: Cell, allowed: boolean) => Asked | Promise<Asked>
}

/** An unseen meeting does not exist; a right that no state gives is none; a right that this state withholds is a conflict. */
const deed =
  (name: MeetingDeed): Row['refusal'] =>
  (who, state) => {
    const standing = standingOf(who, state)
    if (!seesMeeting(standing)) return 'not-found'
    if (mayInMeeting(standing, name)) return null
    if (!meetingStates.some(any => mayInMeeting({ ...standing, state: any }, name))) return 'no-right'
    return state === 'ended' ? 'meeting-ended' : 'conflict'
  }
const everybody: Row['refusal'] = () => null
const managers: Row['refusal'] = who => (mayManageUser(subjectOf(who), unit, 'staff') ? null : 'no-right')
const throwaway = async (who: Column, allowed: boolean): Promise<string> =>
  allowed ? world.again(who) : (world.tokens.get(who.name) ?? '')
/** The name that lists give a session. */
const nameOf = async (token: string): Promise<string> =>
  (await ask(world.server.url, 'GET', '/api/sessions', { token })).json.sessions.find(({ current }: { current: boolean }) => current)
    .session

interface CommandRow {
  readonly deed: MeetingDeed
  readonly body: (made: MadeMeeting, who: Column) => object
  /** What whoever may do it meets where there is nothing yet to do it to. */
  readonly allowedAs?: Reason
}
/** The body and the right of each command. */
const commands: Readonly<Record<MeetingCommand['kind'], CommandRow>> = {
  'add-participants': { deed: 'manage-participants', body: () => ({ participants: [{ user: 'nguoi-dong-nghiep', role: 'guest' }] }) },
  'change-role': { deed: 'manage-participants', body: () => ({ user: people.guest, role: 'delegate' }) },
  'remove-participant': { deed: 'manage-participants', body: () => ({ user: people.guest }) },
  'set-presenter': { deed: 'set-presenter', body: () => ({ item: 'muc-thu-nhat', user: people.member }) },
  issue: { deed: 'issue-meeting', body: () => ({}) },
  open: { deed: 'open-meeting', body: () => ({}) },
  close: { deed: 'close-meeting', body: () => ({}) },
  'rename-paper': { deed: 'add-paper', body: ({ paper }) => ({ paper, title: 'Tên mới' }) },
  'remove-paper': { deed: 'remove-paper', body: ({ paper }) => ({ paper }) },
  'check-in': { deed: 'check-in', body: () => ({ place: 'room' }) },
  'check-out': { deed: 'check-in', body: () => ({}), allowedAs: 'conflict' },
  'note-attendance': { deed: 'note-attendance', body: () => ({ users: [people.guest], state: 'excused', reason: 'Đi công tác' }) },
  'ask-to-speak': { deed: 'ask-to-speak', body: (_, who) => ({ speech: anId(), user: who.user, subject: 'Ngân sách', item: null }) },
  'withdraw-speech': { deed: 'ask-to-speak', body: () => ({ speech: anId() }), allowedAs: 'not-found' },
  'put-speech-first': { deed: 'lead-floor', body: () => ({ speech: anId() }), allowedAs: 'not-found' },
  'move-speech': { deed: 'lead-floor', body: () => ({ speech: anId(), before: null }), allowedAs: 'not-found' },
  'hold-speech': { deed: 'lead-floor', body: () => ({}) },
  'call-speaker': { deed: 'lead-floor', body: () => ({ speech: anId(), minutes: 5 }), allowedAs: 'not-found' },
  'end-speech': { deed: 'lead-floor', body: () => ({}) },
  'set-floor-rules': { deed: 'set-floor-rules', body: () => ({ minutes: { discussion: 3, statement: 10, order: 2 }, warnSeconds: 30 }) },
  'set-registration': { deed: 'set-floor-rules', body: () => ({ list: 'questions', open: false }) },
  'register-question': {
    deed: 'ask-to-speak',
    body: (_, who) => ({
      question: anId(),
      user: who.user,
      to: who.user === people.chair ? people.member : people.chair,
      about: 'Tiến độ giải ngân'
    })
  },
  'withdraw-question': { deed: 'ask-to-speak', body: () => ({ question: anId() }), allowedAs: 'not-found' },
  'put-question-first': { deed: 'lead-floor', body: () => ({ question: anId() }), allowedAs: 'not-found' },
  'move-question': { deed: 'lead-floor', body: () => ({ question: anId(), before: null }), allowedAs: 'not-found' },
  'call-question': { deed: 'lead-floor', body: () => ({ question: anId() }), allowedAs: 'not-found' },
  'end-question': { deed: 'lead-floor', body: () => ({ answered: true }) },
  'begin-item': { deed: 'lead-agenda', body: () => ({ item: 'muc-khai-mac' }) },
  'conclude-item': { deed: 'lead-agenda', body: () => ({ item: 'muc-khai-mac', text: 'Thống nhất khai mạc.' }) },
  suspend: { deed: 'lead-agenda', body: () => ({ reason: 'Nghỉ giải lao' }) },
  resume: { deed: 'lead-agenda', body: () => ({}) },
  'set-quorum': { deed: 'set-quorum', body: () => ({ share: 'half', required: false }) },
  'prepare-vote': {
    deed: 'prepare-vote',
    body: () => ({ vote: anId(), subject: 'Thông qua', item: null, options: 'law', base: 'all', share: 'half', tie: 'fails' })
  },
  'drop-vote': { deed: 'prepare-vote', body: () => ({ vote: anId() }), allowedAs: 'not-found' },
  'call-vote': { deed: 'lead-vote', body: () => ({ vote: anId() }), allowedAs: 'not-found' },
  'be-ready': { deed: 'vote', body: () => ({ vote: anId() }), allowedAs: 'not-found' },
  'open-vote': { deed: 'lead-vote', body: () => ({ vote: anId() }), allowedAs: 'not-found' },
  'cast-ballot': {
    deed: 'vote',
    body: () => ({ vote: anId(), choice: 'for', salt: '0'.repeat(32), replaces: null }),
    allowedAs: 'not-found'
  },
  'enter-paper-ballot': {
    deed: 'lead-vote',
    body: () => ({ vote: anId(), voter: people.member, choice: 'for', salt: '0'.repeat(32) }),
    allowedAs: 'not-found'
  },
  'confirm-paper-ballot': {
    deed: 'lead-vote',
    body: () => ({ vote: anId(), voter: people.member, choice: 'for' }),
    allowedAs: 'not-found'
  },
  'withdraw-paper-ballot': { deed: 'lead-vote', body: () => ({ vote: anId(), voter: people.member }), allowedAs: 'not-found' },
  'end-vote': { deed: 'lead-vote', body: () => ({ vote: anId() }), allowedAs: 'not-found' },
  'stop-vote': { deed: 'lead-vote', body: () => ({ vote: anId() }), allowedAs: 'not-found' },
  'give-paper-ballot': { deed: 'lead-vote', body: () => ({ vote: anId(), voter: people.member }), allowedAs: 'not-found' },
  'count-paper-ballots': { deed: 'lead-vote', body: () => ({ vote: anId(), counts: { for: 1 } }), allowedAs: 'not-found' },
  'confirm-paper-ballots': { deed: 'lead-vote', body: () => ({ vote: anId(), counts: { for: 1 } }), allowedAs: 'not-found' },
  'remind-voters': { deed: 'lead-vote', body: () => ({ vote: anId() }), allowedAs: 'not-found' },
  'remind-check-in': { deed: 'note-attendance', body: () => ({}) },
  'remove-screen': { deed: 'lead-screens', body: () => ({ screen: anId() }), allowedAs: 'not-found' },
  'set-check-in': { deed: 'set-quorum', body: () => ({ byCode: true }) },
  'set-substitute': { deed: 'manage-participants', body: () => ({ user: people.guest, standsFor: people.member }) },
  'set-site': {
    deed: 'set-sites',
    body: () => ({ site: anId(), name: 'Thôn Đồi Chè', room: '', contact: '', phone: '', link: '', people: [] })
  },
  'remove-site': { deed: 'set-sites', body: () => ({ site: anId() }), allowedAs: 'not-found' },
  'set-video-link': { deed: 'set-sites', body: () => ({ link: 'https://meet.jit.si/HopThu' }) }
}

/** A remark on a paper of this meeting that somebody shared with everybody; the chair in a draft, where members see nothing yet. */
const aMark = (version: string) => aNote(version, { id: anId(), body: 'Đề nghị làm rõ' })
async function remarkBy(who: Column, { paper, version }: MadeMeeting): Promise<string> {
  const remark = anId()
  const body = { id: anId(), kind: 'share', remark, mark: aMark(version), to: 'all' }
  await ask(world.server.url, 'POST', `/api/papers/${paper}/remarks`, { token: world.tokens.get(who.name) ?? '', body })
  return remark
}
const secretary = columns.find(({ name }) => name === 'secretary') as Column
/** A remark cannot be made once the meeting has ended, so there is none to act on then; whoever may act finds nothing. */
const onRemark = (name: MeetingDeed, by: (who: Column) => Column, body: (remark: string) => object): Row => ({
  of: 'meeting',
  refusal: (who, state) => deed(name)(who, state) ?? (state === 'ended' ? 'not-found' : null),
  ask: async ({ who, made }, allowed) => ({
    parameters: { paper: made.paper },
    body: { id: anId(), ...body(allowed && made.state !== 'ended' ? await remarkBy(by(who), made) : anId()) }
  })
})
const remarkRows: Readonly<Record<string, Row>> = {
  'POST /api/papers/{paper}/remarks share': {
    of: 'meeting',
    refusal: deed('share-mark'),
    ask: ({ made: { paper, version } }) => ({
      parameters: { paper },
      body: { id: anId(), kind: 'share', remark: anId(), mark: aMark(version), to: 'all' }
    })
  },
  'POST /api/papers/{paper}/remarks answer': onRemark(
    'answer-remark',
    () => secretary,
    remark => ({ kind: 'answer', remark, answer: anId(), words: 'Đồng ý' })
  ),
  'POST /api/papers/{paper}/remarks withdraw': onRemark(
    'withdraw-remark',
    who => who,
    remark => ({ kind: 'withdraw', remark })
  ),
  'POST /api/papers/{paper}/remarks hide': onRemark(
    'hide-remark',
    () => secretary,
    remark => ({ kind: 'hide', remark, hidden: true })
  )
}

/** An upload that the secretary has begun; whoever else names it meets nothing. */
async function begun(meeting: MadeMeeting, held = file.byteLength): Promise<string> {
  const token = world.tokens.get('secretary') ?? ''
  const upload = newUpload(file)
  await ask(world.server.url, 'POST', `/api/meetings/${meeting.meeting}/uploads`, { token, body: upload })
  if (held > 0)
    await ask(world.server.url, 'PATCH', `/api/uploads/${upload.upload}`, {
      token,
      body: file.subarray(0, held),
      headers: { 'upload-offset': '0' }
    })
  return upload.upload
}
const uploader = (held?: number, more: Omit<Asked, 'parameters'> = {}): Row => ({
  of: 'server',
  refusal: who => (who.name === 'secretary' ? null : 'not-found'),
  ask: async ({ made }) => ({ parameters: { upload: await begun(made, held) }, ...more })
})

const aBallot = (): unknown =>
  JSON.parse(
    castBody({
      vote: anId(),
      mark: '0'.repeat(32),
      choice: 'for',
      seal: ['AAAA', 'AAAA', 'AAAA'],
      prefix: 'AAAA',
      signature: 'AAAA'
    })
  )

/** One row for every route; a route that has none fails the first test. */
const table: Readonly<Record<string, Row>> = {
  'GET /api/server': { of: 'server', open: 'to-all', refusal: everybody, ask: () => ({}) },
  'GET /healthz': { of: 'server', open: 'to-all', refusal: everybody, ask: () => ({}) },
  'GET /metrics': { of: 'server', open: 'to-all', refusal: everybody, ask: () => ({}) },
  'GET /api/openapi.json': { of: 'server', open: 'to-all', refusal: everybody, ask: () => ({}) },
  'POST /api/sessions': {
    of: 'server',
    open: 'to-all',
    refusal: who => (who.session === 'ended' ? 'account-locked' : null),
    ask: ({ who }) => ({ body: { account: who.account, password: who.session === 'fresh' ? 'Tam-thoi-123' : password } })
  },
  'PUT /api/pin': {
    of: 'server',
    refusal: everybody,
    allowedAs: 'no-right',
    ask: () => ({ body: { device: 'a'.repeat(64), pin: '258013', password } })
  },
  'DELETE /api/pin': { of: 'server', refusal: everybody, ask: () => ({ body: { device: 'a'.repeat(64) } }) },
  'POST /api/pin/people': {
    of: 'server',
    open: 'to-all',
    refusal: everybody,
    ask: ({ who }) => ({ body: { device: 'a'.repeat(64), people: [who.user] } })
  },
  // Nobody has one: it is set on a computer one signed in on.
  'POST /api/sessions/pin': {
    of: 'server',
    open: 'to-all',
    refusal: () => 'wrong-pin',
    ask: ({ who }) => ({ body: { user: who.user, device: 'a'.repeat(64), pin: '258013' } })
  },
  'GET /api/session': { of: 'server', open: 'to-fresh', refusal: everybody, ask: () => ({}) },
  'DELETE /api/session': {
    of: 'server',
    open: 'to-fresh',
    refusal: everybody,
    ask: async ({ who }, allowed) => ({ token: await throwaway(who, allowed) })
  },
  'DELETE /api/sessions': {
    of: 'server',
    open: 'to-fresh',
    refusal: everybody,
    ask: async ({ who }, allowed) => ({ token: await throwaway(who, allowed) })
  },
  'GET /api/sessions': { of: 'server', refusal: everybody, ask: () => ({}) },
  'DELETE /api/sessions/{session}': {
    of: 'server',
    refusal: everybody,
    ask: async ({ who }, allowed) => ({ parameters: { session: allowed ? await nameOf(await world.again(who)) : anId() } })
  },
  'DELETE /api/session/others': {
    of: 'server',
    refusal: everybody,
    ask: async ({ who }, allowed) => {
      if (allowed) world.tokens.set(who.name, await world.again(who))
      return {}
    }
  },
  'PUT /api/password': {
    of: 'server',
    open: 'to-fresh',
    refusal: everybody,
    allowedAs: 'weak-password',
    ask: ({ who }) => ({ body: { current: who.session === 'fresh' ? 'Tam-thoi-123' : password, next: 'yeu' } })
  },
  'POST /api/session/password-reset': { of: 'server', refusal: everybody, ask: () => ({}) },
  'GET /api/administration/sessions': { of: 'server', refusal: managers, ask: () => ({}) },
  'DELETE /api/administration/sessions/{session}': {
    of: 'server',
    refusal: managers,
    ask: async (_, allowed) => {
      const colleague = columns.find(({ name }) => name === 'colleague')
      return { parameters: { session: allowed && colleague ? await nameOf(await world.again(colleague)) : anId() } }
    }
  },
  'GET /api/users': { of: 'server', refusal: everybody, ask: () => ({}) },
  'POST /api/users': {
    of: 'server',
    refusal: managers,
    ask: () => ({ body: { id: anId(), account: anId(), name: 'Ai Đó', title: '', unit, role: 'staff', password: 'Tam-thoi-123' } })
  },
  'PATCH /api/users/{user}': {
    of: 'server',
    refusal: who => (mayInUnit(subjectOf(who), 'read-users', unit) ? managers(who, 'draft') : 'not-found'),
    ask: () => ({ parameters: { user: 'nguoi-dong-nghiep' }, body: { title: 'Chuyên viên' } })
  },
  'GET /api/meetings': { of: 'server', refusal: everybody, ask: () => ({}) },
  'POST /api/meetings': {
    of: 'server',
    refusal: who => (mayInUnit(subjectOf(who), 'create-meeting', unit) ? null : 'no-right'),
    ask: () => ({ body: newMeeting() })
  },
  'GET /api/meetings/{meeting}/check-in-code': {
    of: 'meeting',
    refusal: deed('note-attendance'),
    ask: ({ made }) => ({ parameters: { meeting: made.meeting } })
  },
  'POST /api/meetings/{meeting}/check-in': {
    of: 'meeting',
    refusal: deed('check-in'),
    allowedAs: 'wrong-code',
    ask: ({ made }) => ({ parameters: { meeting: made.meeting }, body: { id: anId(), code: 'aaaabbbb' } })
  },
  'GET /api/video-hosts': { of: 'server', refusal: everybody, ask: () => ({}) },
  'PUT /api/administration/video-hosts': {
    of: 'server',
    refusal: who => (who.unitRole === 'administrator' ? null : 'no-right'),
    ask: () => ({ body: { hosts: ['meet.jit.si'] } })
  },
  'GET /api/vote-rules': { of: 'server', refusal: everybody, ask: () => ({}) },
  'PUT /api/administration/vote-rules': {
    of: 'server',
    refusal: who => (who.unitRole === 'administrator' ? null : 'no-right'),
    ask: () => ({ body: usualHouseRules })
  },
  'GET /api/meetings/{meeting}/video': {
    of: 'meeting',
    refusal: deed('read-meeting'),
    allowedAs: 'not-found',
    ask: ({ made }) => ({ parameters: { meeting: made.meeting } })
  },
  'GET /api/meetings/{meeting}/sites': {
    of: 'meeting',
    refusal: deed('note-attendance'),
    ask: ({ made }) => ({ parameters: { meeting: made.meeting } })
  },
  'POST /api/screens': { of: 'server', open: 'to-all', refusal: everybody, ask: () => ({}) },
  // Nobody's session is a screen's.
  'GET /api/screens/stream': { of: 'server', open: 'to-all', refusal: () => 'no-session', ask: () => ({}) },
  'POST /api/meetings/{meeting}/screens': {
    of: 'meeting',
    refusal: deed('lead-screens'),
    ask: async ({ made }, allowed) => {
      const { code } = allowed ? (await ask(world.server.url, 'POST', '/api/screens')).json : { code: '000000' }
      return { parameters: { meeting: made.meeting }, body: { id: anId(), code } }
    }
  },
  'GET /api/meetings/{meeting}/record': {
    of: 'meeting',
    refusal: deed('read-record'),
    ask: ({ made }) => ({ parameters: { meeting: made.meeting } })
  },
  'GET /api/rehearsals': { of: 'server', refusal: everybody, ask: () => ({}) },
  // A meeting that counts is none: whoever names one deletes nothing.
  'DELETE /api/rehearsals/{meeting}': {
    of: 'server',
    refusal: () => 'not-found',
    ask: ({ made }) => ({ parameters: { meeting: made.meeting } })
  },
  'POST /api/meetings/{meeting}/uploads': {
    of: 'meeting',
    refusal: deed('add-paper'),
    ask: ({ made }) => ({ parameters: { meeting: made.meeting }, body: newUpload(file) })
  },
  'POST /api/meetings/{meeting}/papers': {
    of: 'meeting',
    refusal: deed('add-paper'),
    ask: async ({ who, made }, allowed) => {
      const own = allowed ? await uploadOwn(world.server.url, world.tokens.get(who.name) ?? '', file) : { paper: anId() }
      const body = { id: anId(), paper: anId(), version: anId(), from: own.paper, title: 'Ghi chép', declaration: 'ordinary' }
      return { parameters: { meeting: made.meeting }, body }
    }
  },
  'POST /api/meetings/{meeting}/votes/{vote}/ballot': {
    of: 'meeting',
    refusal: deed('vote'),
    allowedAs: 'not-found',
    ask: ({ made }) => ({ parameters: { meeting: made.meeting, vote: anId() }, body: { id: anId(), blinded: 'AAAA' } })
  },
  'GET /api/meetings/{meeting}/votes/{vote}/box': {
    of: 'meeting',
    refusal: deed('read-meeting'),
    allowedAs: 'not-found',
    ask: ({ made }) => ({ parameters: { meeting: made.meeting, vote: anId() } })
  },
  // Without a session, whoever it is.
  'POST /api/ballots': {
    of: 'server',
    open: 'to-all',
    refusal: everybody,
    allowedAs: 'vote-closed',
    ask: () => ({ token: '', body: aBallot() })
  },
  'POST /api/personal/commands': {
    of: 'server',
    refusal: everybody,
    ask: () => ({ body: { id: anId(), kind: 'add-folder', folder: anId(), parent: null, name: 'Dự thảo' } })
  },
  'POST /api/personal/uploads': {
    of: 'server',
    refusal: everybody,
    ask: () => ({ body: { ...newUpload(file), folder: null } })
  },
  'PATCH /api/uploads/{upload}': uploader(0, {
    get body() {
      return file
    },
    headers: { 'upload-offset': '0' }
  }),
  'GET /api/uploads/{upload}': uploader(),
  'POST /api/uploads/{upload}/finish': uploader(),
  'DELETE /api/uploads/{upload}': uploader(),
  'GET /api/papers/{paper}/versions/{version}/file': {
    of: 'meeting',
    refusal: deed('read-papers'),
    ask: ({ made: { paper, version } }) => ({ parameters: { paper, version } })
  },
  'GET /api/papers/{paper}/versions/{version}/text': {
    of: 'meeting',
    refusal: deed('read-papers'),
    ask: ({ made: { paper, version } }) => ({ parameters: { paper, version } })
  }
}
const commandRows: Readonly<Record<string, Row>> = Object.fromEntries(
  Object.entries(commands).map(([kind, { deed: name, body, allowedAs }]) => [
    `POST /api/meetings/{meeting}/commands ${kind}`,
    {
      of: 'meeting',
      refusal: deed(name),
      ...(allowedAs && { allowedAs }),
      ask: async ({ who, made, fresh }, allowed) => {
        const target = allowed ? await fresh() : made
        return { parameters: { meeting: target.meeting }, body: { id: anId(), kind, ...body(target, who) } }
      }
    } satisfies Row
  ])
)

const sessionRefusal = ({ session }: Column, { open }: Row): Reason | null => {
  if (open === 'to-all' || session === 'alive') return null
  if (session === 'fresh') return open === 'to-fresh' ? null : 'password-must-change'
  return 'no-session'
}

async function tryCell(name: string, row: Row, who: Column, state: MeetingState): Promise<void> {
  const made = meetings.get(state)
  if (!made) throw new Error('a meeting in each state')
  const refusal = sessionRefusal(who, row) ?? row.refusal(who, state)
  const asked = await row.ask({ who, made, fresh: () => world.make(state) }, refusal === null)
  const [method = '', template = ''] = name.split(' ')
  const path = template.replace(/\{([a-z]+)\}/g, (_, parameter: string) => asked.parameters?.[parameter] ?? '')
  const token = asked.token ?? world.tokens.get(who.name)
  const told = await ask(world.server.url, method, path, {
    ...(token !== undefined && token !== '' && { token }),
    ...(asked.body !== undefined && { body: asked.body }),
    ...(asked.headers && { headers: { ...asked.headers } })
  })
  const expected = refusal ?? row.allowedAs ?? null
  const said = told.status < 300 ? null : (told.json?.error ?? told.status)
  expect([name, who.name, state, said]).toEqual([name, who.name, state, expected])
}

describe('routes', () => {
  it('[A5] promise A1: every route and every command has its row', () => {
    const rows = [
      ...Object.keys(table),
      ...[...Object.keys(commandRows), ...Object.keys(remarkRows)].map(name => name.split(' ').slice(0, 2).join(' '))
    ]
    expect([...new Set(rows)].sort()).toEqual([...routes].sort())
    expect(
      Object.keys(remarkRows)
        .map(name => name.split(' ')[2])
        .sort()
    ).toEqual(remarkCommand.options.map(({ shape }) => shape.kind.value).sort())
    expect(Object.keys(commands).sort()).toEqual(meetingCommand.options.map(({ shape }) => shape.kind.value).sort())
  })

  // Commands first: a later row ends the session that makes fresh meetings.
  it.each(Object.entries({ ...commandRows, ...remarkRows, ...table }))('[A5] promise A1: %s, everybody, every state', async (name, row) => {
    for (const who of columns)
      for (const state of row.of === 'meeting' ? meetingStates : (['live'] as const)) await tryCell(name, row, who, state)
  })
})
