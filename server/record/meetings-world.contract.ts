import { randomBytes } from 'node:crypto'
import { type AnyId, type CommandId, type MeetingId, newId, type UnitId, type VoteId } from '#core/ids.ts'
import type { MeetingCommand } from '#protocol/http-api.ts'
import { endings, world } from '../rooms/rooms-world.contract.ts'
import { type BoxFiles, MemoryBoxFiles } from '../secret-ballot/box-files.ts'
import { openBallotBoxes, SecretBallots } from '../secret-ballot/secret-ballots.ts'
import type { Storage, StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { MeetingBook } from './meeting-book.ts'
import { Meetings } from './meetings.ts'
import { Mirror } from './mirror.ts'

export const id = <T extends AnyId>(): T => newId<T>(count => randomBytes(count))
const unit = 'ubnd-xa-thu' as UnitId
const quiet: Surroundings = { now: () => new Date(), log: () => undefined }
const atOnce = 500

/** Somebody of the house; number 0 is its secretary. */
export const person = (n: number): StoredUser =>
  ({
    id: `nguoi-${10_000 + n}`,
    account: `canbo${n}`,
    name: `Cán bộ ${n}`,
    title: '',
    unit,
    role: n === 0 ? 'secretary' : 'staff',
    locked: false,
    passwordHash: ''
  }) as never

/** Everything that takes commands, without HTTP. */
export async function meetingsOn(storage: Storage, boxFiles: BoxFiles = new MemoryBoxFiles(), around: Surroundings = quiet) {
  const { rooms } = await world({}, storage.rooms)
  const book = await MeetingBook.open(storage.records, around)
  const mirror = await Mirror.start(book, rooms, around)
  endings.push(() => mirror.close())
  const boxes = await openBallotBoxes(boxFiles, book, around)
  const ballots = new SecretBallots({ book, boxes, around })
  const meetings = new Meetings({ book, rooms, directory: storage.directory, secret: ballots, now: around.now })
  return { rooms, book, mirror, boxes, ballots, meetings }
}

/** A meeting that is on, in which so many people are present, the first of them its chair. */
export async function hallOf(count: number, storage: Storage, boxFiles?: BoxFiles, around?: Surroundings) {
  const running = await meetingsOn(storage, boxFiles, around)
  const secretary = person(0)
  const voters = Array.from({ length: count }, (_, n) => person(n + 1))
  await storage.directory.putUnit({ id: unit, parent: null, name: 'UBND xã Thử', shortName: 'UBND' })
  for (const who of [secretary, ...voters]) await storage.directory.putUser(who)
  const meeting = id<MeetingId>()
  const at = { startsAt: '2026-11-23T08:00:00+07:00', endsAt: '2026-11-23T11:00:00+07:00' }
  const made = { id: id<CommandId>(), meeting, unit, title: 'Kỳ họp', place: '', note: '', type: 'session', form: 'inPerson', ...at }
  await running.meetings.create(secretary, made as never)
  const send = (who: StoredUser, words: object) =>
    running.meetings.command(who, meeting, { id: id<CommandId>(), ...words } as unknown as MeetingCommand)
  const done = async (words: object): Promise<void> => {
    const outcome = await send(secretary, words)
    if (!outcome.ok) throw new Error(`${JSON.stringify(words).slice(0, 80)}: ${outcome.reason}`)
  }
  const users = voters.map(who => who.id)
  const pieces = Array.from({ length: Math.ceil(count / atOnce) }, (_, n) => users.slice(n * atOnce, (n + 1) * atOnce))
  for (const some of pieces)
    await done({ kind: 'add-participants', participants: some.map(user => ({ user, role: user === users[0] ? 'chair' : 'member' })) })
  await done({ kind: 'issue' })
  for (const some of pieces) await done({ kind: 'note-attendance', users: some, state: 'present', place: 'room', reason: '' })
  await done({ kind: 'open' })
  /** A vote of all of them that is open. */
  const openVote = async (form: 'open' | 'secret'): Promise<VoteId> => {
    const vote = id<VoteId>()
    const rules = { options: 'law', base: 'all', share: 'half', tie: 'fails', repeats: null }
    await done({ kind: 'prepare-vote', vote, subject: 'Thông qua', item: null, form, ...rules })
    await done({ kind: 'open-vote', vote, minutes: 0 })
    return vote
  }
  return { ...running, meeting, secretary, voters, send, done, openVote }
}
