import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import type { Reason } from '#protocol/http-api.ts'
import type { ValidSession } from '../access/sessions.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One parsed request. */
interface Call<P, Q, B, S> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly session: S
  readonly request: IncomingMessage
  /** Where it comes from, as far as can be told. */
  readonly address: string
  readonly secure: boolean
}

interface Answer {
  readonly description: string
  readonly schema?: z.ZodType
  /** Of something other than JSON. */
  readonly contentType?: string
}

/**
 * One line of the table that both answers requests and writes the OpenAPI document.
 * `access`: `open` to everybody; `first` also to those who must change their password; `signed-in` to the others.
 */
export interface RouteShape<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly method: Method
  /** Parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answers: Readonly<Record<number, Answer>>
  readonly reasons: readonly Reason[]
}
export interface Route extends RouteShape<z.ZodType, z.ZodType, z.ZodType> {
  readonly access: 'open' | 'first' | 'signed-in'
  /** Takes raw bytes of an upload instead of JSON. */
  readonly piece: boolean
  handle(call: Call<unknown, unknown, unknown, ValidSession | null>): Promise<Response> | Response
}

type Parsed<S extends z.ZodType> = z.output<S>
type Handler<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, S> = (
  call: Call<Parsed<P>, Parsed<Q>, Parsed<B>, S>
) => Promise<Response> | Response

/** A route anybody may ask. */
export const openRoute = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  shape: RouteShape<P, Q, B> & { readonly handle: Handler<P, Q, B, ValidSession | null> }
): Route => ({ ...shape, access: 'open', piece: false, handle: shape.handle as Route['handle'] })

/** A route for those who have signed in; `first` lets in those who must still change their password. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  shape: RouteShape<P, Q, B> & { readonly handle: Handler<P, Q, B, ValidSession>; readonly first?: boolean }
): Route => ({ ...shape, access: shape.first ? 'first' : 'signed-in', piece: false, handle: shape.handle as Route['handle'] })

/** A route that takes the bytes of an upload's piece. */
export const pieceRoute = <P extends z.ZodType, Q extends z.ZodType>(
  shape: RouteShape<P, Q, z.ZodType<Uint8Array>> & { readonly handle: Handler<P, Q, z.ZodType<Uint8Array>, ValidSession> }
): Route => ({ ...shape, access: 'signed-in', piece: true, handle: shape.handle as Route['handle'] })
