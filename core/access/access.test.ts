import { describe, expect, it } from 'vitest'
import type { MeetingId, PaperId, UnitId, UserId } from '../ids.ts'
import { type MeetingRole, type MeetingState, meetingRoles, meetingStates } from '../meeting/meeting.ts'
import { type UnitRole, unitRoles } from '../organisation/organisation.ts'
import {
  type MeetingDeed,
  type MeetingStanding,
  mayInMeeting,
  mayInUnit,
  mayLead,
  meetingDeeds,
  roomRights,
  type Subject,
  seesMeeting,
  unitDeeds
} from './access.ts'
import { type Room, type RoomRights, roomKinds } from './room.ts'

const me = 'nguoi-toi-0001' as UserId
const other = 'nguoi-khac-0002' as UserId
const meeting = 'cuoc-hop-0001' as MeetingId
const paper = 'tai-lieu-0001' as PaperId
const mine = 'don-vi-cua-toi' as UnitId
const elsewhere = 'don-vi-khac-01' as UnitId

const subject = (unitRole: UnitRole): Subject => ({ user: me, unitRole, units: new Set([mine]) })
const standings: readonly MeetingStanding[] = [...meetingRoles, null].flatMap(role => meetingStates.map(state => ({ role, state })))
const name = ({ role, state }: MeetingStanding) => `${role ?? 'outsider'} of a meeting that is ${state}`
const prepares: readonly (MeetingRole | null)[] = ['secretary', 'chair']

/** The table of docs/architecture.md, written a second time: who has which right in a room of each kind. */
const expectedRights: Readonly<Record<Room['kind'], (standing: MeetingStanding, own: boolean) => RoomRights>> = {
  meeting: ({ role, state }) =>
    prepares.includes(role) ? (state === 'ended' ? 'read' : 'write') : role === null || state === 'draft' ? 'none' : 'read',
  minutes: ({ role, state }) => (prepares.includes(role) ? (state === 'ended' ? 'read' : 'write') : 'none'),
  record: standing => (sees(standing) ? 'read' : 'none'),
  remarks: standing => (sees(standing) ? 'read' : 'none'),
  threads: () => 'none',
  shares: (_, own) => (own ? 'read' : 'none'),
  marks: (standing, own) => (own && sees(standing) ? 'write' : 'none'),
  notes: (standing, own) => (own && sees(standing) ? 'write' : 'none'),
  state: (_, own) => (own ? 'write' : 'none'),
  inbox: (_, own) => (own ? 'read' : 'none'),
  shelf: (_, own) => (own ? 'read' : 'none')
}
const sees = ({ role, state }: MeetingStanding) => role !== null && (state !== 'draft' || prepares.includes(role))

const roomOf = (kind: Room['kind'], user: UserId): Room => {
  switch (kind) {
    case 'meeting':
    case 'minutes':
    case 'record':
      return { kind, meeting }
    case 'notes':
      return { kind, meeting, user }
    case 'marks':
      return { kind, paper, user }
    case 'remarks':
    case 'threads':
      return { kind, paper }
    case 'shares':
    case 'state':
    case 'inbox':
    case 'shelf':
      return { kind, user }
  }
}

describe('rooms', () => {
  it.each(standings.map(standing => [name(standing), standing] as const))('[A2] who sees a meeting: %s', (_, standing) => {
    expect(seesMeeting(standing)).toBe(sees(standing))
  })

  const cells = roomKinds.flatMap(kind =>
    standings.flatMap(standing => unitRoles.map(unitRole => [kind, name(standing), unitRole, standing] as const))
  )
  it.each(cells)('[A3] %s: %s, %s in the unit', (kind, _, unitRole, standing) => {
    for (const user of [me, other]) {
      expect(roomRights(subject(unitRole), roomOf(kind, user), standing)).toBe(expectedRights[kind](standing, user === me))
    }
  })

  it.each(unitRoles)('[A4] no standing and no unit role, not even %s, opens what is private to another', unitRole => {
    for (const kind of ['marks', 'notes', 'state', 'inbox', 'shares', 'shelf', 'threads'] as const)
      for (const standing of [...standings, null]) expect(roomRights(subject(unitRole), roomOf(kind, other), standing)).toBe('none')
  })

  it('[A3] a meeting that is not known gives no right but to my own state and lists', () => {
    for (const kind of roomKinds) {
      const expected = kind === 'state' ? 'write' : kind === 'inbox' || kind === 'shares' || kind === 'shelf' ? 'read' : 'none'
      expect(roomRights(subject('administrator'), roomOf(kind, me), null)).toBe(expected)
    }
  })
})

