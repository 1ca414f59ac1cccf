import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Floor, withCalled, withRequest } from '../floor/floor.ts'
import type { SpeechId, UserId } from '../ids.ts'
import type { MeetingRole, Participant } from '../meeting/meeting.ts'
import { changeSeating, readSeating, replaceSeating, resizeSeating, seatsMap } from '../shared-doc/seating-doc.ts'
import { personStates } from './live.ts'
import { drawPlan, seatEverybody, seated, seatOf, seatsOf } from './seating.ts'

const user = (n: number) => `nguoi-du-${n}` as UserId
const person = (n: number, role: MeetingRole): Participant => ({ user: user(n), name: `Người ${n}`, title: '', unitName: '', role })
const hall = drawPlan({ shape: 'hall', front: 3, rows: 2, across: 6 })
const docOf = (plan = hall): Y.Doc => {
  const doc = new Y.Doc()
  replaceSeating(doc, plan)
  return doc
}
const at = (doc: Y.Doc, n: number) => {
  const seat = seatOf(readSeating(doc), user(n))
  return seat && [seat.row, seat.column]
}

describe('a room as it is drawn', () => {
  it('has its front, an aisle in the middle of a hall, and a table in the shape of a U', () => {
    expect([hall.rows, hall.columns, seatsOf(hall).length]).toEqual([5, 7, 15])
    expect([...hall.spots.values()].filter(({ column, row }) => column === 3 && row > 2)).toEqual([])
    const horseshoe = drawPlan({ shape: 'horseshoe', front: 5, rows: 4, across: 0 })
    expect(seatsOf(horseshoe)).toHaveLength(13)
    expect(drawPlan({ shape: 'hall', front: 40, rows: 40, across: 40 })).toMatchObject({ rows: 24, columns: 24 })
  })

  it('[SE1] reads back as it was drawn; what is no square is skipped, and nobody sits twice', () => {
    const doc = docOf()
    expect(readSeating(doc)).toEqual(hall)
    seatsMap(doc).set('0:2', { kind: 'seat', user: user(1) })
    seatsMap(doc).set('4:1', { kind: 'seat', user: user(1) })
    seatsMap(doc).set('99:1', { kind: 'seat', user: user(2) })
    seatsMap(doc).set('3:0', { kind: 'sofa' })
    seatsMap(doc).set('3:1', 'seat')
    const read = readSeating(doc)
    expect(at(doc, 1)).toEqual([0, 2])
    expect(read.spots.get('4:1')).toMatchObject({ kind: 'seat', user: null })
    expect([read.spots.has('99:1'), read.spots.has('3:0'), read.spots.has('3:1')]).toEqual([false, false, false])
    seatsMap(doc).set('size', { rows: 1e9, columns: -1 })
    expect(readSeating(doc).spots.size).toBe(0)
  })

  it('[SE2] whoever takes a seat leaves the one before, and changes places with who sat there', () => {
    const doc = docOf()
    const sit = (n: number, row: number, column: number) => changeSeating(doc, seated(readSeating(doc), user(n), row, column))
    sit(1, 0, 2)
    sit(2, 0, 3)
    sit(1, 0, 3)
    expect([at(doc, 1), at(doc, 2)]).toEqual([
      [0, 3],
      [0, 2]
    ])
    sit(3, 0, 3)
    expect([at(doc, 3), at(doc, 1)]).toEqual([[0, 3], null])
    sit(3, 1, 3)
    expect(at(doc, 3)).toEqual([0, 3])
    changeSeating(doc, new Map([['0:3', null]]))
    expect(readSeating(doc).spots.has('0:3')).toBe(false)
    resizeSeating(doc, 4, 7)
    expect(readSeating(doc).rows).toBe(4)
  })

  it('[SE3] everybody without a seat gets one: the chair in the middle of the front, then by role and name; nobody is moved', () => {
    const doc = docOf()
    changeSeating(doc, seated(readSeating(doc), user(9), 3, 0))
    const everybody = [person(3, 'guest'), person(2, 'member'), person(1, 'chair'), person(4, 'member'), person(9, 'member')]
    changeSeating(doc, seatEverybody(readSeating(doc), everybody))
    expect([1, 2, 4, 3, 9].map(n => at(doc, n))).toEqual([
      [0, 3],
      [0, 2],
      [0, 4],
      [3, 1],
      [3, 0]
    ])
  })

  it('two secretaries who draw at once keep what both did', () => {
    const [one, two] = [docOf(), new Y.Doc()]
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    changeSeating(one, seated(readSeating(one), user(1), 0, 2))
    changeSeating(two, seated(readSeating(two), user(2), 3, 5))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    expect(readSeating(one)).toEqual(readSeating(two))
    expect([at(one, 1), at(one, 2)]).toEqual([
      [0, 2],
      [3, 5]
    ])
  })
})

it('[SE4] whoever speaks or wants to is shown so, all others by their attendance', () => {
  const noted = (state: 'present' | 'excused', place: 'room' | 'remote' | null) => ({ state, place, reason: '', stays: [], by: user(1) })
  const attendance = new Map([
    [user(1), noted('present', 'room')],
    [user(2), noted('present', 'remote')],
    [user(3), noted('excused', null)],
    [user(4), noted('present', 'room')]
  ])
  const asked = [1, 5].reduce<Floor>(
    (floor, n) => withRequest(floor, { speech: `phat-bieu-${n}` as SpeechId, user: user(n), subject: '', item: null }, ''),
    new Map()
  )
  const stateOf = personStates(attendance, withCalled(asked, 'phat-bieu-5' as SpeechId, 0, ''))
  expect([1, 2, 3, 4, 5, 6].map(n => stateOf(user(n)))).toEqual(['wants', 'remote', 'away', 'present', 'speaks', 'unknown'])
})
