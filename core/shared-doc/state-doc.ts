import type * as Y from 'yjs'
import { type MeetingId, type PaperId, parseId, type VersionId } from '../ids.ts'
import { type PageRotation, pageRotation } from '../mark/page-geometry.ts'

/** Shape of room `state/<user>`: mine on every device. One key per paper and meeting, so that two devices merge. [D2] Junk reads as absent. */
const state = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('state')

/** A page as wide as the room, wholly in sight, or at a scale where 1 is 96 dpi. */
export type Zoom = 'width' | 'page' | number

export interface ReadingPlace {
  readonly version: VersionId
  readonly page: number
  /** 'width', 'page' or a scale where 1 is 96 dpi. */
  readonly zoom: Zoom
  readonly at: string
}

/** Where I was in a paper, or null. */
export function readingPlace(doc: Y.Doc, paper: PaperId): ReadingPlace | null {
  const found = state(doc).get(`paper:${paper}`)
  if (found === null || typeof found !== 'object') return null
  const { version: named, page, zoom, at } = found as Record<string, unknown>
  const version = parseId<VersionId>(named)
  if (!version || typeof page !== 'number' || !Number.isInteger(page) || page < 1) return null
  const scale = zoom === 'page' || (typeof zoom === 'number' && Number.isFinite(zoom) && zoom > 0) ? zoom : 'width'
  return { version, page, zoom: scale, at: typeof at === 'string' ? at : '' }
}
/** Remembers where I am; [Y4] coming to another version of the paper, the one I read before stays known. */
export function setReadingPlace(doc: Y.Doc, paper: PaperId, place: ReadingPlace): void {
  doc.transact(() => {
    const before = readingPlace(doc, paper)
    if (before && before.version !== place.version) state(doc).set(`before:${paper}`, before.version)
    state(doc).set(`paper:${paper}`, place)
  })
}

/** [Y4] The version I read before `newest` came: what I am in the middle of, else the one before it. Null when there is none. */
export function versionReadBefore(doc: Y.Doc, paper: PaperId, newest: VersionId): VersionId | null {
  const last = readingPlace(doc, paper)?.version ?? null
  return last !== newest ? last : parseId<VersionId>(state(doc).get(`before:${paper}`))
}

const arrangements = ['continuous', 'single', 'double', 'cover'] as const
/** How pages lie: below each other, one at a time, in pairs, in pairs after a cover that stands alone. */
export type PageArrangement = (typeof arrangements)[number]

/** How I look at a paper. Turning the view turns no mark. */
export interface ReadingView {
  readonly arrangement: PageArrangement
  readonly turn: PageRotation
  /** Dark paper, light text. */
  readonly night: boolean
}
export const plainView: ReadingView = { arrangement: 'continuous', turn: 0, night: false }

function viewFrom(found: unknown): ReadingView | null {
  if (found === null || typeof found !== 'object') return null
  const { arrangement, turn, night } = found as Record<string, unknown>
  return {
    arrangement: arrangements.find(one => one === arrangement) ?? 'continuous',
    turn: typeof turn === 'number' && Number.isFinite(turn) ? pageRotation(turn) : 0,
    night: night === true
  }
}

/** [E7] How I looked at a paper last, on any device; one not looked at before is arranged and lit as I chose last, and not turned. */
export const readingView = (doc: Y.Doc, paper: PaperId): ReadingView =>
  viewFrom(state(doc).get(`view:${paper}`)) ?? { ...(viewFrom(state(doc).get('view')) ?? plainView), turn: 0 }

/** Remembers how I look at a paper, and as what I choose for papers to come. */
export function setReadingView(doc: Y.Doc, paper: PaperId, view: ReadingView): void {
  doc.transact(() => {
    state(doc).set(`view:${paper}`, view)
    state(doc).set('view', view)
  })
}

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
  lowPower: [false, true],
  chime: [false, true]
} as const
export interface Preferences {
  readonly textSize: (typeof choices.textSize)[number]
  readonly simpleMode: boolean
  readonly theme: (typeof choices.theme)[number]
  readonly language: (typeof choices.language)[number]
  readonly lowPower: boolean
  /** [C7] A soft sound at my desk when somebody's speaking time is over. */
  readonly chime: boolean
}
export const defaultPreferences: Preferences = {
  textSize: 'normal',
  simpleMode: false,
  theme: 'light',
  language: 'vi',
  lowPower: false,
  chime: false
}

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
    lowPower: chosen('lowPower'),
    chime: chosen('chime')
  }
}
export const setPreference = <K extends keyof Preferences>(doc: Y.Doc, key: K, value: Preferences[K]): void =>
  void state(doc).set(`preference:${key}`, value)
