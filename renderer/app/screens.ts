import { lazy } from 'react'

const load = {
  meeting: () => import('./meeting-route.tsx'),
  personal: () => import('./personal-route.tsx'),
  meetings: () => import('../features/meetings/index.ts'),
  settings: () => import('../features/settings/index.ts'),
  administration: () => import('../features/administration/index.ts')
}

/** Screens beyond the first: not read from the disk before they are needed, or before there is time. */
export const MeetingRoute = lazy(() => load.meeting().then(found => ({ default: found.MeetingRoute })))
export const PersonalPlace = lazy(() => load.personal().then(found => ({ default: found.PersonalPlace })))
export const PersonalPaperRoute = lazy(() => load.personal().then(found => ({ default: found.PersonalPaperRoute })))
export const MeetingsScreen = lazy(() => load.meetings().then(found => ({ default: found.MeetingsScreen })))
export const SettingsScreen = lazy(() => load.settings().then(found => ({ default: found.SettingsScreen })))
export const AdministrationScreen = lazy(() => load.administration().then(found => ({ default: found.AdministrationScreen })))

/** Fetches every other screen one after the other, so that they open at once and also without the network. */
export function fetchScreensAhead(signal: AbortSignal): void {
  const waiting = Object.values(load)
  const next = (): void => {
    const fetchOne = waiting.shift()
    if (!fetchOne || signal.aborted) return
    const goOn = (): void => void requestIdleCallback(next, { timeout: 2000 })
    fetchOne().then(goOn, goOn)
  }
  requestIdleCallback(next, { timeout: 2000 })
}
