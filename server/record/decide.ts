import { type MeetingDeed, type MeetingStanding, mayInMeeting, seesMeeting } from '#core/access/access.ts'
import { type AttendanceNote, countAttendance, notedEnough, quorumRule, shareOf } from '#core/attendance/attendance.ts'
import { speakerOf } from '#core/floor/floor.ts'
import type { SiteId, UserId, VoteId } from '#core/ids.ts'
import { type MeetingRole, meetingStates, type Participant } from '#core/meeting/meeting.ts'
import type { RecordFact } from '#core/record/event.ts'
import { applyEvent, type RecordProjection } from '#core/record/projection.ts'
import { isJustReminded } from '#core/reminder/reminder.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import { keepsFromBreak, voteAtHand } from '#core/vote/vote.ts'
import type { MeetingCommand, Reason } from '#protocol/http-api.ts'
import type { PaperBoxCommand } from '../secret-ballot/decide-secret.ts'
import { decideFloor } from './decide-floor.ts'
import { decideQuestion } from './decide-question.ts'
import { removal } from './decide-removal.ts'
import { decideSite } from './decide-site.ts'
import type { VoteCommand } from './decide-vote.ts'

/** The right each command needs. */
export const deedOf: Readonly<Record<MeetingCommand['kind'], MeetingDeed>> = {
  'add-participants': 'manage-participants',
  'change-role': 'manage-participants',
  'remove-participant': 'manage-participants',
  'set-presenter': 'set-presenter',
  issue: 'issue-meeting',
  open: 'open-meeting',
  close: 'close-meeting',
  'rename-paper': 'add-paper',
  'remove-paper': 'remove-paper',
  'check-in': 'check-in',
  'check-out': 'check-in',
  'note-attendance': 'note-attendance',
  'set-quorum': 'set-quorum',
  'ask-to-speak': 'ask-to-speak',
  'withdraw-speech': 'ask-to-speak',
  'put-speech-first': 'lead-floor',
  'move-speech': 'lead-floor',
  'hold-speech': 'lead-floor',
  'call-speaker': 'lead-floor',
  'end-speech': 'lead-floor',
  'set-floor-rules': 'set-floor-rules',
  'set-registration': 'set-floor-rules',
  'register-question': 'ask-to-speak',
  'withdraw-question': 'ask-to-speak',
  'put-question-first': 'lead-floor',
  'move-question': 'lead-floor',
  'call-question': 'lead-floor',
  'end-question': 'lead-floor',
  'begin-item': 'lead-agenda',
  'conclude-item': 'lead-agenda',
  suspend: 'lead-agenda',
  resume: 'lead-agenda',
  'prepare-vote': 'prepare-vote',
  'drop-vote': 'prepare-vote',
  'call-vote': 'lead-vote',
  'be-ready': 'vote',
  'open-vote': 'lead-vote',
  'cast-ballot': 'vote',
  'enter-paper-ballot': 'lead-vote',
  'confirm-paper-ballot': 'lead-vote',
  'withdraw-paper-ballot': 'lead-vote',
  'end-vote': 'lead-vote',
  'stop-vote': 'lead-vote',
  'give-paper-ballot': 'lead-vote',
  'count-paper-ballots': 'lead-vote',
  'confirm-paper-ballots': 'lead-vote',
  'remind-voters': 'lead-vote',
  'remind-check-in': 'note-attendance',
  'remove-screen': 'lead-screens',
  'set-check-in': 'set-quorum',
  'set-substitute': 'manage-participants',
  'set-site': 'set-sites',
  'remove-site': 'set-sites',
  'set-video-link': 'set-sites'
}

/** What of a meeting whose record is damaged is still handed out; its record is not, for a part of it would pass for the whole. */
const readingDeeds: ReadonlySet<MeetingDeed> = new Set(['read-meeting', 'read-papers'])

/** Why a deed is refused, or null when it is allowed: unseen meetings do not exist, a right that only the state withholds is a conflict. */
export function refusalOf(standing: MeetingStanding | null, deed: MeetingDeed): Reason | null {
  // [R5] To anybody: who takes part is no longer known for certain.
  if (standing?.setAside && !(seesMeeting(standing) && readingDeeds.has(deed))) return 'record-damaged'
  if (!standing || !seesMeeting(standing)) return 'not-found'
  if (mayInMeeting(standing, deed)) return null
  if (!meetingStates.some(state => mayInMeeting({ ...standing, state }, deed))) return 'no-right'
  return standing.state === 'ended' ? 'meeting-ended' : 'conflict'
}

/** Name, title and unit of a person as of today; null for nobody. */
export type LookUp = (user: UserId) => Omit<Participant, 'role'> | null

/** What a command that touches no ballot comes to. */
export type PlainCommand = Exclude<MeetingCommand, VoteCommand | PaperBoxCommand>

