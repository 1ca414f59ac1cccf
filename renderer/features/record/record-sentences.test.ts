import { describe, expect, it } from 'vitest'
import type {
  AgendaItemId,
  MeetingId,
  PaperId,
  QuestionId,
  ScreenId,
  SiteId,
  SpeechId,
  UnitId,
  UserId,
  VersionId,
  VoteId
} from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { RecordEvent, RecordFact, RecordFactKind } from '#core/record/event.ts'
import { lookOf, sentenceOf } from '#core/record/look.ts'
import { texts } from '#text/index.ts'

const user = 'nguoi-0001' as UserId
const other = 'nguoi-0002' as UserId
const item = 'muc-0001' as AgendaItemId
const [vote, own] = ['bieu-quyet-1' as VoteId, 'bieu-quyet-2' as VoteId]
const [speech, question] = ['phat-bieu-1' as SpeechId, 'chat-van-01' as QuestionId]
const [paper, site, screen] = ['tai-lieu-01' as PaperId, 'diem-cau-1' as SiteId, 'man-hinh-1' as ScreenId]
const commitment = 'c'.repeat(64)
const person = { title: '', unitName: '' }
const version = {
  version: 'ban-00001' as VersionId,
  replaces: null,
  hash: 'd'.repeat(64) as FileHash,
  bytes: 1,
  pages: 1,
  fileName: 'a.pdf',
  addedAt: '',
  addedBy: user
}
const outcome = { paper: 0, missing: 1, base: 3, needed: 2, passed: true, tie: null }
const terms = { item, form: 'open', base: 'all', share: 'half', tie: 'chair-side', repeats: null } as const

/** One of each kind, in an order in which they could have happened; a new kind does not compile without. */
const facts: { readonly [K in RecordFactKind]: Extract<RecordFact, { readonly kind: K }> } = {
  'meeting-created': { kind: 'meeting-created', unit: 'don-vi-001' as UnitId, unitName: 'Ủy ban nhân dân xã Tân Nguồn' },
  'participants-added': {
    kind: 'participants-added',
    participants: [
      { user, name: 'Hồ Văn Dũng', role: 'chair', ...person },
      { user: other, name: 'Lò Thị Mai Phương', role: 'member', ...person }
    ]
  },
  'participant-role-changed': { kind: 'participant-role-changed', user: other, role: 'delegate' },
  'participant-removed': { kind: 'participant-removed', user: other },
  'presenter-set': { kind: 'presenter-set', item, user: other },
  'meeting-issued': { kind: 'meeting-issued' },
  'meeting-opened': { kind: 'meeting-opened', withoutQuorum: 'Việc khẩn' },
  'meeting-closed': { kind: 'meeting-closed' },
  'paper-added': { kind: 'paper-added', paper, title: 'Tờ trình dự toán', item, version },
  'paper-version-added': { kind: 'paper-version-added', paper, version },
  'paper-renamed': { kind: 'paper-renamed', paper, title: 'Tờ trình 12' },
  'paper-removed': { kind: 'paper-removed', paper },
  'item-begun': { kind: 'item-begun', item },
  'item-concluded': { kind: 'item-concluded', item, text: 'Thống nhất thông qua' },
  'meeting-suspended': { kind: 'meeting-suspended', reason: 'Nghỉ giải lao' },
  'meeting-resumed': { kind: 'meeting-resumed' },
  'speech-requested': { kind: 'speech-requested', speech, user: other, subject: 'Góp ý dự thảo', item, as: 'statement' },
  'speech-withdrawn': { kind: 'speech-withdrawn', speech },
  'speech-put-first': { kind: 'speech-put-first', speech },
  'speech-moved': { kind: 'speech-moved', speech, before: null },
  'speech-held': { kind: 'speech-held' },
  'speaker-called': { kind: 'speaker-called', speech, minutes: 5 },
  'speech-ended': { kind: 'speech-ended' },
  'floor-rules-set': { kind: 'floor-rules-set', minutes: { discussion: 5, statement: 10, order: 0 }, warnSeconds: 60 },
  'registration-set': { kind: 'registration-set', list: 'floor', open: false },
  'question-registered': { kind: 'question-registered', question, user: other, to: user, about: 'Tiến độ đường liên thôn' },
  'question-withdrawn': { kind: 'question-withdrawn', question },
  'question-put-first': { kind: 'question-put-first', question },
  'question-moved': { kind: 'question-moved', question, before: question },
  'question-called': { kind: 'question-called', question },
  'question-ended': { kind: 'question-ended', answered: false },
  'site-set': { kind: 'site-set', site, name: 'Thôn Đồi Chè', room: 'Nhà văn hóa', contact: '', phone: '', link: '' },
  'attendance-noted': { kind: 'attendance-noted', user: other, state: 'present', place: 'room', site, byCode: true, reason: '' },
  'quorum-set': { kind: 'quorum-set', numerator: 2, denominator: 3, required: true },
  'check-in-set': { kind: 'check-in-set', byCode: true },
  'substitute-set': { kind: 'substitute-set', user: other, standsFor: user },
  'vote-prepared': { kind: 'vote-prepared', vote, subject: 'Thông qua dự toán', options: 'law', ...terms },
  'vote-dropped': { kind: 'vote-dropped', vote: own },
  'vote-called': { kind: 'vote-called', vote },
  'vote-called-off': { kind: 'vote-called-off', vote },
  'voter-ready': { kind: 'voter-ready', vote },
  'vote-opened': { kind: 'vote-opened', vote, roll: [user, other], members: 3, minutes: 0 },
  'ballot-cast': { kind: 'ballot-cast', vote, commitment },
  'paper-ballot-entered': { kind: 'paper-ballot-entered', vote, voter: other, commitment },
  'paper-ballot-confirmed': { kind: 'paper-ballot-confirmed', vote, voter: other },
  'paper-ballot-withdrawn': { kind: 'paper-ballot-withdrawn', vote, voter: other, differed: true },
  reminded: { kind: 'reminded', vote },
  'secret-key-made': { kind: 'secret-key-made', vote, key: { n: '', e: '' } },
  'secret-ballot-given': { kind: 'secret-ballot-given', vote, voter: other, request: null },
  'paper-box-counted': { kind: 'paper-box-counted', vote, commitment },
  'paper-box-confirmed': { kind: 'paper-box-confirmed', vote },
  'paper-box-voided': { kind: 'paper-box-voided', vote },
  'secret-ballots-published': { kind: 'secret-ballots-published', vote, ballots: [], paper: null },
  'vote-ended': { kind: 'vote-ended', vote, outcome: { counts: { for: 2 }, ...outcome }, ballots: [] },
  'vote-cancelled': { kind: 'vote-cancelled', vote, reason: 'Nhầm nội dung' },
  'screen-paired': { kind: 'screen-paired', screen, site },
  'screen-removed': { kind: 'screen-removed', screen },
  'site-removed': { kind: 'site-removed', site },
  'site-assigned': { kind: 'site-assigned', site, users: [user, other] },
  'video-link-set': { kind: 'video-link-set', link: 'https://meet.jit.si/HopXa' }
}
const eventsOf = (facts: readonly RecordFact[]) =>
  facts.map(
    (fact, n): RecordEvent => ({
      seq: n + 1,
      meeting: 'cuoc-hop-0001' as MeetingId,
      at: '2026-11-23T02:00:00.000Z',
      actor: user,
      actorName: 'Hồ Văn Dũng',
      command: '' as RecordEvent['command'],
      fact,
      previous: '',
      hash: ''
    })
  )
