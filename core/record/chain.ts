import type { RecordEvent } from './event.ts'

/** `previous` of the first event of every record. */
export const chainStart = '0'.repeat(64)

/**
 * [R2] The bytes that are hashed: the event without `hash` as JSON in UTF-8, keys of every object sorted by code unit, no white space,
 * keys with `undefined` left out, `undefined` in a list as null. docs/record-format.md says the same for strangers.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** The newest link of a chain: how many there are, and the hash that stands for all of them. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** SHA-256 of UTF-8 text as 64 lower-case hex digits; the caller brings its platform's. */
export type Sha256 = (text: string) => string

export function sealEvent(event: Omit<RecordEvent, 'hash'>, sha256: Sha256): RecordEvent {
  return { ...event, hash: sha256(canonicalJson(event)) }
}

export type ChainFault =
  | { readonly kind: 'sequence'; readonly expected: number; readonly found: number }
  | { readonly kind: 'meeting'; readonly seq: number }
  | { readonly kind: 'previous'; readonly seq: number }
  | { readonly kind: 'hash'; readonly seq: number }

/** The events before the first broken link: all of an intact record. */
export function unbrokenBeginning(events: readonly RecordEvent[], sha256: Sha256): readonly RecordEvent[] {
  const fault = firstFault(events, sha256)
  if (fault === null) return events
  return events.slice(0, (fault.kind === 'sequence' ? fault.expected : fault.seq) - 1)
}

/**
 * [R3] The first broken link of what follows `after`, or null. A cut-off tail is not seen here: witness.ts compares with the heads that a
 * client holds.
 */
export function firstFault(events: readonly RecordEvent[], sha256: Sha256, after: Head = { seq: 0, hash: chainStart }): ChainFault | null {
  let { hash: previous } = after
  let expected = after.seq + 1
  for (const event of events) {
    if (event.seq !== expected) return { kind: 'sequence', expected, found: event.seq }
    if (event.meeting !== events[0]?.meeting) return { kind: 'meeting', seq: event.seq }
    if (event.previous !== previous) return { kind: 'previous', seq: event.seq }
    const { hash, ...rest } = event
    if (sha256(canonicalJson(rest)) !== hash) return { kind: 'hash', seq: event.seq }
    previous = hash
    expected += 1
  }
  return null
}