/** What a command of `actor` comes to: the facts to record (none when it is already so), or why not. */
export function decide(
  before: RecordProjection,
  command: PlainCommand,
  actor: UserId,
  lookUp: LookUp,
  now: Date
): Result<readonly RecordFact[], Reason> {
  const facts = factsOf(before, command, actor, lookUp, now)
  // Nothing else changes who leads, and to look ahead takes as long as the change.
  if (!facts.ok || !facts.value.some(({ kind }) => kind.startsWith('participant'))) return facts
  const after = facts.value.reduce((projection, fact) => applyEvent(projection, preview(projection, fact)), before)
  const led = [...after.participants.values()].some(({ role }) => role === 'secretary' || role === 'chair')
  return led ? facts : fail('conflict')
}

function factsOf(
  before: RecordProjection,
  command: PlainCommand,
  actor: UserId,
  lookUp: LookUp,
  now: Date
): Result<readonly RecordFact[], Reason> {
  switch (command.kind) {
    case 'add-participants':
      return additions(before, new Map(command.participants.map(({ user, role }) => [user, role])), lookUp)
    case 'change-role': {
      const participant = before.participants.get(command.user)
      if (!participant) return fail('not-found')
      return ok(participant.role === command.role ? [] : [{ kind: 'participant-role-changed', user: command.user, role: command.role }])
    }
    case 'remove-participant':
      return removal(before, command.user)
    case 'set-presenter':
      if (command.user !== null && !before.participants.has(command.user)) return fail('not-found')
      if ((before.presenters.get(command.item) ?? null) === command.user) return ok([])
      return ok([{ kind: 'presenter-set', item: command.item, user: command.user }])
    case 'issue':
      return isReadyToIssue(before) ? ok([{ kind: 'meeting-issued' }]) : fail('no-participants')
    case 'open': {
      const { reached } = countAttendance(before.participants.values(), before.attendance, before.quorum)
      if (reached || !before.quorum.required) return ok([{ kind: 'meeting-opened' }])
      const { withoutQuorum } = command
      return withoutQuorum === undefined ? fail('no-quorum') : ok([{ kind: 'meeting-opened', withoutQuorum }])
    }
    case 'close':
      // [VT4] Ballots that were given are counted, or the vote is stopped, before everybody goes.
      return voteAtHand(before)?.state === 'open' ? fail('vote-open') : ok([{ kind: 'meeting-closed' }])
    case 'rename-paper': {
      const paper = before.papers.get(command.paper)
      if (!paper || paper.removed) return fail('not-found')
      return ok(paper.title === command.title ? [] : [{ kind: 'paper-renamed', paper: command.paper, title: command.title }])
    }
    case 'remove-paper': {
      const paper = before.papers.get(command.paper)
      if (!paper) return fail('not-found')
      return ok(paper.removed ? [] : [{ kind: 'paper-removed', paper: command.paper }])
    }
    case 'set-check-in':
      return ok(before.byCode === command.byCode ? [] : [{ kind: 'check-in-set', byCode: command.byCode }])
    case 'set-substitute': {
      const { user, standsFor } = command
      if (!before.participants.has(user) || (standsFor !== null && !before.participants.has(standsFor))) return fail('not-found')
      if (user === standsFor) return fail('conflict')
      return ok((before.standsFor.get(user) ?? null) === standsFor ? [] : [{ kind: 'substitute-set', user, standsFor }])
    }
    case 'check-in':
      // [J5] From elsewhere nobody can see the code; who leads checks in as they note others.
      if (before.byCode && (command.place === 'room' || command.site !== undefined) && !mayNoteOthers(before, actor))
        return fail('code-needed')
      return ownNote(before, actor, { state: 'present', place: command.place, ...siteIf(command.site), reason: '' })
    case 'check-out':
      return ownNote(before, actor, { state: 'left', place: null, reason: '' })
    case 'note-attendance': {
      const { users, state, place, site, reason } = command
      return notes(before, users, { state, place, ...siteIf(site), reason })
    }
    case 'ask-to-speak':
    case 'withdraw-speech':
    case 'put-speech-first':
    case 'move-speech':
    case 'hold-speech':
    case 'call-speaker':
    case 'end-speech':
    case 'set-floor-rules':
    case 'set-registration':
      return decideFloor(before, command, actor)
    case 'register-question':
    case 'withdraw-question':
    case 'put-question-first':
    case 'move-question':
    case 'call-question':
    case 'end-question':
      return decideQuestion(before, command, actor)
    case 'begin-item':
      return ok(before.course.item === command.item ? [] : [{ kind: 'item-begun', item: command.item }])
    case 'conclude-item': {
      const { item, text } = command
      return ok((before.conclusions.get(item)?.text ?? '') === text ? [] : [{ kind: 'item-concluded', item, text }])
    }
    case 'suspend':
      if (before.course.suspended) return ok([])
      if (keepsFromBreak(before)) return fail('vote-open')
      // [C9] The clock of whoever speaks stands still with the meeting.
      return ok([
        ...(speakerOf(before.floor) ? [{ kind: 'speech-held' } as const] : []),
        { kind: 'meeting-suspended', reason: command.reason }
      ])
    case 'resume':
      return ok(before.course.suspended ? [{ kind: 'meeting-resumed' }] : [])
    case 'set-quorum': {
      const rule = quorumRule(command.share, command.required)
      const same = shareOf(before.quorum) === command.share && before.quorum.required === command.required
      return ok(same ? [] : [{ kind: 'quorum-set', ...rule }])
    }
    case 'set-site':
    case 'remove-site':
    case 'set-video-link':
      return decideSite(before, command)
    case 'remind-voters':
      if (!before.votes.has(command.vote)) return fail('not-found')
      return voteAtHand(before)?.vote === command.vote ? reminder(before, command.vote, now) : fail('vote-closed')
    case 'remind-check-in':
      return reminder(before, null, now)
    case 'remove-screen':
      return before.screens.has(command.screen) ? ok([{ kind: 'screen-removed', screen: command.screen }]) : fail('not-found')
    default:
      return assertNever(command)
  }
}

