import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Head } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { follow, noteHead } from '#core/record/witness.ts'
import type { Kept, WitnessMemory } from './witness-memory.ts'

/** A contradiction is looked into at once, growth when it suits everybody: 300 people do not ask in the same second. */
const soonMs = 300
const laterMs = { least: 1_000, most: 20_000 }

export interface WatchOptions {
  readonly memory: WitnessMemory
  /** Events from number `from` on; null when the server cannot be asked now. */
  readonly fetchEvents: (from: number) => Promise<readonly RecordEvent[] | null>
  readonly now: () => Date
  /** 0 to 1. */
  readonly random: () => number
  readonly changed: (kept: Kept) => void
  readonly setTimer: (run: () => void, ms: number) => () => void
}

export interface RecordWatch {
  /** The room shows this head. */
  shown(head: Head): void
  /**
   * The server is there, for the first time or again. It is asked whatever the room shows: a room that went back to what it was leaves on
   * this computer what it had become.
   */
  connected(): void
  /** The person was told and has passed it on: from now on the chain that is shown now is watched. */
  setAside(): void
  stop(): void
}

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** [R3] Watches the record of one meeting for this person: remembers what was shown, follows the chain, says when it is another one. */
export function watchRecord(options: WatchOptions): RecordWatch {
  const { memory } = options
  let kept: Kept | null = memory.read()
  let cancel: (() => void) | null = null
  let due = Number.POSITIVE_INFINITY
  let latest: Head | null = null
  const keep = (next: Kept): void => {
    kept = next
    memory.write(next)
    options.changed(next)
  }

  const ask = async (): Promise<void> => {
    cancel = null
    due = Number.POSITIVE_INFINITY
    const before = kept
    if (!before) return
    const events = await options.fetchEvents(before.witness.followed.seq)
    if (!events) return
    const outcome = follow(before.witness, events, hash)
    // What was shown while the answer was on its way is not forgotten.
    const seen = (kept?.witness.seen ?? []).filter(({ seq }) => 'witness' in outcome && seq > outcome.witness.followed.seq)
    if ('witness' in outcome) keep({ ...before, witness: { ...outcome.witness, seen } })
    else {
      const { doubt } = outcome
      keep({
        ...before,
        doubt: { ...doubt, shown: doubt.shown.seq > 0 ? doubt.shown : (latest ?? doubt.shown), at: options.now().toISOString() }
      })
    }
  }
  const askIn = (ms: number): void => {
    const at = options.now().getTime() + ms
    if (cancel && at >= due) return
    cancel?.()
    due = at
    cancel = options.setTimer(() => void ask(), ms)
  }

  return {
    shown(head) {
      if (head.seq === 0) return
      latest = head
      const noted = noteHead(kept?.witness ?? null, head)
      if (noted.witness !== kept?.witness) keep({ witness: noted.witness, doubt: kept?.doubt ?? null })
      if (noted.ask === 'soon') askIn(soonMs)
      if (noted.ask === 'later') askIn(laterMs.least + options.random() * (laterMs.most - laterMs.least))
    },
    connected() {
      askIn(laterMs.least + options.random() * (laterMs.most - laterMs.least))
    },
    setAside() {
      const shown = latest ?? kept?.doubt?.shown
      if (shown) keep({ witness: { followed: shown, seen: [] }, doubt: null })
    },
    stop() {
      cancel?.()
      cancel = null
    }
  }
}
