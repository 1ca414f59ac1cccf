import type { IncomingHttpHeaders } from 'node:http'
import { sessionCookie } from '#protocol/http-api.ts'
import { tokenSubprotocolPrefix } from '#protocol/sync.ts'

/** 32 random bytes in base64url. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/

/** A token and the way it came; a cookie is believed only beside a matching Origin. */
export interface Credential {
  readonly token: string
  readonly from: 'header' | 'cookie'
}

/** `Authorization: Bearer` first, then the cookie; null when neither holds something of a token's form. */
export function requestCredential(headers: IncomingHttpHeaders): Credential | null {
  const bearer = headers.authorization?.match(/^Bearer +([^ ]+)$/i)?.[1]
  if (headers.authorization !== undefined) return bearer && tokenPattern.test(bearer) ? { token: bearer, from: 'header' } : null
  return cookieCredential(headers)
}

/** The token offered as a subprotocol first, then the cookie. */
export function upgradeCredential(headers: IncomingHttpHeaders): Credential | null {
  for (const offered of (headers['sec-websocket-protocol'] ?? '').split(',').map(value => value.trim()))
    if (offered.startsWith(tokenSubprotocolPrefix)) {
      const token = offered.slice(tokenSubprotocolPrefix.length)
      return tokenPattern.test(token) ? { token, from: 'header' } : null
    }
  if (headers.authorization !== undefined) return requestCredential(headers)
  return cookieCredential(headers)
}

function cookieCredential(headers: IncomingHttpHeaders): Credential | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === sessionCookie && value !== undefined && tokenPattern.test(value)) return { token: value, from: 'cookie' }
  }
  return null
}
