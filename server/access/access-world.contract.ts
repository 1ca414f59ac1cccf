import type { MeetingStanding, Subject } from '#core/access/access.ts'
import type { MeetingId, PaperId, UnitId, UserId, VersionId } from '#core/ids.ts'
import type { MeetingRole, MeetingState } from '#core/meeting/meeting.ts'
import type { UnitRole } from '#core/organisation/organisation.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, makeHome, newMeeting, newUpload, password, pdf, people, signIn } from '../running-server.contract.ts'

/** One kind of person who may knock: what the directory and the record know of them, and the session they come with. */
export interface Column {
  readonly name: string
  readonly account: string
  readonly user: UserId
  readonly unitRole: UnitRole
  readonly units: readonly string[]
  readonly meetingRole: MeetingRole | null
  /** `none`: never signed in; `ended`: locked since; `fresh`: must change the password first. */
  readonly session: 'alive' | 'none' | 'ended' | 'fresh'
}

const column = (
  name: string,
  user: string,
  unitRole: UnitRole,
  units: readonly string[],
  meetingRole: MeetingRole | null,
  session: Column['session'] = 'alive'
): Column => ({ name, account: name.toLowerCase(), user: user as UserId, unitRole, units, meetingRole, session })

const here = ['ubnd-xa-thu']
const there = ['ubnd-xa-khac']
/** Every role of unit and meeting, the role in another meeting alone, and every way of not being let in. */
export const columns: readonly Column[] = [
  column('administrator', people.administrator, 'administrator', ['ubnd-tinh-thu', ...here, ...there], null),
  column('unitAdministrator', people.unitAdministrator, 'unitAdministrator', here, null),
  column('secretary', people.secretary, 'secretary', here, 'secretary'),
  column('chair', people.chair, 'staff', here, 'chair'),
  column('member', people.member, 'staff', here, 'member'),
  column('delegate', 'nguoi-dai-bieu', 'staff', here, 'delegate'),
  column('guest', people.guest, 'staff', there, 'guest'),
  column('outsider', people.outsider, 'secretary', there, null),
  column('colleague', 'nguoi-dong-nghiep', 'staff', here, null),
  column('nobody', 'nguoi-khong-ten', 'staff', here, null, 'none'),
  column('locked', 'nguoi-bi-khoa', 'staff', here, 'member', 'ended'),
  column('fresh', 'nguoi-moi-toanh', 'staff', here, 'member', 'fresh')
]
export const subjectOf = ({ user, unitRole, units }: Column): Subject => ({ user, unitRole, units: new Set(units as UnitId[]) })
export const standingOf = ({ meetingRole }: Column, state: MeetingState): MeetingStanding => ({ state, role: meetingRole })

export interface MadeMeeting {
  readonly meeting: MeetingId
  readonly paper: PaperId
  readonly version: VersionId
  readonly state: MeetingState
}

export interface AccessWorld {
  readonly server: RunningServer
  /** By name of the column; absent for who never signed in. */
  readonly tokens: Map<string, string>
  /** A meeting with everybody in it, one paper, and in this state. */
  make(state: MeetingState): Promise<MadeMeeting>
  again(who: Column): Promise<string>
  /** Locks the one who is to be locked, which ends their session; a meeting made later is without them. */
  lock(): Promise<void>
  leave(): Promise<void>
}

/** A real server with one person of each kind. */
export async function accessWorld(): Promise<AccessWorld> {
  const home: Home = await makeHome()
  const server = await home.start({ wait: async () => undefined })
  const told = async (method: string, path: string, token: string, body?: unknown): Promise<void> => {
    const answer = await ask(server.url, method, path, { token, ...(body !== undefined && { body }) })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  }
  const administrator = await signIn(server.url, 'administrator')
  let maker = await signIn(server.url, 'secretary')
  let made = 0
  const first = 'Tam-thoi-123'
  for (const { name, account, user } of columns.filter(({ user }) => !(Object.values(people) as string[]).includes(user))) {
    const person = { id: user, account, name, title: '', unit: 'ubnd-xa-thu', role: 'staff', password: first }
    await told('POST', '/api/users', administrator, person)
    if (name === 'fresh') continue
    await told('PUT', '/api/password', await signIn(server.url, account, first), { current: first, next: password })
  }
  const again = (who: Column): Promise<string> => signIn(server.url, who.account, who.session === 'fresh' ? first : password)
  const tokens = new Map<string, string>()
  for (const who of columns) if (who.session !== 'none') tokens.set(who.name, await again(who))
  const file = await pdf([['Tờ trình']])
  let participants = columns.flatMap(({ user, meetingRole }) => (meetingRole ? [{ user, role: meetingRole }] : []))

  const make = async (state: MeetingState): Promise<MadeMeeting> => {
    // Hundreds of meetings in a few seconds are more than one session may ask for.
    made += 1
    if (made % 40 === 0) maker = await signIn(server.url, 'secretary')
    const { meeting } = newMeeting()
    const command = (body: object) => told('POST', `/api/meetings/${meeting}/commands`, maker, { id: anId(), ...body })
    await told('POST', '/api/meetings', maker, newMeeting({ meeting }))
    await command({ kind: 'add-participants', participants })
    const upload = newUpload(file)
    await told('POST', `/api/meetings/${meeting}/uploads`, maker, upload)
    const piece = await ask(server.url, 'PATCH', `/api/uploads/${upload.upload}`, {
      token: maker,
      body: file,
      headers: { 'upload-offset': '0' }
    })
    if (piece.status !== 200) throw new Error(piece.text)
    await told('POST', `/api/uploads/${upload.upload}/finish`, maker)
    const steps = { draft: [], issued: ['issue'], live: ['issue', 'open'], ended: ['issue', 'open', 'close'] }[state]
    for (const kind of steps) await command({ kind })
    return { meeting: meeting as MeetingId, paper: upload.paper as PaperId, version: upload.version as VersionId, state }
  }
  const lock = async (): Promise<void> => {
    for (const { user } of columns.filter(({ session }) => session === 'ended')) {
      await told('PATCH', `/api/users/${user}`, administrator, { locked: true })
      participants = participants.filter(each => each.user !== user)
    }
  }
  return { server, tokens, make, again, lock, leave: () => home.leave() }
}
