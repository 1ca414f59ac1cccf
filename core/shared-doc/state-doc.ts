import type * as Y from 'yjs'
import type { MeetingId, PaperId, VersionId } from '../ids.ts'

/** Shape of room `state/<user>`: mine on every device. One key per paper and meeting, so that two devices merge. */
const state = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('state')

export interface ReadingPlace {
  readonly version: VersionId
  readonly page: number
  /** 'width' or a scale where 1 is 96 dpi. */
  readonly zoom: 'width' | number
  readonly at: string
}

export const readingPlace = (doc: Y.Doc, paper: PaperId): ReadingPlace | null =>
  (state(doc).get(`paper:${paper}`) as ReadingPlace | undefined) ?? null
export const setReadingPlace = (doc: Y.Doc, paper: PaperId, place: ReadingPlace): void => void state(doc).set(`paper:${paper}`, place)

/** The sequence of the record up to which I have looked at a meeting: what came later is new. */
export const seenUntil = (doc: Y.Doc, meeting: MeetingId): number => {
  const seq = state(doc).get(`seen:${meeting}`)
  return typeof seq === 'number' ? seq : 0
}
export const setSeenUntil = (doc: Y.Doc, meeting: MeetingId, seq: number): void => {
  if (seenUntil(doc, meeting) < seq) state(doc).set(`seen:${meeting}`, seq)
}

export interface Preferences {
  readonly textSize: 'normal' | 'large'
  readonly simpleMode: boolean
  readonly theme: 'light' | 'dark' | 'contrast'
  readonly language: 'vi' | 'en'
  readonly lowPower: boolean
}
export const defaultPreferences: Preferences = { textSize: 'normal', simpleMode: false, theme: 'light', language: 'vi', lowPower: false }
export const preferences = (doc: Y.Doc): Preferences => {
  const found: Record<string, unknown> = {}
  for (const key of Object.keys(defaultPreferences)) {
    const value = state(doc).get(`preference:${key}`)
    if (value !== undefined) found[key] = value
  }
  return { ...defaultPreferences, ...found }
}
export const setPreference = <K extends keyof Preferences>(doc: Y.Doc, key: K, value: Preferences[K]): void =>
  void state(doc).set(`preference:${key}`, value)
