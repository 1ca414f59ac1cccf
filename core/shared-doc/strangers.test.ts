import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { agendaTree, flattenAgenda } from '../agenda/agenda.ts'
import { type AgendaItemId, idPattern, type MarkId, type MeetingId, type PaperId, type VersionId } from '../ids.ts'
import { markKinds } from '../mark/mark.ts'
import { markBounds } from '../mark/mark-shape.ts'
import { meetingForms, meetingTypes } from '../meeting/meeting.ts'
import { emptyPlan } from '../seating/seating.ts'
import { markBodyText, readMarks, recolourMark, removeMark, replaceQuote, setQuote, setShape, setStrokes } from './marks-doc.ts'
import {
  addAgendaItem,
  itemLeadUnitText,
  itemTitleText,
  moveAgendaItem,
  orderBetween,
  placePaper,
  readAgenda,
  readParticulars,
  readPlaces,
  seedMeeting,
  setAgendaMinutes
} from './meeting-doc.ts'
import { knownRoots } from './roots.ts'
import { replaceSeating } from './seating-doc.ts'
import { defaultPreferences, preferences, readingPlace, seenUntil, setPreference, setReadingPlace, setSeenUntil } from './state-doc.ts'

const ids = ['muc-khai-mac', 'muc-ngan-sach', 'muc-ket-luan'] as const
const paper = 'to-trinh-001' as PaperId
const version = 'to-trinh-001-ban-1' as VersionId
const meeting = 'cuoc-hop-0001' as MeetingId

/** Values a stranger's client may put anywhere: JSON, bytes, shared types. */
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, -1, undefined),
  fc.uint8Array({ maxLength: 20 }),
  fc.constantFrom(...ids, '../../', '', 'yellow', 'tick', 'later-kind', ...markKinds),
  fc.string({ maxLength: 8 }).map(text => () => new Y.Text(text)),
  fc.constant(() => new Y.Array()),
  fc.constant(() => new Y.XmlFragment())
)
const keys = fc.oneof(
  fc.constantFrom(...ids, `paper:${paper}`, `seen:${meeting}`, 'preference:theme', 'preference:textSize', 'preference:simpleMode'),
  fc.constantFrom(
    'type',
    'form',
    'startsAt',
    'kind',
    'version',
    'page',
    'strokes',
    'rects',
    'line',
    'sign',
    'size',
    'x',
    'width',
    'quote',
    'body',
    'parent',
    'order',
    'minutes'
  ),
  fc.string({ maxLength: 12 })
)
const entry = fc.oneof(
  junk,
  fc.dictionary(keys, junk, { maxKeys: 10 }).map(fields => () => mapOf(fields))
)
const roomJunk = fc.array(fc.tuple(keys, entry), { maxLength: 12 })

const put = (value: unknown): unknown => (typeof value === 'function' ? value() : value)
function mapOf(fields: Readonly<Record<string, unknown>>): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  for (const [key, value] of Object.entries(fields)) map.set(key, put(value))
  return map
}
function docOf(roots: readonly string[], entries: readonly (readonly [string, unknown])[]): Y.Doc {
  const strange = new Y.Doc()
  for (const [i, [key, value]] of entries.entries()) strange.getMap(roots[i % roots.length]).set(key, put(value))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(strange))
  return doc
}

