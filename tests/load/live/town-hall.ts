import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgendaItemId, CommandId, MeetingId, UserId } from '#core/ids.ts'
import type { MeetingRole } from '#core/meeting/meeting.ts'
import { addAgendaItem } from '#core/shared-doc/meeting-doc.ts'
import { type NewMeetingRequest, paths } from '#protocol/http-api.ts'
import { hopsoSubprotocol, tokenSubprotocolPrefix } from '#protocol/sync.ts'
import { LowdbDirectory } from '#server/storage/lowdb-directory.ts'
import { type ServerUnderTest, startServerUnderTest } from '../../server-under-test.ts'
import { freshId, type SignedIn, signInByApi, writeMeeting } from '../../sync-client.ts'
import type { Seat } from '../sync/load-client.ts'

const signInsAtOnce = 8
const participantsACommand = 500

/** One meeting that is on: who is in it, and its agenda. */
export interface LiveMeeting {
  readonly meeting: MeetingId
  readonly people: readonly SignedIn[]
  readonly items: readonly AgendaItemId[]
}

/** A server with so many people, each signed in as themselves. */
export interface TownHall {
  readonly server: ServerUnderTest
  readonly secretary: SignedIn
  readonly chair: SignedIn
  readonly people: readonly SignedIn[]
  /** A meeting of these people that the chair has opened. */
  meet(people: readonly SignedIn[]): Promise<LiveMeeting>
  /** Sends a command as this person; the answer's status. The same id counts once. */
  command(who: SignedIn, meeting: MeetingId, words: object, id?: CommandId): Promise<number>
  seat(who: SignedIn, room: 'record' | 'meeting', meeting: MeetingId): Seat
  close(): Promise<void>
}

/** The demonstration's server and this many more people. */
export async function openTownHall(count: number): Promise<TownHall> {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-live-'))
  const server = await startServerUnderTest(folder)
  await server.stop()
  await addPeople(folder, server.account('member').account, count)
  await server.restart()
  const signIn = (role: string) => signInByApi(server.url, server.account(role).account, server.account(role).password)
  const [secretary, chair] = [await signIn('secretary'), await signIn('chair')]
  const { password } = server.account('member')
  const people: SignedIn[] = []
  for (let from = 0; from < count; from += signInsAtOnce) {
    const some = Array.from({ length: Math.min(signInsAtOnce, count - from) }, (_, n) => accountOf(from + n))
    people.push(...(await Promise.all(some.map(account => signInByApi(server.url, account, password)))))
  }
  const post = (who: SignedIn, path: string, body: object) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
  const command: TownHall['command'] = async (who, meeting, words, id = freshId<CommandId>()) => {
    const answer = await post(who, paths.commands(meeting), { id, ...words })
    await answer.arrayBuffer()
    return answer.status
  }
  const done = async (who: SignedIn, meeting: MeetingId, words: object): Promise<void> => {
    const status = await command(who, meeting, words)
    if (status !== 200) throw new Error(`${JSON.stringify(words).slice(0, 80)} was answered ${status}`)
  }
  const meet = async (attending: readonly SignedIn[]): Promise<LiveMeeting> => {
    const meeting = freshId<MeetingId>()
    const request: NewMeetingRequest = {
      id: freshId<CommandId>(),
      meeting,
      unit: secretary.user.unit as NewMeetingRequest['unit'],
      title: 'Phiên họp thường kỳ đo tải',
      place: 'Hội trường tầng 2',
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3 * 3_600_000).toISOString()
    }
    const made = await post(secretary, paths.meetings, request)
    if (!made.ok) throw new Error(`the meeting was answered ${made.status}: ${await made.text()}`)
    const items = [freshId<AgendaItemId>(), freshId<AgendaItemId>()]
    await writeMeeting(server.syncUrl, secretary.token, meeting, doc =>
      items.forEach((id, n) => {
        addAgendaItem(doc, { id, parent: null, order: `a${n}`, title: `Nội dung ${n + 1}`, minutes: 30, leadUnit: '' })
      })
    )
    const participants: { user: UserId; role: MeetingRole }[] = [
      { user: chair.user.id as UserId, role: 'chair' },
      ...attending.map(({ user }) => ({ user: user.id as UserId, role: 'member' as const }))
    ]
    for (let from = 0; from < participants.length; from += participantsACommand)
      await done(secretary, meeting, { kind: 'add-participants', participants: participants.slice(from, from + participantsACommand) })
    await done(secretary, meeting, { kind: 'issue' })
    await done(chair, meeting, { kind: 'open' })
    return { meeting, people: attending, items }
  }
  return {
    server,
    secretary,
    chair,
    people,
    meet,
    command,
    seat: (who, room, meeting) => ({
      url: `${server.syncUrl}/${room}/${meeting}`,
      document: '',
      wire: 'yjs',
      protocols: [hopsoSubprotocol, `${tokenSubprotocolPrefix}${who.token}`]
    }),
    close: () => server.close()
  }
}

const accountOf = (n: number): string => `daibieu${n}`

/** Colleagues of somebody who is there already, with the same password: the server is down. */
async function addPeople(folder: string, like: string, count: number): Promise<void> {
  const directory = await LowdbDirectory.open(join(folder, 'directory.json'))
  const model = directory.userByAccount(like)
  if (!model) throw new Error(`nobody has the account ${like}`)
  for (let n = 0; n < count; n++)
    await directory.putUser({ ...model, id: freshId<UserId>(), account: accountOf(n), name: `Đại biểu ${n + 1}` })
  await directory.close()
}
