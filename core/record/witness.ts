import { firstFault, type Head, type Sha256 } from './chain.ts'
import type { RecordEvent } from './event.ts'

/** Heads seen and not yet followed are remembered at most this many; the oldest and the newest say the most. */
const mostSeen = 24

/**
 * [R3] What a client remembers of the chain of one meeting: the newest head it followed link by link, and those it was shown since, ascending.
 * A server that cut off or wrote anew what lies before them cannot show a chain that passes through all of them.
 */
export interface Witness {
  readonly followed: Head
  readonly seen: readonly Head[]
}

/** How the chain that is shown contradicts one that was: it ends before, or has something else at that place. */
export interface Doubt {
  readonly kind: 'shorter' | 'other'
  /** What was seen, and what stands there now or the last there is. */
  readonly known: Head
  readonly shown: Head
}

const newest = ({ followed, seen }: Witness): Head => seen.at(-1) ?? followed

/** Takes note of a head. `ask`: the chain is to be asked for and followed, `soon` when what is shown cannot be without more ado. */
export function noteHead(before: Witness | null, shown: Head): { readonly witness: Witness; readonly ask: 'no' | 'later' | 'soon' } {
  if (!before) return { witness: { followed: shown, seen: [] }, ask: 'no' }
  const known = newest(before)
  if (shown.seq < known.seq || (shown.seq === known.seq && shown.hash !== known.hash)) return { witness: before, ask: 'soon' }
  if (shown.seq === known.seq) return { witness: before, ask: before.seen.length > 0 ? 'later' : 'no' }
  const [first, ...rest] = [...before.seen, shown]
  const seen = first && rest.length >= mostSeen ? [first, ...rest.slice(1 - mostSeen)] : [...before.seen, shown]
  return { witness: { ...before, seen }, ask: 'later' }
}

/**
 * Follows the chain from the head followed last. `events` = all there are from that head's own event on. Gives the witness for next time,
 * or why the chain is not the one that was shown before.
 */
export function follow(
  witness: Witness,
  events: readonly RecordEvent[],
  sha256: Sha256
): { readonly witness: Witness } | { readonly doubt: Doubt } {
  const { followed, seen } = witness
  const [own, ...rest] = events
  const last = events.at(-1)
  const end: Head = last ? headOf(last) : { seq: 0, hash: '' }
  const doubt = (kind: Doubt['kind'], known: Head, shown: Head) => ({ doubt: { kind, known, shown } })
  if (!own) return doubt('shorter', followed, end)
  const before: Head = { seq: followed.seq - 1, hash: own.previous }
  if (own.seq !== followed.seq || own.hash !== followed.hash || firstFault([own], sha256, before))
    return doubt('other', followed, headOf(own))
  const fault = firstFault(rest, sha256, followed)
  for (const known of seen) {
    const event = events[known.seq - followed.seq]
    if (!event) return doubt('shorter', known, end)
    if (event.hash !== known.hash) return doubt('other', known, headOf(event))
  }
  if (fault || rest.some(({ meeting }) => meeting !== own.meeting)) return doubt('other', newest(witness), end)
  return { witness: { followed: end, seen: [] } }
}

const headOf = ({ seq, hash }: RecordEvent): Head => ({ seq, hash })
