import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { AgendaItemId, CommandId, UploadId } from '#core/ids.ts'
import type { MeetingState } from '#core/meeting/meeting.ts'
import { parseHash } from '#core/paper/paper.ts'
import type { Result } from '#core/result.ts'
import { addAgendaItem, orderBetween, readAgenda } from '#core/shared-doc/meeting-doc.ts'
import { type MeetingCommand, type Reason, uploadPieceBytes } from '#protocol/http-api.ts'
import type { Passwords } from '../access/passwords.ts'
import { type DemonstrationInfo, StartFault } from '../options.ts'
import { meetingTarget } from '../papers/meeting-target.ts'
import type { NewUpload, Uploads } from '../papers/uploads.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { Meetings } from '../record/meetings.ts'
import type { Rooms } from '../rooms/ports.ts'
import type { Directory, StoredUser } from '../storage/ports.ts'
import { type Surroundings, sha256 } from '../surroundings.ts'
import { type DemonstrationContent, type DemonstrationMeeting, demonstrationContent } from './content.ts'

export interface SeedParts {
  readonly book: MeetingBook
  readonly directory: Directory
  readonly meetings: Meetings
  readonly uploads: Uploads
  readonly rooms: Rooms
  readonly passwords: Passwords
  readonly around: Surroundings
}

/**
 * Fills an empty directory with the demonstration organisation, through the same services as requests. A start that was cut short goes on
 * where it stopped: every command has an id made from what it does. A directory with other people in it is left alone and gives null.
 */
export async function seedDemonstration(parts: SeedParts, resourcesDir: string | undefined): Promise<DemonstrationInfo | null> {
  const { directory, around } = parts
  const folder = join(resourcesDir ?? 'resources', 'demonstration')
  const content = await read(folder)
  const users = directory.users()
  if (users.size > 0 && !content.users.some(({ id }) => users.has(id))) return null
  for (const unit of content.units) if (!directory.units().has(unit.id)) await directory.putUnit(unit)
  const missing = content.users.filter(({ id }) => !directory.users().has(id))
  const passwordHash = missing.length > 0 ? await parts.passwords.hash(content.password) : ''
  for (const { label, ...user } of missing) await directory.putUser({ ...user, locked: false, passwordHash, mustChangePassword: false })
  for (const meeting of content.meetings) await seedMeetingWhole(parts, meeting, folder)
  around.log({ level: 'info', event: 'demonstration-ready', meetings: content.meetings.length })
  const today = content.meetings.find(({ startsInDays }) => startsInDays === 0) ?? content.meetings[0]
  return {
    meetingId: today?.id ?? '',
    accounts: content.users.map(({ account, label, name }) => ({ account, password: content.password, role: label, name }))
  }
}

async function read(folder: string): Promise<DemonstrationContent> {
  try {
    return demonstrationContent.parse(JSON.parse(await readFile(join(folder, 'demonstration.json'), 'utf8')))
  } catch (error) {
    throw new StartFault('demonstration-missing', 'the demonstration could not be read', { cause: error })
  }
}

const statesOnTheWay: Readonly<Record<MeetingState, readonly ('issue' | 'open' | 'close')[]>> = {
  draft: [],
  issued: ['issue'],
  live: ['issue', 'open'],
  ended: ['issue', 'open', 'close']
}
/** 20 letters and digits that are the same at every start. */
const idOf = <T extends string>(...parts: readonly string[]): T => sha256(parts.join(' ')).slice(0, 20) as T