describe('what a stranger wrote', () => {
  it('[D2] a meeting is read whatever its maps hold, and can still be edited', () => {
    fc.assert(
      fc.property(roomJunk, entries => {
        const doc = docOf(['agenda', 'particulars', 'places'], entries)
        const particulars = readParticulars(doc)
        expect(meetingTypes).toContain(particulars.type)
        expect(meetingForms).toContain(particulars.form)
        for (const field of ['title', 'place', 'note', 'startsAt', 'endsAt'] as const) expect(typeof particulars[field]).toBe('string')
        const items = readAgenda(doc)
        for (const item of items) {
          expect(item.id).toMatch(idPattern)
          expect(Number.isInteger(item.minutes) && item.minutes >= 0 && item.minutes <= 1440).toBe(true)
        }
        expect(flattenAgenda(agendaTree(items))).toHaveLength(items.length)
        for (const [key, place] of readPlaces(doc)) {
          expect(key).toMatch(idPattern)
          expect(typeof place.order).toBe('string')
        }
        for (const id of ids as readonly string[] as readonly AgendaItemId[]) {
          itemTitleText(doc, id)
          itemLeadUnitText(doc, id)
          moveAgendaItem(doc, id, null, orderBetween(items[0]?.order ?? null, items[1]?.order ?? null))
          setAgendaMinutes(doc, id, 5)
        }
        addAgendaItem(doc, {
          id: ids[0] as string as AgendaItemId,
          parent: null,
          order: 'a0',
          title: 'Khai mạc',
          minutes: 10,
          leadUnit: ''
        })
        placePaper(doc, paper, { item: ids[0] as string as AgendaItemId, order: 'a0' })
        expect(readAgenda(doc).find(item => item.id === (ids[0] as string))?.title).toBe('Khai mạc')
        expect(readPlaces(doc).get(paper)?.item).toBe(ids[0])
      }),
      { numRuns: 300 }
    )
  })

  it('[T6] signs that hide or turn text, written by a client of its own, reach no screen', () => {
    const doc = new Y.Doc()
    doc.getText('title').insert(0, 'Phiên họp\u202e 11\n')
    doc.getText('note').insert(0, 'Dòng một\n\u2066dòng hai')
    addAgendaItem(doc, {
      id: ids[0] as string as AgendaItemId,
      parent: null,
      order: 'a0',
      title: 'Khai\u200b mạc\u202e',
      minutes: 10,
      leadUnit: 'Phòng\u2067 Tài chính'
    })
    expect(readParticulars(doc)).toMatchObject({ title: 'Phiên họp 11', note: 'Dòng một\ndòng hai' })
    expect(readAgenda(doc)).toMatchObject([{ title: 'Khai mạc', leadUnit: 'Phòng Tài chính' }])
  })

  it('[D2] marks are read whatever the map holds; what is no mark is skipped', () => {
    fc.assert(
      fc.property(roomJunk, entries => {
        const doc = docOf(['marks'], entries)
        for (const mark of readMarks(doc)) {
          expect(mark.id).toMatch(idPattern)
          expect(mark.version).toMatch(idPattern)
          expect(Number.isInteger(mark.page) && mark.page >= 1).toBe(true)
          expect(mark.pageWidth > 0 && mark.pageHeight > 0).toBe(true)
          for (const n of Object.values(markBounds(mark))) expect(Math.abs(n)).toBeLessThanOrEqual(200_000)
          setShape(doc, mark)
          expect(readMarks(doc).find(again => again.id === mark.id)).toEqual(mark)
        }
        for (const id of ids as readonly string[] as readonly MarkId[]) {
          markBodyText(doc, id)
          setStrokes(doc, id, [])
          setQuote(doc, id, { exact: 'a', prefix: '', suffix: '' })
          replaceQuote(doc, id, { exact: '', prefix: '', suffix: '' })
          recolourMark(doc, id, 'red')
          removeMark(doc, id)
        }
      }),
      { numRuns: 300 }
    )
  })

  it('[D2] my own state is read whatever another program of mine wrote there', () => {
    fc.assert(
      fc.property(roomJunk, entries => {
        const doc = docOf(['state'], entries)
        const place = readingPlace(doc, paper)
        if (place) expect(Number.isInteger(place.page) && place.page >= 1).toBe(true)
        expect(Number.isSafeInteger(seenUntil(doc, meeting))).toBe(true)
        const { textSize, simpleMode, theme, language } = preferences(doc)
        expect([textSize, typeof simpleMode, theme, language].every(value => typeof value === 'string')).toBe(true)
        setSeenUntil(doc, meeting, 7)
        expect(seenUntil(doc, meeting)).toBeGreaterThanOrEqual(7)
      }),
      { numRuns: 300 }
    )
  })
})

describe('shared documents', () => {
  it('[D1] no document of ours uses a root that the gate does not know', () => {
    const doc = new Y.Doc()
    seedMeeting(doc, { title: 'Phiên họp', place: 'P1', note: 'n', type: 'session', form: 'hybrid', startsAt: 'a', endsAt: 'b' })
    addAgendaItem(doc, { id: ids[0] as string as AgendaItemId, parent: null, order: 'a0', title: 'x', minutes: 1, leadUnit: '' })
    placePaper(doc, paper, { item: null, order: '' })
    replaceSeating(doc, emptyPlan)
    expect([...doc.share.keys()].sort()).toEqual([...knownRoots.meeting].sort())
    const mine = new Y.Doc()
    setReadingPlace(mine, paper, { version, page: 2, zoom: 'width', at: '' })
    setPreference(mine, 'theme', 'dark')
    expect([...mine.share.keys()]).toEqual(knownRoots.state)
  })

  it('[D4] what I saw, where I read and what I chose come back, and a look never goes back', () => {
    const doc = new Y.Doc()
    expect([readingPlace(doc, paper), seenUntil(doc, meeting), preferences(doc)]).toEqual([null, 0, defaultPreferences])
    setReadingPlace(doc, paper, { version, page: 12, zoom: 1.5, at: '2026-11-22T01:00:00Z' })
    expect(readingPlace(doc, paper)).toEqual({ version, page: 12, zoom: 1.5, at: '2026-11-22T01:00:00Z' })
    setSeenUntil(doc, meeting, 9)
    setSeenUntil(doc, meeting, 4)
    expect(seenUntil(doc, meeting)).toBe(9)
    setPreference(doc, 'textSize', 'large')
    expect(preferences(doc)).toEqual({ ...defaultPreferences, textSize: 'large' })
  })

  it('[G6] there is always a key between two neighbours, and one between equal or broken ones', () => {
    expect(orderBetween(null, null) < orderBetween(orderBetween(null, null), null)).toBe(true)
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 60 }), positions => {
        const keys: string[] = []
        for (const position of positions) {
          const at = position % (keys.length + 1)
          keys.splice(at, 0, orderBetween(keys[at - 1] ?? null, keys[at] ?? null))
        }
        expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)))
        expect(new Set(keys).size).toBe(keys.length)
      })
    )
    fc.assert(
      fc.property(fc.option(fc.string()), fc.option(fc.string()), (before, after) => {
        expect(orderBetween(before, after)).toMatch(/./)
      })
    )
    expect(orderBetween('a1', 'a1') > 'a1').toBe(true)
  })
})
