import { useSyncExternalStore } from 'react'
import { type AgendaItemId, type FolderId, type MeetingId, type PaperId, parseId, type SiteId } from '#core/ids.ts'

/** The places of the app. The address lives behind `#`, so that it works from a server, from app:// and from a folder alike. */
export type Place =
  | { readonly kind: 'today' }
  | { readonly kind: 'meetings' }
  | {
      readonly kind: 'meeting'
      readonly meeting: MeetingId
      readonly paper: PaperId | null
      /** An item of the agenda, where no paper is open. */
      readonly item?: AgendaItemId | null
      /** A screen of the meeting's own instead of its papers. */
      readonly screen?: MeetingPlaceScreen
      /** The code that hung in a room, scanned with a telephone; `site` null: the meeting's own room. */
      readonly checkIn?: { readonly code: string; readonly site: SiteId | null }
    }
  | {
      /** My own papers: all, one folder, what others share with me, or one paper open. */
      readonly kind: 'documents'
      readonly folder: FolderId | null
      readonly shared: boolean
      readonly paper: PaperId | null
    }
  | { readonly kind: 'settings' }
  | { readonly kind: 'administration' }

/** bàn chủ trì, sơ đồ phòng họp. */
export type MeetingPlaceScreen = 'desk' | 'seating' | 'record'
const meetingScreens: Readonly<Record<string, MeetingPlaceScreen>> = {
  'ban-chu-tri': 'desk',
  'so-do-phong-hop': 'seating',
  'dien-bien': 'record'
}

/** The place an address names; anything unknown is today. */
export function parsePlace(hash: string): Place {
  const [first, second, third, fourth, fifth] = hash.replace(/^#?\/?/, '').split('/')
  switch (first) {
    case 'cuoc-hop': {
      const meeting = parseId<MeetingId>(second)
      if (!meeting) return { kind: 'meetings' }
      const screen = third === undefined ? undefined : meetingScreens[third]
      if (screen) return { kind: 'meeting', meeting, paper: null, screen }
      if (third === 'diem-danh' && /^[a-z0-9]{8}$/.test(fourth ?? ''))
        return { kind: 'meeting', meeting, paper: null, checkIn: { code: fourth ?? '', site: parseId<SiteId>(fifth) } }
      const item = third === 'muc' ? parseId<AgendaItemId>(fourth) : null
      return { kind: 'meeting', meeting, paper: parseId<PaperId>(third), ...(item ? { item } : {}) }
    }
    case 'tai-lieu':
      return {
        kind: 'documents',
        folder: second === 'thu-muc' ? parseId<FolderId>(third) : null,
        shared: second === 'chia-se',
        paper: second === 'doc' ? parseId<PaperId>(third) : null
      }
    case 'cai-dat':
      return { kind: 'settings' }
    case 'quan-tri':
      return { kind: 'administration' }
    default:
      return { kind: 'today' }
  }
}

/** The address of a place, for href and location.hash. */
export function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'meetings':
      return '#/cuoc-hop'
    case 'meeting':
      if (place.screen) {
        const [word] = Object.entries(meetingScreens).find(([, screen]) => screen === place.screen) ?? ['']
        return `#/cuoc-hop/${place.meeting}/${word}`
      }
      return `#/cuoc-hop/${place.meeting}${place.paper ? `/${place.paper}` : place.item ? `/muc/${place.item}` : ''}`
    case 'documents':
      return `#/tai-lieu${place.paper ? `/doc/${place.paper}` : place.shared ? '/chia-se' : place.folder ? `/thu-muc/${place.folder}` : ''}`
    case 'settings':
      return '#/cai-dat'
    case 'administration':
      return '#/quan-tri'
    default:
      return '#/hom-nay'
  }
}

/** Goes to a place; `replace` leaves no step behind for the way back. */
export function goTo(place: Place, options?: { readonly replace?: boolean }): void {
  const address = formatPlace(place)
  if (location.hash === address) return
  if (options?.replace) location.replace(address)
  else location.hash = address
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** Where the app is now; re-renders when the address changes. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return parsePlace(hash)
}

/** Where my own papers begin. */
export const myDocuments: Place = { kind: 'documents', folder: null, shared: false, paper: null }
