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

  it('what people wrote ends once', () => {
    const asked = event({ kind: 'question-registered', question: 'q', user: 'u', to: 'u', about: 'Vì sao chậm? ' })
    expect(sentenceOf(vi.record.events, asked, lookOf([asked], new Map()))).toMatch(/: Vì sao chậm\?$/)
    const suspended = event({ kind: 'meeting-suspended', reason: 'Nghỉ giải lao' })
    expect(sentenceOf(vi.record.events, suspended, lookOf([suspended], new Map()))).toMatch(/Lý do: Nghỉ giải lao\.$/)
  })
})
