import { describe, expect, it } from 'vitest'
import type { AgendaItem } from '../agenda/agenda.ts'
import { type Floor, withCalled, withHeld, withRequest } from '../floor/floor.ts'
import type { AgendaItemId, CommandId, MeetingId, SpeechId, UserId, VoteId } from '../ids.ts'
import type { RecordFact } from '../record/event.ts'
import { emptyProjection, project } from '../record/projection.ts'
import { changeOf, screenView } from './screen-view.ts'

const meeting = 'cuoc-hop-0001' as MeetingId
const lan = 'nguoi-lan-001' as UserId
const pon = 'nguoi-pon-001' as UserId
const at = '2026-11-22T01:00:00.000Z'
const item = (id: string, title: string, order: string): AgendaItem => ({
  id: id as AgendaItemId,
  parent: null,
  order,
  title,
  minutes: 30,
  leadUnit: ''
})
const agenda = [item('muc-000001', 'Khai mạc', 'a0'), item('muc-000002', 'Ngân sách', 'a1')]
const people = [
  { user: lan, name: 'Nguyễn Thị Lan', title: 'Phó Chủ tịch', unitName: 'UBND xã', role: 'chair' },
  { user: pon, name: 'Hồ Văn Pồn', title: '', unitName: 'Thôn Đồi Chè', role: 'member' }
] as const
function viewAfter(...facts: readonly RecordFact[]) {
  const all: readonly RecordFact[] = [{ kind: 'participants-added', participants: people }, { kind: 'meeting-issued' }, ...facts]
  const record = project(
    all.map((fact, i) => ({
      seq: i + 1,
      meeting,
      at,
      actor: lan,
      actorName: 'Nguyễn Thị Lan',
      command: `lenh-${1000 + i}` as CommandId,
      fact,
      previous: '',
      hash: ''
    }))
  )
  return screenView({ meeting, record, particulars: { title: 'Phiên họp', place: 'Hội trường', startsAt: at }, agenda })
}
const asks = (speech: string, user: UserId): RecordFact => ({
  kind: 'speech-requested',
  speech: speech as SpeechId,
  user,
  subject: 'chuyện riêng',
  item: null
})

describe('what a big screen is told', () => {
  it('[BS2] is the item that is on, the next, who speaks, who is next, and how many are present', () => {
    const view = viewAfter(
      { kind: 'meeting-opened' },
      { kind: 'item-begun', item: agenda[0]?.id as AgendaItemId },
      { kind: 'attendance-noted', user: pon, state: 'present', place: 'room', reason: '' },
      asks('phat-bieu-1', pon),
      { kind: 'speaker-called', speech: 'phat-bieu-1' as SpeechId, minutes: 5 },
      asks('phat-bieu-2', lan)
    )
    expect(view).toMatchObject({
      state: 'live',
      item: { number: '1', title: 'Khai mạc', minutes: 30, usedMs: 0, countingFrom: at },
      next: { number: '2', title: 'Ngân sách' },
      speaker: { name: 'Hồ Văn Pồn', title: 'Thôn Đồi Chè', minutes: 5, warnSeconds: 60 },
      waiting: { count: 1, next: 'Nguyễn Thị Lan' },
      attendance: { members: { present: 1, all: 2 }, needed: 2, reached: false }
    })
  })

  it('[C9] of who was stopped and speaks on is what they had, and a clock that goes on from there', () => {
    const speech = 'phat-bieu-1' as SpeechId
    const minute = (n: number) => new Date(Date.parse(at) + n * 60_000).toISOString()
    const asked = withRequest(new Map(), { speech, user: pon, subject: '', item: null }, at)
    const called = withCalled(asked, speech, 5, at)
    const speakerIn = (floor: Floor) =>
      screenView({
        meeting,
        record: { ...emptyProjection, floor },
        particulars: { title: '', place: '', startsAt: at },
        agenda
      }).speaker
    expect(speakerIn(called)).toEqual({ name: '', title: '', calledAt: at, minutes: 5, warnSeconds: 60 })
    expect(speakerIn(withHeld(called, minute(3)))).toBeNull()
    expect(speakerIn(withCalled(withHeld(called, minute(3)), speech, 5, minute(10)))).toMatchObject({
      calledAt: minute(7),
      spentMs: 180_000
    })
  })

  it('[BS2] is no reason of an absence and no subject of a speech', () => {
    const view = viewAfter(
      { kind: 'attendance-noted', user: pon, state: 'excused', place: null, reason: 'ốm nặng' },
      asks('phat-bieu-1', pon)
    )
    expect(JSON.stringify(view)).not.toMatch(/ốm nặng|chuyện riêng|excused/)
  })

  it('[BS2] is how many have voted while a vote is open, and its numbers once it has ended, until the meeting goes on', () => {
    const vote = 'bieu-quyet-1' as VoteId
    const terms = {
      subject: 'Thông qua dự toán',
      item: null,
      form: 'open',
      options: 'law',
      base: 'all',
      share: 'half',
      tie: 'fails',
      repeats: null
    } as const
    const open: readonly RecordFact[] = [
      { kind: 'meeting-opened' },
      { kind: 'vote-prepared', vote, ...terms },
      { kind: 'vote-opened', vote, roll: [lan, pon], members: 2, minutes: 0 },
      { kind: 'ballot-cast', vote, commitment: 'a'.repeat(64) }
    ]
    expect(viewAfter(...open).vote).toMatchObject({ question: 'Thông qua dự toán', isOpen: true, cast: 1, voters: 2, outcome: null })
    const outcome = { counts: { for: 1 }, paper: 0, missing: 1, base: 2, needed: 2, passed: false, tie: null }
    const ballots = [{ voter: lan, choice: 'for', text: '', salt: '0'.repeat(32), paper: false }] as const
    const ended: readonly RecordFact[] = [...open, { kind: 'vote-ended', vote, outcome, ballots }]
    const { vote: told } = viewAfter(...ended)
    expect(told).toEqual({
      question: 'Thông qua dự toán',
      isSecret: false,
      isOpen: false,
      cast: 1,
      voters: 2,
      options: 'law',
      endedAt: at,
      outcome: { counts: { for: 1 }, passed: false }
    })
  })

  it('[BS2] names no next item before the meeting is on', () => {
    expect(viewAfter().next).toBeNull()
  })

  it('[BS4] a change names what is different and nothing else', () => {
    const before = viewAfter({ kind: 'meeting-opened' })
    expect(changeOf(null, before)).toBe(before)
    expect(changeOf(before, viewAfter({ kind: 'meeting-opened' }))).toBeNull()
    const change = changeOf(before, viewAfter({ kind: 'meeting-opened' }, { kind: 'meeting-suspended', reason: 'Nghỉ' }))
    expect(Object.keys(change ?? {})).toEqual(['suspended'])
  })

  it('[BS4] is small: a whole view and one arrival in bytes', () => {
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length
    const opened: readonly RecordFact[] = [
      { kind: 'meeting-opened' },
      { kind: 'item-begun', item: agenda[0]?.id as AgendaItemId },
      asks('phat-bieu-1', pon),
      { kind: 'speaker-called', speech: 'phat-bieu-1' as SpeechId, minutes: 5 }
    ]
    const before = viewAfter(...opened)
    expect(bytes(before)).toBeLessThan(1_200)
    const arrival: RecordFact = { kind: 'attendance-noted', user: lan, state: 'present', place: 'room', reason: '' }
    expect(bytes(changeOf(before, viewAfter(...opened, arrival)))).toBeLessThan(300)
  })
})
