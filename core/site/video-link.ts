/** Services that people know by name; `other`: an allowed host without one. */
export const videoServices = ['jitsi', 'zoom', 'teams', 'webex', 'vnpt', 'viettel', 'sip', 'h323', 'other'] as const
export type VideoService = (typeof videoServices)[number]

/** Where a video meeting is joined. `address` is all that is ever handed to the system. */
export interface VideoLink {
  readonly service: VideoService
  readonly host: string
  readonly address: string
}

/** What an administrator need not type first: the services in common use. `*.` stands for every name below. */
export const usualVideoHosts: readonly string[] = [
  'meet.jit.si',
  'zoom.us',
  '*.zoom.us',
  'teams.microsoft.com',
  'teams.live.com',
  '*.webex.com',
  '*.vnpt.vn',
  '*.viettel.vn',
  '*.gov.vn'
]

export const maxVideoLink = 500
export const mostVideoHosts = 100

const names: readonly (readonly [RegExp, VideoService])[] = [
  [/(^|\.)zoom\.us$/, 'zoom'],
  [/^teams\.(microsoft|live)\.com$/, 'teams'],
  [/(^|\.)webex\.com$/, 'webex'],
  [/(^|\.)(vnpt|vnptmeeting)\.vn$/, 'vnpt'],
  [/(^|\.)viettel(\.com)?\.vn$/, 'viettel'],
  [/(^|[.-])(jitsi|jit)\b/, 'jitsi']
]
const hostPattern = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
/** Browsers read a name that ends in a number as an address, in forms that nobody would recognise. */
const endsInNumber = /(^|\.)(\d+|0x[0-9a-f]*)$/
const plainAddress = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/
const isHost = (name: string): boolean => hostPattern.test(name) && (!endsInNumber.test(name) || plainAddress.test(name))
const dialled = /^(sips?|h323):(?:([A-Za-z0-9._+-]{1,64})@)?([A-Za-z0-9.-]{1,253})(?::(\d{1,5}))?$/i

const serviceOf = (host: string): VideoService => names.find(([pattern]) => pattern.test(host))?.[1] ?? 'other'

/**
 * [SI3] What somebody typed as a video link, or null when it is none: an https address without a user name, or an address to dial
 * (`sip:phong@host`, `h323:host`), which carries no parameters.
 */
export function parseVideoLink(typed: string): VideoLink | null {
  const text = typed.trim()
  if (text.length === 0 || text.length > maxVideoLink) return null
  const call = text.match(dialled)
  if (call) {
    const [, scheme = '', , named = ''] = call
    const host = named.toLowerCase()
    if (!isHost(host)) return null
    return { service: scheme.toLowerCase() === 'h323' ? 'h323' : 'sip', host, address: text }
  }
  const split = text.match(/^https:\/\/([^/?#\\\s@]+)([/?#][^\s\\]*)?$/i)
  if (!split) return null
  const [, authority = '', path = ''] = split
  const [, named = '', port] = authority.match(/^([^:]+)(?::(\d{1,5}))?$/) ?? []
  const host = named.toLowerCase()
  // Control signs and quotes have no place in an address that a program is started with.
  if (!isHost(host) || /[^\x21-\x7e]|["'<>^`{|}]/.test(path)) return null
  const service = serviceOf(host)
  return { service, host, address: `https://${host}${port === undefined ? '' : `:${port}`}${path || '/'}` }
}

/** [SI3] What an administrator typed as a host, in its one form; null when it is none. `*.` at the front allows every name below. */
export function parseVideoHost(typed: string): string | null {
  const host = typed.trim().toLowerCase()
  const name = host.startsWith('*.') ? host.slice(2) : host
  // All of a country is no list.
  if (!isHost(name) || (host !== name && !name.includes('.'))) return null
  return host
}

/** [SI3] Whether a host stands on the list. */
export const isAllowedHost = (host: string, allowed: readonly string[]): boolean =>
  allowed.some(entry => (entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : host === entry))

/** [SI5] The hosts on a list whose meetings may be shown within the app: servers of Jitsi, known by their names. */
export const frameHosts = (allowed: readonly string[]): readonly string[] =>
  allowed.filter(entry => serviceOf(entry.replace(/^\*\./, 'x.')) === 'jitsi')

/** [SI5] Whether a video meeting may be shown beside the papers. */
export const isFramable = ({ service, host }: VideoLink, allowed: readonly string[]): boolean =>
  service === 'jitsi' && isAllowedHost(host, frameHosts(allowed))

/** Under this number the page in the frame says that it is there, and that it was left. */
export const frameNumber = 1

/** [SI5] What is shown in the frame: the meeting, told by its address who comes, silent, and to stay where it is. */
export function frameAddress({ address }: VideoLink, name: string): string {
  const settings = [
    `jitsi_meet_external_api_id=${frameNumber}`,
    'config.disableDeepLinking=true',
    'config.startWithAudioMuted=true',
    `userInfo.displayName=${encodeURIComponent(JSON.stringify(name))}`
  ]
  return `${address}${address.includes('#') ? '&' : '#'}${settings.join('&')}`
}
