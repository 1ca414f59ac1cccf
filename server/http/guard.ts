import type { IncomingHttpHeaders } from 'node:http'
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

const wildcard = new Set(['0.0.0.0', '::'])
const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host)

/** Keeps strangers' pages (CSRF, cross-site sockets) and strangers' names (DNS rebinding) out. */
export class Guard {
  readonly #hosts: ReadonlySet<string>
  readonly #publicUrl: URL | null

  constructor({ host, port, publicUrl }: Addresses) {
    const names = new Set(['127.0.0.1', 'localhost', '[::1]', bracketed(host.toLowerCase())])
    if (wildcard.has(host))
      for (const { address } of Object.values(networkInterfaces()).flatMap(all => all ?? []))
        names.add(bracketed(address.replace(/%.*$/, '')))
    const hosts = [...names].flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
    this.#hosts = new Set(publicUrl ? [...hosts, publicUrl.host] : hosts)
    this.#publicUrl = publicUrl
  }

  /** `changes`: an unsafe method or an upgrade, for which a cookie needs our own page's Origin beside it. */
  judge(headers: IncomingHttpHeaders, credential: Credential | null, changes: boolean): Verdict {
    const host = headers.host?.toLowerCase()
    if (host === undefined || !this.#hosts.has(host)) return { kind: 'refused', reason: 'foreign-host' }
    const { origin } = headers
    const secure = this.#publicUrl?.protocol === 'https:' && (host === this.#publicUrl.host || origin === this.#publicUrl.origin)
    if (origin === undefined)
      return changes && credential?.from === 'cookie'
        ? { kind: 'refused', reason: 'foreign-origin' }
        : { kind: 'allowed', credential, cors: null, secure }
    if (origin === desktopOrigin)
      return { kind: 'allowed', credential: credential?.from === 'header' ? credential : null, cors: desktopOrigin, secure }
    if (origin === `http://${host}` || origin === this.#publicUrl?.origin) return { kind: 'allowed', credential, cors: null, secure }
    return { kind: 'refused', reason: 'foreign-origin' }
  }
}