describe('deeds in a meeting', () => {
  const running: readonly MeetingState[] = ['draft', 'issued', 'live']
  const gathering: readonly MeetingState[] = ['issued', 'live']
  const preparing = ({ role, state }: MeetingStanding, states: readonly MeetingState[]) => prepares.includes(role) && states.includes(state)
  const expected: Readonly<Record<MeetingDeed, (standing: MeetingStanding) => boolean>> = {
    'read-meeting': sees,
    'read-papers': sees,
    'read-record': sees,
    'edit-agenda': standing => preparing(standing, running),
    'add-paper': standing => preparing(standing, running),
    'remove-paper': standing => preparing(standing, running),
    'manage-participants': standing => preparing(standing, running),
    'set-presenter': standing => preparing(standing, running),
    'share-mark': standing => sees(standing) && running.includes(standing.state),
    'answer-remark': standing => sees(standing) && running.includes(standing.state),
    'withdraw-remark': sees,
    'hide-remark': ({ role }) => prepares.includes(role),
    'issue-meeting': standing => preparing(standing, ['draft']),
    'open-meeting': standing => preparing(standing, ['issued']),
    'close-meeting': standing => preparing(standing, ['live']),
    'check-in': standing => sees(standing) && gathering.includes(standing.state),
    'note-attendance': standing => preparing(standing, gathering),
    'ask-to-speak': standing => sees(standing) && gathering.includes(standing.state),
    'lead-floor': standing => preparing(standing, ['live']),
    'lead-agenda': standing => preparing(standing, ['live']),
    'set-floor-rules': standing => preparing(standing, running),
    'use-desk': standing => standing.role === 'secretary' || standing.role === 'chair',
    'set-quorum': standing => preparing(standing, running),
    'prepare-vote': standing => preparing(standing, running),
    'lead-vote': standing => preparing(standing, ['live']),
    vote: standing => sees(standing) && standing.state === 'live',
    'lead-screens': standing => preparing(standing, gathering),
    'set-sites': standing => preparing(standing, running)
  }
  it.each(meetingDeeds.flatMap(deed => standings.map(standing => [deed, name(standing), standing] as const)))(
    '[A5] %s: %s',
    (deed, _, standing) => {
      expect(mayInMeeting(standing, deed)).toBe(expected[deed](standing))
    }
  )

  it('[A5] whoever may edit the agenda may write its room, and nobody else', () => {
    for (const standing of standings)
      expect(roomRights(subject('staff'), { kind: 'meeting', meeting }, standing) === 'write').toBe(mayInMeeting(standing, 'edit-agenda'))
  })

  it('[M1] a meeting goes from draft to issued to live to ended, one step at a time', () => {
    const steps = ['issue-meeting', 'open-meeting', 'close-meeting'] as const
    const possible = meetingStates.map(state => steps.filter(deed => mayInMeeting({ role: 'secretary', state }, deed)))
    expect(possible).toEqual([['issue-meeting'], ['open-meeting'], ['close-meeting'], []])
  })

  it.each(standings.map(standing => [name(standing), standing] as const))('[A6] who leads the pages: %s', (_, standing) => {
    expect(mayLead(standing, false)).toBe(standing.role === 'chair')
    expect(mayLead(standing, true)).toBe(standing.role !== null)
  })
})

describe('deeds in the organisation', () => {
  const table: Readonly<Record<UnitRole, readonly string[]>> = {
    administrator: ['manage-users here', 'read-users here', 'read-users elsewhere'],
    unitAdministrator: ['manage-users here', 'read-users here', 'read-users elsewhere'],
    secretary: ['create-meeting here', 'read-users here', 'read-users elsewhere'],
    staff: ['read-users here']
  }
  it.each(unitRoles)('[A7] %s', unitRole => {
    const found = unitDeeds.flatMap(deed =>
      [
        ['here', mine],
        ['elsewhere', elsewhere]
      ]
        .filter(([, unit]) => mayInUnit(subject(unitRole), deed, unit as UnitId))
        .map(([where]) => `${deed} ${where}`)
    )
    expect(found).toEqual(table[unitRole])
  })
})