async function seedMeetingWhole(parts: SeedParts, meeting: DemonstrationMeeting, folder: string): Promise<void> {
  const { book, directory, meetings, rooms } = parts
  const actor = directory.users().get(meeting.secretary)
  if (!actor) throw new StartFault('demonstration-missing', `nobody is secretary of ${meeting.id}`)
  const steps = commandsOf(meeting)
  const last = steps.at(-1)
  if ((last && book.done(meeting.id, last.id)) || book.isSetAside(meeting.id)) return
  const { startsAt, endsAt, month, year } = timesOf(meeting, parts.around.now())
  expectDone(
    await meetings.create(actor, {
      id: idOf<CommandId>(meeting.id, 'create'),
      meeting: meeting.id,
      unit: meeting.unit,
      title: meeting.title.replace('{thang}', month).replace('{nam}', year),
      place: meeting.place,
      note: meeting.note,
      type: meeting.type,
      form: meeting.form,
      startsAt,
      endsAt
    })
  )
  await rooms.edit({ kind: 'meeting', meeting: meeting.id }, doc => {
    if (readAgenda(doc).length > 0) return
    const lastOrder = new Map<AgendaItemId | null, string>()
    for (const item of meeting.agenda) {
      const order = orderBetween(lastOrder.get(item.parent) ?? null, null)
      lastOrder.set(item.parent, order)
      addAgendaItem(doc, { id: item.id, parent: item.parent, order, title: item.title, minutes: item.minutes, leadUnit: item.leadUnit })
    }
  })
  const [people, ...others] = steps
  if (people) expectDone(await meetings.command(actor, meeting.id, people))
  for (const paper of meeting.papers) await addPaper(parts, actor, meeting, paper, folder)
  for (const command of others) expectDone(await meetings.command(actor, meeting.id, command))
}

/** People first; who presents, and the state, once papers are in. */
function commandsOf(meeting: DemonstrationMeeting): readonly MeetingCommand[] {
  return [
    { id: idOf<CommandId>(meeting.id, 'people'), kind: 'add-participants', participants: meeting.participants },
    ...meeting.agenda.flatMap(({ id: item, presenter }): MeetingCommand[] =>
      presenter ? [{ id: idOf<CommandId>(meeting.id, 'presenter', item), kind: 'set-presenter', item, user: presenter }] : []
    ),
    ...statesOnTheWay[meeting.state].map((kind): MeetingCommand => ({ id: idOf<CommandId>(meeting.id, kind), kind }))
  ]
}

async function addPaper(
  parts: SeedParts,
  actor: StoredUser,
  meeting: DemonstrationMeeting,
  paper: DemonstrationMeeting['papers'][number],
  folder: string
): Promise<void> {
  const { uploads } = parts
  const bytes = await readFile(join(folder, paper.file))
  const hash = parseHash(createHash('sha256').update(bytes).digest('hex'))
  if (!hash) throw new Error('a hash without the form of one')
  const upload = idOf<UploadId>(meeting.id, 'upload', paper.version)
  const request: NewUpload = {
    upload,
    id: idOf<CommandId>(meeting.id, 'paper', paper.version),
    paper: paper.id,
    version: paper.version,
    title: paper.title,
    item: paper.item,
    fileName: basename(paper.file),
    bytes: bytes.byteLength,
    hash,
    declaration: 'ordinary'
  }
  const target = meetingTarget({ ...parts, isTaken: () => false }, actor, meeting.id, request)
  const begun = expectDone(await uploads.begin(actor, target, request))
  if (begun.offset === bytes.byteLength && begun.again && !(await uploads.offset(actor, upload)).ok) return
  for (let at = begun.offset; at < bytes.byteLength; )
    at = expectDone(await uploads.append(actor, upload, at, bytes.subarray(at, at + uploadPieceBytes)))
  expectDone(await uploads.finish(actor, upload))
}

function expectDone<T>(result: Result<T, Reason>): T {
  if (result.ok) return result.value
  throw new StartFault('demonstration-missing', `the demonstration was refused: ${result.reason}`)
}

/** Day and hour in Vietnam, which has one time zone and no summer time. */
function timesOf(meeting: DemonstrationMeeting, now: Date) {
  const zoneMs = 7 * 3_600_000
  const day = new Date(now.getTime() + zoneMs + meeting.startsInDays * 86_400_000).toISOString().slice(0, 10)
  const begin = Date.parse(`${day}T${meeting.startTime}:00+07:00`)
  const local = (at: number): string => `${new Date(at + zoneMs).toISOString().slice(0, 19)}+07:00`
  return {
    startsAt: local(begin),
    endsAt: local(begin + meeting.durationMinutes * 60_000),
    month: String(Number(day.slice(5, 7))),
    year: day.slice(0, 4)
  }
}
