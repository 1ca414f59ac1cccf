import type { z } from 'zod'
import type { Result } from '#core/result.ts'
import type { Reason } from '#protocol/http-api.ts'

/** `offline`: nothing answered. `unexpected`: something answered that this version does not understand. */
export type ApiFailure = Reason | 'offline' | 'unexpected'

/** HTTP to the chosen server with the session attached; every answer is parsed by the schema that the server made it with. */
export interface ApiClient {
  readonly baseUrl: string
  call<S extends z.ZodType>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    answer: S,
    body?: unknown,
    signal?: AbortSignal
  ): Promise<Result<z.output<S>, ApiFailure>>
  /** Raw request for files and upload pieces. Rejects only on a network failure. */
  raw(
    method: 'GET' | 'PATCH' | 'HEAD',
    path: string,
    init?: { readonly headers?: Record<string, string>; readonly body?: Uint8Array; readonly signal?: AbortSignal }
  ): Promise<Response>
  /** Called once when the server says the session is over; the screen asks to sign in again and keeps what was typed. */
  onSessionLost(listener: () => void): () => void
}
