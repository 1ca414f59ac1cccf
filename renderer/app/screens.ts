import { lazy } from 'react'
import type { PartsList } from './parts-ahead.ts'

const load = {
  meeting: () => import('./meeting-route.tsx'),
  personal: () => import('./personal-route.tsx'),
  meetings: () => import('../features/meetings/index.ts'),
  settings: () => import('./settings-route.tsx'),
  administration: () => import('../features/administration/index.ts')
}
/** What opens over a paper: whoever has lost the network still finds, leafs, compares, saves and prints. */
const overPapers = [
  () => import('../features/reader/side-panel.tsx'),
  () => import('../features/finding/index.ts'),
  () => import('../features/export/index.ts'),
  () => import('../features/changes/index.ts')
]

/** Screens beyond the first: not read from the disk before they are needed, or before there is time. */
export const MeetingRoute = lazy(() => load.meeting().then(found => ({ default: found.MeetingRoute })))
export const CheckInByCode = lazy(() => load.meeting().then(found => ({ default: found.CheckInByCode })))
export const PersonalPlace = lazy(() => load.personal().then(found => ({ default: found.PersonalPlace })))
export const PersonalPaperRoute = lazy(() => load.personal().then(found => ({ default: found.PersonalPaperRoute })))
export const MeetingsScreen = lazy(() => load.meetings().then(found => ({ default: found.MeetingsScreen })))
export const SettingsScreen = lazy(() => load.settings().then(found => ({ default: found.SettingsRoute })))
export const AdministrationScreen = lazy(() => load.administration().then(found => ({ default: found.AdministrationScreen })))

/** What those load in the middle of their work, in the order of need. */
export const partsOfScreens: readonly PartsList[] = [
  async signal => (await import('../features/reader/index.ts')).readingParts(signal),
  async () => (await import('../features/changes/index.ts')).comparingParts,
  async () => (await import('../features/export/index.ts')).exportingParts
]

/** Fetches every other screen one after the other, so that they open at once and also without the network. Ends with the mark `screens-ahead`. */
export async function fetchScreensAhead(signal: AbortSignal): Promise<void> {
  const { meeting, ...others } = load
  for (const fetchOne of [meeting, ...overPapers, ...Object.values(others)]) {
    await new Promise(resolve => requestIdleCallback(resolve, { timeout: 2000 }))
    if (signal.aborted) return
    await fetchOne().catch(() => {})
  }
  performance.mark('screens-ahead')
}
