import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import type { AgendaItem } from '../agenda/agenda.ts'
import { type AgendaItemId, type PaperId, parseId } from '../ids.ts'
import { type MeetingForm, type MeetingType, meetingForms, meetingTypes, type Particulars } from '../meeting/meeting.ts'
import { plainLine, plainText } from '../text/plain.ts'
import { seatsMap } from './seating-doc.ts'

/** Shape of room `meeting/<id>`. [D2] Readers tolerate what a stranger's client wrote: wrong types read as the default. */
type AgendaEntry = Y.Map<unknown>

const text = (value: unknown): string => (value instanceof Y.Text ? value.toString() : typeof value === 'string' ? value : '')
/** [T6] As every screen shows it, whatever a client wrote. */
const line = (value: unknown): string => plainLine(text(value))
const oneOf = <T extends string>(values: readonly T[], value: unknown, otherwise: T): T => values.find(v => v === value) ?? otherwise

export const titleText = (doc: Y.Doc): Y.Text => doc.getText('title')
export const placeText = (doc: Y.Doc): Y.Text => doc.getText('place')
export const noteText = (doc: Y.Doc): Y.Text => doc.getText('note')
const particulars = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('particulars')
const agenda = (doc: Y.Doc): Y.Map<AgendaEntry> => doc.getMap('agenda')
const entryOf = (doc: Y.Doc, id: AgendaItemId): AgendaEntry | null => {
  const entry: unknown = agenda(doc).get(id)
  return entry instanceof Y.Map ? entry : null
}
const places = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('places')

export function seedMeeting(doc: Y.Doc, seed: Particulars): void {
  doc.transact(() => {
    if (seed.title) titleText(doc).insert(0, seed.title)
    if (seed.place) placeText(doc).insert(0, seed.place)
    if (seed.note) noteText(doc).insert(0, seed.note)
    setParticulars(doc, { type: seed.type, form: seed.form, startsAt: seed.startsAt, endsAt: seed.endsAt })
  })
}

export function readParticulars(doc: Y.Doc): Particulars {
  const map = particulars(doc)
  return {
    title: line(titleText(doc)),
    place: line(placeText(doc)),
    note: plainText(text(noteText(doc))),
    type: oneOf<MeetingType>(meetingTypes, map.get('type'), 'session'),
    form: oneOf<MeetingForm>(meetingForms, map.get('form'), 'inPerson'),
    startsAt: text(map.get('startsAt')),
    endsAt: text(map.get('endsAt'))
  }
}

/** What is chosen rather than typed; typed fields are Y.Text, bound key by key. */
export function setParticulars(doc: Y.Doc, change: Partial<Pick<Particulars, 'type' | 'form' | 'startsAt' | 'endsAt'>>): void {
  doc.transact(() => {
    for (const [key, value] of Object.entries(change)) if (particulars(doc).get(key) !== value) particulars(doc).set(key, value)
  })
}

export function readAgenda(doc: Y.Doc): readonly AgendaItem[] {
  const items: AgendaItem[] = []
  for (const [key, entry] of agenda(doc)) {
    const id = parseId<AgendaItemId>(key)
    if (!id || !(entry instanceof Y.Map)) continue
    const minutes = entry.get('minutes')
    items.push({
      id,
      parent: parseId<AgendaItemId>(entry.get('parent')),
      order: text(entry.get('order')),
      title: line(entry.get('title')),
      minutes: typeof minutes === 'number' && Number.isFinite(minutes) ? Math.min(1440, Math.max(0, Math.round(minutes))) : 0,
      leadUnit: line(entry.get('leadUnit'))
    })
  }
  return items
}

/** The title of an item as shared text, or null when the item is gone. */
export function itemTitleText(doc: Y.Doc, item: AgendaItemId): Y.Text | null {
  const title = entryOf(doc, item)?.get('title')
  return title instanceof Y.Text ? title : null
}

/** The lead unit of an item as shared text, or null when the item is gone. */
export function itemLeadUnitText(doc: Y.Doc, item: AgendaItemId): Y.Text | null {
  const unit = entryOf(doc, item)?.get('leadUnit')
  return unit instanceof Y.Text ? unit : null
}

/** [G6] Between two siblings' orders; equal or crossed neighbours (two people at once) still give a usable key. */
export function orderBetween(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after)
  } catch {
    return generateKeyBetween(before === null || !isOrder(before) ? null : before, null)
  }
}
function isOrder(key: string): boolean {
  try {
    generateKeyBetween(key, null)
    return true
  } catch {
    return false
  }
}

export interface NewAgendaItem {
  readonly id: AgendaItemId
  readonly parent: AgendaItemId | null
  readonly order: string
  readonly title: string
  readonly minutes: number
  readonly leadUnit: string
}

export function addAgendaItem(doc: Y.Doc, item: NewAgendaItem): void {
  doc.transact(() => {
    const entry: AgendaEntry = new Y.Map()
    entry.set('parent', item.parent)
    entry.set('order', item.order)
    entry.set('title', new Y.Text(item.title))
    entry.set('minutes', item.minutes)
    entry.set('leadUnit', new Y.Text(item.leadUnit))
    agenda(doc).set(item.id, entry)
  })
}

export function moveAgendaItem(doc: Y.Doc, id: AgendaItemId, parent: AgendaItemId | null, order: string): void {
  const entry = entryOf(doc, id)
  if (!entry) return
  doc.transact(() => {
    entry.set('parent', parent)
    entry.set('order', order)
  })
}

export function setAgendaMinutes(doc: Y.Doc, id: AgendaItemId, minutes: number): void {
  entryOf(doc, id)?.set('minutes', minutes)
}

export function removeAgendaItems(doc: Y.Doc, ids: readonly AgendaItemId[]): void {
  doc.transact(() => {
    for (const id of ids) agenda(doc).delete(id)
  })
}

/** Where a paper lies; papers without an entry lie where their first event put them. */
export interface PaperPlace {
  readonly item: AgendaItemId | null
  readonly order: string
}

export function readPlaces(doc: Y.Doc): ReadonlyMap<PaperId, PaperPlace> {
  const found = new Map<PaperId, PaperPlace>()
  for (const [key, value] of places(doc)) {
    const paper = parseId<PaperId>(key)
    if (!paper || value === null || typeof value !== 'object') continue
    const { item, order } = value as Record<string, unknown>
    found.set(paper, { item: parseId<AgendaItemId>(item), order: text(order) })
  }
  return found
}

export function placePaper(doc: Y.Doc, paper: PaperId, place: PaperPlace): void {
  places(doc).set(paper, { item: place.item, order: place.order })
}

/** Undo for what `origin` did in this document, whole room. Keystrokes within 500 ms are one step. */
export function meetingUndo(doc: Y.Doc, origin: unknown): Y.UndoManager {
  return new Y.UndoManager([titleText(doc), placeText(doc), noteText(doc), particulars(doc), agenda(doc), places(doc), seatsMap(doc)], {
    trackedOrigins: new Set([origin]),
    captureTimeout: 500
  })
}
