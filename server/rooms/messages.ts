import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { maxMessageBytes, messageKind, type SavedMessage, syncStep } from '#protocol/sync.ts'

/** A frame from a client, taken apart. Contents are looked at elsewhere. */
export type ClientMessage =
  | { readonly kind: 'ask'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly step2: boolean; readonly update: Uint8Array }
  | { readonly kind: 'presence'; readonly entries: Uint8Array }
  | { readonly kind: 'query-presence' }

/** A state vector above this is no honest one: 5,000 sessions make 30 KB. */
const maxStateVectorBytes = 256 * 1024

/** What a binary frame says, or null when it is no message of this wire. Never throws. */
export function readMessage(frame: Uint8Array): ClientMessage | null {
  try {
    const decoder = decoding.createDecoder(frame)
    const message = read(decoder)
    if (!message || decoding.hasContent(decoder)) return null
    const isFirstSync = message.kind === 'update' && message.step2
    return frame.length <= maxMessageBytes || isFirstSync ? message : null
  } catch {
    return null
  }
}

function read(decoder: decoding.Decoder): ClientMessage | null {
  switch (decoding.readVarUint(decoder)) {
    case messageKind.sync: {
      const step = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      if (step === syncStep.step1) return isStateVector(bytes) ? { kind: 'ask', stateVector: bytes } : null
      if (step === syncStep.step2 || step === syncStep.update) return { kind: 'update', step2: step === syncStep.step2, update: bytes }
      return null
    }
    case messageKind.awareness:
      return { kind: 'presence', entries: decoding.readVarUint8Array(decoder) }
    case messageKind.queryAwareness:
      return { kind: 'query-presence' }
    default:
      return null
  }
}

function isStateVector(bytes: Uint8Array): boolean {
  if (bytes.length > maxStateVectorBytes) return false
  const decoder = decoding.createDecoder(bytes)
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
  }
  return !decoding.hasContent(decoder)
}

/** An update of no structs and no deletions, as a client in sync may send. */
export const emptyUpdate: Uint8Array = Uint8Array.of(0, 0)
export const isEmptyUpdate = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0

export function syncMessage(step: number, payload: Uint8Array): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, messageKind.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })
}

export function savedMessage({ epoch, rights, n }: SavedMessage): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, messageKind.saved)
    encoding.writeVarString(encoder, epoch)
    encoding.writeVarUint(encoder, rights === 'write' ? 1 : 0)
    encoding.writeVarUint(encoder, n)
  })
}

export interface PresenceEntry {
  readonly client: number
  readonly clock: number
  /** JSON, or 'null' for who left. */
  readonly text: string
}

export const presenceMessage = (entries: readonly PresenceEntry[]): Uint8Array => joinPresence(entries.map(encodePresence))

/** One entry as it lies in a presence message. */
export function encodePresence({ client, clock, text }: PresenceEntry): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, text)
  })
}

/** A presence message of entries that are encoded already. */
export function joinPresence(entries: readonly Uint8Array[]): Uint8Array {
  const count = encoding.encode(encoder => encoding.writeVarUint(encoder, entries.length))
  const head = encoding.encode(encoder => {
    encoding.writeVarUint(encoder, messageKind.awareness)
    encoding.writeVarUint(
      encoder,
      entries.reduce((sum, { length }) => sum + length, count.length)
    )
  })
  return Buffer.concat([head, count, ...entries])
}

/** An honest frame holds the sender's own state, or the room's when a stock client repeats it. */
const maxPresenceEntries = 5000

/** The entries of an awareness payload without decoding their text, or null. Never throws. */
export function readPresence(
  payload: Uint8Array
): readonly { readonly client: number; readonly clock: number; readonly json: Uint8Array }[] | null {
  try {
    const decoder = decoding.createDecoder(payload)
    const entries: { client: number; clock: number; json: Uint8Array }[] = []
    const count = decoding.readVarUint(decoder)
    if (count > maxPresenceEntries) return null
    for (let left = count; left > 0; left--)
      entries.push({
        client: decoding.readVarUint(decoder),
        clock: decoding.readVarUint(decoder),
        json: decoding.readVarUint8Array(decoder)
      })
    return decoding.hasContent(decoder) ? null : entries
  } catch {
    return null
  }
}
