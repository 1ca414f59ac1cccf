import { lazy } from 'react'

const load = {
  meeting: () => import('./meeting-route.tsx'),
  personal: () => import('./personal-route.tsx'),
  meetings: () => import('../features/meetings/index.ts'),
  settings: () => import('../features/settings/index.ts'),
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
export const PersonalPlace = lazy(() => load.personal().then(found => ({ default: found.PersonalPlace })))
export const PersonalPaperRoute = lazy(() => load.personal().then(found => ({ default: found.PersonalPaperRoute })))
export const MeetingsScreen = lazy(() => load.meetings().then(found => ({ default: found.MeetingsScreen })))
export const SettingsScreen = lazy(() => load.settings().then(found => ({ default: found.SettingsScreen })))
export const AdministrationScreen = lazy(() => load.administration().then(found => ({ default: found.AdministrationScreen })))

/** Fetches every other screen one after the other, so that they open at once and also without the network. Ends with the mark `screens-ahead`. */
export function fetchScreensAhead(signal: AbortSignal): void {
  const { meeting, ...others } = load
  const waiting: (() => Promise<unknown>)[] = [meeting, ...overPapers, ...Object.values(others)]
  const next = (): void => {
    const fetchOne = waiting.shift()
    if (signal.aborted) return
    if (!fetchOne) return void performance.mark('screens-ahead')
    const goOn = (): void => void requestIdleCallback(next, { timeout: 2000 })
    fetchOne().then(goOn, goOn)
  }
  requestIdleCallback(next, { timeout: 2000 })
}
