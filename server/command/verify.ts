import { type ChainFault, firstFault, type Head } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { assertNever } from '#core/result.ts'
import type { Text } from '#text/index.ts'
import { sha256 } from '../surroundings.ts'

export interface Verified {
  readonly intact: boolean
  readonly sentence: string
}

/**
 * Checks an exported record (JSON lines): every byte as it was written, every link, from the first event on, and that it passes through
 * `head` where one is held against it. `file` is for the sentence only.
 */
export function verifyRecord(file: string, content: string, text: Text['command'], head: Head | null = null): Verified {
  const wrong = (sentence: string): Verified => ({ intact: false, sentence })
  if (content === '') return wrong(text.logEmpty(file))
  const events: RecordEvent[] = []
  const lines = content.split('\n')
  const ended = lines.at(-1) === ''
  if (ended) lines.pop()
  for (const [index, line] of lines.entries()) {
    const event = eventOf(line)
    if (!event) return wrong(text.logMalformed(file, index + 1))
    events.push(event)
  }
  const last = events.at(-1)
  if (!last) return wrong(text.logEmpty(file))
  const fault = firstFault(events, sha256)
  if (fault) return wrong(sentenceOf(fault, text))
  // Every event's line is ended.
  if (!ended) return wrong(text.logMalformed(file, lines.length))
  if (head && head.seq > events.length) return wrong(text.cutOff(events.length, head.seq))
  if (head && events[head.seq - 1]?.hash !== head.hash) return wrong(text.otherChain(head.seq))
  const intact = text.intact(events.length, last.meeting, last.hash)
  return { intact: true, sentence: head ? `${intact} ${text.passesThrough(head.seq)}` : intact }
}

/** `SEQ:HASH` as the screen and the minutes show it, or null. */
export function headIn(typed: string): Head | null {
  const [, seq, hash] = typed.trim().match(/^([1-9]\d{0,8}):([0-9a-f]{64})$/i) ?? []
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash: hash.toLowerCase() }
}

function eventOf(line: string): RecordEvent | null {
  try {
    const value: unknown = JSON.parse(line)
    // Another way of writing the same, a doubled key or a blank would not change the hash.
    if (JSON.stringify(value) !== line) return null
    if (value === null || typeof value !== 'object') return null
    const { seq, hash, previous, meeting } = value as Record<string, unknown>
    const formed = Number.isInteger(seq) && [hash, previous, meeting].every(part => typeof part === 'string')
    return formed ? (value as RecordEvent) : null
  } catch {
    return null
  }
}

function sentenceOf(fault: ChainFault, text: Text['command']): string {
  switch (fault.kind) {
    case 'sequence':
      return text.brokenSequence(fault.expected, fault.found)
    case 'meeting':
      return text.brokenMeeting(fault.seq)
    case 'previous':
      return text.brokenPrevious(fault.seq)
    case 'hash':
      return text.brokenHash(fault.seq)
    default:
      return assertNever(fault)
  }
}
