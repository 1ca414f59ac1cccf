import { describe, expect, it } from 'vitest'
import { newMeetingRequest, newUserRequest } from './http-api.ts'

describe('requests', () => {
  it('[T6] a name or title of a request is read so', () => {
    const meeting = {
      id: 'lenh-0001',
      meeting: 'cuoc-hop-1',
      unit: 'don-vi-01',
      startsAt: '2026-12-01T01:00:00Z',
      endsAt: '2026-12-01T03:00:00Z'
    }
    expect(newMeetingRequest.parse({ ...meeting, title: ' Họp\u202e\ud800 xã ', note: 'một\nhai\u0007' })).toMatchObject({
      title: 'Họp xã',
      note: 'một\nhai'
    })
    expect(newMeetingRequest.safeParse({ ...meeting, title: '\u200b\u200b' }).success).toBe(false)
    const person = { id: 'nguoi-01', account: 'lan', title: '', unit: 'don-vi-01', role: 'staff', password: 'x' }
    expect(newUserRequest.safeParse({ ...person, name: '\u202e' }).success).toBe(false)
    expect(newUserRequest.parse({ ...person, name: 'Lan\u202e' }).name).toBe('Lan')
  })
})
