import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { AgendaItemId, CommandId, MeetingId, PaperId, ScreenId, SiteId, SpeechId, UnitId, UserId, VersionId, VoteId } from '../ids.ts'
import type { FileHash, PaperVersion } from '../paper/paper.ts'
import { readProjection, writeProjection } from '../shared-doc/record-doc.ts'
import type { RecordEvent, RecordFact } from './event.ts'
import { emptyProjection, project } from './projection.ts'

const dung = 'nguoi-dung-01' as UserId
const hang = 'nguoi-hang-01' as UserId
const item = 'muc-ngan-sach' as AgendaItemId
const paper = 'to-trinh-001' as PaperId
const person = (user: UserId, role: 'chair' | 'secretary' | 'member') => ({ user, name: user, title: '', unitName: 'UBND xã', role })
const version = (id: string, replaces: string | null): PaperVersion => ({
  version: id as VersionId,
  replaces: replaces as VersionId | null,
  hash: 'a'.repeat(64) as FileHash,
  bytes: 1000,
  pages: 3,
  fileName: 'to-trinh.pdf',
  addedAt: '2026-11-22T01:00:00.000Z',
  addedBy: hang
})
const vote = 'bieu-quyet-1' as VoteId
const terms = { subject: 'Thông qua', item, form: 'open', options: 'law', base: 'all', share: 'half', tie: 'fails', repeats: null } as const
const facts: readonly RecordFact[] = [
  { kind: 'meeting-created', unit: 'don-vi-0001' as UnitId, unitName: 'UBND xã Tân Nguồn' },
  { kind: 'participants-added', participants: [person(hang, 'secretary'), person(dung, 'member')] },
  { kind: 'participant-role-changed', user: dung, role: 'chair' },
  { kind: 'presenter-set', item, user: dung },
  { kind: 'paper-added', paper, title: 'Tờ trình', item, version: version('ban-0001', null) },
  { kind: 'paper-version-added', paper, version: version('ban-0002', 'ban-0001') },
  { kind: 'paper-renamed', paper, title: 'Tờ trình (sửa)' },
  { kind: 'meeting-issued' },
  { kind: 'presenter-set', item, user: null },
  { kind: 'meeting-opened' },
  { kind: 'item-begun', item },
  { kind: 'speech-requested', speech: 'phat-bieu-1' as SpeechId, user: dung, subject: 'Ngân sách', item },
  { kind: 'speech-requested', speech: 'phat-bieu-2' as SpeechId, user: hang, subject: '', item: null },
  { kind: 'speech-put-first', speech: 'phat-bieu-2' as SpeechId },
  { kind: 'speaker-called', speech: 'phat-bieu-1' as SpeechId, minutes: 5 },
  { kind: 'speech-moved', speech: 'phat-bieu-2' as SpeechId, before: null },
  { kind: 'speech-held' },
  { kind: 'registration-set', list: 'floor', open: false },
  { kind: 'speaker-called', speech: 'phat-bieu-1' as SpeechId, minutes: 5 },
  { kind: 'speech-withdrawn', speech: 'phat-bieu-2' as SpeechId },
  { kind: 'speech-ended' },
  { kind: 'meeting-suspended', reason: 'Nghỉ giải lao' },
  { kind: 'meeting-resumed' },
  { kind: 'quorum-set', numerator: 1, denominator: 2, required: true },
  { kind: 'attendance-noted', user: dung, state: 'present', place: 'room', reason: '' },
  { kind: 'vote-prepared', vote, ...terms },
  { kind: 'vote-called', vote },
  { kind: 'voter-ready', vote },
  { kind: 'vote-opened', vote, roll: [dung, hang], members: 2, minutes: 0 },
  { kind: 'ballot-cast', vote, commitment: 'a'.repeat(64) },
  { kind: 'paper-ballot-entered', vote, voter: dung, commitment: 'b'.repeat(64) },
  { kind: 'paper-ballot-confirmed', vote, voter: dung },
  {
    kind: 'vote-ended',
    vote,
    outcome: { counts: { for: 1 }, paper: 0, missing: 1, base: 2, needed: 2, passed: false, tie: null },
    ballots: [{ voter: hang, choice: 'for', text: '', salt: '0'.repeat(32), paper: false }]
  },
  { kind: 'vote-prepared', vote: 'bieu-quyet-2' as VoteId, ...terms, repeats: vote },
  { kind: 'vote-dropped', vote: 'bieu-quyet-2' as VoteId },
  { kind: 'screen-paired', screen: 'man-hinh-001' as ScreenId },
  { kind: 'screen-paired', screen: 'man-hinh-002' as ScreenId },
  { kind: 'screen-removed', screen: 'man-hinh-001' as ScreenId },
  { kind: 'check-in-set', byCode: true },
  { kind: 'substitute-set', user: hang, standsFor: dung },
  { kind: 'substitute-set', user: hang, standsFor: null },
  { kind: 'substitute-set', user: dung, standsFor: hang },
  { kind: 'site-set', site: 'diem-cau-001' as SiteId, name: 'Đồi Chè', room: 'Nhà văn hóa', contact: '', phone: '', link: '' },
  { kind: 'site-set', site: 'diem-cau-002' as SiteId, name: 'Bến Đá', room: '', contact: '', phone: '', link: '' },
  { kind: 'site-assigned', site: 'diem-cau-002' as SiteId, users: [dung] },
  { kind: 'site-assigned', site: 'diem-cau-001' as SiteId, users: [dung, hang] },
  { kind: 'site-assigned', site: null, users: [hang] },
  { kind: 'attendance-noted', user: dung, state: 'present', place: 'remote', site: 'diem-cau-001' as SiteId, reason: '' },
  { kind: 'site-removed', site: 'diem-cau-002' as SiteId },
  { kind: 'video-link-set', link: 'https://meet.jit.si/HopXa' },
  { kind: 'participant-removed', user: dung },
  { kind: 'paper-removed', paper },
  { kind: 'meeting-closed' }
]
const events: readonly RecordEvent[] = facts.map((fact, i) => ({
  seq: i + 1,
  meeting: 'cuoc-hop-0001' as MeetingId,
  at: '2026-11-22T01:00:00.000Z',
  actor: hang,
  actorName: 'Phùng Thị Thu Hằng',
  command: `lenh-${1000 + i}` as CommandId,
  fact,
  previous: String(i).padStart(64, '0'),
  hash: String(i + 1).padStart(64, '0')
}))
const upTo = (kind: RecordFact['kind']) => project(events.slice(0, facts.findIndex(fact => fact.kind === kind) + 1))

