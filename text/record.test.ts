import { describe, expect, it } from 'vitest'
import type { RecordEvent } from '#core/record/event.ts'
import { groupOfEvent, lookOf, sentenceOf } from '#core/record/look.ts'
import { vi } from './index.ts'

const event = (fact: object): RecordEvent =>
  ({ seq: 1, at: '2026-11-22T01:00:00.000Z', actor: 'u', actorName: 'Nguyễn Thị An', fact }) as never

describe('the record as people read it', () => {
  it('[R1] an event of a kind that this app is too old to know has its line all the same', () => {
    const strange = event({ kind: 'something-new' })
    expect(sentenceOf(vi.record.events, strange, lookOf([strange], new Map()))).toBe('something-new')
    expect(groupOfEvent(strange)).toBe('course')
  })

  it('a reminder stands with what it reminds of', () => {
    expect(groupOfEvent(event({ kind: 'reminded', vote: null, users: [] }))).toBe('attendance')
    expect(groupOfEvent(event({ kind: 'reminded', vote: 'v', users: [] }))).toBe('votes')
  })

  it('[SB9] a secret ballot that was published though somebody may be known by it says so, and why', () => {
    const published = event({
      kind: 'secret-ballots-published',
      vote: 'v',
      ballots: [{}, {}],
      paper: null,
      withoutSecrecy: 'Mọi người đồng ý'
    })
    const sentence = sentenceOf(vi.record.events, published, lookOf([published], new Map()))
    expect(sentence).toMatch(/^Công bố danh sách 2 phiếu kín theo mã phiếu\. .*có thể bị biết\. Lý do: Mọi người đồng ý\.$/)
  })

  it('a site that is called one by the secretary is called so once', () => {
    for (const name of ['Thôn Đồi Chè', 'Điểm cầu Thôn Đồi Chè']) {
      const set = event({ kind: 'site-set', site: 's', name, room: '', contact: '', phone: '', link: '' })
      expect(sentenceOf(vi.record.events, set, lookOf([set], new Map()))).toBe('Ghi điểm cầu Thôn Đồi Chè.')
    }
  })

  it('what people wrote ends once', () => {
    const asked = event({ kind: 'question-registered', question: 'q', user: 'u', to: 'u', about: 'Vì sao chậm? ' })
    expect(sentenceOf(vi.record.events, asked, lookOf([asked], new Map()))).toMatch(/: Vì sao chậm\?$/)
    const suspended = event({ kind: 'meeting-suspended', reason: 'Nghỉ giải lao' })
    expect(sentenceOf(vi.record.events, suspended, lookOf([suspended], new Map()))).toMatch(/Lý do: Nghỉ giải lao\.$/)
  })
})
