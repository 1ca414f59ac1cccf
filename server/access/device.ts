import type { DeviceKind } from '#protocol/http-api.ts'

/** The order matters: everybody claims to be Chrome, and Chrome to be Safari. */
const apps: readonly (readonly [RegExp, DeviceKind['app']])[] = [
  [/\bElectron\//, 'hopso'],
  [/\bcoc_coc_browser\//, 'coccoc'],
  [/\bEdg(e|A|iOS)?\//, 'edge'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'chrome'],
  [/\bSafari\//, 'safari']
]
const systems: readonly (readonly [RegExp, DeviceKind['system']])[] = [
  [/\bAndroid\b/, 'android'],
  [/\b(iPhone|iPad|iPod)\b/, 'ios'],
  [/\bWindows\b/, 'windows'],
  [/\b(Macintosh|Mac OS X)\b/, 'macos'],
  [/\b(Linux|X11|CrOS)\b/, 'linux']
]

/** [H5] The kind of program and system a person would recognise their session by; no version, no model. */
export function deviceOf(userAgent: string | undefined): DeviceKind {
  const words = (userAgent ?? '').slice(0, 1000)
  const first = <T>(table: readonly (readonly [RegExp, T])[]): T | undefined => table.find(([pattern]) => pattern.test(words))?.[1]
  return { app: first(apps) ?? 'other', system: first(systems) ?? 'other' }
}
