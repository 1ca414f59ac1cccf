import { describe, expect, it } from 'vitest'
import type { MeetingId, PaperId } from '#core/ids.ts'
import { formatPlace, type Place, parsePlace } from './router.ts'

const meeting = 'meeting-today' as MeetingId
const places: readonly Place[] = [
  { kind: 'today' },
  { kind: 'meetings' },
  { kind: 'meeting', meeting, paper: null },
  { kind: 'meeting', meeting, paper: 'paper-one-1' as PaperId },
  { kind: 'meeting', meeting, paper: null, screen: 'desk' },
  { kind: 'settings' },
  { kind: 'administration' }
]

describe('addresses', () => {
  it('lead back to the place they were made from', () => {
    for (const place of places) expect(parsePlace(formatPlace(place))).toEqual(place)
  })

  it('are today when nothing fits, and never an id that has not the form of one', () => {
    expect(parsePlace('')).toEqual({ kind: 'today' })
    expect(parsePlace('#/la-lung')).toEqual({ kind: 'today' })
    expect(parsePlace('#/cuoc-hop/../x')).toEqual({ kind: 'meetings' })
  })
})
