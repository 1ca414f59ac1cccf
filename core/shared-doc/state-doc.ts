import type * as Y from 'yjs'
import { type MeetingId, type PaperId, parseId, type VersionId } from '../ids.ts'

/** Shape of room `state/<user>`: mine on every device. One key per paper and meeting, so that two devices merge. [D2] Junk reads as absent. */
const state = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('state')

export interface ReadingPlace {
  readonly version: VersionId
  readonly page: number
  /** 'width' or a scale where 1 is 96 dpi. */
  readonly zoom: 'width' | number
  readonly at: string
}

/** Where I was in a paper, or null. */
export function readingPlace(doc: Y.Doc, paper: PaperId): ReadingPlace | null {
  const found = state(doc).get(`paper:${paper}`)
  if (found === null || typeof found !== 'object') return null
  const { version: named, page, zoom, at } = found as Record<string, unknown>
  const version = parseId<VersionId>(named)
  if (!version || typeof page !== 'number' || !Number.isInteger(page) || page < 1) return null
  const scale = typeof zoom === 'number' && Number.isFinite(zoom) && zoom > 0 ? zoom : 'width'
  return { version, page, zoom: scale, at: typeof at === 'string' ? at : '' }
}
export const setReadingPlace = (doc: Y.Doc, paper: PaperId, place: ReadingPlace): void => void state(doc).set(`paper:${paper}`, place)

/** The sequence of the record up to which I have looked at a meeting: what came later is new. */
export const seenUntil = (doc: Y.Doc, meeting: MeetingId): number => {
  const seq = state(doc).get(`seen:${meeting}`)
  return typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0 ? seq : 0
}
export const setSeenUntil = (doc: Y.Doc, meeting: MeetingId, seq: number): void => {
  if (seenUntil(doc, meeting) < seq) state(doc).set(`seen:${meeting}`, seq)
}

const choices = {
  textSize: ['normal', 'large'],
  simpleMode: [false, true],
  theme: ['light', 'dark', 'contrast'],
  language: ['vi', 'en'],
  lowPower: [false, true]
} as const
export interface Preferences {
  readonly textSize: (typeof choices.textSize)[number]
  readonly simpleMode: boolean
  readonly theme: (typeof choices.theme)[number]
  readonly language: (typeof choices.language)[number]
  readonly lowPower: boolean
}
export const defaultPreferences: Preferences = { textSize: 'normal', simpleMode: false, theme: 'light', language: 'vi', lowPower: false }

/** What I chose; anything that is no choice reads as the default. */
export function preferences(doc: Y.Doc): Preferences {
  const chosen = <K extends keyof Preferences>(key: K): Preferences[K] => {
    const value = state(doc).get(`preference:${key}`)
    return (choices[key] as readonly unknown[]).includes(value) ? (value as Preferences[K]) : defaultPreferences[key]
  }
  return {
    textSize: chosen('textSize'),
    simpleMode: chosen('simpleMode'),
    theme: chosen('theme'),
    language: chosen('language'),
    lowPower: chosen('lowPower')
  }
}
export const setPreference = <K extends keyof Preferences>(doc: Y.Doc, key: K, value: Preferences[K]): void =>
  void state(doc).set(`preference:${key}`, value)