/** [RM1] Pressed again at once, by whomever, nobody is reminded twice. */
const reminder = (before: RecordProjection, vote: VoteId | null, now: Date): Result<readonly RecordFact[], Reason> =>
  ok(isJustReminded(before.reminders, vote ?? 'check-in', now.getTime()) ? [] : [{ kind: 'reminded', vote }])

const siteIf = (site: SiteId | undefined): { readonly site?: SiteId } => (site === undefined ? {} : { site })

const mayNoteOthers = ({ participants, state }: RecordProjection, user: UserId): boolean =>
  mayInMeeting({ role: participants.get(user)?.role ?? null, state }, 'note-attendance')

/** [J8] Whoever leads is never kept from it. */
export const mayNoteSelf = (before: RecordProjection, user: UserId): boolean =>
  mayNoteOthers(before, user) || !notedEnough(before.attendance.get(user))

function ownNote(before: RecordProjection, actor: UserId, note: Omit<AttendanceNote, 'user'>): Result<readonly RecordFact[], Reason> {
  const facts = notes(before, [actor], note)
  return facts.ok && facts.value.length > 0 && !mayNoteSelf(before, actor) ? fail('too-often') : facts
}

/** [J2] One fact for each person for whom it is news; who never came cannot leave. */
function notes(
  before: RecordProjection,
  users: readonly UserId[],
  note: Omit<AttendanceNote, 'user'>
): Result<readonly RecordFact[], Reason> {
  const facts: RecordFact[] = []
  for (const user of new Set(users)) {
    if (!before.participants.has(user)) return fail('not-found')
    const known = before.attendance.get(user)
    if (note.state === 'left' && known?.state !== 'present' && known?.state !== 'left') return fail('conflict')
    const isHere = note.state === 'present'
    if (note.site !== undefined && !before.sites.has(note.site)) return fail('not-found')
    const site = isHere ? note.site : undefined
    // A conference site is elsewhere, whatever was said of the place.
    const place = isHere ? (site === undefined ? (note.place ?? 'room') : 'remote') : null
    const isElsewhere = isHere && (known?.place !== place || known.site !== site)
    const isNews = known?.state !== note.state || isElsewhere || known.reason !== note.reason
    if (isNews) facts.push({ kind: 'attendance-noted', user, state: note.state, place, ...siteIf(site), reason: note.reason })
  }
  return ok(facts)
}

function additions(
  before: RecordProjection,
  wanted: ReadonlyMap<UserId, MeetingRole>,
  lookUp: LookUp
): Result<readonly RecordFact[], Reason> {
  const added: Participant[] = []
  const changed: RecordFact[] = []
  for (const [user, role] of wanted) {
    const present = before.participants.get(user)
    if (present && present.role !== role) changed.push({ kind: 'participant-role-changed', user, role })
    if (present) continue
    const person = lookUp(user)
    if (!person) return fail('not-found')
    added.push({ ...person, role })
  }
  return ok([...(added.length > 0 ? [{ kind: 'participants-added', participants: added } as const] : []), ...changed])
}

/** Somebody leads, and somebody is there to whom the meeting is handed: all others than secretaries and chair, who see it already. */
function isReadyToIssue({ participants }: RecordProjection): boolean {
  const roles = [...participants.values()].map(({ role }) => role)
  return roles.includes('chair') && roles.some(role => role !== 'chair' && role !== 'secretary')
}

/** A fact as an event nobody stores, to see what it would lead to. */
const preview = (before: RecordProjection, fact: RecordFact): Parameters<typeof applyEvent>[1] =>
  ({ ...before.head, fact }) as Parameters<typeof applyEvent>[1]