describe('what the events amount to', () => {
  it('[M1] the state follows the events', () => {
    expect(emptyProjection.state).toBe('draft')
    expect((['paper-renamed', 'meeting-issued', 'meeting-opened', 'meeting-closed'] as const).map(kind => upTo(kind).state)).toEqual([
      'draft',
      'issued',
      'live',
      'ended'
    ])
  })

  it('[R4] people, roles, presenters and papers are as the last event left them', () => {
    const issued = upTo('meeting-issued')
    expect([...issued.participants.values()].map(p => [p.user, p.role])).toEqual([
      [hang, 'secretary'],
      [dung, 'chair']
    ])
    expect(issued.presenters.get(item)).toBe(dung)
    const end = project(events)
    expect([...end.participants.keys()]).toEqual([hang])
    expect(end.presenters.size).toBe(0)
  })

  it('[P1] versions are kept oldest first, each naming the one it replaces; a removed paper keeps them', () => {
    const found = project(events).papers.get(paper)
    expect(found).toMatchObject({ title: 'Tờ trình (sửa)', removed: true, item })
    expect(found?.versions.map(v => [v.version, v.replaces])).toEqual([
      ['ban-0001', null],
      ['ban-0002', 'ban-0001']
    ])
  })

  it('[R4] going on from any point gives the same as all events from the beginning', () => {
    const whole = project(events)
    for (let i = 0; i <= events.length; i++) expect(project(events.slice(i), project(events.slice(0, i)))).toEqual(whole)
    expect(whole.head).toEqual({ seq: events.length, hash: events.at(-1)?.hash })
  })

  it('[R4] events about people and papers that are not there change nothing but the head', () => {
    const unknown: readonly RecordFact[] = [
      { kind: 'participant-role-changed', user: dung, role: 'chair' },
      { kind: 'participant-removed', user: dung },
      { kind: 'paper-version-added', paper, version: version('ban-0001', null) },
      { kind: 'paper-renamed', paper, title: 'x' },
      { kind: 'paper-removed', paper }
    ]
    for (const fact of unknown) {
      const [first] = events as [RecordEvent]
      const found = project([{ ...first, fact }])
      expect({ ...found, head: emptyProjection.head }).toEqual(emptyProjection)
    }
  })

  it('[D3] the record room gives every projection back, and is not touched when nothing changed', () => {
    const doc = new Y.Doc()
    let updates = 0
    doc.on('update', () => {
      updates += 1
    })
    for (let i = 0; i <= events.length; i++) {
      const projection = project(events.slice(0, i))
      writeProjection(doc, projection)
      const before = updates
      writeProjection(doc, projection)
      expect(updates).toBe(before)
      expect(readProjection(doc)).toEqual(projection)
    }
  })
})
