import type { IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Reason, Refusal } from '#protocol/http-api.ts'

/** The status each refusal travels under unless a route says otherwise. */
export const statusOf: Readonly<Record<Reason, number>> = {
  'no-session': 401,
  'wrong-password': 401,
  'password-was-reset': 401,
  'account-locked': 403,
  'too-many-attempts': 429,
  'password-must-change': 403,
  'weak-password': 422,
  'no-right': 403,
  'not-found': 404,
  malformed: 400,
  conflict: 409,
  'account-taken': 409,
  'meeting-ended': 409,
  'no-participants': 409,
  'no-quorum': 409,
  'too-often': 409,
  'too-many-questions': 409,
  'list-closed': 409,
  suspended: 409,
  'ballot-settled': 409,
  'too-many-rehearsals': 409,
  'wrong-code': 422,
  'late-code': 422,
  'wrong-pin': 422,
  'weak-pin': 422,
  'pin-locked': 403,
  'code-needed': 409,
  'link-not-allowed': 422,
  'too-large': 413,
  'wrong-offset': 409,
  'hash-mismatch': 422,
  'not-a-pdf': 422,
  'damaged-pdf': 422,
  'encrypted-pdf': 422,
  'secret-document': 422,
  'uploads-too-large': 429,
  'disk-full': 507,
  'record-damaged': 409,
  'vote-open': 409,
  'vote-closed': 409,
  'not-on-roll': 403,
  'no-voters': 409,
  'ballot-changed': 409,
  'voted-already': 409,
  'same-person': 403,
  'paper-differs': 409,
  'ballots-damaged': 500,
  'too-few-voters': 409,
  'too-few-ballots': 409,
  'ballot-given': 409,
  'ballot-refused': 422,
  'box-lost': 409,
  'paper-not-counted': 409,
  'too-many-paper-ballots': 409,
  'result-tells-choices': 409,
  'paper-count-differs': 409,
  'paper-damaged': 500,
  'too-many-remarks': 409,
  'folder-too-deep': 422,
  'shelf-crowded': 422,
  'shelf-full': 413,
  'shelf-damaged': 409,
  'foreign-origin': 403,
  'foreign-host': 403,
  'too-many-requests': 429,
  internal: 500
}

/** JSON that nobody keeps. */
export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers }
  })

/** JSON that lies gzipped; nobody keeps it but the page itself. */
export const packedJson = async (gzipped: Uint8Array, request: IncomingHttpHeaders): Promise<Response> => {
  const taken = /\bgzip\b/.test(String(request['accept-encoding'] ?? ''))
  const body = taken ? gzipped : await promisify(gunzip)(gzipped)
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'content-length': String(body.byteLength),
      ...(taken && { 'content-encoding': 'gzip' })
    }
  })
}

export const empty = (status = 204, headers: Record<string, string> = {}): Response => new Response(null, { status, headers })

/** A refusal as every client knows it. */
export const refuse = (reason: Reason, how: { readonly status?: number; readonly detail?: string } = {}): Response => {
  const refusal: Refusal = { error: reason, ...(how.detail !== undefined && { detail: how.detail }) }
  return json(how.status ?? statusOf[reason], refusal, statusOf[reason] === 429 ? { 'retry-after': '5' } : {})
}
