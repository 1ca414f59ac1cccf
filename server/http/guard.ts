import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { desktopOrigin, type Reason } from '#protocol/http-api.ts'
import type { Credential } from '../access/credentials.ts'

export interface Addresses {
  readonly host: string
  readonly port: number
  readonly publicUrl: URL | null
}

/** Who may ask from where. A refusal comes before anything else is looked at. */
export type Verdict =
  | { readonly kind: 'refused'; readonly reason: Extract<Reason, 'foreign-host' | 'foreign-origin'> }
  | {
      readonly kind: 'allowed'
      /** What is left of the credential: a cookie counts for our own pages alone. */
      readonly credential: Credential | null
      /** The origin that may read the answer across origins. */
      readonly cors: string | null
      /** True when the person's side of the connection is https. */
      readonly secure: boolean
    }

/** What of a request says who asks. */
export type Asked = Pick<IncomingMessage, 'headers' | 'rawHeaders'>

/** Node goes by the first of two hosts, a proxy before it perhaps by the second (RFC 9112, 3.2: refused). */
const namesTwo = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length > 1

const wildcard = new Set(['0.0.0.0', '::'])
const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host)

/** Keeps strangers' pages (CSRF, cross-site sockets) and strangers' names (DNS rebinding) out. */
export class Guard {
  #hosts: ReadonlySet<string>
  #readAt: number
  readonly #addresses: Addresses
  readonly #publicUrl: URL | null

  constructor(addresses: Addresses) {
    this.#addresses = addresses
    this.#publicUrl = addresses.publicUrl
    this.#hosts = hostsOf(addresses)
    this.#readAt = performance.now()
  }

  /** A computer that listens on all its addresses may get a new one while it runs (DHCP, another network): looked up again at most once a second. */
  #answersTo(host: string): boolean {
    if (this.#hosts.has(host)) return true
    if (!wildcard.has(this.#addresses.host) || performance.now() - this.#readAt < 1000) return false
    this.#hosts = hostsOf(this.#addresses)
    this.#readAt = performance.now()
    return this.#hosts.has(host)
  }
  /** `changes`: an unsafe method or an upgrade, for which a cookie needs our own page's Origin beside it. */
  judge({ headers, rawHeaders }: Asked, credential: Credential | null, changes: boolean): Verdict {
    const host = headers.host?.toLowerCase()
    if (host === undefined || namesTwo(rawHeaders) || !this.#answersTo(host)) return { kind: 'refused', reason: 'foreign-host' }
    const { origin } = headers
    const secure = this.#publicUrl?.protocol === 'https:' && (host === this.#publicUrl.host || origin === this.#publicUrl.origin)
    if (origin === undefined)
      return changes && credential?.from === 'cookie'
        ? { kind: 'refused', reason: 'foreign-origin' }
        : { kind: 'allowed', credential, cors: null, secure }
    if (origin === desktopOrigin)
      return { kind: 'allowed', credential: credential?.from === 'header' ? credential : null, cors: desktopOrigin, secure }
    // A page that came over plain http under the name of an https server is whoever stands in between.
    const page = host === this.#publicUrl?.host ? this.#publicUrl.origin : `http://${host}`
    if (origin === page || origin === this.#publicUrl?.origin) return { kind: 'allowed', credential, cors: null, secure }
    return { kind: 'refused', reason: 'foreign-origin' }
  }
}

function hostsOf({ host, port, publicUrl }: Addresses): ReadonlySet<string> {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', bracketed(host.toLowerCase())])
  if (wildcard.has(host))
    for (const { address } of Object.values(networkInterfaces()).flatMap(all => all ?? []))
      names.add(bracketed(address.replace(/%.*$/, '')))
  const hosts = [...names].flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
  return new Set(publicUrl ? [...hosts, publicUrl.host] : hosts)
}
