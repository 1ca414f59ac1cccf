import { fail, ok } from '#core/result.ts'
import { refusal } from '#protocol/http-api.ts'
import type { ApiClient, ApiFailure } from './api-client.ts'

export interface ApiClientOptions {
  /** `''` in a browser: the page's own server. */
  readonly baseUrl: string
  /** Null in a browser: its cookie speaks. */
  readonly token: () => string | null
  readonly fetch: typeof fetch
  /** Another number after every signing in anew: an answer to what was asked before is no word about the session of now. */
  readonly signings?: () => number
}

/** HTTP with the session attached; every answer parsed before anybody sees it. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const lost = new Set<() => void>()
  const headers = (more: Record<string, string>): Record<string, string> => {
    const token = options.token()
    return token === null ? more : { ...more, authorization: `Bearer ${token}` }
  }
  const credentials = (): RequestCredentials => (options.token() === null ? 'same-origin' : 'omit')

  const sessionGone = (): void => {
    for (const listener of [...lost]) listener()
  }

  return {
    baseUrl: options.baseUrl,
    async call(method, path, answer, body, signal) {
      const asked = options.signings?.()
      let response: Response
      try {
        response = await options.fetch(options.baseUrl + path, {
          method,
          credentials: credentials(),
          cache: 'no-store',
          headers: headers(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(signal ? { signal } : {})
        })
      } catch {
        return fail<ApiFailure>('offline')
      }
      const text = await response.text().catch(() => null)
      if (text === null) return fail<ApiFailure>('offline')
      const value = parseJson(text)
      if (!response.ok) {
        const parsed = refusal.safeParse(value)
        const reason: ApiFailure = parsed.success ? parsed.data.error : 'unexpected'
        if (reason === 'no-session' && options.signings?.() === asked) sessionGone()
        return fail(reason)
      }
      const parsed = answer.safeParse(value)
      return parsed.success ? ok(parsed.data) : fail<ApiFailure>('unexpected')
    },
    raw(method, path, init) {
      return options.fetch(options.baseUrl + path, {
        method,
        credentials: credentials(),
        cache: 'no-store',
        headers: headers(init?.headers ?? {}),
        ...(init?.body ? { body: init.body as BodyInit } : {}),
        ...(init?.signal ? { signal: init.signal } : {})
      })
    },
    onSessionLost(listener) {
      lost.add(listener)
      return () => lost.delete(listener)
    }
  }
}

/** An empty answer (204) is null. */
function parseJson(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
