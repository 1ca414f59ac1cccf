import type { KnownServer } from '#protocol/desktop-api.ts'
import { paths, serverShape } from '#protocol/http-api.ts'
import { parseAddress } from './address.ts'
import { serverId } from './settings.ts'

/** An office LAN answers in milliseconds; a wrong address should not keep a person waiting. */
const answerWithinMs = 5000
/** Our own answer is far smaller; what is larger is not ours. */
const maxAnswerBytes = 64 * 1024

/** The origin of a typed server address (`192.168.1.5:4480`, `https://hop.example`), or null: http and https only, no user, no path of its own. */
export function serverOrigin(typed: string): string | null {
  const text = typed.trim()
  if (text === '' || text.length > 300) return null
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = parseAddress(address)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return null
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null
  return url.origin
}

/** Asks an address who it is; null when no Hopso server answers there. */
export async function askServer(fetch: typeof globalThis.fetch, typed: string): Promise<KnownServer | null> {
  const url = serverOrigin(typed)
  if (!url) return null
  try {
    const answer = await fetch(url + paths.server, { redirect: 'error', signal: AbortSignal.timeout(answerWithinMs) })
    if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > maxAnswerBytes) return null
    const text = await answer.text()
    if (text.length > maxAnswerBytes) return null
    const { server, organisation } = serverShape.parse(JSON.parse(text))
    return { server: serverId.parse(server), url, organisation: organisation.slice(0, 500) }
  } catch {
    // Nobody answers, or somebody who is no Hopso server: the same to the person who typed the address.
    return null
  }
}
