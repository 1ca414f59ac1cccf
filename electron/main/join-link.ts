import { type MeetingId, parseId } from '#core/ids.ts'
import { type JoinLink, linkScheme } from '#protocol/desktop-api.ts'

const prefix = `${linkScheme}://join/`
/** Longer than any real link; what is longer is not looked at. */
const maxLinkLength = 80

/** The meeting that `hopso://join/<meeting>` names, or null for everything else: another host, a query, an escape, a second segment. */
export function parseJoinLink(value: unknown): JoinLink | null {
  if (typeof value !== 'string' || value.length > maxLinkLength || !value.startsWith(prefix)) return null
  const meeting = parseId<MeetingId>(value.slice(prefix.length))
  return meeting ? { meeting } : null
}

/** The first join link among command-line words. */
export function joinLinkIn(words: readonly string[]): JoinLink | null {
  for (const word of words) {
    const link = parseJoinLink(word)
    if (link) return link
  }
  return null
}