const items = new Map([[item, 'mục 1. Dự toán ngân sách']])
const told = (facts: readonly RecordFact[], language: 'vi' | 'en' = 'vi') => {
  const events = eventsOf(facts)
  const look = lookOf(events, items)
  return events.map(event => sentenceOf(texts[language].record.events, event, look))
}

describe('the record as sentences', () => {
  it('[R8] every kind has one of its own in both languages, in which nothing is missing and no id stands', () => {
    for (const language of ['vi', 'en'] as const) {
      const sentences = told(Object.values(facts), language)
      for (const sentence of sentences) {
        expect(sentence).toMatch(/\S[.?”]$|https:\S+$/)
        expect(sentence).not.toMatch(
          /undefined|null|NaN|\[object| {2}|“”|nguoi-|muc-0|bieu-quyet-|phat-bieu-|chat-van-|tai-lieu-|diem-cau-|\.\.$|: \./
        )
      }
      expect(new Set(sentences).size).toBe(sentences.length)
    }
  })

  it('[R8] a sentence names whom it is about, and what', () => {
    const sentence = (kind: RecordFactKind) => told(Object.values(facts))[Object.keys(facts).indexOf(kind)]
    expect(sentence('speaker-called')).toBe('Mời Lò Thị Mai Phương phát biểu, 5 phút: “Góp ý dự thảo”.')
    const goesOn = { kind: 'speaker-called', speech, minutes: 5, rest: true } as const
    expect(told([facts['participants-added'], facts['speech-requested'], goesOn]).at(-1)).toBe(
      'Mời Lò Thị Mai Phương phát biểu tiếp, cả lượt 5 phút.'
    )
    expect(sentence('question-called')).toBe('Mời Lò Thị Mai Phương chất vấn, Hồ Văn Dũng trả lời: Tiến độ đường liên thôn.')
    expect(sentence('attendance-noted')).toBe('Lò Thị Mai Phương: có mặt tại điểm cầu Thôn Đồi Chè, bằng mã QR.')
    expect(sentence('vote-ended')).toBe(
      'Kết quả biểu quyết “Thông qua dự toán”: tán thành 2, không tán thành 0, không biểu quyết 0. Thông qua.'
    )
    expect(sentence('substitute-set')).toContain('không biểu quyết thay')
  })

  it('[R8] until a vote has ended no sentence says what is on a ballot', () => {
    const open: readonly RecordFactKind[] = [
      'vote-opened',
      'ballot-cast',
      'paper-ballot-entered',
      'secret-ballot-given',
      'paper-box-counted'
    ]
    const sentences = told([facts['participants-added'], facts['vote-prepared'], ...open.map(kind => facts[kind])]).join(' ')
    expect(sentences).not.toMatch(/tán thành|không biểu quyết/i)
  })

  it('[R8] options of the house’s own are called as it named them', () => {
    const [first, second] = [
      { choice: 'for', vi: 'Khu A', en: 'Site A' },
      { choice: 'against', vi: 'Khu B', en: '' }
    ] as const
    const prepared: RecordFact = { ...facts['vote-prepared'], options: 'own', own: [first, second] }
    const ended: RecordFact = { ...facts['vote-ended'], outcome: { counts: { for: 2, against: 1 }, ...outcome } }
    expect(told([prepared, ended])[1]).toContain('Khu A: 2; Khu B: 1.')
    expect(told([prepared, ended], 'en')[1]).toContain('Site A: 2; Khu B: 1')
  })
})
